/** What systemctl, schtasks and crontab are told, by programs of that name that write down how they were called. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { installedNights, takenFrom } from '../../src/run/night-plan.ts';
import { cronKeeper } from '../../src/schedule/cron-keeper.ts';
import { systemdKeeper, unitFolder } from '../../src/schedule/systemd-keeper.ts';
import { toolsOf } from '../../src/schedule/tool.ts';
import { windowsKeeper } from '../../src/schedule/windows-keeper.ts';
import { NOW, night } from './a-night.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keepers-'));
  mkdirSync(join(root, 'bin'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A program of that name: it notes its words, and then does what the script says. */
function tool(name: string, script = 'exit 0'): void {
  const file = join(root, 'bin', name);
  writeFileSync(file, `#!/bin/sh\necho "$@" >> '${root}/called'\n${script}\n`);
  chmodSync(file, 0o755);
}

const tools = () => toolsOf({ PATH: `${join(root, 'bin')}:/usr/bin:/bin` });
const called = (): string[] =>
  existsSync(join(root, 'called')) ? readFileSync(join(root, 'called'), 'utf8').trim().split('\n') : [];
const now = (): number => NOW;

it('units of a user: written, enabled, found again, and taken away with nothing left', async () => {
  // It makes the link by which a timer is started, as `WantedBy` says.
  const wants = join(root, 'config/systemd/user/timers.target.wants');
  tool(
    'systemctl',
    `case $2 in enable) mkdir -p '${wants}'; touch "${wants}/$4";; disable) rm "${wants}/$4"; rmdir '${wants}';; esac`,
  );
  const place = unitFolder({ XDG_CONFIG_HOME: join(root, 'config') }, 1000);
  const keeper = systemdKeeper(tools(), place);
  expect(await keeper.look(night())).toBeUndefined();
  await keeper.install(night());
  await keeper.install(night());
  expect(readdirSync(place.folder).toSorted()).toEqual([
    'timers.target.wants',
    'vax-upload-kendal-3f2a91.service',
    'vax-upload-kendal-3f2a91.timer',
  ]);
  expect(called().slice(0, 3)).toEqual([
    '--user daemon-reload',
    '--user enable --now vax-upload-kendal-3f2a91.timer',
    '--user restart vax-upload-kendal-3f2a91.timer',
  ]);
  expect(await keeper.look(night())).toBe('same');
  expect(await keeper.look(night({ at: '23:00' }))).toBe('other');
  writeFileSync(join(place.folder, 'backup.timer'), '');
  expect(await keeper.remove('kendal-3f2a91')).toBe(true);
  expect(readdirSync(place.folder)).toEqual(['backup.timer']);
  expect(called().slice(-2)).toEqual(['--user disable --now vax-upload-kendal-3f2a91.timer', '--user daemon-reload']);
  expect(await keeper.remove('kendal-3f2a91')).toBe(false);
});

it('the superuser has units of the system', () => {
  expect(unitFolder({ HOME: '/root' }, 0)).toEqual({ folder: '/etc/systemd/system', systemctl: ['systemctl'] });
  expect(unitFolder({ HOME: '/home/sri' }, 1000).folder).toBe('/home/sri/.config/systemd/user');
});

it('what a tool says of its refusal is in the error', async () => {
  tool('systemctl', 'echo "Failed to connect to bus: No medium found" >&2; exit 1');
  const keeper = systemdKeeper(tools(), unitFolder({ XDG_CONFIG_HOME: join(root, 'config') }, 1000));
  await expect(keeper.install(night())).rejects.toMatchObject({
    code: 'SCHEDULE_TOOL',
    params: { tool: 'systemctl --user daemon-reload', detail: 'Failed to connect to bus: No medium found' },
  });
  // Its files lie there, and nothing starts them: nobody is told that the night is installed.
  expect(await keeper.look(night())).toBe('other');
});

it('a tool that is not there is named', async () => {
  const keeper = cronKeeper(toolsOf({ PATH: join(root, 'bin') }), 'Etc/UTC', now);
  await expect(keeper.install(night())).rejects.toMatchObject({ params: { tool: 'crontab', detail: 'ENOENT' } });
});

it('a user who may have no crontab is told so, and one who has none yet gets one', async () => {
  tool('crontab', 'echo "You (sri) are not allowed to use this program (crontab)" >&2; exit 1');
  const keeper = cronKeeper(tools(), 'Etc/UTC', now);
  await expect(keeper.look(night())).rejects.toMatchObject({ code: 'SCHEDULE_TOOL' });
  tool('crontab', `[ "$1" = -l ] && { echo 'no crontab for sri' >&2; exit 1; }; cat > '${root}/written'`);
  await keeper.install(night());
  expect(readFileSync(join(root, 'written'), 'utf8')).toMatch(/^# >>> vax-upload kendal-3f2a91\n/);
});

it('where systemd keeps the nights, a user who may have no crontab needs none', async () => {
  tool('systemctl');
  tool('crontab', 'echo "You (sri) are not allowed to use this program (crontab)" >&2; exit 1');
  const systemd = systemdKeeper(tools(), unitFolder({ XDG_CONFIG_HOME: join(root, 'config') }, 1000));
  const cron = cronKeeper(tools(), 'Etc/UTC', now);
  await systemd.install(night());
  expect(await installedNights(night(), [systemd, cron])).toEqual([{ kind: 'systemd', state: 'other' }]);
  // As after an installation with systemd.
  expect(await takenFrom([cron], night().name, systemd)).toEqual([]);
  expect(await takenFrom([systemd, cron], night().name)).toEqual(['systemd']);
  // Where cron is all there is, it is said.
  await expect(installedNights(night(), [cron])).rejects.toMatchObject({ code: 'SCHEDULE_TOOL' });
  await expect(takenFrom([cron], night().name)).rejects.toMatchObject({ code: 'SCHEDULE_TOOL' });
});

it('the last line that goes takes the crontab with it', async () => {
  const crontab = join(root, 'crontab');
  tool(
    'crontab',
    `case $1 in -l) [ -f '${crontab}' ] || { echo 'no crontab for sri' >&2; exit 1; }; cat '${crontab}';; -r) rm '${crontab}';; *) cat > '${crontab}';; esac`,
  );
  const keeper = cronKeeper(tools(), 'Etc/UTC', now);
  await keeper.install(night());
  expect(await keeper.look(night())).toBe('same');
  expect(await keeper.look(night({ program: ['/opt/node', '/other.js'] }))).toBe('other');
  expect(await keeper.remove('kendal-3f2a91')).toBe(true);
  expect(existsSync(crontab)).toBe(false);
});

it('Windows is handed a file in UTF-16, and asked by the name of the task', async () => {
  tool('schtasks');
  const keeper = windowsKeeper(tools(), root, 'DINKES\\sri', now);
  await keeper.install(night());
  const file = join(root, 'kendal-3f2a91.xml');
  expect(called()).toEqual([`/create /tn vax-upload kendal-3f2a91 /xml ${file} /f`]);
  expect(readFileSync(file).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xfe]));
  expect(await keeper.look(night())).toBe('same');
  expect(await keeper.remove('kendal-3f2a91')).toBe(true);
  expect(called().at(-1)).toBe('/delete /tn vax-upload kendal-3f2a91 /f');
  tool('schtasks', 'exit 1');
  expect(await keeper.remove('kendal-3f2a91')).toBe(false);
});
