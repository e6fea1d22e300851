import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentHash, KEY_LIFE_MS, openStore } from '../../src/sandbox/store.ts';
import { lookUp, record, records, sandbox, submit } from './help.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('effects and answers outlive the server', async () => {
  const path = join(folder, 'new', 'sandbox.db');
  const before = await sandbox({ path });
  const answer = await (await submit(before, records(5), 'k')).text();
  const ids = [...before.effects()];
  await before.close();

  const after = await sandbox({ path });
  expect([...after.effects()]).toEqual(ids);
  expect(await (await submit(after, records(5), 'k')).text()).toBe(answer);
  expect((await submit(after, records(4), 'k')).status).toBe(422);
  expect(
    (
      await lookUp(
        after,
        records(9).map(({ key }) => key),
      )
    ).size,
  ).toBe(5);
  expect(await (await submit(after, [record(1), record(6)])).json()).toMatchObject({
    results: [{ status: 'already-there', id: ids[0]?.id }, { status: 'accepted' }],
  });
  expect(after.totals()).toEqual({ total: 6, doubled: 0 });
});

test('what was answered is on the disk while the server still runs', async () => {
  const path = join(folder, 'sandbox.db');
  const server = await sandbox({ path });
  await submit(server, records(3));
  const other = new DatabaseSync(path, { readOnly: true });
  expect(other.prepare('SELECT count(*) AS n, sum(count) AS effects FROM effect').get()).toMatchObject({
    n: 3,
    effects: 3,
  });
  expect(other.prepare('PRAGMA journal_mode').get()).toMatchObject({ journal_mode: 'wal' });
  other.close();
});

test('no name, no number and no place is in the file, and only the owner may read it', async () => {
  const path = join(folder, 'new', 'sandbox.db');
  const server = await sandbox({ path });
  await submit(server, [record(1), record(2, { dose: { lot: 'LOT-TIDAK-DIKENAL-RAHASIA' } })]);
  for (const name of await readdir(join(folder, 'new'))) {
    const bytes = await readFile(join(folder, 'new', name), 'latin1');
    for (const secret of ['Siti', '999901550355', 'Puskesmas', '1955-03-15', 'RAHASIA'])
      expect(bytes).not.toContain(secret);
    expect((await stat(join(folder, 'new', name))).mode & 0o777, name).toBe(0o600);
  }
  expect((await stat(join(folder, 'new'))).mode & 0o777).toBe(0o700);
});

describe('the store', () => {
  test('counts every time a record is really stored', () => {
    const store = openStore();
    const id = store.keep('a', 'x');
    store.keep('b', 'x');
    expect(store.keep('a', 'y')).toBe(id);
    expect([...store.effects()]).toEqual([
      { key: 'a', id, count: 2 },
      { key: 'b', id: expect.not.stringMatching(id), count: 1 },
    ]);
    expect(store.totals()).toEqual({ total: 2, doubled: 1 });
    store.close();
  });

  test('keeps nothing of a transaction that fails', () => {
    const store = openStore();
    expect(() =>
      store.atOnce(() => {
        store.keep('a', 'x');
        throw new Error('disk full');
      }),
    ).toThrow('disk full');
    expect(store.totals().total).toBe(0);
    store.atOnce(() => store.keep('a', 'x'));
    expect(store.totals().total).toBe(1);
    store.close();
  });

  test('lists thousands while others write', () => {
    const store = openStore();
    store.atOnce(() => {
      for (let n = 0; n < 2500; n += 1) store.keep(`k${n}`, 'x');
    });
    let seen = 0;
    for (const effect of store.effects()) {
      if (seen < 10) store.keep(`${effect.key} late`, 'x');
      seen += 1;
    }
    expect(seen).toBe(2510);
    store.close();
  });

  test('forgets an answer after its life', () => {
    const store = openStore();
    const reply = { status: 200, headers: { 'content-type': 'application/json' }, body: '{"é":1}' };
    store.remember('k', 'f', reply, 1000);
    expect(store.recall('k', 1000 + KEY_LIFE_MS - 1)).toEqual({ fingerprint: 'f', reply });
    expect(store.recall('k', 1000 + KEY_LIFE_MS)).toBeUndefined();
    expect(store.recall('other', 1000)).toBeUndefined();
    store.close();
  });
});

describe('a file that cannot be the store', () => {
  test('a text file', async () => {
    const path = join(folder, 'notes.txt');
    await writeFile(
      path,
      'these are only notes, and long enough to be looked at as a database header would be looked at, if it were one',
    );
    expect(() => openStore(path)).toThrow(expect.objectContaining({ code: 'LEDGER_NOT_OURS' }));
  });

  test("another program's database", async () => {
    const path = join(folder, 'other.db');
    const other = new DatabaseSync(path);
    other.exec('CREATE TABLE theirs (a)');
    other.close();
    expect(() => openStore(path)).toThrow(expect.objectContaining({ code: 'LEDGER_NOT_OURS' }));
  });

  test('a store of a newer version', () => {
    const path = join(folder, 'newer.db');
    openStore(path).close();
    const newer = new DatabaseSync(path);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    expect(() => openStore(path)).toThrow(expect.objectContaining({ code: 'LEDGER_NEWER' }));
  });

  test('a folder', () => {
    expect(() => openStore(folder)).toThrow(expect.objectContaining({ code: 'DISK_FAILED' }));
  });
});

test('the hash of a content depends on its values, not on the order of its properties', () => {
  expect(contentHash({ a: 1, b: { c: [1, 2], d: 'é' } })).toBe(contentHash({ b: { d: 'é', c: [1, 2] }, a: 1 }));
  const others = [
    { a: 1 },
    { a: '1' },
    { a: [1] },
    { a: null },
    { b: 1 },
    { a: { a: 1 } },
    { a: [1, 2] },
    { a: [2, 1] },
  ];
  expect(new Set(others.map(contentHash)).size).toBe(others.length);
});
