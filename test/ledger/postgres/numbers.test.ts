/** What PostgreSQL forgets when it is killed: numbers that nobody has written down durably are given again. */
import { expect, it } from 'vitest';
import { newStock } from '../../../src/ledger/postgres/numbers.ts';
import { hasPostgres, type Postgres, startPostgres } from '../../support/postgres.ts';

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

it.skipIf(!hasPostgres())('numbers are of one transaction: what is left of it is not used in another', async () => {
  await using postgres = await startPostgres();
  const tx = await transactionAt(postgres, await withNumbers(postgres));
  const stock = newStock();
  await stock.fill(tx, { batches: 2 });
  expect(stock.next('batches')).toBe(1);
  await stock.fill(tx, { batches: 1 });
  expect(stock.next('batches')).toBe(3);
  expect(() => stock.next('batches')).toThrow('no number is left');
  await stock.fill(tx, { batches: 1 });
  stock.forget();
  expect(() => stock.next('batches')).toThrow('no number is left');
  await tx.end();
});

it.skipIf(!hasPostgres())('nobody has a number of another one, however many take some at once', async () => {
  await using postgres = await startPostgres();
  const address = await withNumbers(postgres);
  const taken = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const tx = await transactionAt(postgres, address);
      const stock = newStock();
      const mine: number[] = [];
      for (let round = 0; round < 10; round++) {
        await stock.fill(tx, { batches: 50 });
        for (let n = 0; n < 50; n++) mine.push(stock.next('batches'));
      }
      await tx.end();
      return mine;
    }),
  );
  expect(new Set(taken.flat()).size).toBe(4 * 10 * 50);
});

async function withNumbers(postgres: Postgres): Promise<string> {
  const address = await postgres.newDatabase();
  const client = await postgres.connect(address);
  await client.query('CREATE SEQUENCE batches_numbers');
  await client.end();
  return address;
}

/** As much of a transaction as numbers are taken by. */
async function transactionAt(postgres: Postgres, address: string) {
  const client = await postgres.connect(address);
  return {
    query: async (text: string, values: readonly unknown[] = []) => (await client.query(text, [...values])).rows,
    end: () => client.end(),
  };
}
