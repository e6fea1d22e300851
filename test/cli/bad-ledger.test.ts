/**
 * Ledgers, keys and disks that cannot be used: two lines, the right exit code, nothing lost and nothing overwritten.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startFakeServer } from '../support/fake-server.ts';
import { run } from '../support/program.ts';
import { Clerk, csv, errorLines, events, expectDiscreet, PROGRAM, people, summaryOf } from './clerk.ts';

const server = await startFakeServer();
afterAll(() => server.close());
const clerk = new Clerk();
const rows = people(8);
clerk.write('peserta.csv', csv(rows));
const TO = ['--to', server.url] as const;
const KEY = '.vax-upload/ledger.key';

/** A ledger with rows in it that wait, for each case a copy. */
beforeAll(async () => {
  const { exitCode } = await clerk.runs('import', 'peserta.csv', ...TO, '--take-in-only', '--state', 'asli.db');
  expect(exitCode).toBe(10);
});

const copy = (name: string): string => {
  copyFileSync(clerk.path('asli.db'), clerk.path(name));
  return name;
};
const withKey = async (change: () => void, work: () => Promise<void>): Promise<void> => {
  const key = readFileSync(clerk.path(KEY));
  try {
    change();
    await work();
  } finally {
    writeFileSync(clerk.path(KEY), key, { mode: 0o600 });
  }
};

async function isTold(state: string, code: string, exitCode: number, to: string = server.url): Promise<void> {
  for (const [lang, words] of [['en', ['Error', 'Try']] as const, ['id', ['Galat', 'Coba']] as const]) {
    const ended = await clerk.runs('import', 'peserta.csv', '--to', to, '--state', state, '--lang', lang);
    expect(ended.exitCode, ended.err).toBe(exitCode);
    const said = errorLines(ended.err);
    expect(said.map((line) => line.slice(0, line.indexOf(':')))).toEqual(words);
    expect(said[0]).toContain(`[${code}]`);
    expect(ended.out).toBe('');
    expectDiscreet(ended, rows);
  }
}

describe('a ledger that cannot be used', () => {
  it('of another server: exit 2, both are named', async () => {
    // From the first record on that a server has accepted.
    clerk.write('satu.csv', csv(people(1)));
    expect((await clerk.runs('import', 'satu.csv', ...TO, '--state', 'lain.db')).exitCode).toBe(0);
    await isTold('lain.db', 'TARGET_MISMATCH', 2, 'http://127.0.0.1:9/v1');
  });

  it('of a newer version: exit 2, untouched', async () => {
    const path = clerk.path(copy('baru.db'));
    const db = new DatabaseSync(path);
    db.exec('PRAGMA journal_mode = DELETE; PRAGMA user_version = 99');
    db.close();
    const before = readFileSync(path);
    await isTold('baru.db', 'LEDGER_NEWER', 2);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('that is a spreadsheet: exit 2, untouched', async () => {
    const before = readFileSync(clerk.path('peserta.csv'));
    await isTold('peserta.csv', 'LEDGER_NOT_OURS', 2);
    expect(readFileSync(clerk.path('peserta.csv')).equals(before)).toBe(true);
  });

  it('that is a folder: exit 2', async () => {
    mkdirSync(clerk.path('map'));
    await isTold('map', 'LEDGER_NOT_OURS', 2);
  });

  it('that is damaged: exit 74, not changed', async () => {
    const path = clerk.path(copy('rusak.db'));
    const db = new DatabaseSync(path);
    // As after a crash: then the file is looked over before it is trusted.
    db.exec('PRAGMA journal_mode = DELETE; UPDATE runs SET ended = NULL');
    db.close();
    const file = openSync(path, 'r+');
    for (let page = 2; page < 12; page++) writeSync(file, Buffer.alloc(2_000, 0x5a), 0, 2_000, page * 4_096 + 8);
    await isTold('rusak.db', 'LEDGER_DAMAGED', 74);
  });

  it('that was changed by hand: exit 74, and what is advised helps', async () => {
    const sheet = ['peserta.csv', ...TO, '--state'] as const;
    expect((await clerk.runs('import', ...sheet, 'sampai.db')).exitCode).toBe(0);
    const db = new DatabaseSync(clerk.path('sampai.db'));
    db.exec('UPDATE entries SET state = 4 WHERE id = 3; PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    await isTold('sampai.db', 'LEDGER_CHANGED', 74);
    const before = server.effects.size;
    const again = await clerk.runs('import', ...sheet, 'baru-lagi.db', '--json');
    expect([again.exitCode, summaryOf(again.out).outcomes['already-there']]).toEqual([0, rows.length]);
    expect(server.effects.size).toBe(before);
    expect((await clerk.runs('reconcile', ...sheet, 'baru-lagi.db')).exitCode).toBe(0);
  });

  it('whose key is gone: exit 2, and no new one is made', async () => {
    await withKey(
      () => rmSync(clerk.path(KEY)),
      async () => {
        await isTold(copy('kunci.db'), 'LEDGER_KEY_MISSING', 2);
        expect(() => readFileSync(clerk.path(KEY))).toThrow('ENOENT');
      },
    );
  });

  it.each([
    ['of another installation', Buffer.alloc(32, 7)],
    ['that is no key', Buffer.from('kunci')],
  ])('whose key is one %s: exit 2, and the key is named', async (_, bytes) => {
    await withKey(
      () => writeFileSync(clerk.path(KEY), bytes),
      async () => {
        await isTold(copy('kunci.db'), 'LEDGER_KEY_WRONG', 2);
        expect((await clerk.runs('status', '--state', 'kunci.db')).err).toContain(
          'ledger.key does not open this ledger',
        );
      },
    );
  });

  it('that was never made: status says how to begin', async () => {
    const { exitCode, err } = await clerk.runs('status', '--state', 'belum.db');
    expect(exitCode).toBe(2);
    expect(errorLines(err)).toEqual([
      `Error: There is no ledger at ${clerk.path('belum.db')}. [LEDGER_MISSING]`,
      expect.stringContaining('Try: Begin with `vax-upload import FILE`'),
    ]);
  });
});

describe('a ledger of practice', () => {
  it('is not the main one, and is named when only that is there', async () => {
    const novice = new Clerk();
    novice.write('peserta.csv', csv(people(1)));
    expect((await novice.runs('import', 'peserta.csv', '--to', 'sandbox', '--take-in-only')).exitCode).toBe(10);
    const { exitCode, err } = await novice.runs('status');
    expect(exitCode).toBe(2);
    expect(errorLines(err)[1]).toContain('add `--to sandbox` to see it');
    expect((await novice.runs('status', '--lang', 'id')).err).toContain('tambahkan `--to sandbox` untuk melihatnya');
    expect((await novice.runs('status', '--to', 'sandbox')).exitCode).toBe(0);
  });
});

describe('another run', () => {
  /** A copy of a ledger is noticed, and what waits in it is asked for before it is sent. */
  function slowly(): void {
    server.next({ do: 'slow', ms: 30_000 });
    server.lookups.next({ do: 'slow', ms: 30_000 });
  }
  afterEach(() => {
    server.always('ok');
    server.lookups.always('ok');
  });

  it('holds the ledger: exit 11 at once, and status looks on', async () => {
    // Longer than this test may take: whatever ends meanwhile did not wait for the first run.
    slowly();
    const first = clerk.starts('import', 'peserta.csv', ...TO, '--state', copy('sibuk.db'));
    await first.says(/Sending 8 records/);
    const second = await clerk.runs('import', 'peserta.csv', ...TO, '--state', 'sibuk.db', '--json');
    expect(second.exitCode).toBe(11);
    expect(errorLines(second.err)[0]).toContain('[LEDGER_BUSY]');
    expect(events(second.out)[0]).toEqual({ event: 'failed', code: 'LEDGER_BUSY', exitCode: 11 });
    expect(summaryOf(second.out)).toMatchObject({ rows: 0, exitCode: 11 });
    expect((await clerk.runs('status', '--state', 'sibuk.db')).out).toContain('still at work');
    first.child.kill('SIGKILL');
    await first.ended();
    expect((await clerk.runs('status', '--state', 'sibuk.db')).exitCode).toBe(0);
  });

  it('is not let in when the first one was told to import everything in the folder, the ledger too', async () => {
    slowly();
    const state = copy('semua.db');
    const own = ['', '-wal', '-shm', '.lock', '.lock-journal'].map((ending) => `${state}${ending}`);
    const first = clerk.starts('import', 'peserta.csv', ...own, ...TO, '--state', state);
    await first.says(/Sending 8 records/);
    expect(errorLines(first.said.err)).toHaveLength(2 * own.length);
    expect(first.said.err.match(/semua\.db\S* belongs to the ledger of this run/g)).toHaveLength(own.length);
    const second = await clerk.runs('resume', ...TO, '--state', state);
    expect(second.exitCode, second.err).toBe(11);
    first.child.kill('SIGKILL');
    await first.ended();
  });

  it('whose ledger is compared is not disturbed: the ledger is no sheet to compare', async () => {
    const ended = await clerk.runs('reconcile', 'peserta.csv', 'asli.db', ...TO, '--state', 'asli.db');
    expect(ended.exitCode, ended.err).toBe(65);
    expect(errorLines(ended.err)[0]).toContain('[FILE_IS_LEDGER]');
  });
});

const root = process.getuid?.() === 0;
/** root may write anywhere, so then it is somebody else who tries; who must be able to reach the program. */
const NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] as const;
const someone = !root || works([...NOBODY, process.execPath, PROGRAM, '--version']);
const mountable =
  root && works(['mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', '/mnt']) && works(['umount', '/mnt']);

function works([file = '', ...args]: readonly string[]): boolean {
  try {
    execFileSync(file, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('the disk', () => {
  it.skipIf(!someone)('does not let us write into the folder: exit 74', async () => {
    mkdirSync(clerk.path('terkunci'));
    clerk.write('terkunci/peserta.csv', csv(rows));
    chmodSync(clerk.folder, 0o755);
    chmodSync(clerk.path('terkunci'), 0o555);
    const who = root ? NOBODY : [];
    for (const to of [server.url, 'sandbox']) {
      const [file = '', ...args] = [...who, process.execPath, PROGRAM, 'import', 'peserta.csv', '--to', to];
      const ended = await run(file, args, { cwd: clerk.path('terkunci') });
      expect(ended.exitCode, ended.err).toBe(74);
      expect(errorLines(ended.err)).toHaveLength(2);
      expect(ended.err).toContain('[DISK_READ_ONLY]');
      expectDiscreet(ended, rows);
    }
  });

  it.skipIf(!mountable)(
    'is full: exit 74, a sum of what is safe, and with space the same command finishes',
    async () => {
      const small = clerk.path('kecil');
      mkdirSync(small);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1500k', 'tmpfs', small]);
      try {
        const many = people(9_000, 1_000);
        clerk.write('banyak.csv', csv(many));
        const full = await clerk.runs('import', 'banyak.csv', ...TO, '--state', 'kecil/buku.db', '--json');
        expect(full.exitCode, full.err).toBe(74);
        expect(errorLines(full.err)).toHaveLength(2);
        expect(full.err).toContain('[DISK_FULL]');
        expect(summaryOf(full.out)).toMatchObject({ exitCode: 74 });
        expectDiscreet(full, many.slice(0, 50));
        execFileSync('mount', ['-o', 'remount,size=60m', small]);
        const stored = server.effects.size;
        const again = await clerk.runs('import', 'banyak.csv', ...TO, '--state', 'kecil/buku.db', '--json');
        expect(again.exitCode, again.err).toBe(0);
        expect(server.effects.size).toBe(stored + 9_000);
      } finally {
        execFileSync('umount', ['-l', small]);
      }
    },
  );

  it('behind `> file` is full: the run goes on, exit 74', async () => {
    const { exitCode, err } = await run(
      'sh',
      ['-c', `"${process.execPath}" "${PROGRAM}" check peserta.csv > /dev/full`],
      {
        cwd: clerk.folder,
      },
    );
    expect(exitCode).toBe(74);
    expect(errorLines(err)[0]).toContain('[OUTPUT_LOST]');
  });

  it.each([
    ['the log', '> /dev/full 2> keluhan.txt'],
    ['the log with all complaints in it', '> /dev/full 2>&1'],
  ])('%s is full: a delivery that went well is not said to have failed', async (_, into) => {
    clerk.write('satu.csv', csv(people(2, 900)));
    const command = `"${process.execPath}" "${PROGRAM}" import satu.csv --to ${server.url} --state "log${into.length}.db" ${into}`;
    const { exitCode } = await run('sh', ['-c', command], { cwd: clerk.folder });
    expect(exitCode).toBe(0);
  });
});
