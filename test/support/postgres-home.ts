/** A ledger in a PostgreSQL, in a database of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/clock.ts';
import type { OpenLedger } from '../../src/ledger/ledger.ts';
import { type Database, type DatabaseParts, openDatabase } from '../../src/ledger/postgres/database.ts';
import { openPostgresLedger, type PostgresOptions } from '../../src/ledger/postgres/open.ts';
import { loadSecret } from '../../src/ledger/sealed/secret.ts';
import { databaseAddress } from '../../src/postgres/address.ts';
import { openPool, type PoolOptions } from '../../src/postgres/connect.ts';
import { lateSealer } from './late-sealer.ts';
import type { LedgerHome } from './ledger-desk.ts';
import type { Postgres } from './postgres.ts';
import { TARGET } from './sqlite-home.ts';

export interface PostgresHome extends LedgerHome {
  readonly address: string;
  options(): Promise<PostgresOptions & { readonly target: string }>;
  /** `rules`: how long what the server has is kept. */
  open(rules?: Pick<PostgresOptions, 'keepMs' | 'purgeMs'>): Promise<OpenLedger>;
}

const SCHEMA = 'vax_upload';
const LEASE_MS = 900_000;

/** Nothing is connected yet. */
export function databaseAt(url: string, more: Partial<DatabaseParts> & Pick<PoolOptions, 'silenceMs'> = {}): Database {
  const address = databaseAddress({ url, allowPlain: true }, { env: {}, user: 'postgres' });
  const pool = openPool(address, { application: 'test', uid: process.getuid?.(), most: 6, silenceMs: more.silenceMs });
  return openDatabase({
    pool: { address, connect: async () => (await pool).connect(), end: async () => (await pool).end() },
    clock: systemClock,
    random: Math.random,
    patienceMs: 20_000,
    ...more,
  });
}

/** Homes whose databases are emptied and used again: to make one, with its tables, takes as long as most tests. */
export function emptiedHomes(postgres: Postgres): () => Promise<PostgresHome> {
  const free: string[] = [];
  return async () => {
    const address = free.pop() ?? (await postgres.newDatabase());
    const home = await postgresHome(postgres, {}, address);
    return {
      ...home,
      async remove() {
        await home.remove();
        await empty(postgres, address);
        free.push(address);
      },
    };
  };
}

/** As `schema` leaves it: tables without rows, and numbers from 1. */
async function empty(postgres: Postgres, address: string): Promise<void> {
  const client = await postgres.connect(address);
  const { rows } = await client.query<{ step: string }>(
    `SELECT CASE relkind WHEN 'r' THEN 'DELETE FROM ' ELSE 'ALTER SEQUENCE ' END || oid::regclass ||
       CASE relkind WHEN 'S' THEN ' RESTART' ELSE '' END AS step
     FROM pg_class WHERE relnamespace = '${SCHEMA}'::regnamespace AND relkind IN ('r', 'S')
     AND relname <> 'vax_upload_schema'`,
  );
  await client.query(rows.map(({ step }) => step).join(';'));
  await client.end();
}

/** `database`: its address; a new one where it is absent. */
export async function postgresHome(
  postgres: Postgres,
  more: Partial<PostgresOptions> = {},
  database?: string,
): Promise<PostgresHome> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  const address = database ?? (await postgres.newDatabase());
  let time = 1_700_000_000_000;
  const keyFile = join(folder, 'ledger.key');
  await loadSecret(keyFile, false);
  const late = lateSealer();
  const options = async () => ({
    database: databaseAt(address),
    schema: SCHEMA,
    name: 'postgresql://db/ledger',
    keyFile,
    doubtWaitMs: 60_000,
    now: () => ++time,
    target: TARGET,
    user: 'petugas',
    leaseMs: LEASE_MS,
    ...more,
  });
  return {
    address,
    leaseMs: LEASE_MS,
    options,
    sealer: late.sealer,
    async open(rules = {}) {
      const ledger = await openPostgresLedger({ ...(await options()), ...rules });
      late.open(ledger.secret);
      return ledger;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
