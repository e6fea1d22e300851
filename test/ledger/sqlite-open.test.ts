/** Opening a ledger: the lock, the secret, the target, and files that are no ledger or a damaged one. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  openSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKnown } from '../../src/ledger/sqlite/known.ts';
import { openLedger, openLedgerForReading } from '../../src/ledger/sqlite/open.ts';
import { at, Desk, dose, SITI } from '../support/ledger-desk.ts';
import { type SqliteHome, sqliteHome } from '../support/sqlite-home.ts';

let home: SqliteHome;
let desk: Desk;
beforeEach(async () => {
  home = await sqliteHome();
  desk = new Desk(home);
});
afterEach(async () => {
  await desk.leave();
  await home.remove();
});

/** A ledger that an earlier run has left. */
async function left(): Promise<void> {
  await desk.nextRun();
  await desk.import('kendal.xlsx', [at(5, dose()), at(6, dose(SITI))]);
  await desk.ledger.endRun(0, 2);
  await desk.leave();
}

/** The same, and the server has accepted what it brought. */
async function accepted(): Promise<void> {
  await desk.nextRun();
  await desk.import('kendal.xlsx', [at(5, dose())]);
  await desk.deliver();
  await desk.leave();
}

function sql(text: string, path = home.options.path): void {
  const db = new DatabaseSync(path);
  db.exec(text);
  db.close();
}

/** A program that has `tryLock`: what another process is told that wants this ledger. */
function lockScript(): string {
  return `
    const { lockLedger } = await import(${JSON.stringify(new URL('../../src/ledger/sqlite/lock.ts', import.meta.url).href)});
    const path = ${JSON.stringify(home.options.path)};
    const tryLock = () => { try { lockLedger(path)(); return 'free'; } catch (error) { return error.code; } };
  `;
}

const code = (name: string) => expect.objectContaining({ name: 'RunError', code: name });

describe('the lock', () => {
  it('is refused to a second run at once', async () => {
    await desk.nextRun();
    const began = performance.now();
    await expect(home.open()).rejects.toEqual(code('LEDGER_BUSY'));
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('stays with its holder when the same process has asked for it twice', async () => {
    await desk.nextRun();
    await expect(home.open()).rejects.toEqual(code('LEDGER_BUSY'));
    const asker = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', `${lockScript()}; console.log(tryLock());`],
      {
        encoding: 'utf8',
      },
    );
    expect(asker).toMatchObject({ stdout: 'LEDGER_BUSY\n', stderr: '' });
  });

  it('is the same one under whatever name a symbolic link gives the ledger, made before it or after', async () => {
    mkdirSync(dirname(home.options.path), { recursive: true });
    const link = { ...home.options, path: join(home.folder, 'link.db') };
    symlinkSync('state/ledger.db', link.path);
    const first = await openLedger(link);
    await expect(home.open()).rejects.toEqual(code('LEDGER_BUSY'));
    await first.close();
    await desk.nextRun();
    await expect(openLedger(link)).rejects.toEqual(code('LEDGER_BUSY'));
  });

  it('is free again when the run has ended, and when opening has failed', async () => {
    await accepted();
    await expect(openLedger({ ...home.options, target: 'json https://other.example' })).rejects.toEqual(
      code('TARGET_MISMATCH'),
    );
    await (await home.open()).close();
  });

  it('does not keep readers away', async () => {
    await desk.nextRun();
    await (await openLedgerForReading(home.options)).close();
  });

  it('is held to the end of the process, even if nobody keeps what would release it', async () => {
    await left();
    const script = `${lockScript()};
      lockLedger(path);
      setTimeout(() => { gc(); setTimeout(() => console.log(tryLock()), 50); }, 50);
    `;
    const holder = spawnSync(process.execPath, ['--expose-gc', '--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    expect(holder).toMatchObject({ stdout: 'LEDGER_BUSY\n', stderr: '' });
  });

  it('dies with its holder, however it dies, and what was committed is there', async () => {
    await left();
    const { path, keyFile, target } = home.options;
    const script = `
      const { openLedger } = await import(${JSON.stringify(new URL('../../src/ledger/sqlite/open.ts', import.meta.url).href)});
      const opened = await openLedger({ path: ${JSON.stringify(path)}, keyFile: ${JSON.stringify(keyFile)}, target: ${JSON.stringify(target)}, doubtWaitMs: 1, now: () => 1 });
      const ledger = await opened.beginRun('import', 1);
      await ledger.claim(1, 1, (id) => Buffer.from(id));
      await ledger.openFile({ name: 'other.xlsx', digest: new Uint8Array(32) });
      console.log('holds it');
      setInterval(() => undefined, 1000);
    `;
    const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await once(holder.stdout, 'data');
      await expect(home.open()).rejects.toEqual(code('LEDGER_BUSY'));
    } finally {
      holder.kill('SIGKILL');
      await once(holder, 'exit');
    }
    await desk.nextRun();
    expect(await desk.states()).toEqual({ pending: 1, 'in-doubt': 1 });
    expect(await desk.ledger.unfinished()).toEqual(['other.xlsx']);
  });
});

describe('the secret', () => {
  it.each([
    ['another one', (path: string) => writeFileSync(path, Buffer.alloc(32, 7)), 'LEDGER_KEY_WRONG'],
    ['a file that is none', (path: string) => writeFileSync(path, 'short'), 'LEDGER_KEY_WRONG'],
    ['a lost one', (path: string) => rmSync(path), 'LEDGER_KEY_MISSING'],
  ])('%s is refused, to runs and to readers, and never replaced', async (_, spoil, expected) => {
    await left();
    spoil(home.options.keyFile);
    await expect(home.open()).rejects.toEqual(code(expected));
    await expect(openLedgerForReading(home.options)).rejects.toEqual(code(expected));
    await expect(home.open()).rejects.toEqual(code(expected));
  });
});

it('readings are prepared under the secret that was proven to fit, whatever lies in its file meanwhile', async () => {
  await left();
  const proven = await home.secret();
  const ledger = await openLedger(home.options);
  writeFileSync(home.options.keyFile, Buffer.alloc(32, 7));
  expect(Buffer.from(ledger.secret).equals(proven)).toBe(true);
  await ledger.close();
});

describe('the target', () => {
  it('is the one that has accepted something; another one is named beside it', async () => {
    await accepted();
    const want = 'json https://other.example';
    await expect(openLedger({ ...home.options, target: want })).rejects.toMatchObject({
      code: 'TARGET_MISMATCH',
      params: { have: home.options.target, want, path: home.options.path },
    });
  });
});

describe('a file in the place of the ledger', () => {
  it.each([
    ['from a newer version', () => sql('PRAGMA user_version = 99'), 'LEDGER_NEWER'],
    ['another program’s database', () => sql('PRAGMA application_id = 1'), 'LEDGER_NOT_OURS'],
    ['a text file', () => writeFileSync(home.options.path, 'Buku kirim\n'.repeat(200)), 'LEDGER_NOT_OURS'],
    ['a folder', () => [rmSync(home.options.path), mkdirSync(home.options.path)], 'LEDGER_NOT_OURS'],
    ['cut off in the middle', () => truncateSync(home.options.path, 20_480), 'LEDGER_DAMAGED'],
  ])('%s is refused', async (_, spoil, expected) => {
    await left();
    spoil();
    await expect(home.open()).rejects.toEqual(code(expected));
    await expect(openLedgerForReading(home.options).then((reader) => reader.count())).rejects.toEqual(code(expected));
  });

  it('a foreign database without a mark of its own is not taken over', async () => {
    const path = join(home.folder, 'foreign.db');
    sql('CREATE TABLE contacts (name TEXT)', path);
    mkdirSync(dirname(home.options.path), { recursive: true });
    copyFileSync(path, home.options.path);
    await expect(home.open()).rejects.toEqual(code('LEDGER_NOT_OURS'));
  });

  it('a second name of it is refused, under both names and to readers too, and is no harm once it is gone', async () => {
    await left();
    const other = { ...home.options, path: join(home.folder, 'second.db') };
    linkSync(home.options.path, other.path);
    for (const options of [home.options, other]) {
      await expect(openLedger(options)).rejects.toEqual(code('LEDGER_TWO_NAMES'));
      await expect(openLedgerForReading(options)).rejects.toEqual(code('LEDGER_TWO_NAMES'));
      await expect(openKnown(options)).rejects.toEqual(code('LEDGER_TWO_NAMES'));
    }
    rmSync(other.path);
    await (await home.open()).close();
  });

  it('a link to itself, or a name that no disk takes, is no bug of ours', async () => {
    const loop = { ...home.options, path: join(home.folder, 'loop.db') };
    symlinkSync('loop.db', loop.path);
    await expect(openLedger(loop)).rejects.toEqual(code('DISK_FAILED'));
    await expect(openLedger({ ...loop, path: join(home.folder, 'l'.repeat(300)) })).rejects.toEqual(
      code('DISK_FAILED'),
    );
  });

  it('an empty file becomes a ledger, as after a crash in the first moment', async () => {
    mkdirSync(dirname(home.options.path), { recursive: true });
    writeFileSync(home.options.path, '');
    await desk.nextRun();
    expect(await desk.states()).toEqual({});
  });

  it('is looked over when the last run did not end by itself', async () => {
    await left();
    // A page that no opening needs.
    const db = new DatabaseSync(home.options.path);
    const page = db.prepare("SELECT rootpage AS number FROM sqlite_schema WHERE name = 'attempts'").get();
    db.close();
    const file = openSync(home.options.path, 'r+');
    writeSync(file, Buffer.alloc(4_096, 0xff), 0, 4_096, (Number(page?.['number']) - 1) * 4_096);
    closeSync(file);
    await (await home.open()).close();
    sql('UPDATE runs SET ended = NULL');
    await expect(home.open()).rejects.toEqual(code('LEDGER_DAMAGED'));
  });

  it('is LEDGER_MISSING to readers when nothing was ever imported', async () => {
    await expect(openLedgerForReading(home.options)).rejects.toEqual(code('LEDGER_MISSING'));
  });
});
