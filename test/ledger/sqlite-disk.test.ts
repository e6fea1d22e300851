/** What the SQLite ledger leaves on the disk: nothing readable, nothing for others, nothing that a crash can lose. */
import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect, connectReadOnly } from '../../src/ledger/sqlite/connection.ts';
import { openLedgerForReading } from '../../src/ledger/sqlite/open.ts';
import { asNobody } from '../support/as-nobody.ts';
import { at, Desk, dose, refuse, SITI } from '../support/ledger-desk.ts';
import { type SqliteHome, sqliteHome } from '../support/sqlite-home.ts';

const ROWS = [
  at(5, dose({ phone: '+6281234567890', address: 'Dk. Krajan RT 01' }, { lot: 'CVB-2109', site: 'Puskesmas Contoh' })),
  at(6, dose(SITI)),
  at(7, dose(SITI, { date: '2021-10-09' })),
  at(8, dose({ nik: '3324011203909875', name: 'Agus Wijaya' })),
  { line: 9, wrong: ['33240112039098', 'Joko Susilo', '01/02/1980'] },
];
const SECRETS = [
  '3324011203909870',
  '3324015708850002',
  '3324011203909875',
  '33240112039098',
  'Budi',
  'Santoso',
  'Siti',
  'Rahayu',
  'Agus',
  'Joko',
  '1990-03-12',
  '12/03/1990',
  '81234567890',
  'Krajan',
  'CVB-2109',
  'Puskesmas Contoh',
  'tidak terdaftar',
];

let home: SqliteHome;
let desk: Desk;
beforeEach(async () => {
  home = await sqliteHome();
  desk = new Desk(home);
  await desk.nextRun();
});
afterEach(async () => {
  await desk.leave();
  await home.remove();
});

function files(): string[] {
  return readdirSync(home.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function secretsIn(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const bytes = readFileSync(path);
    return SECRETS.filter((secret) => bytes.includes(secret)).map((secret) => `${secret} in ${path}`);
  });
}

function columns(sql: string): unknown[] {
  const db = new DatabaseSync(home.options.path, { readOnly: true });
  try {
    return db
      .prepare(sql)
      .all()
      .flatMap((row) => Object.values(row));
  } finally {
    db.close();
  }
}

describe('personal data', () => {
  it('is in no byte of any file: not while reading, not on its way, not held, not refused, not accepted', async () => {
    const { id } = await desk.begin('kendal.xlsx', ROWS);
    expect(secretsIn(files())).toEqual([]);
    await desk.ledger.closeFile(id, 0);
    const batch = (await desk.claim(1))!;
    expect(files()).toContain(`${home.options.path}-wal`);
    expect(files()).toContain(`${home.options.path}.lock`);
    expect(secretsIn(files())).toEqual([]);
    await desk.settle(batch, () => ({ kind: 'accepted', receipt: 'r-1' }));
    await desk.deliver(refuse);
    expect(await desk.states()).toEqual({ accepted: 1, held: 1, refused: 1 });
    expect(secretsIn(files())).toEqual([]);
    await desk.leave();
    expect(secretsIn(files())).toEqual([]);
  });

  it('finds what it looks for: the test can fail', async () => {
    await desk.begin('Budi.xlsx', []);
    await desk.leave();
    expect(secretsIn(files())).toEqual([`Budi in ${home.options.path}`]);
  });

  it('is erased once accepted: the body is gone, and its sealed bytes are nowhere after a checkpoint', async () => {
    await desk.import('kendal.xlsx', ROWS.slice(0, 1));
    const batch = (await desk.claim())!;
    const sealed = columns('SELECT sealed FROM entries') as Uint8Array[];
    expect(sealed).toEqual([expect.any(Uint8Array)]);
    await desk.settle(batch, () => ({ kind: 'accepted', receipt: 'r-1' }));
    expect(columns('SELECT sealed FROM entries')).toEqual([null]);
    await desk.leave();
    const bytes = readFileSync(home.options.path);
    expect(sealed.filter((body) => bytes.includes(Buffer.from(body)))).toEqual([]);
  });

  it('of a held newcomer is erased when a person has decided', async () => {
    await desk.import('kendal.xlsx', [at(5, dose()), at(6, dose({}, { date: '2021-10-03' }))]);
    expect(columns('SELECT count(*) FROM readings WHERE sealed IS NOT NULL')).toEqual([1]);
    await desk.nextRun();
    await desk.import('other.xlsx', [at(5, dose())]);
    expect(columns('SELECT count(*) FROM readings WHERE sealed IS NOT NULL')).toEqual([0]);
  });
});

describe('files', () => {
  it('are the owner’s alone, the folders too', () => {
    for (const path of files()) expect([path, (statSync(path).mode & 0o777).toString(8)]).toEqual([path, '600']);
    for (const folder of ['state', 'keys'])
      expect((statSync(join(home.folder, folder)).mode & 0o777).toString(8)).toBe('700');
  });

  it('are made so whatever the umask allows others', async () => {
    const before = process.umask(0);
    const open = await sqliteHome();
    try {
      const ledger = await open.open();
      await ledger.beginRun('import', 1);
      const modes = readdirSync(join(open.folder, 'state')).map(
        (name) => statSync(join(open.folder, 'state', name)).mode & 0o777,
      );
      expect(modes).toEqual(modes.map(() => 0o600));
      expect(modes.length).toBeGreaterThan(2);
      await ledger.close();
    } finally {
      process.umask(before);
      await open.remove();
    }
  });

  it('are written through: journal, syncs, erasing', () => {
    const connection = connect(join(home.folder, 'state', 'other.db'), home.sealer, () => 1);
    const pragma = (name: string) => Object.values(connection.db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
    expect([pragma('journal_mode'), pragma('synchronous'), pragma('secure_delete')]).toEqual(['wal', 2, 1]);
    connection.close();
  });

  it('leaves no journal behind when it is closed', async () => {
    await desk.import('kendal.xlsx', ROWS);
    await desk.leave();
    expect(readdirSync(join(home.folder, 'state')).toSorted()).toEqual([
      'ledger.db',
      'ledger.db.lock',
      'ledger.db.run-1',
    ]);
  });
});

describe('a reader beside the run', () => {
  it('sees what is committed and nothing of the file that is being taken in', async () => {
    await desk.import('kendal.xlsx', ROWS.slice(0, 1));
    const reader = await openLedgerForReading(home.options);
    const { id } = await desk.begin('other.xlsx', ROWS.slice(3));
    expect(await reader.count()).toMatchObject({ pending: 1 });
    expect(await reader.unfinished()).toEqual(['other.xlsx']);
    await desk.ledger.closeFile(id, 0);
    expect(await reader.count()).toMatchObject({ pending: 2 });
    expect(await reader.target()).toBe(home.options.target);
    await reader.close();
  });

  it('does not keep the run from writing while it is in the middle of a list', async () => {
    await desk.import('kendal.xlsx', ROWS);
    const reader = await openLedgerForReading(home.options);
    const list = reader.rowsForPerson('all')[Symbol.asyncIterator]();
    expect((await list.next()).value).toMatchObject({ line: 6 });
    await desk.deliver();
    expect((await list.next()).value).toMatchObject({ line: 7 });
    await list.return?.();
    expect(await desk.states()).toEqual({ accepted: 2, held: 1 });
    await reader.close();
  });

  it('cannot write', async () => {
    const reader = connectReadOnly(home.options.path, home.sealer, () => 1);
    const run = reader?.transaction(() => reader.db.exec("INSERT INTO runs (started, command) VALUES (1, 'import')"));
    await expect(run).rejects.toMatchObject({ code: 'DISK_READ_ONLY' });
    reader?.close();
  });
});

it('says when the folder may not be written', async () => {
  await desk.leave();
  // Everything may be read, so that it is the writing that fails.
  for (const path of [home.folder, dirname(home.options.keyFile), join(home.folder, 'state')]) chmodSync(path, 0o555);
  for (const path of [home.options.keyFile, home.options.path]) chmodSync(path, 0o444);
  await asNobody(() => expect(home.open()).rejects.toMatchObject({ code: 'DISK_READ_ONLY' }));
  for (const path of [home.folder, dirname(home.options.keyFile), join(home.folder, 'state')]) chmodSync(path, 0o700);
});
