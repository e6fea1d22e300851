/** One sheet on two computers at the same moment: each run says what became of all its rows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, Desk, dose, SITI } from '../../support/ledger-desk.ts';
import { hasPostgres, type Postgres, startPostgres } from '../../support/postgres.ts';
import { postgresHome } from '../../support/postgres-home.ts';

const SHEET = [at(5, dose()), at(6, dose(SITI)), at(7, dose({ ...SITI, nik: '3324011203909870' }))];

describe.skipIf(!hasPostgres())('a file that a later run has taken over', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(async () => {
    await postgres[Symbol.asyncDispose]();
  });

  it('is still what the first run has taken in: sums, rows, and what needs a person', async () => {
    const home = await postgresHome(postgres);
    const [one, other] = [new Desk(home), new Desk(home)];
    try {
      await one.nextRun();
      await other.nextRun();
      await one.import('vaksin.xlsx', SHEET);
      const before = [await one.outcomes(), await one.desk('run')];
      await other.import('vaksin.xlsx', SHEET);
      expect([await one.outcomes(), await one.desk('run')]).toEqual(before);
      expect(await other.outcomes()).toEqual({ held: 2, waiting: 1 });
      const rows: string[] = [];
      for await (const { line, outcome } of one.ledger.readings()) rows.push(`${line} ${outcome}`);
      expect(rows).toEqual(['5 held', '6 waiting', '7 held']);
      // What the other one sends tonight was not there before.
      await other.deliver();
      expect(await one.outcomes()).toEqual({ held: 2, accepted: 1 });
    } finally {
      await one.leave();
      await other.leave();
      await home.remove();
    }
  });
});
