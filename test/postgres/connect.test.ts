import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseAddress } from '../../src/postgres/address.ts';
import { openPool } from '../../src/postgres/connect.ts';
import { hasPostgres, type Postgres, startPostgres } from '../support/postgres.ts';

describe.skipIf(!hasPostgres())('a pool', () => {
  let server: Postgres;
  beforeAll(async () => {
    server = await startPostgres(['synchronous_commit=off', 'timezone=Asia/Jakarta', 'bytea_output=escape']);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const pool = async (url: string) =>
    openPool(databaseAddress({ url }, { env: {}, user: 'postgres' }), {
      application: 'vax-upload 0 import',
      uid: undefined,
    });

  test('sets its sessions so that nothing that is acknowledged is lost', async () => {
    const opened = await pool(await server.newDatabase());
    const client = await opened.connect();
    const setting = async (name: string): Promise<unknown> =>
      (await client.query('SELECT current_setting($1) AS it', [name])).rows[0]?.it;
    expect(await setting('synchronous_commit')).toBe('on');
    expect(await setting('TimeZone')).toBe('UTC');
    expect(await setting('search_path')).toBe('"vax_upload", pg_temp');
    expect(await setting('application_name')).toBe('vax-upload 0 import');
    expect(await setting('idle_in_transaction_session_timeout')).toBe('1min');
    const { rows } = await client.query(
      `SELECT 9007199254740991 AS a, sum(n)::numeric AS b, '\\x00ff'::bytea AS c FROM (VALUES (1::int8), (2)) AS t (n)`,
    );
    expect(rows).toEqual([{ a: 9_007_199_254_740_991, b: 3, c: Buffer.from([0, 255]) }]);
    await expect(client.query('SELECT 9007199254740993 AS a')).rejects.toThrow('too large');
    client.release();
    await opened.end();
  });
});
