/** Brings the shape of a ledger up to date, by the migrations of schema.ts: one program at a time, all or nothing. */
import { RunError } from '../../errors.ts';
import type { Database, Tx } from './database.ts';
import { MIGRATIONS } from './schema.ts';

/** How many migrations have been taken; stands beside the tables of the ledger. */
const TABLE = 'vax_upload_schema';

/**
 * The migrations that the ledger has: 0 where there is none.
 * @throws RunError LEDGER_NEWER; LEDGER_NOT_OURS where the schema has other tables
 */
export async function schemaVersion(tx: Pick<Tx, 'query'>, name: string): Promise<number> {
  const tables = await tx.query(
    "SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = quote_ident(current_schema())::regnamespace AND c.relkind = 'r'",
  );
  if (!tables.some((table) => table['name'] === TABLE)) {
    if (tables.length > 0) throw new RunError('LEDGER_NOT_OURS', { path: name });
    return 0;
  }
  const [row] = await tx.query(`SELECT max(version) AS version FROM ${TABLE}`);
  const version = Number(row?.['version'] ?? 0);
  if (version > MIGRATIONS.length) throw new RunError('LEDGER_NEWER', { path: name });
  return version;
}

/** Takes those that are missing. `schema`: made where it is not there. */
export async function migrate(database: Database, schema: string, name: string): Promise<void> {
  await database.transaction(async (tx) => {
    const [known] = await tx.query('SELECT 1 AS there FROM pg_namespace WHERE nspname = $1', [schema]);
    if (known && (await schemaVersion(tx, name)) === MIGRATIONS.length) return;
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('vax-upload shape ' || $1, 0))`, [schema]);
    // Whoever may not make one may still work in one that is there.
    if (!known) await tx.script(`CREATE SCHEMA IF NOT EXISTS "${schema.replaceAll('"', '""')}"`);
    const version = await schemaVersion(tx, name);
    if (version === 0)
      await tx.change(
        `CREATE TABLE IF NOT EXISTS ${TABLE} (version bigint PRIMARY KEY, taken timestamptz NOT NULL DEFAULT now())`,
      );
    for (const [index, migration] of MIGRATIONS.entries()) {
      if (index < version) continue;
      await tx.script(migration);
      await tx.change(`INSERT INTO ${TABLE} (version) VALUES ($1)`, [index + 1]);
    }
  });
}
