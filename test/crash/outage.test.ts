/** The database is struck 25 times with every test run; `npm run crash -- --postgres` for a thousand. */
import { expect, it } from 'vitest';
import { hasPostgres, startPostgres } from '../support/postgres.ts';
import { describeOutage, runOutageCases } from './outage-loop.ts';

it.skipIf(!hasPostgres())(
  'the database of several workers struck 25 times, every record is on the server exactly once',
  { timeout: 300_000 },
  async () => {
    await using postgres = await startPostgres();
    let blows = 0;
    for await (const result of runOutageCases(postgres, 1, 25)) {
      expect(result.faults, describeOutage(result)).toEqual([]);
      blows += Object.values(result.blows).reduce((sum, count) => sum + count, 0);
    }
    expect(blows).toBeGreaterThanOrEqual(25);
  },
);
