/**
 * The same simulation over the ledger in a real PostgreSQL: seeds of simulation.test.ts, with the gate that the
 * database keeps. Each takes some seconds, so more are tried by hand: `npm run simulate -- --postgres --seeds 100`.
 */
import { describe, expect, it } from 'vitest';
import { hasPostgres, startPostgres } from '../../support/postgres.ts';
import { simulate } from '../simulate.ts';
import { postgresLedgers } from './ledgers.ts';

/** Processes that die, and a server that is put back; records one by one; a clock that is set; Ctrl-C. */
const SEEDS = [5, 7, 12];

describe.skipIf(!hasPostgres())('nights that never happened, out of a ledger in PostgreSQL', () => {
  it('nothing is lost, nothing doubled, and everything delivered in the end', { timeout: 300_000 }, async () => {
    await using postgres = await startPostgres();
    await using ledgers = await postgresLedgers(postgres.socket);
    for (const seed of SEEDS) {
      const { wrong } = await simulate(seed, { newLedger: ledgers.newLedger });
      expect(wrong, `replay with: npm run simulate -- --postgres --seed ${seed} --trace`).toEqual([]);
    }
  });
});
