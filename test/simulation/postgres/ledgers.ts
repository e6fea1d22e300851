/**
 * The ledger in a real PostgreSQL, for simulations: each seed has a database of its own, made from one that is ready.
 * Its clock is the simulated one, and its processes die as others do (process-pool.ts).
 */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { Client } from 'pg';
import { systemClock } from '../../../src/clock.ts';
import type { StopSignals } from '../../../src/delivery/delivery.ts';
import { countAll } from '../../../src/ledger/postgres/counts.ts';
import { openDatabase } from '../../../src/ledger/postgres/database.ts';
import { openDesk } from '../../../src/ledger/postgres/desk.ts';
import { knownLedger } from '../../../src/ledger/postgres/known.ts';
import { migrate } from '../../../src/ledger/postgres/migrate.ts';
import { copiesOf, openPostgresLedger } from '../../../src/ledger/postgres/open.ts';
import { knownLedger as knownIn } from '../../../src/ledger/sqlite/known.ts';
import { SLOTS } from '../../../src/ledger/sqlite/slots.ts';
import { databaseAddress } from '../../../src/postgres/address.ts';
import { type DatabasePool, openPool } from '../../../src/postgres/connect.ts';
import { databaseAt } from '../../support/postgres-home.ts';
import { ENTRIES, type LedgerParts, type NewLedger, type OpenedLedger } from '../ledgers.ts';
import { SECRET, sealer } from '../people.ts';
import { processPool } from './process-pool.ts';
import { Turns } from './turns.ts';

const SCHEMA = 'vax_upload';
const NAME = 'postgresql://simulation';
const TARGET = 'json https://registry.example/v1';
/** A run has up to four requests, and its leases and its gate beside them: nobody waits for a free one. */
const CONNECTIONS = 16;
const PATIENCE_MS = 60 * 60_000;

export interface PostgresLedgers extends AsyncDisposable {
  readonly newLedger: NewLedger;
}

/** `socket`: the folder in which the server listens; of its superuser. */
export async function postgresLedgers(socket: string): Promise<PostgresLedgers> {
  const folder = await mkdtemp(join(tmpdir(), 'simulated-'));
  const keyFile = join(folder, 'ledger.key');
  await writeFile(keyFile, SECRET);
  await chmod(keyFile, 0o600);
  const admin = new Client({ host: socket, user: 'postgres', database: 'postgres' });
  await admin.connect();
  let databases = 0;

  async function newDatabase(template = 'template1'): Promise<string> {
    const name = `simulated_${process.pid}_${threadId}_${++databases}`;
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    return name;
  }
  const urlOf = (name: string): string => `postgresql://postgres@/${name}?host=${encodeURIComponent(socket)}`;

  /** The tables, and nothing in them but that the ledger has a secret of its own, which is that of all simulations. */
  async function newTemplate(): Promise<string> {
    const name = await newDatabase();
    const database = databaseAt(urlOf(name));
    await migrate(database, SCHEMA, NAME);
    await database.transaction((tx) => tx.change('INSERT INTO meta (name, value) VALUES ($1, $2)', [SLOTS, '[]']));
    await database.close();
    return name;
  }

  function poolAt(name: string): Promise<DatabasePool> {
    const address = databaseAddress({ url: urlOf(name), allowPlain: true }, { env: {}, user: 'postgres' });
    return openPool(address, { application: 'simulation', uid: process.getuid?.(), most: CONNECTIONS });
  }

  async function openAs(pool: DatabasePool, parts: LedgerParts, stop: StopSignals): Promise<OpenedLedger> {
    const { clock, random, doubtWaitMs, newId } = parts;
    // It reads its key from a disk, which no simulated time is spent on.
    let isOpen = false;
    // Whole ones, as those of a computer.
    const elapsed = (): number => Math.floor(clock.elapsed());
    const own = {
      now: () => clock.now(),
      elapsed,
      sleep: (ms: number, signal?: AbortSignal) => (isOpen ? clock : systemClock).sleep(ms, signal),
    };
    const line = processPool(pool, clock, new Turns(clock, random));
    const database = openDatabase({ pool: line, clock: own, random, patienceMs: PATIENCE_MS, stop });
    const options = { database, schema: SCHEMA, name: NAME, keyFile, doubtWaitMs, newId, lookBack: true };
    const opened = await openPostgresLedger({ ...options, target: TARGET, now: own.now, clock: own });
    const now = opened.clock?.now ?? own.now;
    const desk = openDesk(database, copiesOf({ ...options, now }, sealer), (connection) => ({
      connection,
      known: knownIn(connection),
    }));
    isOpen = true;
    return {
      ...opened,
      known: knownLedger(desk),
      async die() {
        await line.die();
        // Nobody says any more that it is alive; what else it would say never arrives.
        void opened.close();
      },
    };
  }

  const template = await newTemplate();
  return {
    async newLedger(parts) {
      const name = await newDatabase(template);
      const onlooker = openDatabase({
        pool: await poolAt(name),
        clock: systemClock,
        random: Math.random,
        patienceMs: PATIENCE_MS,
      });
      return {
        open: (stop) => parts.clock.during(poolAt(name).then((pool) => openAs(pool, parts, stop))),
        entries: () => onlooker.read((tx) => tx.query(ENTRIES)),
        count: () => onlooker.read(countAll),
        async close() {
          await onlooker.close();
          await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
        },
      };
    },
    async [Symbol.asyncDispose]() {
      await admin.end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
