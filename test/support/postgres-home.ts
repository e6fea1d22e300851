/** A ledger in a PostgreSQL, in a database of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Pool, types } from 'pg';
import { RunError } from '../../src/errors.ts';
import { type Database, openDatabase } from '../../src/ledger/postgres/database.ts';
import { openPostgresLedger, type PostgresOptions } from '../../src/ledger/postgres/open.ts';
import { createSealer, type Sealer } from '../../src/ledger/sealed/seal.ts';
import { loadSecret } from '../../src/ledger/sealed/secret.ts';
import type { LedgerHome } from './ledger-desk.ts';
import type { Postgres } from './postgres.ts';
import { TARGET } from './sqlite-home.ts';

export interface PostgresHome extends LedgerHome {
  readonly address: string;
  options(): Promise<PostgresOptions & { readonly target: string }>;
}

const SCHEMA = 'vax_upload';
const LEASE_MS = 900_000;

export function databaseAt(address: string): Database {
  const pool = new Pool({
    connectionString: address,
    max: 6,
    options: `-c search_path=${SCHEMA}`,
    types: {
      getTypeParser: (id: number, format: string) =>
        id === types.builtins.INT8 ? Number : types.getTypeParser(id, format as 'text'),
    } as never,
  });
  pool.on('error', () => undefined);
  const state = (error: unknown) => String((error as { code?: unknown }).code ?? '');
  return openDatabase({
    pool,
    judge: (error) => (/^(40|08|57P|55P03|53|25006|ECONN|23505)/.test(state(error)) ? { kind: 'passing' } : undefined),
    sleep: wait,
    random: Math.random,
    patienceMs: 20_000,
    elapsed: () => performance.now(),
    away: (cause) => new RunError('LEDGER_BUSY', { path: address }, { cause }),
  });
}

export async function postgresHome(postgres: Postgres, more: Partial<PostgresOptions> = {}): Promise<PostgresHome> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  const address = await postgres.newDatabase();
  let time = 1_700_000_000_000;
  const keyFile = join(folder, 'ledger.key');
  await loadSecret(keyFile, false);
  let known: Sealer | undefined;
  const sealer = (): Sealer => {
    if (!known) throw new Error('the ledger was never opened');
    return known;
  };
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
    sealer: {
      fingerprint: (body) => sealer().fingerprint(body),
      shortFingerprint: (text) => sealer().shortFingerprint(text),
      seal: (body, owner) => sealer().seal(body, owner),
      open: (sealed, owner) => sealer().open(sealed, owner),
      hide: (blocks) => sealer().hide(blocks),
      show: (hidden) => sealer().show(hidden),
      sign: (text) => sealer().sign(text),
      isSigned: (text, signature) => sealer().isSigned(text, signature),
    },
    async open() {
      const ledger = await openPostgresLedger(await options());
      known = createSealer(ledger.secret);
      return ledger;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
