/**
 * A night that Debian's own cron starts, in its empty environment: the program and the configuration lie in folders
 * that cron, the shell and people all have opinions on. It takes up to two minutes, because cron counts in minutes.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { csv, people } from '../cli/clerk.ts';
import { startFakeServer } from '../support/fake-server.ts';
import { run } from '../support/program.ts';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
const OWN_CRON = fileURLToPath(new URL('../support/own-cron.sh', import.meta.url));
const root = mkdtempSync(join(tmpdir(), "cron 100%, Bu Sri's $HOME "));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Superuser of a computer on which cron is installed: anybody else could only try it with a crontab of their own. */
const canRun = spawnSync('unshare', ['-m', 'sh', OWN_CRON, 'true']).status === 0;

it.runIf(canRun)(
  'what --install writes runs at its time, and --remove leaves what was there before',
  async () => {
    const program = join(root, 'program');
    mkdirSync(program);
    for (const part of ['bin', 'dist', 'package.json'])
      cpSync(join(REPOSITORY, part), join(program, part), { recursive: true });
    symlinkSync(join(REPOSITORY, 'node_modules'), join(program, 'node_modules'));
    const home = join(root, 'kabupaten & kota');
    mkdirSync(home);
    await using server = await startFakeServer();
    writeFileSync(join(home, 'vax-upload.yaml'), `target: { type: json, url: "${server.url}" }\nlanguage: id\n`);
    writeFileSync(join(home, 'peserta.csv'), csv(people(30)));
    // A fresh run of other people's lines, with bytes that are no UTF-8.
    writeFileSync(join(root, 'before'), Buffer.from('MAILTO=""\n# caf\xe9\n59 23 31 12 * echo 100\\%\n', 'latin1'));

    const vaxUpload = `'${process.execPath}' "$PROGRAM/bin/vax-upload.js"`;
    const script = [
      'crontab "$ROOT/before"',
      `cd "$HOME_OF_NIGHT"`,
      `${vaxUpload} import peserta.csv --take-in-only; [ $? = 10 ]`,
      'AT=$(TZ=Asia/Jakarta date -d "+75 seconds" +%H:%M)',
      `${vaxUpload} schedule --install cron --at $AT --time-zone Asia/Jakarta --spread 1s`,
      `${vaxUpload} schedule --install cron --at $AT --time-zone Asia/Jakarta --spread 1s`,
      'crontab -l > "$ROOT/installed"',
      `${vaxUpload} schedule --json > "$ROOT/looked"`,
      'for second in $(seq 150); do sleep 1; grep -qs "^Resume\\|Lanjut\\|30 catatan" .vax-upload/logs/nights.log && break; done',
      'sleep 2',
      `${vaxUpload} schedule --remove`,
      'crontab -l > "$ROOT/after"',
    ].join('\n');
    const env = { PROGRAM: program, ROOT: root, HOME_OF_NIGHT: home };
    const ended = await run('unshare', ['-m', 'sh', OWN_CRON, script], { cwd: root, env, within: 200_000 });

    expect(ended.exitCode, ended.out + ended.err).toBe(0);
    expect(server.effects.size).toBe(30);
    expect(readFileSync(join(home, '.vax-upload/logs/nights.log'), 'utf8')).toMatch(/30 catatan/);
    const installed = readFileSync(join(root, 'installed'), 'latin1');
    expect(installed.match(/# >>> vax-upload/g)).toHaveLength(1);
    expect(JSON.parse(readFileSync(join(root, 'looked'), 'utf8'))).toMatchObject({ installed: [{ kind: 'cron' }] });
    expect(readFileSync(join(root, 'after'))).toEqual(readFileSync(join(root, 'before')));
    expect(installed.startsWith(readFileSync(join(root, 'before'), 'latin1'))).toBe(true);
  },
  220_000,
);
