/**
 * Promise 1 and 2, proven by trying: 100 seeds, each a few nights with a server that does everything servers do
 * (fates.ts), a process that dies anywhere, and clocks that are set. More: `npm run simulate -- --seeds 100000`. One
 * again, with every step: `npm run simulate -- --seed 4711 --trace`.
 */
import { describe, expect, it } from 'vitest';
import { simulate } from './simulate.ts';

const SEEDS = 100;
const TOGETHER = 25;
/** So many of them also as workers of one ledger go, through a gate (src/delivery/gate-shared.ts). */
const GATED = 25;

describe('nights that never happened', () => {
  for (let first = 1; first <= SEEDS; first += TOGETHER) {
    it(`seeds ${first} to ${first + TOGETHER - 1}: nothing lost, nothing doubled, and everything delivered in the end`, async () => {
      for (let seed = first; seed < first + TOGETHER; seed += 1) {
        const { wrong } = await simulate(seed);
        expect(wrong, `replay with: npm run simulate -- --seed ${seed} --trace`).toEqual([]);
      }
    });
  }

  for (let first = 1; first <= GATED; first += TOGETHER) {
    it(`seeds ${first} to ${first + TOGETHER - 1} again, through a gate that outlives its workers`, async () => {
      for (let seed = first; seed < first + TOGETHER; seed += 1) {
        const { wrong } = await simulate(seed, { gate: true });
        expect(wrong, `replay with: npm run simulate -- --gate --seed ${seed} --trace`).toEqual([]);
      }
    });
  }

  it('the same seed is the same history, step by step', async () => {
    const histories = [[], []] as [string[], string[]];
    for (const history of histories) await simulate(7, { trace: (line) => history.push(line) });
    expect(histories[0].length).toBeGreaterThan(50);
    expect(histories[1]).toEqual(histories[0]);
  });
});
