/** Brings the shape of a ledger up to date, by the migrations of schema.ts: one program at a time, all or nothing. */
import { RunError } from '../../errors.ts';
import type { Database, Tx } from './database.ts';
import { MIGRATIONS } from './schema.ts';

/** How many migrations have been taken; stands beside the tables of the ledger. */
const SCHEMA_TABLE = 'vax_upload_schema';

/** What there is before anything is changed. */
interface Found {
  readonly user: string;
  readonly database: string;
  /** The schema is there. */
  readonly there: boolean;
  /** Its tables may be used, and changed. */
  readonly usable: boolean;
  readonly ours: boolean;
  /** A schema may be made. */
  readonly free: boolean;
}

/**
 * The migrations that the ledger has: 0 where there is none.
 * @throws RunError LEDGER_NEWER; LEDGER_NOT_OURS where the schema has other tables; DATABASE_RIGHTS where it is closed
 * to us
 */
export async function schemaVersion(tx: Pick<Tx, 'query'>, name: string): Promise<number> {
  // One that may not be used is passed over where names are looked up, and would seem to be empty.
  const [current] = await tx.query('SELECT current_schema() AS it');
  if (current?.['it'] === null) throw new RunError('DATABASE_RIGHTS', { path: name });
  const tables = await tx.query(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = quote_ident(current_schema())::regnamespace AND relkind = 'r'`,
  );
  if (!tables.some((table) => table['name'] === SCHEMA_TABLE)) {
    if (tables.length > 0) throw new RunError('LEDGER_NOT_OURS', { path: name });
    return 0;
  }
  const [row] = await tx.query(`SELECT max(version) AS version FROM ${SCHEMA_TABLE}`);
  const version = Number(row?.['version'] ?? 0);
  if (version > MIGRATIONS.length) throw new RunError('LEDGER_NEWER', { path: name });
  return version;
}

/**
 * Takes those that are missing. `schema`: made where it is not there. Returns how many had been taken before.
 * @throws RunError LEDGER_OLDER {path, user, have} where something is missing and the role may not change the tables;
 * DATABASE_RIGHTS where it may not even look at them
 */
export function migrate(database: Database, schema: string, name: string): Promise<number> {
  return database.transaction(async (tx) => {
    const found = await look(tx, schema);
    if (found.there && !found.usable)
      throw new RunError('DATABASE_RIGHTS', { path: name, user: found.user, database: found.database });
    const before = found.there ? await schemaVersion(tx, name) : 0;
    if (before === MIGRATIONS.length) return before;
    if (!(found.there ? found.ours : found.free))
      throw new RunError('LEDGER_OLDER', { path: name, user: found.user, have: before });
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('vax-upload shape ' || $1, 0))`, [schema]);
    if (!found.there) await tx.script(`CREATE SCHEMA IF NOT EXISTS "${schema.replaceAll('"', '""')}"`);
    // Another program may have been quicker.
    const version = await schemaVersion(tx, name);
    if (version === 0)
      await tx.change(
        `CREATE TABLE IF NOT EXISTS ${SCHEMA_TABLE}
           (version bigint PRIMARY KEY, taken timestamptz NOT NULL DEFAULT now())`,
      );
    for (const [index, migration] of MIGRATIONS.entries()) {
      if (index < version) continue;
      await tx.script(migration);
      await tx.change(`INSERT INTO ${SCHEMA_TABLE} (version) VALUES ($1)`, [index + 1]);
    }
    return before;
  });
}

async function look(tx: Tx, schema: string): Promise<Found> {
  const [row] = await tx.query(
    `SELECT current_user::text AS user, current_database()::text AS database,
       nspname IS NOT NULL AS there, has_database_privilege(current_database(), 'CREATE') AS free,
       coalesce(has_schema_privilege(oid, 'USAGE'), false) AS usable,
       coalesce(pg_has_role(nspowner, 'USAGE'), false) AS ours
     FROM (SELECT $1::text AS wanted) AS asked LEFT JOIN pg_namespace ON nspname = wanted`,
    [schema],
  );
  return row as unknown as Found;
}
