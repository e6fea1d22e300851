/** The composition root of the ledger in PostgreSQL, loaded only where the ledger is one. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Doorbell } from '../ledger/doorbell-side.ts';
import type { OpenLedger } from '../ledger/ledger.ts';
import { type DatabaseParts, openDatabase } from '../ledger/postgres/database.ts';
import { openDoorbell } from '../ledger/postgres/doorbell.ts';
import { openPostgresLedger, type PostgresOptions } from '../ledger/postgres/open.ts';
import type { DatabaseAddress } from '../postgres/address.ts';
import { wireDatabase } from './compose-database.ts';
import { foreignKey } from './compose-key.ts';
import type { Context } from './context.ts';
import type { Setup } from './setup.ts';

/** So long somebody at a terminal waits for a database that has not answered yet: a server restarts in less. */
const ON_TERMINAL_MS = 15_000;

/** Which ledger, and whose key opens it; the database of it is to be closed with it. `command`: for its people. */
export async function postgresOf(
  { config, place, reporter }: Pick<Setup, 'config' | 'place' | 'reporter'>,
  context: Context,
  command: string,
): Promise<Omit<PostgresOptions, 'doubtWaitMs'>> {
  const { state, privacy, delivery } = config.options;
  if (state.kind !== 'database') throw new Error('the ledger is a file');
  const { clock, random, stop, uid, version } = context;
  const pool = await wireDatabase(state, context, { command });
  return {
    database: openDatabase({
      pool,
      clock,
      random,
      patienceMs: delivery.patience,
      ...(context.err.isTTY ? { firstMs: ON_TERMINAL_MS } : {}),
      stop,
      tell: (weather) => reporter.report({ event: 'database', ...weather }),
    }),
    schema: pool.address.schema,
    name: place.name,
    marks: join(state.folder, `postgres-${nameOfMarks(pool.address)}`),
    keyFile: privacy.keyFile,
    key: foreignKey(privacy, context),
    uid,
    now: () => clock.now(),
    clock,
    user: context.user(),
    version,
  };
}

/** The same for whoever comes to the database, and for no other one. */
function nameOfMarks({ hosts, database, schema }: DatabaseAddress): string {
  const places = hosts.map(({ host, port }) => `${host}:${port}`);
  return createHash('sha256')
    .update(JSON.stringify([places, database, schema]))
    .digest('hex')
    .slice(0, 12);
}

/** Tells whoever rests that something waits, over a connection of its own. */
export async function doorbellInPostgres(
  { config, reporter }: Pick<Setup, 'config' | 'reporter'>,
  context: Context,
): Promise<Doorbell> {
  const { state, delivery } = config.options;
  if (state.kind !== 'database') throw new Error('the ledger is a file');
  const { clock, random, stop } = context;
  const pool = await wireDatabase(state, context, { command: 'resume --stay', most: 1 });
  const tell = (weather: Parameters<NonNullable<DatabaseParts['tell']>>[0]): void =>
    reporter.report({ event: 'database', ...weather });
  const database = openDatabase({ pool, clock, random, patienceMs: delivery.patience, stop, tell });
  return openDoorbell({ database, pool, clock, random });
}

/** Opens it for runs. */
export async function openInPostgres(
  setup: Setup,
  context: Context,
  command: string,
  options: Omit<
    Parameters<typeof openPostgresLedger>[0],
    keyof Omit<PostgresOptions, 'doubtWaitMs' | 'lookBack' | 'overwrites'>
  >,
): Promise<OpenLedger> {
  const ledger = await postgresOf(setup, context, command);
  try {
    return await openPostgresLedger({ ...ledger, ...options });
  } catch (error) {
    await ledger.database.close();
    throw error;
  }
}
