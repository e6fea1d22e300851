/** The zone by which cron goes: of the computer, and not that of the user (`TZ`). */
import { readFileSync, readlinkSync } from 'node:fs';
import { quietly } from '../disk/quietly.ts';

/** As the C library finds it (tzset(3)): the link /etc/localtime; UTC where there is none. */
export function machineZone(): string {
  const named = quietly(() => readlinkSync('/etc/localtime').split('/zoneinfo/')[1]);
  return known(named) ?? known(quietly(() => readFileSync('/etc/timezone', 'utf8').trim())) ?? 'UTC';
}

function known(zone: string | undefined): string | undefined {
  if (zone === undefined || zone === '') return undefined;
  return quietly(() => new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions() && zone);
}
