/** Both places in which the row of a gate is kept, for what must hold of each. */
import type { Client } from 'pg';
import type { GateStore } from '../../src/ledger/gate-side.ts';
import { GATE_TABLE, gateIn } from '../../src/ledger/postgres/gate.ts';
import { GateInMemory } from '../support/gate-in-memory.ts';
import { hasPostgres, startPostgres } from '../support/postgres.ts';

/** A place for rows, open until it is disposed. */
export interface GatePlace extends AsyncDisposable {
  /** The store as another worker has it: a connection of its own. */
  worker(): Promise<GateStore>;
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
  const store = new GateInMemory(() => Date.now() + ahead);
  return {
    worker: async () => store,
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
  const clients: Client[] = [];
  let statements = 0;
  let ahead = 0;
  const connect = async (): Promise<Client> => {
    const client = await server.connect(address);
    clients.push(client);
    return client;
  };
  const first = await connect();
  await first.query(GATE_TABLE);
  return {
    async worker() {
      const client = await connect();
      const store = gateIn((statement) => {
        statements += 1;
        return client.query({ ...statement, values: [...statement.values] });
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
    carryOn(ms) {
      ahead += ms;
    },
    statements: () => statements,
    async [Symbol.asyncDispose]() {
      for (const client of clients) await client.end().catch(() => undefined);
      await server[Symbol.asyncDispose]();
    },
  };
}

export const PLACES: readonly (readonly [string, OpenPlace])[] = [
  ['in memory', inMemory],
  ...(hasPostgres() ? [['in PostgreSQL', inPostgres] as const] : []),
];
