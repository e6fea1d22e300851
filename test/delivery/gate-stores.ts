/** Both places in which the row of a gate is kept, for what must hold of each. */
import { Pool } from 'pg';
import type { GateStore } from '../../src/ledger/gate-side.ts';
import { GATE_TABLE, gateIn } from '../../src/ledger/postgres/gate.ts';
import { GateInMemory } from '../support/gate-in-memory.ts';
import { hasPostgres, startPostgres } from '../support/postgres.ts';

/** A place for rows, open until it is disposed. */
export interface GatePlace extends AsyncDisposable {
  /** The store as another worker has it: a connection of its own. */
  worker(): Promise<GateStore>;
  /** The database dies, and calls throw until it is back. */
  dies(): Promise<void>;
  isBack(): Promise<void>;
  /** Somebody deletes the row. */
  lose(): Promise<void>;
  /** Time goes on: the clock of the database is carried on by so much. */
  carryOn(ms: number): void;
  /** Statements so far. */
  statements(): number;
}

type OpenPlace = () => Promise<GatePlace>;

async function inMemory(): Promise<GatePlace> {
  let ahead = 0;
  let isAway = false;
  const fails = async (): Promise<never> => {
    throw new Error('the database is away');
  };
  const store = new GateInMemory(() => Date.now() + ahead);
  return {
    worker: async () => ({
      read: () => (isAway ? fails() : store.read()),
      write: (seen, state) => (isAway ? fails() : store.write(seen, state)),
    }),
    async dies() {
      isAway = true;
    },
    async isBack() {
      isAway = false;
    },
    carryOn(ms) {
      ahead += ms;
    },
    lose: async () => store.lose(),
    statements: () => store.reads + store.writes,
    [Symbol.asyncDispose]: async () => undefined,
  };
}

async function inPostgres(): Promise<GatePlace> {
  const server = await startPostgres();
  const address = await server.newDatabase();
  const pools: Pool[] = [];
  let statements = 0;
  let ahead = 0;
  const connect = (): Pool => {
    const pool = new Pool({ connectionString: address, max: 2 });
    // Connections that only wait break when the server dies.
    pool.on('error', () => undefined);
    pools.push(pool);
    return pool;
  };
  const first = connect();
  await first.query(GATE_TABLE);
  return {
    async worker() {
      const pool = connect();
      const store = gateIn((statement) => {
        statements += 1;
        return pool.query({ ...statement, values: [...statement.values] });
      }, 'json https://registry.example/v1');
      // The clock of a whole server cannot be set for a test; what it says can.
      return {
        async read() {
          const seen = await store.read();
          return { ...seen, now: seen.now + ahead };
        },
        async write(seen, state) {
          const written = await store.write(seen, state);
          return written && { ...written, now: written.now + ahead };
        },
      };
    },
    lose: async () => void (await first.query('DELETE FROM gate')),
    dies: () => server.kill('SIGKILL'),
    isBack: () => server.start(),
    carryOn(ms) {
      ahead += ms;
    },
    statements: () => statements,
    async [Symbol.asyncDispose]() {
      for (const pool of pools) await pool.end().catch(() => undefined);
      await server[Symbol.asyncDispose]();
    },
  };
}

export const PLACES: readonly (readonly [string, OpenPlace])[] = [
  ['in memory', inMemory],
  ...(hasPostgres() ? [['in PostgreSQL', inPostgres] as const] : []),
];
