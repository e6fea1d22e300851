/**
 * What `doctor` finds on this computer, in the ledger and in its files: each fault is a real one, and the cure that it
 * prints is followed and makes the tick appear.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNoStrace } from '../crash/strace.ts';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import type { Ended } from '../support/program.ts';
import { run } from '../support/program.ts';
import { Clerk, csv, events, PROGRAM, people } from './clerk.ts';

const isRoot = process.getuid?.() === 0;
let server: FakeServer;
beforeAll(async () => {
  server = await startFakeServer();
});
afterAll(() => server.close());

function desk(...more: readonly string[]): Clerk {
  const clerk = new Clerk();
  chmodSync(clerk.folder, 0o700);
  clerk.write('peserta.csv', csv(people(4)));
  configure(clerk, ...more);
  return clerk;
}

function configure(clerk: Clerk, ...more: readonly string[]): void {
  clerk.write('vax-upload.yaml', ['language: en', 'target:', `  url: ${server.url}`, ...more, ''].join('\n'));
}

/** `about result why`, of what is not well; codes of errors in capitals. */
function faults({ out }: Ended): string[] {
  return events(out)
    .filter(({ event, result }) => (event === 'check' || event === 'finding') && result !== 'good')
    .map(({ about, result, why, code }) => [about, result, why ?? code].filter(Boolean).join(' '));
}

async function doctor(
  clerk: Clerk,
  ...args: readonly string[]
): Promise<{ exitCode: number | undefined; faults: string[] }> {
  const ended = await clerk.runs('doctor', '--json', ...args);
  return { exitCode: ended.exitCode, faults: faults(ended) };
}

const WELL = { exitCode: 0, faults: [] };

/** The commands in backticks of the lines below a cross, as they would be typed in a shell. */
async function followCures(clerk: Clerk, only: RegExp): Promise<void> {
  const { out } = await clerk.runs('doctor', '-q');
  const cures = [...out.matchAll(/^ {2}.*?`([^`]+)`/gm)]
    .map(([, command = '']) => command)
    .filter((each) => only.test(each));
  expect(cures, out).not.toEqual([]);
  for (const cure of new Set(cures)) execFileSync('sh', ['-c', cure], { cwd: clerk.folder });
}

/** Every file below, with its bytes. */
function bytesIn(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path, createHash('sha256').update(readFileSync(path)).digest('hex')];
    }),
  );
}

describe('doctor', () => {
  it('ticks everything where everything is well, and changes nothing', async () => {
    const clerk = desk();
    expect((await clerk.runs('import', 'peserta.csv')).exitCode).toBe(0);
    const before = bytesIn(clerk.folder);
    const { exitCode, out } = await clerk.runs('doctor');
    expect([exitCode, out.match(/[✗!?] /g)]).toEqual([0, null]);
    for (const part of ['This computer:', 'The ledger:', 'The way to 127.0.0.1', 'really does:'])
      expect(out).toContain(part);
    expect(bytesIn(clerk.folder)).toEqual(before);
    expect((await clerk.runs('doctor', '-q')).out).toBe('');
  });

  it('leaves nothing where nothing was imported yet', async () => {
    const clerk = desk();
    const before = bytesIn(clerk.folder);
    expect(await doctor(clerk)).toEqual(WELL);
    expect(bytesIn(clerk.folder)).toEqual(before);
    expect(readdirSync(clerk.folder)).not.toContain('.vax-upload');
  });

  it('says all it can without a configuration', async () => {
    const clerk = new Clerk();
    const { exitCode, out } = await clerk.runs('doctor', '--lang', 'en');
    expect(exitCode).toBe(2);
    expect(out).toMatch(/✓ Node v\d+/);
    expect(out).toMatch(/✗ No server was named to send to\.\n {2}Put `target:` into vax-upload\.yaml/);
    expect(out).toMatch(/✓ .*GB are free/);
    expect(out).toMatch(/✓ There is no ledger/);
  });

  it.each([
    ['not YAML', 'target: [', 'CONFIG_SYNTAX'],
    ['an unknown option', 'tarjet: {}\n', 'CONFIG_KEY'],
    ['a wrong value', 'language: fr\n', 'CONFIG_VALUE'],
    ['plain http to another computer', 'target: { url: "http://registry.test/v1" }\n', 'TARGET_PLAIN'],
    [
      'a certificate that is not there',
      'target: { url: "https://registry.test/v1", caFile: ./no.pem }\n',
      'CERTIFICATE_FILE',
    ],
  ])('a configuration that cannot be followed (%s) is one fault among ticks', async (_, yaml, code) => {
    const clerk = desk();
    clerk.write('vax-upload.yaml', yaml);
    expect(await doctor(clerk)).toEqual({ exitCode: 2, faults: [`configuration bad ${code}`] });
    configure(clerk);
    expect(await doctor(clerk)).toEqual(WELL);
  });

  it('a variable that is no option, and a file that is not there, are said too', async () => {
    const clerk = desk();
    clerk.env = { VAX_UPLOAD_TARJET: 'x' };
    expect((await doctor(clerk)).faults).toEqual(['configuration bad CONFIG_KEY']);
    clerk.env = {};
    expect((await doctor(clerk, '--config', 'lain.yaml')).faults).toEqual(['configuration bad CONFIG_MISSING']);
  });
});

describe('rights', () => {
  it.each([
    ['everybody can write the folder', '.vax-upload', 0o777, 'state-folder bad anybody'],
    ['the group can write the folder', '.vax-upload', 0o770, 'state-folder note group'],
    ['everybody can read the ledger', '.vax-upload/ledger.db', 0o644, 'rights note readable'],
    ['everybody can write the ledger', '.vax-upload/ledger.db', 0o666, 'rights bad writable'],
    ['everybody can read the key', '.vax-upload/ledger.key', 0o644, 'key bad SETTINGS_UNSAFE'],
    ['everybody can write the configuration', 'vax-upload.yaml', 0o666, 'configuration bad SETTINGS_UNSAFE'],
  ])('%s: the cure is followed', async (_, name, mode, fault) => {
    const clerk = desk();
    await clerk.runs('import', 'peserta.csv');
    chmodSync(clerk.path(name), mode);
    expect((await doctor(clerk)).faults).toContain(fault);
    await followCures(clerk, /^chmod /);
    expect(await doctor(clerk)).toEqual(WELL);
  });

  it.runIf(isRoot)('a ledger of another user: the cure is followed', async () => {
    const clerk = desk();
    await clerk.runs('import', 'peserta.csv');
    chownSync(clerk.path('.vax-upload/ledger.db'), 65_534, 65_534);
    expect(await doctor(clerk)).toEqual({ exitCode: 0, faults: ['rights note owner'] });
    await followCures(clerk, /^chown /);
    expect(await doctor(clerk)).toEqual(WELL);
  });

  it('a token that others can read, that is empty, or not there', async () => {
    const clerk = desk('  auth: { type: bearer, tokenFile: ./token }');
    expect((await doctor(clerk)).faults).toEqual(['credentials bad SECRET_UNREADABLE']);
    writeFileSync(clerk.path('token'), '', { mode: 0o600 });
    expect((await doctor(clerk)).faults).toEqual(['credentials bad SECRET_UNREADABLE']);
    writeFileSync(clerk.path('token'), 'rahasia\n');
    chmodSync(clerk.path('token'), 0o644);
    expect((await doctor(clerk)).faults).toEqual(['credentials bad SETTINGS_UNSAFE']);
    await followCures(clerk, /^chmod /);
    expect(await doctor(clerk)).toEqual(WELL);
  });

  it('a command that prints no token', async () => {
    const clerk = desk('  auth: { type: bearer, tokenCommand: "exit 3" }');
    expect((await doctor(clerk)).faults).toEqual(['credentials bad SECRET_UNREADABLE']);
    configure(clerk, '  auth: { type: bearer, tokenCommand: "echo rahasia" }');
    const ended = await clerk.runs('doctor');
    expect(ended.exitCode).toBe(0);
    expect(ended.out + ended.err).not.toContain('rahasia');
  });
});

describe('the ledger', () => {
  it('a key that is gone, and one that does not fit', async () => {
    const clerk = desk();
    await clerk.runs('import', 'peserta.csv');
    const key = readFileSync(clerk.path('.vax-upload/ledger.key'));
    rmSync(clerk.path('.vax-upload/ledger.key'));
    expect((await doctor(clerk)).faults).toEqual(['key bad LEDGER_KEY_MISSING']);
    writeFileSync(clerk.path('.vax-upload/ledger.key'), Buffer.alloc(32, 7), { mode: 0o600 });
    expect((await doctor(clerk)).faults).toEqual(['key bad LEDGER_KEY_WRONG']);
    writeFileSync(clerk.path('.vax-upload/ledger.key'), key);
    expect(await doctor(clerk)).toEqual(WELL);
  });

  it.each([
    [
      'a row that somebody has changed',
      'UPDATE entries SET receipt = NULL WHERE id = 2',
      'ledger-genuine bad LEDGER_CHANGED',
    ],
    ['a row that somebody has deleted', 'DELETE FROM entries WHERE id = 3', 'ledger-genuine bad LEDGER_CHANGED'],
    ['a newer version', 'PRAGMA user_version = 9999', 'ledger bad LEDGER_NEWER'],
    ['another program’s database', 'PRAGMA application_id = 7', 'ledger bad LEDGER_NOT_OURS'],
  ])('%s', async (_, sql, fault) => {
    const clerk = desk();
    await clerk.runs('import', 'peserta.csv');
    const db = new DatabaseSync(clerk.path('.vax-upload/ledger.db'));
    db.exec(sql);
    db.close();
    const { exitCode, faults: found } = await doctor(clerk);
    expect(exitCode).toBe(2);
    expect(found).toContain(fault);
  });

  it('a page that a disk has lost', async () => {
    const clerk = desk();
    clerk.write('peserta.csv', csv(people(400)));
    await clerk.runs('import', 'peserta.csv');
    const ledger = clerk.path('.vax-upload/ledger.db');
    const bytes = readFileSync(ledger);
    // Every page but those of the first, which says what the file is, and of the table of facts.
    bytes.fill(0xa5, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 8_192);
    writeFileSync(ledger, bytes);
    const { exitCode, faults: found } = await doctor(clerk);
    expect([exitCode, found]).toEqual([2, ['ledger-whole bad LEDGER_DAMAGED']]);
  });

  it('a place that is none, and one that is closed to us', async () => {
    const clerk = desk('state: ./peserta.csv/ledger.db');
    expect((await doctor(clerk)).faults).toEqual(['disk bad DISK_FAILED', 'ledger bad DISK_FAILED']);
    configure(clerk, 'state: ./tutup/dalam/ledger.db');
    mkdirSync(clerk.path('tutup/dalam'), { recursive: true });
    chmodSync(clerk.path('tutup'), 0o000);
    const asNobody = [
      '--reuid=65534',
      '--regid=65534',
      '--clear-groups',
      process.execPath,
      PROGRAM,
      'doctor',
      '--json',
    ];
    chmodSync(clerk.folder, 0o755);
    chmodSync(clerk.path('vax-upload.yaml'), 0o644);
    const { folder: cwd } = clerk;
    const closed = isRoot ? await run('setpriv', asNobody, { cwd }) : await clerk.runs('doctor', '--json');
    expect([closed.exitCode, faults(closed)]).toEqual([2, ['disk bad DISK_READ_ONLY', 'ledger bad LEDGER_FORBIDDEN']]);
    chmodSync(clerk.path('tutup'), 0o700);
    expect(await doctor(clerk)).toEqual(WELL);
  });

  it('a key that a command prints, and a passphrase: there, and fitting', async () => {
    const clerk = desk('privacy: { passphraseFile: ./frasa }');
    writeFileSync(clerk.path('frasa'), 'tujuh kuda hijau berlari\n', { mode: 0o600 });
    await clerk.runs('import', 'peserta.csv');
    expect(await doctor(clerk)).toEqual(WELL);
    writeFileSync(clerk.path('frasa'), 'tujuh kuda merah berlari\n');
    expect((await doctor(clerk)).faults).toEqual(['key bad LEDGER_KEY_WRONG']);
    rmSync(clerk.path('frasa'));
    expect((await doctor(clerk)).faults).toEqual(['key bad SECRET_UNREADABLE']);
    configure(clerk, 'state: ./lain.db', 'privacy: { keyCommand: "exit 1" }');
    expect((await doctor(clerk)).faults).toEqual(['key bad SECRET_UNREADABLE']);
    configure(clerk, 'state: ./lain.db', `privacy: { keyCommand: "echo ${'ab'.repeat(32)}" }`);
    expect(await doctor(clerk)).toEqual(WELL);
  });

  it('no ledger at all', async () => {
    const clerk = desk();
    mkdirSync(clerk.path('.vax-upload'), { mode: 0o700 });
    writeFileSync(clerk.path('.vax-upload/ledger.db'), 'NIK;Nama\n'.repeat(200), { mode: 0o600 });
    writeFileSync(clerk.path('.vax-upload/ledger.key'), Buffer.alloc(32, 7), { mode: 0o600 });
    expect((await doctor(clerk)).faults).toEqual(['ledger bad LEDGER_NOT_OURS']);
  });

  it('one of another server: the cure is followed', async () => {
    const clerk = desk();
    await clerk.runs('import', 'peserta.csv');
    await using other = await startFakeServer();
    expect((await doctor(clerk, '--to', other.url)).faults).toEqual(['ledger-target bad TARGET_MISMATCH']);
    expect(await doctor(clerk, '--to', other.url, '--state', './lain.db')).toEqual(WELL);
  });

  it('a run that was cut off: the cure is followed; and one that goes on is not disturbed', async () => {
    const clerk = desk();
    clerk.env = { VAX_UPLOAD_DELIVERY_DOUBTWAIT: '0s' };
    server.always('half-open');
    const running = clerk.starts('import', 'peserta.csv');
    await running.says(/Sending/);
    const ended = await clerk.runs('doctor');
    expect([ended.exitCode, ended.out]).toEqual([0, expect.stringContaining('A run is going on just now')]);
    expect(running.child.exitCode).toBeNull();
    running.child.kill('SIGKILL');
    await running.ended();
    server.always('ok');
    expect(await doctor(clerk)).toEqual({ exitCode: 0, faults: ['ledger-run note killed'] });
    expect((await clerk.runs('resume')).exitCode).toBe(0);
    expect(await doctor(clerk)).toEqual(WELL);
  }, 150_000);
});

describe('files', () => {
  it('a mapping file that cannot be read', async () => {
    const clerk = desk('reading: { mapping: ./mapping.yaml }');
    expect((await doctor(clerk)).faults).toEqual(['mapping bad MAPPING_MISSING']);
    clerk.write('mapping.yaml', 'vaksin: {}\n');
    expect((await doctor(clerk)).faults).toEqual(['mapping bad CONFIG_KEY']);
    clerk.write('mapping.yaml', 'vaccines:\n  bcg: [Vaksin BCG]\n');
    expect(await doctor(clerk)).toEqual(WELL);
  });

  it('names that nobody has listed: the cure is followed', async () => {
    const clerk = desk();
    clerk.write('peserta.csv', csv(people(4).map((each) => ({ ...each, vaccine: 'Karangan-19' }))));
    await clerk.runs('import', 'peserta.csv');
    expect(await doctor(clerk)).toEqual({ exitCode: 0, faults: ['mapping note absent'] });
    const { out } = await clerk.runs('doctor', '-q');
    const [, command = ''] = /`vax-upload (rejects [^`]+)`/.exec(out) ?? [];
    expect((await clerk.runs(...command.split(' '))).exitCode).toBe(0);
    clerk.write('mapping.yaml', 'vaccines:\n  bcg: [Karangan]\n');
    configure(clerk, 'reading: { mapping: ./mapping.yaml }');
    expect((await doctor(clerk)).faults).toEqual(['mapping note words']);
    clerk.write('mapping.yaml', 'vaccines:\n  coronavac: [Karangan-19]\n');
    await clerk.runs('import', 'peserta.csv');
    expect(await doctor(clerk)).toEqual(WELL);
  });
});

describe('the nights', () => {
  it('an inbox that is not there, or is a file: the cure is followed', async () => {
    const clerk = desk('inbox: { folder: ./masuk }');
    expect((await doctor(clerk)).faults).toEqual(['folder bad absent']);
    await followCures(clerk, /^mkdir /);
    expect(await doctor(clerk)).toEqual(WELL);
    rmSync(clerk.path('masuk'), { recursive: true });
    clerk.write('masuk', '');
    expect((await doctor(clerk)).faults).toEqual(['folder bad file']);
  });

  it('a night that is installed and is not as the configuration has it: the cure is followed', async () => {
    const clerk = desk('schedule: { at: "22:00" }');
    // A crontab of its own: that of whoever runs this test is left alone.
    mkdirSync(clerk.path('bin'));
    const crontab = `#!/bin/sh
cd '${clerk.folder}/bin'
case $1 in -l) cat table 2>/dev/null || { echo "no crontab for budi" >&2; exit 1; } ;; -r) rm -f table ;; *) cat >table ;; esac
`;
    writeFileSync(clerk.path('bin/crontab'), crontab, { mode: 0o755 });
    clerk.env = { PATH: `${clerk.folder}/bin:${process.env['PATH']}` };
    expect((await clerk.runs('doctor')).out).toContain('✓ No night begins by itself yet');
    expect((await clerk.runs('schedule', '--install', 'cron')).exitCode).toBe(0);
    expect((await clerk.runs('doctor')).out).toContain('✓ Every night begins by itself (cron).');
    configure(clerk, 'schedule: { at: "23:30" }', 'notify: { command: "true" }');
    expect(await doctor(clerk)).toEqual({ exitCode: 0, faults: ['schedule note other'] });
    const [, cure = ''] = /`vax-upload (schedule --install)`/.exec((await clerk.runs('doctor')).out) ?? [];
    expect((await clerk.runs(...cure.split(' '), 'cron')).exitCode).toBe(0);
    expect(await doctor(clerk)).toEqual(WELL);
    expect((await clerk.runs('doctor')).out).toContain('✓ After each run somebody is told: command');
  });

  it('Ctrl-C while a server is waited for: no finding is made of it', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const clerk = desk();
    clerk.write(
      'vax-upload.yaml',
      `target: { url: "http://127.0.0.1:${(silent.address() as AddressInfo).port}/v1" }\n`,
    );
    const running = clerk.starts('doctor');
    await new Promise((resolve) => silent.once('connection', resolve));
    running.child.kill('SIGINT');
    const ended = await running.ended();
    expect([ended.exitCode, ended.out, ended.err]).toEqual([130, '', '']);
    silent.close();
  });
});

describe('the disk', () => {
  const mounted: string[] = [];
  afterAll(() => {
    for (const folder of mounted) spawnSync('umount', [folder]);
  });

  it.runIf(isRoot)('one that is full: the cure is followed', async ({ skip }) => {
    const clerk = desk('state: ./disk/ledger.db');
    const folder = clerk.path('disk');
    mkdirSync(folder, { mode: 0o700 });
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2g,mode=700', 'vax', folder]).status !== 0)
      skip('no mount here');
    mounted.push(folder);
    const fill = (mib: number): unknown =>
      execFileSync('sh', ['-c', `rm -f filler; fallocate -l ${mib}M filler`], { cwd: folder });
    fill(2_000);
    expect(await doctor(clerk)).toEqual({ exitCode: 2, faults: ['disk-space bad full'] });
    fill(1_500);
    expect(await doctor(clerk)).toEqual({ exitCode: 0, faults: ['disk-space note scarce'] });
    rmSync(join(folder, 'filler'));
    expect(await doctor(clerk)).toEqual(WELL);
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    expect(await doctor(clerk)).toEqual({ exitCode: 2, faults: ['disk bad DISK_READ_ONLY'] });
  });

  const why = whyNoStrace();
  it.runIf(why === undefined).each([
    ['cannot lock', 'fcntl', 'ENOLCK'],
    ['cannot be forced', 'fsync', 'EINVAL'],
  ])('one that %s: the cure is followed', async (_, call, error) => {
    const clerk = desk('state: ./jaringan/ledger.db');
    mkdirSync(clerk.path('jaringan'), { mode: 0o700 });
    const failing = (...args: readonly string[]): Promise<Ended> =>
      run(
        'strace',
        // As on a network drive: whatever stands there.
        [
          ...['-f', '-qq', '-o', '/dev/null', '-e', `trace=${call}`],
          ...['-P', clerk.path('jaringan/ledger.db.lock-try'), '-e', `inject=${call}:error=${error}`],
          ...[process.execPath, PROGRAM, 'doctor', '--json', ...args],
        ],
        { cwd: clerk.folder },
      );
    expect(faults(await failing())).toEqual(['disk bad DISK_NO_LOCK']);
    expect(readdirSync(clerk.path('jaringan'))).toEqual([]);
    expect(faults(await failing('--state', '/tmp/vax-upload-doctor-test/ledger.db'))).toEqual([]);
  });
});
