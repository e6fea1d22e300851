/** The tables of both ledgers are the same, but for what only many computers need. */
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../../src/ledger/postgres/migrate.ts';
import { takeSteps } from '../../../src/ledger/sqlite/steps.ts';
import { hasPostgres, startPostgres } from '../../support/postgres.ts';
import { databaseAt } from '../../support/postgres-home.ts';

/** Tables that a ledger in a file has no use for. */
const OF_MANY = ['alive', 'commits', 'copies', 'gate', 'parcels', 'province', 'taken', 'vax_upload_schema'];

describe.skipIf(!hasPostgres())('the shape of the ledger in PostgreSQL', () => {
  it('has every table and every column of the one in SQLite, and keys of the same columns', async () => {
    await using postgres = await startPostgres();
    const address = await postgres.newDatabase();
    const database = databaseAt(address);
    await migrate(database, 'vax_upload', 'postgresql://db/ledger');
    const client = await postgres.connect(address);
    const { rows } = await client.query(
      `SELECT table_name AS t, string_agg(column_name, ' ' ORDER BY column_name COLLATE "C") AS columns
       FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
       WHERE table_schema = 'vax_upload' AND table_type = 'BASE TABLE' GROUP BY 1`,
    );
    const here = new Map(rows.map(({ t, columns }) => [t, columns]));
    await client.end();
    await database.close();
    const db = new DatabaseSync(':memory:');
    takeSteps(db, ':memory:');
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    for (const { name } of tables) {
      const columns = db.prepare('SELECT name FROM pragma_table_info(?)').all(String(name));
      const listed = columns.map((column) => String(column['name'])).toSorted();
      expect(here.get(name), String(name)).toBe(listed.join(' '));
      here.delete(name);
    }
    db.close();
    expect([...here.keys()].filter((name) => !OF_MANY.includes(name))).toEqual([]);
  });
});
