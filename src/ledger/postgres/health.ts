/**
 * Looks a ledger in PostgreSQL over for `doctor`, and the server that has it: nothing is written, nobody is locked out.
 */
import type { PoolClient } from 'pg';
import { RunError } from '../../errors.ts';
import type { DatabasePool } from '../../postgres/connect.ts';
import { databaseAway, judgeDatabaseError } from '../../postgres/database-error.ts';
import { beginIn } from '../../postgres/session.ts';
import { isSocket, isThisHost } from '../../postgres/tls.ts';
import type { DatabaseSeen, LedgerHealth } from '../health.ts';
import { type ForeignKey, keyFromElsewhere, keyOfFile, type OuterKey, type Slot } from '../sealed/outer-key.ts';
import { createSealer } from '../sealed/seal.ts';
import { readSecret } from '../sealed/secret.ts';
import { isProofOf, KEY_CHECK } from '../sqlite/checks.ts';
import type { Row } from '../sqlite/connection.ts';
import { nameOfKey, openSlots, SLOTS } from '../sqlite/slots.ts';
import { schemaVersion } from './migrate.ts';
import { MIGRATIONS } from './schema.ts';
import { ofLedger } from './shared-key.ts';

export interface HealthOptions {
  readonly pool: DatabasePool;
  readonly keyFile: string;
  readonly key?: ForeignKey | undefined;
  readonly uid?: number | undefined;
  readonly now: () => number;
}

type Query = <Answer = Row>(text: string, values?: readonly unknown[]) => Promise<Answer[]>;

/** What is asked of a server. */
interface Answer {
  readonly version: string;
  readonly forces: boolean;
  readonly readOnly: boolean;
  readonly clock: number;
  readonly socket: boolean;
  readonly encrypted: boolean;
  readonly there: boolean;
  readonly creates: boolean;
  readonly uses: boolean;
  readonly reads: boolean;
  readonly writes: boolean;
}

/** Never throws what is wrong with a database, a ledger or its key: it is part of what is found. */
export async function lookAtPostgres(options: HealthOptions): Promise<LedgerHealth> {
  const { pool } = options;
  let client: PoolClient | undefined;
  try {
    client = await pool.connect();
    const connected = client;
    const query: Query = async (text, values = []) => (await connected.query(text, [...values])).rows as never[];
    await beginIn(connected, 'ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const health = await lookAtLedger(query, options);
    await query('COMMIT');
    return health;
  } catch (error) {
    return { closed: known(error, pool), isNew: false };
  } finally {
    client?.release(true);
  }
}

async function lookAtLedger(query: Query, options: HealthOptions): Promise<LedgerHealth> {
  const { pool } = options;
  const { name, schema } = pool.address;
  const isHere = pool.address.hosts.every(({ host }) => isSocket(host) || isThisHost(host));
  const server = await lookAtServer(query, { schema, isHere }, options.now);
  const shape = await shapeOf(query, schema, name, server.may, pool);
  if (shape instanceof RunError) return { closed: shape, isNew: false, server };
  const outer = await keyOf(options, shape > 0, pool);
  if (outer instanceof RunError) return { isNew: shape === 0, key: ofLedger(outer, name), server };
  if (shape === 0) return { isNew: true, key: outer === 'absent' ? 'absent' : 'fits', server };
  const key = outer === 'absent' ? outer : await fits(query, outer, options, pool);
  return {
    isNew: false,
    key: key instanceof RunError ? ofLedger(key, name) : key,
    server,
    ...(shape < MIGRATIONS.length ? { isEarlier: true } : {}),
    ...(await targetOf(query)),
  };
}

/** Of the server itself, and of our way to it. */
async function lookAtServer(
  query: Query,
  { schema, isHere }: { readonly schema: string; readonly isHere: boolean },
  now: () => number,
): Promise<DatabaseSeen> {
  const asked = now();
  const [row] = await query<Answer>(
    `SELECT current_setting('server_version') AS version, current_setting('fsync') = 'on' AS forces,
            pg_is_in_recovery() OR current_setting('default_transaction_read_only') = 'on' AS "readOnly",
            (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS clock,
            inet_server_addr() IS NULL AS socket,
            coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS encrypted,
            (SELECT n.oid FROM pg_namespace n WHERE n.nspname = $1) IS NOT NULL AS there,
            has_database_privilege(current_database(), 'CREATE') AS creates,
            coalesce((SELECT has_schema_privilege(n.oid, 'USAGE') FROM pg_namespace n
              WHERE n.nspname = $1), false) AS uses,
            coalesce((SELECT has_any_column_privilege(c.oid, 'SELECT') FROM pg_class c JOIN pg_namespace n
              ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = 'entries'), true) AS reads,
            coalesce((SELECT has_table_privilege(c.oid, 'INSERT') FROM pg_class c JOIN pg_namespace n
              ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = 'runs'), true) AS writes`,
    [schema],
  );
  if (!row) throw new Error('the server answers nothing');
  return {
    version: row.version.split(' ')[0] ?? '',
    line: row.socket ? 'socket' : row.encrypted ? 'encrypted' : isHere ? 'here' : 'plain',
    // The answer was on its way for half of the time that it took.
    clockMs: row.clock - (asked + now()) / 2,
    forces: row.forces,
    readOnly: row.readOnly,
    may: mayOf(row),
  };
}

function mayOf({ there, creates, uses, reads, writes }: Answer): DatabaseSeen['may'] {
  if (!there) return creates ? 'write' : 'nothing';
  if (!uses || !reads) return 'nothing';
  return writes ? 'write' : 'look';
}

/** How many migrations it has; 0 where there is no ledger. */
async function shapeOf(
  query: Query,
  schema: string,
  name: string,
  may: DatabaseSeen['may'],
  pool: DatabasePool,
): Promise<number | RunError> {
  try {
    const [there] = await query('SELECT 1 AS it FROM pg_namespace WHERE nspname = $1', [schema]);
    if (may === 'nothing') return new RunError('DATABASE_RIGHTS', { path: name, user: pool.address.user });
    return there ? await schemaVersion({ query }, name) : 0;
  } catch (error) {
    return known(error, pool);
  }
}

/** `absent` where it is still to be made. */
async function keyOf(
  { key, keyFile, uid }: HealthOptions,
  ledgerExists: boolean,
  pool: DatabasePool,
): Promise<OuterKey | 'absent' | RunError> {
  try {
    return key ? await keyFromElsewhere(key) : keyOfFile(await readSecret(keyFile, uid));
  } catch (error) {
    const fault = known(error, pool);
    return fault.code === 'LEDGER_KEY_MISSING' && !ledgerExists ? 'absent' : fault;
  }
}

async function fits(
  query: Query,
  outer: OuterKey,
  options: HealthOptions,
  pool: DatabasePool,
): Promise<NonNullable<LedgerHealth['key']>> {
  try {
    const rows = await query('SELECT name, value FROM meta WHERE name = ANY($1)', [[SLOTS, KEY_CHECK]]);
    const value = (name: string): string | undefined => {
      const row = rows.find((each) => each['name'] === name);
      return row && String(row['value']);
    };
    const slots = value(SLOTS);
    const proof = value(KEY_CHECK);
    if (slots === undefined || proof === undefined) return 'absent';
    const { secret } = await openSlots(JSON.parse(slots) as Slot[], outer, nameOfKey(options));
    return isProofOf(createSealer(secret), proof)
      ? 'fits'
      : new RunError('LEDGER_KEY_WRONG', { path: nameOfKey(options) });
  } catch (error) {
    return known(error, pool);
  }
}

async function targetOf(query: Query): Promise<Pick<LedgerHealth, 'target'>> {
  const [row] = await query<{ readonly target: string | null; readonly bound: boolean }>(
    `SELECT (SELECT value FROM meta WHERE name = 'target') AS target,
            EXISTS (SELECT FROM entries WHERE state = 3) AS bound`,
  );
  const identity = (row?.target ?? '').split('?')[0] ?? '';
  return { target: { identity, bound: row?.bound ?? false } };
}

/** @throws what is no known error: a bug. */
function known(error: unknown, { address }: DatabasePool): RunError {
  const judged = judgeDatabaseError(error, address);
  if (!judged) throw error;
  return judged.kind === 'final' ? judged.error : databaseAway(judged, address);
}
