import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { RunError } from '../../src/errors.ts';
import { cronLines, cronWord } from '../../src/schedule/cron.ts';
import { NAMES, NOW, night } from './a-night.ts';

/** What cron hands to the shell of a command: Debian's and cronie's take the backslash before `%` away. */
const UNESCAPING = (command: string): string => command.replaceAll('\\%', '%');
/** And double backslashes become one in some of them (Debian's do_command.c). */
const UNESCAPING_BOTH = (command: string): string => command.replace(/\\([%\\])/g, '$1');
/** busybox and some others leave the line as it is. */
const AS_IT_IS = (command: string): string => command;

/** A `%` that no backslash protects ends the command. */
const UNPROTECTED = /(?<!\\)%/;

describe.each([
  ['Debian', UNESCAPING_BOTH],
  ['cronie', UNESCAPING],
  ['a cron that leaves the line as it is', AS_IT_IS],
])('a word as %s hands it to the shell', (_, cron) => {
  it.each(NAMES)('%j', (name) => {
    const word = cronWord(`/srv/${name}`);
    expect(word).not.toMatch(UNPROTECTED);
    const { stdout } = spawnSync('sh', ['-c', `printf '%s' ${cron(word)}`], { encoding: 'utf8' });
    expect(stdout).toBe(`/srv/${name}`);
  });
});

/** Whose clock, at which hour there, and what cron is told. */
const rows: readonly [string, string, string, string][] = [
  ['Jakarta', '22:00', 'Asia/Jakarta', '0 22 * * *'],
  ['Etc/UTC', '22:00', 'Asia/Jakarta', '0 15 * * *'],
  ['Etc/UTC', '02:30', 'Asia/Jayapura', '30 17 * * *'],
  ['Asia/Kolkata', '22:15', 'Asia/Makassar', '45 19 * * *'],
  ['Europe/Berlin', '22:00', 'Asia/Jakarta', '0 16,17 * * *'],
  ['Etc/UTC', '02:00', 'Europe/Berlin', '0 0,1 * * *'],
  ['Europe/Berlin', '02:00', 'Europe/Berlin', '0 2 * * *'],
];
it.each(rows)('a computer in %s, a night at %s in %s: %s', (machine, at, timeZone, fields) => {
  const zone = machine === 'Jakarta' ? 'Asia/Jakarta' : machine;
  const lines = cronLines(night({ at, timeZone }), zone, NOW);
  expect(lines.at(-1)?.slice(0, fields.length + 1)).toBe(`${fields} `);
});

it('where clocks are changed, the line itself looks whether it is time', () => {
  const line = cronLines(night(), 'Europe/Berlin', NOW).at(-1) ?? '';
  expect(line).toContain(`[ "$(TZ=Asia/Jakarta date +\\%H:\\%M)" = 22:00 ] && cd /srv/kendal && `);
});

it('knows the zone, spreads the start, and names everything by its whole path', () => {
  expect(cronLines(night(), 'Etc/UTC', NOW)).toEqual([
    '# 22:00 Asia/Jakarta = 15:00 Etc/UTC',
    '0 15 * * * cd /srv/kendal && TZ=Asia/Jakarta VAX_UPLOAD_DELIVERY_STARTJITTER=900s /usr/bin/node /srv/vax-upload/bin/vax-upload.js resume --config /srv/kendal/vax-upload.yaml --log /srv/kendal/.vax-upload/logs/nights.log',
  ]);
});

it('says nothing of what is not needed', () => {
  const [line = '', ...more] = cronLines(night({ spreadMs: 0 }), 'Asia/Jakarta', NOW);
  expect(more).toEqual([]);
  expect(line).toMatch(/^0 22 \* \* \* cd \/srv\/kendal && \/usr\/bin\/node /);
});

it('a line that cron would cut is refused', () => {
  const folder = `/srv/${'panjang/'.repeat(120)}`;
  expect(() => cronLines(night({ folder }), 'Etc/UTC', NOW)).toThrow(RunError);
});
