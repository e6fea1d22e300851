/**
 * What an administrator may have set for a database or a role, for reasons of other programs: a ledger means the same
 * there, and each signature fits.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseAddress } from '../../../src/postgres/address.ts';
import { at, Desk, dose, refuse, SITI } from '../../support/ledger-desk.ts';
import { hasPostgres, type Postgres, startPostgres } from '../../support/postgres.ts';
import { type PostgresHome, postgresHome } from '../../support/postgres-home.ts';

const SETTINGS: readonly string[] = [
  "DateStyle = 'German, DMY'",
  "IntervalStyle = 'sql_standard'",
  "TimeZone = 'Asia/Jakarta'",
  "bytea_output = 'escape'",
  'extra_float_digits = -15',
  'array_nulls = off',
  'standard_conforming_strings = off',
  "backslash_quote = 'off'",
  'quote_all_identifiers = on',
  'transform_null_equals = on',
  "default_transaction_isolation = 'serializable'",
  'default_transaction_deferrable = on',
  "plan_cache_mode = 'force_generic_plan'",
  'enable_indexscan = off',
  'row_security = off',
  "idle_session_timeout = '1s'",
  "search_path = 'public'",
];

describe.skipIf(!hasPostgres())('in a database that is set for others', () => {
  let postgres: Postgres;
  let home: PostgresHome;
  beforeAll(async () => {
    postgres = await startPostgres();
    home = await postgresHome(postgres);
    const client = await postgres.connect();
    const { database } = databaseAddress({ url: home.address }, { env: {}, user: 'postgres' });
    for (const setting of SETTINGS) await client.query(`ALTER DATABASE ${database} SET ${setting}`);
    await client.end();
  });
  afterAll(async () => {
    await home.remove();
    await postgres[Symbol.asyncDispose]();
  });

  it('nights go as elsewhere', async () => {
    // Moments with parts of a millisecond, as `performance` has them.
    const time = 1_700_000_000_000.123;
    const desk = new Desk({ ...home, open: async () => home.open() });
    await desk.nextRun();
    await desk.import('kendal.xlsx', [at(5, dose()), at(6, dose(SITI)), { line: 10, wrong: ['3324', 'Budi S', 'x'] }]);
    const first = await desk.ledger.claim(1, time, (_, all) => Buffer.from(String(all.length)));
    if (!first) throw new Error('nothing waits');
    await desk.ledger.settle(first, new Map([[first.keys[0] ?? '', { kind: 'in-doubt' }]]), {
      at: time + 0.0625,
      ms: 0.3,
      answer: 'timeout',
    });
    await wait(1_300);
    await desk.nextRun();
    const doubt = await desk.nextDoubt();
    if (!doubt) throw new Error('no doubt');
    const held = await desk.ledger.hold(doubt, desk.time);
    if (!held) throw new Error('not held');
    await desk.ledger.release(held, 1, { at: desk.time, ms: 0.7, answer: 'absent' });
    await desk.deliver((key) => (key === at(6, dose(SITI)).key ? refuse() : { kind: 'accepted', receipt: 'r' }));
    expect(await desk.ledger.count()).toMatchObject({ accepted: 1, refused: 1, pending: 0, 'in-doubt': 0 });
    await desk.leave();
  });
});
