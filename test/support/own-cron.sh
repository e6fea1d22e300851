#!/bin/sh
# A cron daemon of Debian's own with a spool, a crontab of the system and a /run that nobody else sees:
# `unshare -m sh own-cron.sh COMMAND`. COMMAND runs beside it; the daemon ends with it.
set -eu
mount -t tmpfs none /var/spool/cron/crontabs
chgrp crontab /var/spool/cron/crontabs
chmod 1730 /var/spool/cron/crontabs
mount -t tmpfs none /etc/cron.d
mount -t tmpfs none /run
: >/run/nothing
mount --bind /run/nothing /etc/crontab
/usr/sbin/cron -f &
daemon=$!
trap 'kill $daemon' EXIT
sh -c "$1"
