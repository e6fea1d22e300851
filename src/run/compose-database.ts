/** The composition root of a ledger in a database: how it is reached. The driver is loaded only where one is opened. */
import { readSecretLine } from '../config/secrets.ts';
import type { State } from '../config/state.ts';
import { readOwnFileSync } from '../disk/own-file.ts';
import { RunError, systemCode } from '../errors.ts';
import type { LedgerHealth } from '../ledger/health.ts';
import type { HealthOptions } from '../ledger/postgres/health.ts';
import { type DatabaseAddress, type DatabaseOptions, databaseAddress, serviceOf } from '../postgres/address.ts';
import type { DatabasePool, PoolOptions } from '../postgres/connect.ts';
import { databaseAway, judgeDatabaseError } from '../postgres/database-error.ts';
import { serviceIn } from '../postgres/service.ts';
import { wireCertificates } from './compose-certificates.ts';
import type { Context } from './context.ts';

type DatabaseState = Extract<State, { kind: 'database' }>;

/** What a configuration says of a database. */
export interface WayToDatabase extends DatabaseOptions {
  readonly passwordFile?: string | undefined;
  readonly passwordCommand?: string | undefined;
}

/** How a pool is used. */
export interface PoolWishes extends Pick<PoolOptions, 'most' | 'lookup'> {
  /** Where its options stand in the configuration, for messages: `state`. */
  readonly path: string;
  /** What the sessions are for, as their people see it in `pg_stat_activity`: a command. */
  readonly command: string;
}

/** @throws RunError of the address, and DATABASE_SERVICE {service}. */
export function addressOfState(state: DatabaseState, context: Context): DatabaseAddress {
  return addressAt(state, 'state', context);
}

/** The same of any database; `path`: where its options stand, for messages. */
export function addressAt(
  options: DatabaseOptions,
  path: string,
  { env, user, uid, platform }: Context,
): DatabaseAddress {
  try {
    const asked = serviceOf(options.url, env);
    const service = asked && serviceFrom(asked, uid);
    return databaseAddress(options, { env, user: user(), service, isWindows: platform === 'win32' });
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    throw new RunError(error.code, { ...error.params, key: path }, { cause: error });
  }
}

/** A password may stand in it, so nobody else may read it. */
function serviceFrom(
  { name, files }: NonNullable<ReturnType<typeof serviceOf>>,
  uid: number | undefined,
): ReadonlyMap<string, string> {
  for (const file of files) {
    try {
      const found = serviceIn(readOwnFileSync(file, 'settings', uid).toString(), name);
      if (found?.has('password')) readOwnFileSync(file, 'secret', uid);
      if (found) return found;
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw error;
    }
  }
  throw new RunError('DATABASE_SERVICE', { service: name });
}

/** Connections to the database of a ledger; none is made yet. @throws RunError as `wirePool`. */
export function wireDatabase(
  state: DatabaseState,
  context: Context,
  wishes: Omit<PoolWishes, 'path'>,
): Promise<DatabasePool> {
  return wirePool(state, context, { ...wishes, path: 'state' });
}

/** Connections to a database; none is made yet. @throws RunError of the address, of certificates and of the secret. */
export async function wirePool(
  options: WayToDatabase,
  context: Context,
  { path, command, most, lookup }: PoolWishes,
): Promise<DatabasePool> {
  const { passwordFile, passwordCommand } = options;
  const { version, uid, endGroup } = context;
  const address = addressAt(options, path, context);
  const { caFile, certFile, keyFile } = address;
  const { ca, client } = wireCertificates({ caFile, certFile, keyFile }, path, context);
  const isSaid = passwordFile !== undefined || passwordCommand !== undefined;
  const place = `${path}.${passwordFile === undefined ? 'passwordCommand' : 'passwordFile'}`;
  const secret = (): Promise<string> =>
    readSecretLine({ place, file: passwordFile, command: passwordCommand }, { uid, endGroup });
  const { openPool } = await import('../postgres/connect.ts');
  const application = `vax-upload ${version} ${command}`;
  return openPool(address, { application, uid, ca, client, most, lookup, ...(isSaid ? { secret } : {}) });
}

/** Looks a ledger in a database over without changing anything in it (`doctor`). */
export async function lookAtDatabase(
  state: DatabaseState,
  context: Context,
  key: Pick<HealthOptions, 'keyFile' | 'key'>,
  wishes: Pick<PoolWishes, 'lookup'> = {},
): Promise<LedgerHealth> {
  const { uid, clock } = context;
  const { lookAtPostgres } = await import('../ledger/postgres/health.ts');
  const pool = await wireDatabase(state, context, { ...wishes, command: 'doctor' });
  try {
    return await lookAtPostgres({ ...key, pool, uid, now: () => clock.now() });
  } finally {
    await pool.end();
  }
}

/** Whether there is a ledger, as far as its schema tells. @throws RunError where that cannot be found out. */
export async function isInDatabase(state: DatabaseState, context: Context): Promise<boolean> {
  const pool = await wireDatabase(state, context, { command: 'look' });
  try {
    const client = await pool.connect();
    try {
      const { rows } = await client.query('SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1', [
        pool.address.schema,
      ]);
      return rows.length > 0;
    } finally {
      client.release();
    }
  } catch (error) {
    const judged = judgeDatabaseError(error, pool.address);
    if (!judged) throw error;
    throw judged.kind === 'final' ? judged.error : databaseAway(judged, pool.address);
  } finally {
    await pool.end();
  }
}
