/**
 * The numbers, names and phones of a sheet in every byte that the program writes anywhere: to the ledger and its
 * journal, work files, logs, reports, backups, standard streams; in runs that are refused, killed, out of disk, or
 * broken by a bug. They stand in correction sheets and in the list of those affected, and nowhere else.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Clerk, csv, PROGRAM, person } from '../cli/clerk.ts';
import { whyNoStrace } from '../crash/strace.ts';
import { startFakeServer } from '../support/fake-server.ts';
import { run } from '../support/program.ts';
import { foundIn, straceWrites, writtenIn } from './written-bytes.ts';

const clerk = new Clerk();
const cannot = whyNoStrace();

const ROWS = [
  person(1),
  person(2),
  person(3, { lot: 'DITOLAK-1' }),
  person(4, { born: 'entah' }),
  person(5, { nik: `${person(5).nik}7` }),
  person(6, { nik: person(1).nik }),
  person(7, { phone: `${person(7).phone} / ${person(8).phone}` }),
];
/** The name as it may be compared or sorted, and the phone as it is sent. */
const DATA = [
  ...new Set(
    ROWS.flatMap(({ nik, name, phone }) => [nik, name, name.split(' ').slice(0, 2).join(' '), phone.slice(1, 12)]),
  ),
];

/** A server that says of whom it refuses something. */
const server = await startFakeServer({
  rules: {
    refuse: (_, record) => {
      const text = JSON.stringify(record);
      const { nik, name, phone } = ROWS[2] ?? person(3);
      return text.includes('DITOLAK') ? [{ message: `${name} (${nik}, ${phone}) ditolak`, code: name }] : undefined;
    },
  },
});
afterAll(() => server.close());

/** Files that hold people because they are made for that: correction sheets as they grow, and the list for a notice. */
const MADE_FOR_IT = /(?:^|\/)\.?(?:perbaikan|terdampak)[^/]*$|\/ledger\.db\.sheet$/;

let runs = 0;
/** Where something was found that should not be there. */
async function leaksOf(
  args: readonly string[],
  { input = '', env = {}, strace = [] as readonly string[], within = 120_000 } = {},
): Promise<{ leaks: string[]; written: Map<string, Buffer>; said: string }> {
  const log = join(clerk.folder, `strace-${++runs}.log`);
  const [command = '', ...rest] = [...straceWrites(log, strace), process.execPath, PROGRAM, ...args];
  const ended = await run(command, rest, { cwd: clerk.folder, env, input, within });
  const written = writtenIn(log);
  const leaks = Array.from(written).flatMap(([path, bytes]) =>
    MADE_FOR_IT.test(path) ? [] : foundIn(bytes, DATA).map((datum) => `${DATA.indexOf(datum)} in ${path}`),
  );
  return { leaks, written, said: `${ended.exitCode}\n${ended.err}` };
}

beforeAll(() => {
  clerk.write('peserta.csv', csv(ROWS));
  clerk.write('lagi.csv', csv(ROWS.map((row) => ({ ...row, date: '05/10/2021' }))));
  writeFileSync(clerk.path('sandi'), 'kuda baterai staples betul\n', { mode: 0o600 });
  clerk.write(
    'vax-upload.yaml',
    `target: { type: json, url: "${server.url}" }\ndelivery: { timeout: 2s, doubtWait: 40ms, retry: { first: 5ms, cap: 20ms, probe: 30ms }, patience: 1s }\n`,
  );
});

describe('the search', () => {
  it.each(['utf8', 'utf16le', 'hex', 'base64'] as const)('finds a datum in %s, wherever it begins', (encoding) => {
    for (const around of ['', 'x', 'xy', 'xyz']) {
      const text = `${around}${person(1).name}${around}`;
      const bytes =
        encoding === 'utf16le'
          ? Buffer.from(text, encoding)
          : Buffer.from(encoding === 'utf8' ? text : Buffer.from(text).toString(encoding));
      expect(foundIn(bytes, [person(1).name])).toEqual([person(1).name]);
    }
    expect(foundIn(Buffer.from('nobody'), DATA)).toEqual([]);
  });
});

describe.skipIf(cannot)('nothing of anybody is written by', () => {
  it('an import with refusals and rows to correct, told of in full; they stand in the correction sheet', async () => {
    const { leaks, written, said } = await leaksOf(['import', 'peserta.csv', '-v', '--rows', '--json']);
    expect(leaks, said).toEqual([]);
    expect(said).toMatch(/^3\n/);
    // The ledger was written, and so was a workbook with them: the search sees what is there.
    expect([...written.keys()].some((path) => path.endsWith('ledger.db-wal'))).toBe(true);
    const sheet = readdirSync(clerk.folder).find((name) => name.startsWith('perbaikan-')) ?? '';
    expect(foundIn(unzipped(readFileSync(clerk.path(sheet))), [person(4).name])).toEqual([person(4).name]);
  }, 180_000);

  it.each<readonly string[]>([
    ['import', 'lagi.csv', '--log', 'malam.log', '-v'],
    ['check', 'peserta.csv', '--rows', '-v'],
    ['status'],
    ['status', '--json'],
    ['runs', '--json'],
    ['audit'],
    ['explain', 'peserta.csv', '4', '--json'],
    ['explain', 'peserta.csv', '5'],
    ['rejects', '-o', 'perbaikan-semua.xlsx'],
    ['find', '--everyone', '-o', 'terdampak.xlsx'],
    ['report', '-o', 'laporan.html'],
    ['backup', '-o', 'cadangan.bak', '--passphrase-file', 'sandi'],
    ['import', 'peserta.csv', '--dry-run'],
    ['reconcile', 'peserta.csv', '--json'],
    ['rekey'],
  ])(
    '%s %s %s %s',
    async (...args) => {
      const { leaks, said } = await leaksOf(args);
      expect(leaks, said).toEqual([]);
      expect(said).toMatch(/^[0235]\n/);
    },
    180_000,
  );

  it.each([
    ['find', []],
    ['purge', ['--even-waiting']],
  ] as const)(
    '%s of one person, whose number comes in',
    async (command, more) => {
      const { leaks, said } = await leaksOf([command, '--nik', '-', ...more], { input: person(2).nik });
      expect(leaks, said).toEqual([]);
      expect(said).toMatch(/^0\n/);
    },
    180_000,
  );

  it('a run that is killed in the middle, and the one after it', async () => {
    const state = ['--state', 'mati/ledger.db'] as const;
    const dies = await leaksOf(['import', 'peserta.csv', ...state], {
      strace: ['-e', 'inject=pwrite64:signal=SIGKILL:when=60'],
    });
    expect(dies.leaks, dies.said).toEqual([]);
    const after = await leaksOf(['import', 'peserta.csv', ...state]);
    expect(after.leaks, after.said).toEqual([]);
  }, 180_000);

  it('a run whose disk is full', async () => {
    const full = await leaksOf(['import', 'peserta.csv', '--state', 'penuh/ledger.db', '-v'], {
      strace: ['-e', 'inject=pwrite64:error=ENOSPC:when=40+'],
    });
    expect(full.leaks, full.said).toEqual([]);
    expect(full.said).toMatch(/^74\n/);
  }, 180_000);

  it('a bug that says the name of somebody', async () => {
    const said = JSON.stringify(`${person(1).name} ${person(1).nik}`);
    clerk.write('bug.mjs', `Intl.DateTimeFormat.prototype.formatToParts = () => { throw new TypeError(${said}); }`);
    const env = { NODE_OPTIONS: `--import=${pathToFileURL(clerk.path('bug.mjs')).href}` };
    const broken = await leaksOf(['check', 'peserta.csv', '-v'], { env });
    expect(broken.leaks, broken.said).toEqual([]);
    expect(broken.said).toMatch(/^1\n/);
  }, 180_000);

  it('and nothing of anybody lies in any other file afterwards', () => {
    const own = /^(?:peserta|lagi)\.csv$|^bug\.mjs$|^strace-|^perbaikan|^terdampak/;
    const left = readdirSync(clerk.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !own.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
    expect(left.length).toBeGreaterThan(5);
    const leaks = left.filter((path) => {
      const bytes = readFileSync(path);
      return foundIn(Buffer.concat([bytes, unzipped(bytes)]), DATA).length > 0;
    });
    expect(leaks.map((path) => basename(path))).toEqual([]);
  });
});

/** The members of a zip, one after the other; nothing of what is none. */
function unzipped(bytes: Buffer): Buffer {
  const members: Buffer[] = [];
  for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 4)) {
    const [method, packed] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const local = bytes.readUInt32LE(at + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const member = bytes.subarray(from, from + packed);
    members.push(method === 8 ? inflateRawSync(member) : member);
  }
  return Buffer.concat(members);
}
