/** The connections of one simulated process: they go by simulated time, and break when it dies. */
import type { PoolClient, QueryConfig, QueryResult } from 'pg';
import { CopyIn } from '../../../src/ledger/postgres/copy-in.ts';
import type { DatabasePool } from '../../../src/postgres/connect.ts';
import { type Greeted, SESSION } from '../../../src/postgres/session.ts';
import type { FakeClock } from '../fake-clock.ts';
import { never } from '../intercept.ts';
import type { Turns } from './turns.ts';

export interface ProcessPool extends Pick<DatabasePool, 'address' | 'connect' | 'end'> {
  /** Resolves when the server has rolled back whatever was open. */
  die(): Promise<void>;
}

/** The database's own clock, which is true. */
const DATABASE_TIME = /\b(?:clock_timestamp|now)\(\)/g;
const SIMULATED_TIME = "to_timestamp(current_setting('simulation.now')::double precision / 1000)";

type Statement = string | QueryConfig | CopyIn;

export function processPool(pool: DatabasePool, clock: FakeClock, turns: Turns): ProcessPool {
  const inUse = new Set<PoolClient>();
  let isDead = false;

  /** What is under way when the process dies is done or not done, and nobody hears of it. */
  async function step<T>(work: () => Promise<T>): Promise<T> {
    if (isDead) return never();
    try {
      const result = await turns.take(work);
      return isDead ? await never() : result;
    } catch (error) {
      if (isDead) return never();
      throw error;
    }
  }

  async function run(client: PoolClient, statement: string | QueryConfig, values: unknown[]): Promise<QueryResult> {
    if (typeof statement === 'string') return client.query(statement, values);
    const text = statement.text.replaceAll(DATABASE_TIME, SIMULATED_TIME);
    if (text !== statement.text) await client.query(`SET simulation.now = '${clock.time}'`);
    return client.query({ ...statement, text });
  }

  function wrapped(client: PoolClient): PoolClient {
    inUse.add(client);
    return {
      query: (statement: Statement, values: unknown[] = []) =>
        statement instanceof CopyIn
          ? { done: step(() => client.query(statement).done) }
          : step(() => run(client, statement, values)),
      release(broken?: boolean) {
        if (inUse.delete(client)) client.release(broken);
      },
      [SESSION]: (client as Greeted)[SESSION],
    } as unknown as PoolClient;
  }

  return {
    address: pool.address,
    connect: () => step(async () => wrapped(await pool.connect())),
    // A process that ends well has nothing open.
    end: () => pool.end(),
    async die() {
      isDead = true;
      for (const client of inUse) {
        inUse.delete(client);
        await (client as unknown as { end(): Promise<void> }).end();
        client.release(true);
      }
      await pool.end();
    },
  };
}
