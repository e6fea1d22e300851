/** `schedule` as an admin types it. What it installs is tried in test/schedule, with cron and systemd themselves. */
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { Clerk, errorLines } from './clerk.ts';

const clerk = new Clerk();
const TARGET = 'target: { type: json, url: "https://registry.example/v1" }\n';
const kept = clerk.path('crontab');

/** A crontab that is a file of the folder: that of whoever runs the tests is left alone. */
mkdirSync(clerk.path('bin'));
clerk.write('bin/crontab', `#!/bin/sh\ncase $1 in -l) cat '${kept}';; -r) rm '${kept}';; *) cat >'${kept}';; esac\n`);
chmodSync(clerk.path('bin/crontab'), 0o755);

beforeEach(() => {
  clerk.env = { PATH: `${clerk.path('bin')}:${process.env['PATH'] ?? ''}` };
  clerk.write('vax-upload.yaml', TARGET);
  writeFileSync(kept, '0 1 * * * backup\n');
});

describe('--print', () => {
  it('cron: the lines alone on stdout, what to know on stderr', async () => {
    const { exitCode, out, err } = await clerk.runs('schedule', '--print', 'cron', '--until', '05:00');
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^# >>> vax-upload \S+\n(?:#.*\n)+[\d,]+ [\d,]+ \* \* \* .+\n# <<< vax-upload \S+\n$/);
    expect(out).toContain(
      ` resume --config ${clerk.path('vax-upload.yaml')} --until 05:00 --lang en --log ${clerk.path('')}`,
    );
    expect(err).toMatch(/cron does not make up for a night[\s\S]*exit code 11: harmless/);
    expect(readFileSync(kept, 'utf8')).toBe('0 1 * * * backup\n');
  });

  it('systemd: both units, with their places', async () => {
    const { out } = await clerk.runs('schedule', '--print', 'systemd', '--at', '21:30', '--time-zone', 'Asia/Makassar');
    expect(out).toMatch(/^# \S+\.service\n\[Unit\]/);
    expect(out).toMatch(/^# \S+\.timer$/m);
    expect(out).toContain('OnCalendar=*-*-* 21:30:00 Asia/Makassar\n');
  });

  it('windows: a file as schtasks reads it, and its command; on a screen nothing is declared that is not so', async () => {
    const { out, err } = await clerk.runs('schedule', '--print', 'windows', '-o', 'task.xml');
    expect(out).toBe('');
    expect(err).toContain(`/xml "${clerk.path('task.xml')}" /f`);
    expect(readFileSync(clerk.path('task.xml')).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xfe]));
    rmSync(clerk.path('task.xml'));
    expect((await clerk.runs('schedule', '--print', 'windows')).out).toMatch(/^<\?xml version="1.0"\?>\r\n/);
  });

  it('with an inbox a night imports it, and the language of the configuration needs no flag', async () => {
    clerk.write('vax-upload.yaml', `${TARGET}inbox: { folder: masuk }\nlanguage: id\n`);
    const { out, err } = await clerk.runs('schedule', '--print', 'cron');
    expect(out).toContain(` import --config ${clerk.path('vax-upload.yaml')} --log `);
    expect(err).toMatch(/Malam ketika komputer mati/);
  });

  it('says which variables of this session a night will not have', async () => {
    clerk.env = { ...clerk.env, VAX_UPLOAD_DELIVERY_BATCHSIZE: '50', HTTPS_PROXY: 'http://proxy.example:3128' };
    const { out, err } = await clerk.runs('schedule', '--print', 'cron');
    expect(err).toContain('HTTPS_PROXY, VAX_UPLOAD_DELIVERY_BATCHSIZE');
    expect(out + err).not.toContain('proxy.example');
  });
});

describe('--install and --remove', () => {
  it('come and go, twice as well as once, and `schedule` tells how it stands', async () => {
    expect((await clerk.runs('schedule')).out).toMatch(/^No night begins by itself/);
    await clerk.runs('schedule', '--install', 'cron');
    const once = readFileSync(kept, 'utf8');
    await clerk.runs('schedule', '--install', 'cron');
    expect(readFileSync(kept, 'utf8')).toBe(once);
    expect(once.startsWith('0 1 * * * backup\n# >>> vax-upload ')).toBe(true);
    expect((await clerk.runs('schedule')).out).toBe('Installed in cron, as it would be installed now.\n');
    expect((await clerk.runs('schedule', '--at', '23:00')).out).toMatch(/not as the configuration is now/);
    rmSync(clerk.path('vax-upload.yaml'));
    expect((await clerk.runs('schedule', '--remove')).out).toMatch(/^Taken away from cron/);
    expect(readFileSync(kept, 'utf8')).toBe('0 1 * * * backup\n');
    expect((await clerk.runs('schedule', '--remove', '--lang', 'id')).out).toMatch(/tidak terpasang di mana pun/);
  });

  it('says what was typed and is not written down, and speaks the language of the configuration to the end', async () => {
    const written = readFileSync(clerk.path('vax-upload.yaml'), 'utf8');
    clerk.write('vax-upload.yaml', `${written.replace(/^language:.*$/m, '')}\nlanguage: id\n`);
    const typed = await clerk.runs('schedule', '--install', 'cron', '--at', '21:30', '--time-zone', 'WITA');
    expect(typed.out).toContain('belum ada di vax-upload.yaml: at: "21:30", timeZone: WITA.');
    clerk.write(
      'vax-upload.yaml',
      `${readFileSync(clerk.path('vax-upload.yaml'), 'utf8')}schedule: { at: "21:30", timeZone: WITA }\n`,
    );
    expect((await clerk.runs('schedule')).out).toMatch(/^Terpasang di cron, sama dengan/);
    expect((await clerk.runs('schedule', '--remove')).out).toMatch(/^Sudah dilepas dari cron/);
  });

  it('in JSON', async () => {
    const { out } = await clerk.runs('schedule', '--install', 'cron', '--json');
    expect(JSON.parse(out)).toMatchObject({ installed: 'cron', removed: [], at: '22:00', timeZone: 'Asia/Jakarta' });
    expect(JSON.parse((await clerk.runs('schedule', '--remove', '--json')).out)).toMatchObject({ removed: ['cron'] });
  });
});

describe('what cannot be', () => {
  it.each([
    ['a kind that there is not', ['--print', 'launchd'], 'VALUE_WRONG'],
    ['a kind of another system', ['--install', 'windows'], 'SCHEDULE_ELSEWHERE'],
    ['a time that is none', ['--print', 'cron', '--at', '25:00'], 'CONFIG_VALUE'],
    ['a zone that is none', ['--print', 'cron', '--time-zone', 'Asia/Kendal'], 'CONFIG_VALUE'],
    ['two things at once', ['--install', 'cron', '--remove'], 'ARGUMENT_EXTRA'],
    ['a configuration that is not there', ['--print', 'cron', '--config', 'lain.yaml'], 'CONFIG_MISSING'],
  ])('%s', async (_, args, code) => {
    const { exitCode, out, err } = await clerk.runs('schedule', ...args);
    expect([exitCode, out]).toEqual([2, '']);
    const [what = '', ...more] = errorLines(err);
    expect(what).toContain(`[${code}]`);
    expect(more).toHaveLength(1);
  });

  it('no configuration at all, and one without a server', async () => {
    rmSync(clerk.path('vax-upload.yaml'));
    expect((await clerk.runs('schedule', '--install', 'cron')).err).toContain('[CONFIG_MISSING]');
    clerk.write('vax-upload.yaml', 'language: en\n');
    expect((await clerk.runs('schedule', '--install', 'cron')).err).toContain('[TARGET_MISSING]');
    expect(readFileSync(kept, 'utf8')).toBe('0 1 * * * backup\n');
  });

  it('a folder with a line break in its name', async () => {
    mkdirSync(clerk.path('a\nb'));
    clerk.write('a\nb/vax-upload.yaml', TARGET);
    const { exitCode, err } = await clerk.runs('schedule', '--print', 'cron', '--config', 'a\nb/vax-upload.yaml');
    expect(exitCode).toBe(2);
    expect(err).toContain('[SCHEDULE_PATH]');
  });
});
