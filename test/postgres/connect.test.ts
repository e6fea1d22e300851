/** Connections to a real server that dies, comes back, and is not alone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DatabaseAddress, databaseAddress } from '../../src/postgres/address.ts';
import { type DatabasePool, openPool } from '../../src/postgres/connect.ts';
import { judgeDatabaseError } from '../../src/postgres/database-error.ts';
import { hasPostgres, type Postgres, startPostgres } from '../support/postgres.ts';

const addressOf = (url: string): DatabaseAddress => databaseAddress({ url }, { env: {}, user: 'postgres' });

function poolOf(url: string): Promise<DatabasePool> {
  return openPool(addressOf(url), { application: 'vax-upload 0 import', uid: undefined });
}

describe.skipIf(!hasPostgres())('a pool', () => {
  let server: Postgres;
  let url: string;
  beforeAll(async () => {
    server = await startPostgres(['synchronous_commit=off', 'timezone=Asia/Jakarta', 'bytea_output=escape']);
    url = await server.newDatabase();
    const client = await server.connect(url);
    await client.query('CREATE SCHEMA vax_upload');
    await client.end();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  /** What an error of the server means, as a transaction asks. */
  async function meaningOf(work: Promise<unknown>): Promise<string> {
    const judged = judgeDatabaseError(
      await work.then(
        () => undefined,
        (error: unknown) => error,
      ),
      addressOf(url),
    );
    return judged?.kind === 'passing' ? `passing ${judged.why}` : (judged?.error.code ?? 'nothing');
  }

  test('sets its sessions so that nothing that is acknowledged is lost', async () => {
    const pool = await poolOf(url);
    const client = await pool.connect();
    const setting = async (name: string): Promise<unknown> =>
      (await client.query('SELECT current_setting($1) AS it', [name])).rows[0]?.it;
    expect(await setting('synchronous_commit')).toBe('on');
    expect(await setting('TimeZone')).toBe('UTC');
    expect(await setting('search_path')).toBe('"vax_upload"');
    expect(await setting('application_name')).toBe('vax-upload 0 import');
    expect(await setting('idle_in_transaction_session_timeout')).toBe('1min');
    client.release();
    await pool.end();
  });

  test('a statement whose table has changed since it was prepared passes', async () => {
    const pool = await poolOf(url);
    const client = await pool.connect();
    await client.query('CREATE TABLE changed (n bigint)');
    const prepared = { name: 'prepared', text: 'SELECT * FROM changed' };
    await client.query(prepared);
    await client.query('ALTER TABLE changed ADD m bigint');
    expect(await meaningOf(client.query(prepared))).toBe('passing conflict');
    await client.query('DROP TABLE changed');
    client.release();
    await pool.end();
  });

  test('a server that waits for its standbys as well is left so', async () => {
    const pool = await poolOf(`${url}&options=${encodeURIComponent('-c synchronous_commit=remote_apply')}`);
    const client = await pool.connect();
    expect((await client.query('SHOW synchronous_commit')).rows).toEqual([{ synchronous_commit: 'remote_apply' }]);
    client.release();
    await pool.end();
  });

  test('whole numbers are numbers, bytes are bytes', async () => {
    const pool = await poolOf(url);
    const client = await pool.connect();
    const { rows } = await client.query(
      "SELECT 9007199254740991 AS a, sum(n) AS b, '\\x00ff'::bytea AS c FROM (VALUES (1::int8), (2)) AS t (n)",
    );
    expect(rows).toEqual([{ a: 9_007_199_254_740_991, b: 3, c: Buffer.from([0, 255]) }]);
    await expect(client.query('SELECT 9007199254740993 AS a')).rejects.toThrow('too large');
    client.release();
    await pool.end();
  });

  test('no more than four at once; the fifth waits for one that is given back', async () => {
    const pool = await poolOf(url);
    const [first, ...others] = await Promise.all([1, 2, 3, 4].map(() => pool.connect()));
    const fifth = pool.connect();
    expect(await Promise.race([fifth.then(() => 'came'), new Promise((done) => setTimeout(done, 100, 'waits'))])).toBe(
      'waits',
    );
    first?.release();
    for (const client of [await fifth, ...others]) client.release();
    await pool.end();
  });

  test('another schema, and what its name may be', async () => {
    const pool = await poolOf(`${url}&schema=Kendal-1`);
    const client = await pool.connect();
    await client.query('CREATE SCHEMA "Kendal-1"; CREATE TABLE t (n int)');
    expect(
      (await client.query("SELECT table_schema AS it FROM information_schema.tables WHERE table_name = 't'")).rows,
    ).toEqual([{ it: 'Kendal-1' }]);
    client.release();
    await pool.end();
  });

  test('nothing is made in the schema of everybody where there is none of ours', async () => {
    const pool = await poolOf(`${url}&schema=tidak_ada`);
    const client = await pool.connect();
    await expect(client.query('CREATE TABLE t (n int)')).rejects.toMatchObject({ code: '3F000' });
    client.release();
    await pool.end();
  });

  describe('what a real server says', () => {
    let pool: DatabasePool;
    beforeAll(async () => {
      pool = await poolOf(url);
    });
    afterAll(() => pool.end());

    test.each([
      ['a statement timed out', 'SET LOCAL statement_timeout = 1; SELECT pg_sleep(1)', 'passing slow'],
      ['a standby', 'SET LOCAL transaction_read_only = on; CREATE TABLE x (n int)', 'passing read-only'],
      ['our session is ended', 'SELECT pg_terminate_backend(pg_backend_pid())', 'passing shutdown'],
      ['no rights', 'SET LOCAL ROLE pg_monitor; CREATE SCHEMA x', 'DATABASE_RIGHTS'],
      ['a statement that was never prepared here', 'EXECUTE siapa', 'DATABASE_POOLER'],
      ['a bug of ours', 'SELEKT 1', 'nothing'],
    ])('%s', async (_, text, meaning) => {
      const client = await pool.connect();
      expect(await meaningOf(client.query(`BEGIN; ${text}`))).toBe(meaning);
      client.release(true);
    });

    test('a lock that somebody keeps, a deadlock, a transaction that thinks for too long', async () => {
      const [one, other] = [await pool.connect(), await pool.connect()];
      await one.query('CREATE TABLE rows AS SELECT n FROM generate_series(1, 2) AS n');
      await one.query('BEGIN');
      await one.query('SELECT FROM rows WHERE n = 1 FOR UPDATE');
      await other.query('BEGIN');
      expect(await meaningOf(other.query('SELECT FROM rows FOR UPDATE NOWAIT'))).toBe('passing slow');
      await other.query('ROLLBACK; BEGIN; SELECT FROM rows WHERE n = 2 FOR UPDATE');
      const both = await Promise.all([
        meaningOf(one.query("SET LOCAL deadlock_timeout = '20ms'; SELECT FROM rows WHERE n = 2 FOR UPDATE")),
        meaningOf(
          other
            .query("SET LOCAL deadlock_timeout = '20ms'; SELECT FROM rows WHERE n = 1 FOR UPDATE")
            .then(() => other.query('COMMIT')),
        ),
      ]);
      expect(both).toContain('passing conflict');
      one.release(true);
      await other.query("ROLLBACK; BEGIN; SET LOCAL idle_in_transaction_session_timeout = '20ms'");
      await new Promise((done) => setTimeout(done, 200));
      expect(await meaningOf(other.query('SELECT 1'))).toMatch(/^passing /);
      other.release(true);
    });
  });

  test('a server that dies under waiting, working and thinking connections, and comes back', async () => {
    const pool = await poolOf(url);
    const [waiting, working, thinking] = [await pool.connect(), await pool.connect(), await pool.connect()];
    waiting.release();
    const listening = await pool.connectApart();
    await listening.query('LISTEN rows');
    const answer = meaningOf(working.query('SELECT pg_sleep(60)'));
    await thinking.query('BEGIN');
    await server.kill('SIGKILL');
    expect(await answer).toMatch(/^passing /);
    expect(await meaningOf(thinking.query('COMMIT'))).toMatch(/^passing /);
    expect(await meaningOf(pool.connect())).toBe('passing refused');
    working.release(true);
    thinking.release(true);
    await server.start();
    const client = await pool.connect();
    expect((await client.query('SELECT 1 AS n')).rows).toEqual([{ n: 1 }]);
    client.release();
    await listening.end();
    await pool.end();
  });

  test('of several hosts the first that can be written, before and after they have changed their parts', async () => {
    await using other = await startPostgres();
    const name = addressOf(url).database;
    // It counts as the first one does.
    expect(addressOf(await other.newDatabase()).database).toBe(name);
    const setReadOnly = async (which: Postgres, value: 'on' | 'off'): Promise<void> => {
      const client = await which.connect();
      await client.query(`ALTER SYSTEM SET default_transaction_read_only = ${value}`);
      await client.query('SELECT pg_reload_conf()');
      await client.end();
      // Every session reads it for itself, and soon.
      await new Promise((done) => setTimeout(done, 200));
    };
    const where = async (pool: DatabasePool): Promise<unknown> => {
      const client = await pool.connect();
      const { rows } = await client.query("SELECT current_setting('unix_socket_directories') AS it");
      client.release(true);
      return rows[0]?.it;
    };
    const both = `postgresql://postgres@/${name}?host=/tidak/ada,${server.socket},${other.socket}`;
    const pool = await poolOf(both);
    expect(await where(pool)).toBe(server.socket);
    await setReadOnly(server, 'on');
    expect(await where(pool)).toBe(other.socket);
    expect(await where(await poolOf(both))).toBe(other.socket);
    expect(await where(await poolOf(`${both}&target_session_attrs=any`))).toBe(server.socket);
    await setReadOnly(other, 'on');
    expect(await meaningOf(pool.connect())).toBe('passing read-only');
    await setReadOnly(server, 'off');
    expect(await where(pool)).toBe(server.socket);
    await pool.end();
  });

  test('another encoding cannot hold every name', async () => {
    const client = await server.connect();
    await client.query("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0");
    await client.end();
    const pool = await poolOf(url.replace(/\/ledger_\w+/, '/latin'));
    await expect(pool.connect()).rejects.toMatchObject({
      code: 'DATABASE_UNFIT',
      params: { have: 'LATIN1', want: 'UTF8' },
    });
    await pool.end();
  });
});
