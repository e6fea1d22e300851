/** `backup` and `restore`, as somebody moves to another computer: nothing is lost, doubled, or put over anything. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFakeServer } from '../support/fake-server.ts';
import { type Ended, vaxUpload } from '../support/program.ts';
import { hasTerminal, typedInto } from '../support/typing.ts';
import { Clerk, csv, errorLines, events, outcomesOf, PROGRAM, people } from './clerk.ts';

const PASSPHRASE = 'kuda baterai staples betul';
const old = new Clerk();
const server = await startFakeServer({});
afterAll(() => server.close());

/** A new computer: an empty folder, with the backup of that name. */
let computers = 0;
function newComputer(...backups: readonly string[]): string {
  const folder = old.path(`komputer-${++computers}`);
  mkdirSync(folder);
  for (const name of backups) copyFileSync(old.path(name), join(folder, name));
  writeFileSync(join(folder, 'sandi'), `${PASSPHRASE}\n`, { mode: 0o600 });
  return folder;
}

const on = (cwd: string, ...args: readonly string[]): Promise<Ended> => vaxUpload([...args, '--lang', 'en'], { cwd });
const restored = (cwd: string, name: string, ...args: readonly string[]): Promise<Ended> =>
  on(cwd, 'restore', name, '--passphrase-file', 'sandi', ...args);

beforeAll(async () => {
  old.write(
    'vax-upload.yaml',
    `target: { type: json, url: "${server.url}", auth: { type: bearer, tokenFile: ./token } }\n`,
  );
  writeFileSync(old.path('token'), 'rahasia\n', { mode: 0o600 });
  writeFileSync(old.path('sandi'), `${PASSPHRASE}\n`, { mode: 0o600 });
  old.write('satu.csv', csv(people(3)));
  old.write('dua.csv', csv(people(4, 10)));
  old.write('tiga.csv', csv(people(2, 20)));
  expect((await old.runs('import', 'satu.csv')).exitCode).toBe(0);
  expect((await old.runs('import', 'dua.csv', '--take-in-only')).exitCode).toBe(10);
  const made = await old.runs('backup', '-o', 'lama.bak', '--passphrase-file', 'sandi', '--lang', 'en');
  expect(made.exitCode, made.err).toBe(0);
  expect(made.out).toContain('lama.bak: 1 ledger and vax-upload.yaml, ledger.key');
  expect(made.out).toContain('token');
  // What the backup does not know: four records more are on the server, and two that it has never heard of.
  expect((await old.runs('import', 'tiga.csv')).exitCode).toBe(0);
  expect(server.effects.size).toBe(9);
});

describe('a backup', () => {
  it('is its owner’s alone, leaves nothing beside it, and holds nothing in the open', () => {
    expect(statSync(old.path('lama.bak')).mode & 0o777).toBe(0o600);
    expect(readdirSync(old.folder).filter((name) => name.startsWith('.') && name !== '.vax-upload')).toEqual([]);
    expect(readdirSync(old.path('.vax-upload')).filter((name) => /tmp$|^work-/.test(name))).toEqual([]);
    const bytes = readFileSync(old.path('lama.bak'));
    for (const word of ['SQLite', 'satu.csv', 'tokenFile', 'rahasia']) expect(bytes.includes(word), word).toBe(false);
    expect(bytes.includes(readFileSync(old.path('.vax-upload/ledger.key')))).toBe(false);
  });

  it('stands in the audit', async () => {
    expect(await deedsOf(old)).toContain('backed-up');
  });

  it.each<[string, readonly string[]]>([
    ['over a file that is there', ['-o', 'satu.csv', '--passphrase-file', 'sandi']],
    ['without a name', ['--passphrase-file', 'sandi']],
    ['without a passphrase, where nobody can type one', ['-o', 'baru.bak']],
    ['with a passphrase that is short', ['-o', 'baru.bak', '--passphrase-command', 'echo pendek']],
    ['of a ledger that is not there', ['-o', 'baru.bak', '--passphrase-file', 'sandi', '--state', 'lain/ledger.db']],
  ])('%s: two lines, exit 2, and no file', async (_what, args) => {
    const { exitCode, err } = await old.runs('backup', ...args, '--lang', 'en');
    expect(exitCode, err).toBe(2);
    expect(errorLines(err)).toHaveLength(2);
    expect(existsSync(old.path('baru.bak'))).toBe(false);
  });

  it.skipIf(!hasTerminal)('asks twice at a terminal, unseen', async () => {
    const typed = (again: string): Promise<Ended> =>
      typedInto(
        `'${process.execPath}' '${PROGRAM}' backup -o diketik.bak --lang en`,
        [
          [/not shown\): /, `${PASSPHRASE}\r`],
          [/once more: /, `${again}\r`],
        ],
        { cwd: old.folder },
      );
    expect((await typed('kuda baterai')).exitCode).toBe(2);
    const { exitCode, out } = await typed(PASSPHRASE);
    expect(exitCode, out).toBe(0);
    expect(out).not.toContain('kuda');
  });
});

describe('restored on a new computer', () => {
  let here: string;
  beforeAll(async () => {
    here = newComputer('lama.bak');
    const ended = await restored(here, 'lama.bak');
    expect(ended.exitCode, ended.err).toBe(0);
    expect(ended.out).toContain('Bring these along by hand: token');
    writeFileSync(join(here, 'token'), 'rahasia\n', { mode: 0o600 });
  });

  it('it has ledger, key and configuration, its owner’s alone, and nothing else', () => {
    expect(readdirSync(here).toSorted()).toEqual(['.vax-upload', 'lama.bak', 'sandi', 'token', 'vax-upload.yaml']);
    expect(readdirSync(join(here, '.vax-upload')).toSorted()).toEqual(['ledger.db', 'ledger.db.lock', 'ledger.key']);
    expect(statSync(join(here, '.vax-upload')).mode & 0o777).toBe(0o700);
    for (const name of ['ledger.db', 'ledger.key'])
      expect(statSync(join(here, '.vax-upload', name)).mode & 0o777).toBe(0o600);
  });

  it('what it believes to wait is asked for first, and is there: nothing is sent again', async () => {
    const requests = server.requests.length;
    const { exitCode, out, err } = await on(here, 'resume', '--json');
    expect(exitCode, err).toBe(0);
    expect(events(out)).toContainEqual({ event: 'copy', entries: 4, asked: true });
    const paths = server.requests.slice(requests).map(({ path }) => path);
    expect(paths.some((path) => path.endsWith('/submissions'))).toBe(false);
    expect(server.effects.size).toBe(9);
  });

  it('accepted rows that it does not know come as already there', async () => {
    copyFileSync(old.path('tiga.csv'), join(here, 'tiga.csv'));
    const { out } = await on(here, 'import', 'tiga.csv', '--json');
    expect(outcomesOf(out)).toEqual({ 'already-there': 2 });
    expect(Array.from(server.effects.values(), ({ count }) => count)).toEqual(Array(9).fill(1));
  });

  it('the ledger of the configuration comes last: before it, nothing works that is not whole', async () => {
    const other = old.path('.vax-upload/ledger-lain.db');
    copyFileSync(old.path('.vax-upload/ledger.db'), other);
    expect((await old.runs('backup', '-o', 'dua.bak', '--passphrase-file', 'sandi')).exitCode).toBe(0);
    rmSync(other);
    const { out } = await restored(newComputer('dua.bak'), 'dua.bak', '--json');
    const { placed } = JSON.parse(out) as { readonly placed: readonly string[] };
    expect(placed.slice(-2).map((path) => basename(path))).toEqual(['ledger-lain.db', 'ledger.db']);
  });

  it('is not written over by a second one', async () => {
    const before = readFileSync(join(here, '.vax-upload/ledger.db'));
    const { exitCode, err } = await restored(here, 'lama.bak');
    expect(exitCode).toBe(2);
    expect(errorLines(err)[0]).toContain('[LEDGER_EXISTS]');
    expect(readFileSync(join(here, '.vax-upload/ledger.db')).equals(before)).toBe(true);
  });
});

describe('a backup that is no good', () => {
  const bytes = (): Buffer => readFileSync(old.path('lama.bak'));
  it.each<[string, () => Buffer, number, string]>([
    ['cut in the middle', () => bytes().subarray(0, 70_000), 65, 'BACKUP_DAMAGED'],
    ['without its last byte', () => bytes().subarray(0, -1), 65, 'BACKUP_DAMAGED'],
    ['cut at the end of a chunk', () => bytes().subarray(0, endOfFirstChunk()), 65, 'BACKUP_DAMAGED'],
    ['with a byte more', () => Buffer.concat([bytes(), Buffer.from('x')]), 65, 'BACKUP_DAMAGED'],
    ['with one bit changed', () => flipped(bytes(), bytes().length - 5_000), 65, 'BACKUP_DAMAGED'],
    ['with another header', () => flipped(bytes(), 40), 65, 'BACKUP_'],
    ['that is a sheet', () => readFileSync(old.path('satu.csv')), 65, 'BACKUP_NOT_OURS'],
    ['that is empty', () => Buffer.alloc(0), 65, 'BACKUP_NOT_OURS'],
  ])('%s: two lines, and nothing is left', async (_what, made, exitCode, code) => {
    const here = newComputer();
    writeFileSync(join(here, 'rusak.bak'), made());
    const ended = await restored(here, 'rusak.bak');
    expect([2, exitCode]).toContain(ended.exitCode);
    expect(errorLines(ended.err)).toHaveLength(2);
    expect(errorLines(ended.err)[0]).toContain(code);
    expect(leftIn(here)).toEqual(['rusak.bak', 'sandi']);
  });

  it('another passphrase: two lines, exit 2, and nothing is left', async () => {
    const here = newComputer('lama.bak');
    writeFileSync(join(here, 'sandi'), 'kuda baterai staples salah\n');
    const { exitCode, err } = await restored(here, 'lama.bak');
    expect(exitCode).toBe(2);
    expect(errorLines(err)[0]).toContain('[BACKUP_PASSPHRASE]');
    expect(leftIn(here)).toEqual(['lama.bak', 'sandi']);
  });

  it('that is not there: exit 65', async () => {
    expect((await restored(newComputer(), 'tidak-ada.bak')).exitCode).toBe(65);
  });

  it('another key in the way stays, and nothing is left', async () => {
    const here = newComputer('lama.bak');
    mkdirSync(join(here, '.vax-upload'), { mode: 0o700 });
    writeFileSync(join(here, '.vax-upload/ledger.key'), Buffer.alloc(32, 7), { mode: 0o600 });
    const { exitCode, err } = await restored(here, 'lama.bak');
    expect(exitCode).toBe(2);
    expect(err).toContain('LEDGER_EXISTS');
    expect(readFileSync(join(here, '.vax-upload/ledger.key')).equals(Buffer.alloc(32, 7))).toBe(true);
    expect(existsSync(join(here, '.vax-upload/ledger.db'))).toBe(false);
    expect(existsSync(join(here, 'vax-upload.yaml'))).toBe(false);
  });
});

/** Files only; a folder and a lock that a refusal has left hold nothing. */
function leftIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.lock'))
    .map(({ name }) => name)
    .toSorted();
}

function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

/** What the audit has of a computer, in words. */
async function deedsOf(clerk: Clerk): Promise<readonly string[]> {
  const { out } = await clerk.runs('audit', '--json');
  return out
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { readonly deed: string }).deed);
}

function endOfFirstChunk(): number {
  const header = readFileSync(old.path('lama.bak')).readUInt32BE(20);
  return 24 + header + 16 + 64 * 1024 + 16;
}

describe('moving', () => {
  it('ends the runs here, and --stay lets them go on, asking first', async () => {
    const made = await old.runs('backup', '-o', 'pindah.bak', '--move', '--passphrase-file', 'sandi', '--lang', 'en');
    expect(made.exitCode, made.err).toBe(0);
    expect(made.out).toContain('vax-upload restore pindah.bak');
    const refused = await old.runs('resume', '--lang', 'en');
    expect(refused.exitCode).toBe(2);
    expect(errorLines(refused.err)[0]).toContain('[LEDGER_MOVED]');
    const here = newComputer('pindah.bak');
    expect((await restored(here, 'pindah.bak')).exitCode).toBe(0);
    writeFileSync(join(here, 'token'), 'rahasia\n', { mode: 0o600 });
    expect((await on(here, 'resume')).exitCode).toBe(0);
    expect((await old.runs('backup', '--stay')).exitCode).toBe(0);
    expect((await deedsOf(old)).slice(-2)).toEqual(['backed-up', 'stayed']);
    const { out, exitCode } = await old.runs('resume', '--json');
    expect(exitCode).toBe(0);
    expect(events(out)).toContainEqual({ event: 'copy', entries: 0, asked: true });
    rmSync(here, { recursive: true });
  });

  it('makes a whole backup beside a run that goes on', async () => {
    const slow = await startFakeServer({ always: { do: 'slow', ms: 20_000 } });
    try {
      old.write('banyak.csv', csv(people(300, 40)));
      const running = old.starts('import', 'banyak.csv', '--to', slow.url, '--state', 'jalan/ledger.db');
      await running.says(/300 .*(?:records|catatan)|menunggu|waiting/i);
      const state = ['--state', 'jalan/ledger.db'] as const;
      const made = await old.runs('backup', '-o', 'jalan.bak', '--passphrase-file', 'sandi', ...state);
      expect(made.exitCode, made.err).toBe(0);
      running.child.kill('SIGKILL');
      await running.ended();
      const here = newComputer('jalan.bak');
      expect((await restored(here, 'jalan.bak', '--state', 'jalan/ledger.db')).exitCode).toBe(0);
    } finally {
      await slow.close();
    }
  });
});
