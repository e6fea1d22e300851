/**
 * How a session is set before its first transaction. By a query and not when the connection is made: a pooler in
 * between (pgbouncer) refuses what it does not know there.
 */
import { randomUUID } from 'node:crypto';
import type { ClientBase, QueryResult } from 'pg';
import { RunError } from '../errors.ts';
import type { DatabaseAddress } from './address.ts';

/** No statement of ours takes longer by far; in milliseconds. */
const STATEMENT_MS = 120_000;
/** So long a statement waits for a lock before the whole transaction is tried again. */
const LOCK_MS = 30_000;
/** A worker that was cut off in the midst of a transaction keeps its rows from others for no longer. */
const IDLE_IN_TRANSACTION_MS = 60_000;
/** After so much silence a line is given up: the server would have ended the longest statement before. */
export const SILENCE_MS = STATEMENT_MS + 30_000;

/** The oldest version that has all that is used (`pg_current_xact_id`, `pg_xact_status` of it). */
const LEAST_VERSION = 13;

/** What a role, a database or PGOPTIONS may have set otherwise, and the statements of a ledger rely on. */
const FIXED: Readonly<Record<string, string>> = {
  TimeZone: 'UTC',
  client_encoding: 'UTF8',
  standard_conforming_strings: 'on',
  bytea_output: 'hex',
  // Moments have a part of a millisecond, and are signed with it.
  extra_float_digits: '1',
  array_nulls: 'on',
  plan_cache_mode: 'auto',
  default_transaction_isolation: 'read committed',
  statement_timeout: String(STATEMENT_MS),
  lock_timeout: String(LOCK_MS),
  idle_in_transaction_session_timeout: String(IDLE_IN_TRANSACTION_MS),
  // A plan is compiled where the planner believes it to be dear, and it knows nothing of a table that was just filled:
  // 57 ms for a claim that takes ten (`npm run bench -- postgres`).
  jit: 'off',
  // The server notices within a minute that a worker's computer is gone, and lets its rows go.
  tcp_keepalives_idle: '30',
  tcp_keepalives_interval: '10',
  tcp_keepalives_count: '3',
};

/** The same of settings that not every version has; 0: never. */
const FIXED_WHERE_KNOWN: Readonly<Record<string, string>> = {
  // A file is one transaction, however long it takes (since 17).
  transaction_timeout: '0',
  // Connections of the pool wait for the next row (since 14).
  idle_session_timeout: '0',
};

/** By this a session is known again: a setting of ours, which the server does nothing with. */
const MARK = 'vax_upload.session';
/**
 * The mark of a client that was greeted.
 * @internal Exported for the pool of the simulation, which wraps clients.
 */
export const SESSION = Symbol('session');
/** A client, with its mark once it was greeted. */
export type Greeted = ClientBase & { readonly [SESSION]?: string };

/** What the server says of itself. */
interface Greeting {
  readonly version: number;
  readonly encoding: string;
  readonly standby: boolean;
}

/**
 * Sets the session. Rows that were acknowledged must outlive a power cut, so a server that is set to forget them
 * (`synchronous_commit = off`) is overruled; one that waits for its standbys as well is left so. No other
 * schema is looked into: where ours is not there, what is made goes nowhere.
 * @throws RunError DATABASE_UNFIT {path, have, want}, and a refusal with SQLSTATE 25006 where `address.writable` is
 * wanted and the server can only be read.
 */
export async function greet(client: ClientBase, address: DatabaseAddress): Promise<void> {
  const mark = randomUUID();
  const settings = { ...FIXED, search_path: quoted(address.schema), [MARK]: mark };
  const set = Object.keys(settings).map((name, at) => `set_config('${name}', $${at + 1}, false)`);
  const { rows } = await client.query<Greeting>(
    `SELECT ${set.join(', ')},
       (SELECT count(set_config(name, wanted, false))
        FROM json_each_text($${set.length + 1}) AS fixed(name, wanted) WHERE current_setting(name, true) IS NOT NULL),
       set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit') = 'remote_apply'
         THEN 'remote_apply' ELSE 'on' END, false),
       current_setting('server_version_num')::int / 10000 AS version,
       current_setting('server_encoding') AS encoding,
       pg_is_in_recovery() OR current_setting('transaction_read_only') = 'on' AS standby`,
    [...Object.values(settings), JSON.stringify(FIXED_WHERE_KNOWN)],
  );
  const [seen] = rows;
  if (!seen) throw new Error('the server greets nobody');
  const unfit = (have: string, want: string): RunError =>
    new RunError('DATABASE_UNFIT', { path: address.name, have, want });
  if (seen.version < LEAST_VERSION) throw unfit(`PostgreSQL ${seen.version}`, `PostgreSQL ${LEAST_VERSION}`);
  if (seen.encoding !== 'UTF8') throw unfit(seen.encoding, 'UTF8');
  Object.assign(client, { [SESSION]: mark });
  // As the server itself says it when it is to write.
  if (seen.standby && address.writable)
    throw Object.assign(new Error('read-only'), { code: '25006', severity: 'ERROR' });
}

/**
 * Begins a transaction in the session that was greeted; `mode` as BEGIN takes it. A pooler of transactions may have put
 * the client on another connection, with the settings of somebody else: the schema of another ledger, for one. Newer
 * ones carry prepared statements along, so that nothing else would show it. The question goes with the BEGIN.
 * @throws what a server says of a statement that another connection has prepared (SQLSTATE 26000)
 */
export async function beginIn(client: Greeted, mode = ''): Promise<void> {
  const text = `BEGIN ${mode}; SELECT current_setting('${MARK}', true) AS mark`;
  const answers = (await client.query(text)) as unknown as readonly QueryResult<{ readonly mark: string | null }>[];
  if (answers.at(-1)?.rows[0]?.mark !== client[SESSION])
    throw Object.assign(new Error('the session of somebody else'), { code: '26000', severity: 'ERROR' });
}

/** A name of SQL, whatever is in it. */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
