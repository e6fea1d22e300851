/** What PostgreSQL forgets when it is killed: numbers that nobody has written down durably are given again. */
import { expect, it } from 'vitest';
import type { Tx } from '../../../src/ledger/postgres/database.ts';
import { newStock } from '../../../src/ledger/postgres/numbers.ts';
import { hasPostgres, startPostgres } from '../../support/postgres.ts';

it.skipIf(!hasPostgres())('a killed server gives numbers again, of sequences and of transactions', async () => {
  await using postgres = await startPostgres(['wal_writer_delay=10s', 'bgwriter_delay=10s']);
  const address = await postgres.newDatabase();
  const first = await postgres.connect(address);
  await first.query('CREATE SEQUENCE batches_numbers; CREATE TABLE t (n bigint)');
  await first.query('CHECKPOINT');
  const take = `SELECT nextval('batches_numbers') AS n, pg_current_xact_id()::text AS x`;
  await first.query('BEGIN');
  const before = (await first.query(take)).rows;
  await postgres.kill('SIGKILL');
  await postgres.start();
  const again = await postgres.connect(address);
  const after = (await again.query(take)).rows;
  await again.end();
  expect(after).toEqual(before);
});

it('numbers are of one transaction: what is left of it is not used in another', async () => {
  const stock = newStock();
  let last = 0;
  const tx = {
    query: async (_: string, [count]: readonly number[]) =>
      Array.from({ length: count ?? 0 }, () => ({ number: ++last })),
  };
  await stock.fill(tx as unknown as Tx, { batches: 2 });
  expect(stock.next('batches')).toBe(1);
  await stock.fill(tx as unknown as Tx, { batches: 1 });
  expect(stock.next('batches')).toBe(3);
  expect(() => stock.next('batches')).toThrow('no number is left');
});
