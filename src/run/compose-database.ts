/** The composition root of a ledger in a database: how it is reached. The driver is loaded only where one is opened. */
import { readSecretLine } from '../config/secrets.ts';
import type { State } from '../config/state.ts';
import { readOwnFileSync } from '../disk/own-file.ts';
import { RunError, systemCode } from '../errors.ts';
import { type DatabaseAddress, databaseAddress, serviceOf } from '../postgres/address.ts';
import type { DatabasePool, PoolOptions } from '../postgres/connect.ts';
import { databaseAway, judgeDatabaseError } from '../postgres/database-error.ts';
import { serviceIn } from '../postgres/service.ts';
import { wireCertificates } from './compose-certificates.ts';
import type { Context } from './context.ts';

type DatabaseState = Extract<State, { kind: 'database' }>;

/** @throws RunError of the address, and DATABASE_SERVICE {service}. */
export function addressOfState(state: DatabaseState, { env, user, uid, platform }: Context): DatabaseAddress {
  const { url, caFile, allowPlain, beside } = state;
  const asked = serviceOf(url, env);
  const service = asked && serviceFrom(asked, uid);
  const isWindows = platform === 'win32';
  return databaseAddress({ url, caFile, allowPlain, beside }, { env, user: user(), service, isWindows });
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

/**
 * Connections to the database of a ledger; none is made yet. `command`: what the sessions are for, as its people see in
 * `pg_stat_activity`. `lookup`: who finds the addresses of names, if not the system. @throws RunError of the address, of certificates and of the secret.
 */
export async function wireDatabase(
  state: DatabaseState,
  command: string,
  context: Context,
  lookup?: PoolOptions['lookup'],
): Promise<DatabasePool> {
  const { passwordFile, passwordCommand } = state;
  const { version, uid, endGroup } = context;
  const address = addressOfState(state, context);
  const { caFile, certFile, keyFile } = address;
  const { ca, client } = wireCertificates({ caFile, certFile, keyFile }, 'state', context);
  const isSaid = passwordFile !== undefined || passwordCommand !== undefined;
  const place = passwordFile === undefined ? 'state.passwordCommand' : 'state.passwordFile';
  const secret = (): Promise<string> =>
    readSecretLine({ place, file: passwordFile, command: passwordCommand }, { uid, endGroup });
  const { openPool } = await import('../postgres/connect.ts');
  return openPool(address, {
    application: `vax-upload ${version} ${command}`,
    uid,
    ca,
    client,
    ...(isSaid ? { secret } : {}),
    lookup,
  });
}

/** Whether there is a ledger, as far as its schema tells. @throws RunError where that cannot be found out. */
export async function isInDatabase(state: DatabaseState, context: Context): Promise<boolean> {
  const pool = await wireDatabase(state, 'look', context);
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
