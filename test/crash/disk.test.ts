/**
 * What disks and people do to the folder of a ledger. Whatever it is: two lines, the right exit code, and nothing lost.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '../../src/ledger/sqlite/open.ts';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { openUp } from './autopsy.ts';
import { twoLines } from './exact.ts';
import { type Fired, fire } from './fire.ts';
import { type Home, makeHome } from './home.ts';
import { type CrashSheets, inventSheets } from './sheets.ts';
import { faultsAtTheEnd } from './verdict.ts';

const isRoot = process.getuid?.() === 0;
const LIMIT = { timeout: 60_000 };

let server: FakeServer;
let home: Home;
let sheets: CrashSheets;
beforeEach(async () => {
  server = await startFakeServer();
  sheets = inventSheets(19, 60);
  home = makeHome(server.url, sheets);
});
afterEach(async () => {
  home[Symbol.dispose]();
  await server.close();
});

const importAll = (...more: string[]): string[] => ['import', ...sheets.files.keys(), ...more];

/** A run that must end with this code and two lines, having said nothing on stdout. */
async function refused(exitCode: number, code: string, under: readonly string[] = []): Promise<void> {
  const run = await fire(home, importAll('--quiet'), { under });
  expect(run.err).toContain(`[${code}]`);
  expect({ exitCode: run.exitCode, faults: twoLines(run.err) }).toEqual({ exitCode, faults: [] });
}

/** An import that brings everything to its end. */
async function finishes(): Promise<void> {
  const run = await fire(home, importAll('--json'));
  expect(run.exitCode, run.err).toBe(3);
  expect(await faultsAtTheEnd(home, sheets, run, server.effects)).toEqual([]);
}

/** Killed in the middle of delivery: the ledger, its journal and its index are as a dead process leaves them. */
async function killedInDelivery(): Promise<Fired> {
  server.always({ do: 'slow', ms: 25 });
  const run = await fire(home, importAll('--json'), { shot: { after: { batches: 4 }, ms: 10 } });
  expect(run.killed).toBe(true);
  server.always('ok');
  return run;
}

/** How many runs the ledger knows of. */
function runs(): number {
  const db = new DatabaseSync(home.ledger, { readOnly: true });
  try {
    return Number(db.prepare('SELECT count(*) AS n FROM runs').get()?.['n']);
  } finally {
    db.close();
  }
}

/**
 * All that the ledger knows, and the key. Opening a ledger may work the journal in, which changes files and nothing
 * else.
 */
function knowledge(): string {
  const table = mkdtempSync(join(tmpdir(), 'vax-knowledge-'));
  const hash = createHash('sha256');
  for (const suffix of ['', '-wal'])
    if (existsSync(home.ledger + suffix)) copyFileSync(home.ledger + suffix, join(table, `ledger.db${suffix}`));
  const db = new DatabaseSync(join(table, 'ledger.db'));
  for (const { name } of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all()) {
    for (const row of db.prepare(`SELECT * FROM ${name}`).all())
      hash.update(
        Object.values(row)
          .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : String(value)))
          .join(' '),
      );
  }
  db.close();
  rmSync(table, { recursive: true });
  if (existsSync(home.keyFile)) hash.update(readFileSync(home.keyFile));
  return hash.digest('hex');
}

describe('a key', LIMIT, () => {
  it.each([
    ['is missing', 'LEDGER_KEY_MISSING', (path: string) => rmSync(path)],
    ['was cut short', 'LEDGER_KEY_WRONG', (path: string) => truncateSync(path, 11)],
    ['is empty', 'LEDGER_KEY_WRONG', (path: string) => truncateSync(path, 0)],
    ['belongs to another ledger', 'LEDGER_KEY_WRONG', (path: string) => writeFileSync(path, Buffer.alloc(32, 7))],
  ])('that %s: nothing is touched, and with the right key it goes on', async (_, code, harm) => {
    await killedInDelivery();
    const key = readFileSync(home.keyFile);
    harm(home.keyFile);
    const before = knowledge();
    await refused(2, code);
    expect(knowledge()).toEqual(before);
    writeFileSync(home.keyFile, key, { mode: 0o600 });
    await finishes();
  });

  it('of which only half was written when the first run of all was killed: the next run makes it', async () => {
    mkdirSync(dirname(home.keyFile), { mode: 0o700 });
    writeFileSync(`${home.keyFile}.new`, Buffer.alloc(11));
    await finishes();
  });
});

describe('the journal of a run that was killed', LIMIT, () => {
  it('cut short anywhere never stops the start, and is never half believed', async () => {
    await killedInDelivery();
    const wal = readFileSync(`${home.ledger}-wal`);
    const trial = join(dirname(home.folder), 'trial');
    mkdirSync(trial);
    const path = join(trial, 'ledger.db');
    let known = -1;
    for (const length of cuts(wal.length)) {
      rmSync(`${path}-shm`, { force: true });
      copyFileSync(home.ledger, path);
      writeFileSync(`${path}-wal`, wal.subarray(0, length));
      const ledger = await openLedger({
        path,
        keyFile: home.keyFile,
        doubtWaitMs: 1,
        now: Date.now,
        target: `json ${server.url}`,
      });
      const counts = await (await ledger.beginRun('resume', Date.now())).count();
      await ledger.close();
      const db = new DatabaseSync(path);
      expect(db.prepare('PRAGMA integrity_check').get(), `cut at ${length}`).toEqual({ integrity_check: 'ok' });
      db.close();
      // A file went in as a whole, so a longer journal never knows of fewer entries.
      const entries = Object.values(counts).reduce((sum, count) => sum + count, 0);
      expect(entries, `cut at ${length}`).toBeGreaterThanOrEqual(known);
      known = entries;
    }
    expect(known).toBeGreaterThan(0);
  });

  it.each([
    ['index is missing', (path: string) => rmSync(path)],
    ['index is garbage', (path: string) => writeFileSync(path, Buffer.alloc(32_768, 0xa5))],
    ['index is empty', (path: string) => truncateSync(path, 0)],
  ])('whose %s is read all the same', async (_, harm) => {
    await killedInDelivery();
    harm(`${home.ledger}-shm`);
    await finishes();
  });
});

describe('a damaged ledger', LIMIT, () => {
  it('is found out after a run that was killed, page by page: exit 74, two lines, nothing changed, nothing deleted', async () => {
    await killedInDelivery();
    // As after a crash, with the journal already worked in.
    const db = new DatabaseSync(home.ledger);
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    const whole = readFileSync(home.ledger);
    const pages = whole.length / 4096;
    expect(pages).toBeGreaterThan(15);
    for (let page = 2; page <= pages; page += 6) {
      const damaged = Buffer.from(whole);
      damaged.fill(0xff, (page - 1) * 4096, (page - 1) * 4096 + 64);
      writeFileSync(home.ledger, damaged);
      const run = await fire(home, importAll('--quiet'));
      expect({ page, exitCode: run.exitCode, faults: twoLines(run.err) }).toEqual({ page, exitCode: 74, faults: [] });
      expect(run.err).toContain('[LEDGER_DAMAGED]');
      expect(readFileSync(home.ledger).equals(damaged), `page ${page}`).toBe(true);
    }
    writeFileSync(home.ledger, whole);
    await finishes();
  });

  it('whose first page is gone is not taken for ours', async () => {
    await finishes();
    const bytes = readFileSync(home.ledger).fill(0xff, 0, 64);
    writeFileSync(home.ledger, bytes);
    await refused(2, 'LEDGER_NOT_OURS');
    expect(readFileSync(home.ledger).equals(bytes)).toBe(true);
  });

  it('of a newer version is left as it is', async () => {
    await finishes();
    const db = new DatabaseSync(home.ledger);
    db.exec('PRAGMA user_version = 1000');
    db.close();
    const before = knowledge();
    await refused(2, 'LEDGER_NEWER');
    expect(knowledge()).toEqual(before);
  });
});

describe('two runs at once', LIMIT, () => {
  it('the second one ends with 11 and two lines; the first one brings everything to its end', async () => {
    server.always({ do: 'slow', ms: 30 });
    const first = fire(home, importAll('--json'));
    await until(() => server.effects.size > 0);
    await refused(11, 'LEDGER_BUSY');
    expect((await first).exitCode).toBe(3);
    expect(await faultsAtTheEnd(home, sheets, await first, server.effects)).toEqual([]);
  });

  it('although somebody deleted the lock: the newer one goes on, the older one stops before it writes again', async () => {
    server.registry.rules = { knows: 'requests' };
    // On a busy machine, too, the first is still at work when the second begins.
    server.always(() => ({ do: 'slow', ms: server.effects.size > 2 && runs() < 2 ? 4_000 : 150 }));
    const first = fire(home, importAll('--quiet'));
    await until(() => server.effects.size > 2);
    rmSync(`${home.ledger}.lock`);
    const second = await fire(home, importAll('--json'));
    expect(second.exitCode, second.err).toBe(3);
    const older = await first;
    expect({ exitCode: older.exitCode, faults: twoLines(older.err) }).toEqual({ exitCode: 11, faults: [] });
    expect(await faultsAtTheEnd(home, sheets, second, server.effects)).toEqual([]);
  });
});

describe('a folder that cannot be written to', LIMIT, () => {
  const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
  const can = isRoot && spawnSync(nobody[0] ?? '', [...nobody.slice(1), process.execPath, '--version']).status === 0;

  it.skipIf(!can)(`for another user${can ? '' : ' (skipped: only root can become another user)'}`, async () => {
    openToAll(dirname(home.folder));
    await refused(74, 'DISK_READ_ONLY', nobody);
    expect(existsSync(dirname(home.ledger))).toBe(false);
    await killedInDelivery();
    openToAll(dirname(home.ledger));
    const before = knowledge();
    chownSync(home.keyFile, 65534, 65534);
    await refused(74, 'DISK_READ_ONLY', nobody);
    expect(knowledge()).toEqual(before);
    chownSync(home.keyFile, 0, 0);
    await finishes();
  });
});

describe('a disk that is full', { timeout: 120_000 }, () => {
  const mount = join(tmpdir(), `vax-small-disk-${process.pid}`);
  mkdirSync(mount, { recursive: true });
  const can = isRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'vax', mount]).status === 0;
  if (can) spawnSync('umount', [mount]);
  const kilobytes = (size: number) => spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}k`, 'vax', mount]);

  it.skipIf(!can)(`at any moment${can ? '' : ' (skipped: only root can mount a small disk)'}`, async () => {
    const codes = new Set<number | undefined>();
    for (const free of [8, 90, 160, 280, 400, 2_000]) {
      kilobytes(20_000);
      try {
        const small = makeHome(server.url, sheets, { under: mount });
        const used = sizeOf(mount);
        spawnSync('mount', ['-o', `remount,size=${used + free}k`, mount]);
        const run = await fire(small, importAll('--quiet'));
        codes.add(run.exitCode);
        if (run.exitCode !== 3)
          expect({ free, exitCode: run.exitCode, faults: twoLines(run.err) }).toEqual({
            free,
            exitCode: 74,
            faults: [],
          });
        expect(openUp(small)?.integrity ?? 'ok').toBe('ok');
        spawnSync('mount', ['-o', 'remount,size=20000k', mount]);
        const after = await fire(small, importAll('--json'));
        expect({ free, exitCode: after.exitCode, err: after.err }).toMatchObject({ free, exitCode: 3 });
        expect(await faultsAtTheEnd(small, sheets, after, server.effects)).toEqual([]);
      } finally {
        spawnSync('umount', [mount]);
      }
      await server.close();
      server = await startFakeServer();
    }
    expect([...codes].sort()).toEqual([3, 74]);
    rmSync(mount, { recursive: true });
  });
});

/** Kilobytes in use on a mounted disk. */
function sizeOf(mount: string): number {
  return Number(spawnSync('df', ['--output=used', '-k', mount], { encoding: 'utf8' }).stdout.trim().split('\n').at(-1));
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
}

/**
 * Where a journal of frames of 24 + 4096 bytes behind a header of 32 is cut: about each boundary and at some places
 * within.
 */
function cuts(length: number): number[] {
  const places = new Set<number>([0, 1, 31, 32]);
  for (let frame = 32; frame <= length; frame += 3 * 4120)
    for (const within of [0, 24, 2048]) places.add(Math.min(length, frame + within));
  return [...places].sort((a, b) => a - b);
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 2_000) throw new Error('it never came to that');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
