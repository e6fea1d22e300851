/** The built program through a real PgBouncer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseAddress } from '../../src/postgres/address.ts';
import { openPool } from '../../src/postgres/connect.ts';
import { judgeDatabaseError } from '../../src/postgres/database-error.ts';
import { beginIn } from '../../src/postgres/session.ts';
import { startFakeServer } from '../support/fake-server.ts';
import { hasPgbouncer, startPgbouncer } from '../support/pgbouncer.ts';
import { hasPostgres, type Postgres, startPostgres } from '../support/postgres.ts';
import { Clerk, csv, people } from './clerk.ts';

const ADVICE = /\[DATABASE_POOLER\]\n.*`pool_mode = session`/;

describe.skipIf(!hasPostgres() || !hasPgbouncer())('through PgBouncer', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres[Symbol.asyncDispose]());

  it('of sessions, several programs empty one ledger', async () => {
    await using bouncer = await startPgbouncer(postgres, ['pool_mode = session']);
    await using server = await startFakeServer();
    const clerk = new Clerk();
    clerk.write('peserta.csv', csv(people(120)));
    const at = ['--to', server.url, '--state', bouncer.through(await postgres.newDatabase())];
    expect((await clerk.runs('import', 'peserta.csv', '--take-in-only', ...at)).exitCode).toBe(10);
    const ended = await Promise.all([1, 2].map(() => clerk.runs('resume', ...at)));
    expect(ended.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(Array.from(server.effects.values(), ({ count }) => count)).toEqual(Array(120).fill(1));
  });

  it('of statements nothing is begun, and what to set is said', async () => {
    await using bouncer = await startPgbouncer(postgres, ['pool_mode = statement']);
    const clerk = new Clerk();
    clerk.write('peserta.csv', csv(people(2)));
    const state = bouncer.through(await postgres.newDatabase());
    const { exitCode, err } = await clerk.runs('import', 'peserta.csv', '--to', 'sandbox', '--state', state);
    expect([exitCode, err]).toEqual([2, expect.stringMatching(ADVICE)]);
  });

  it('of transactions, one that comes to the connection of somebody else does nothing there', async () => {
    await using bouncer = await startPgbouncer(postgres, ['pool_mode = transaction', 'default_pool_size = 2']);
    const url = bouncer.through(await postgres.newDatabase());
    const pool = await openPool(databaseAddress({ url }, { env: {}, user: 'postgres' }), {
      application: 'test',
      uid: process.getuid?.(),
    });
    const [one, other] = [await pool.connect(), await pool.connect()];
    try {
      // The second one was greeted where the first one is, and is sent elsewhere while the first one is at work.
      await beginIn(other).catch(() => undefined);
      const error = await beginIn(one).catch((thrown: unknown) => thrown);
      expect(judgeDatabaseError(error, pool.address)).toMatchObject({ error: { code: 'DATABASE_POOLER' } });
    } finally {
      one.release(true);
      other.release(true);
      await pool.end();
    }
  });
});
