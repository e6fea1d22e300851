/** What is changed in a working copy stands in PostgreSQL afterwards, value by value, and comes back as it was. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/ledger/postgres/database.ts';
import { openPostgresLedger } from '../../../src/ledger/postgres/open.ts';
import { readTables } from '../../../src/ledger/postgres/tables.ts';
import { type Loader, openCopy, type WorkingCopy } from '../../../src/ledger/postgres/working-copy.ts';
import { createSealer } from '../../../src/ledger/sealed/seal.ts';
import type { Row } from '../../../src/ledger/sqlite/connection.ts';
import { hasPostgres, type Postgres, startPostgres } from '../../support/postgres.ts';
import { postgresHome } from '../../support/postgres-home.ts';

/** Whole numbers, parts of milliseconds, long and empty bytes, and texts that COPY and arrays write otherwise. */
function batch(id: number): Record<string, null | number | string | Uint8Array> {
  return {
    id,
    uuid: ['', 'a\tb\nc\\d', 'é 漢 \'"{},\\N', '\\.', 'NULL'][id % 5] + String(id),
    entries: id % 2 === 0 ? -id : Number.MAX_SAFE_INTEGER - id,
    first_sent: id + 0.25,
    last_sent: 1_700_000_000_000 + id,
    ask_at: id % 3 === 0 ? null : id / 3,
    request: id % 4 === 0 ? null : Buffer.alloc([0, 1, 300, 40_000][id % 4] as number, id),
  };
}

describe.skipIf(!hasPostgres())('a working copy', () => {
  let postgres: Postgres;
  let database: Database;
  let copy: WorkingCopy;
  /** Somebody else's. */
  let other: WorkingCopy;

  beforeAll(async () => {
    postgres = await startPostgres();
    const home = await postgresHome(postgres);
    const options = await home.options();
    database = options.database;
    const { secret } = await openPostgresLedger(options);
    const newCopy = () =>
      openCopy({
        name: 'copy',
        sealer: createSealer(secret),
        now: () => 1,
        actor: { who: '', version: '' },
        tables: (db) => database.read((tx) => readTables(db, tx)),
      });
    copy = await newCopy();
    other = await newCopy();
  });
  afterAll(async () => {
    copy.close();
    other.close();
    await database.close();
    await postgres[Symbol.asyncDispose]();
  });

  const rowsNow = (): Row[] => copy.connection.db.prepare('SELECT * FROM batches ORDER BY id').all() as Row[];

  /** Does `work` on all batches, and returns what the copy had at its end, and what PostgreSQL has. */
  async function after(work: () => void): Promise<{ inCopy: Row[]; inPostgres: Row[] }> {
    const inCopy = await database.transaction((tx) =>
      copy.work(
        tx,
        (load) => load.rows('batches', 'true'),
        async () => {
          work();
          return rowsNow();
        },
      ),
    );
    const inPostgres = await database.read((tx) =>
      copy.look(
        tx,
        (load) => load.rows('batches', 'true'),
        async () => rowsNow(),
      ),
    );
    return { inCopy, inPostgres };
  }

  function add(ids: readonly number[]): void {
    for (const id of ids) {
      const row = batch(id);
      const columns = Object.keys(row);
      copy.connection.db
        .prepare(`INSERT INTO batches (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
        .run(...Object.values(row));
    }
  }
  const upTo = (count: number, from = 1): number[] => Array.from({ length: count }, (_, index) => from + index);

  it.each([
    ['a few rows', () => add(upTo(3))],
    ['many rows, by COPY', () => add(upTo(500, 100))],
    [
      'rows of which each changes other columns',
      () => {
        const { db } = copy.connection;
        db.exec("UPDATE batches SET uuid = 'new' || id WHERE id % 2 = 0");
        db.exec('UPDATE batches SET request = NULL, ask_at = 0.5 WHERE id % 3 = 0');
        db.exec('UPDATE batches SET closed = 7 WHERE id = 101');
      },
    ],
    ['nothing, where a change is taken back', () => copy.connection.db.exec('UPDATE batches SET misses = misses')],
    [
      'a row that comes and goes',
      () => {
        add([5_000]);
        copy.connection.db.exec('DELETE FROM batches WHERE id = 5000');
      },
    ],
    [
      'one that is replaced under its key',
      () => {
        copy.connection.db.exec('DELETE FROM batches WHERE id = 102');
        copy.connection.db.exec(
          "INSERT INTO batches (id, uuid, entries, first_sent, last_sent) VALUES (102, 'x', 1, 2, 3)",
        );
      },
    ],
    [
      'rows that go, and others that come',
      () => {
        copy.connection.db.exec('DELETE FROM batches WHERE id > 300');
        add(upTo(30, 301));
      },
    ],
  ])('writes %s', async (_, work) => {
    const { inCopy, inPostgres } = await after(work);
    expect(inPostgres).toEqual(inCopy);
  });

  it.each([
    ['changes', 'UPDATE batches SET missing = missing + 1 WHERE id = 101'],
    ['removes', 'DELETE FROM batches WHERE id = 101'],
  ])(
    'never writes over what somebody else has changed since it was loaded: it %s the row as it is then',
    async (_, sql) => {
      const all = (load: Loader) => load.rows('batches', 'id = 101');
      let tries = 0;
      const seen: unknown[] = [];
      await database.transaction((tx) =>
        copy.work(tx, all, async () => {
          if (++tries === 1)
            await database.transaction((theirs) =>
              other.work(theirs, all, async () => other.connection.db.exec('UPDATE batches SET misses = misses + 5')),
            );
          seen.push(rowsNow()[0]?.['misses']);
          copy.connection.db.exec(sql);
        }),
      );
      expect(tries).toBe(2);
      expect(Number(seen[1])).toBe(Number(seen[0]) + 5);
      const left = await database.read((tx) => tx.query('SELECT misses, missing FROM batches WHERE id = 101'));
      expect(left).toEqual(sql.startsWith('DELETE') ? [] : [{ misses: seen[1], missing: 1 }]);
    },
  );

  it('writes rows of a table that has no key', async () => {
    await after(() => {
      const add = copy.connection.db.prepare('INSERT INTO attempts (batch, at, ms, answer) VALUES (?, ?, ?, ?)');
      for (const batch of [1, 1, 2]) add.run(batch, 10.5, 3, 'accepted');
    });
    const rows = await database.read((tx) => tx.query('SELECT batch, at, ms, answer FROM attempts ORDER BY batch'));
    expect(rows.map(({ batch, at }) => [batch, at])).toEqual([
      [1, 10.5],
      [1, 10.5],
      [2, 10.5],
    ]);
  });
});
