/** A choice of exact faults with every test run; `npm run crash -- --exact` for all of them. */
import { describe, expect, it } from 'vitest';
import { countCalls, kindsOf, runExactCase, SWEEPS } from './exact.ts';
import { whyNoStrace } from './strace.ts';

const why = whyNoStrace();
/** Every third kind, so that a run takes seconds; each somewhere else in the life of an import. */
const EVERY = 3;
/** Steps of the golden ratio fall evenly wherever one stops. */
const GOLDEN = 0.618;

describe.skipIf(why !== undefined)(`at one exact system call${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  let number = 0;
  for (const sweep of SWEEPS) {
    const kinds = kindsOf(sweep).filter(() => number++ % EVERY === 0);
    it(`${sweep.name}: ${kinds.map((kind) => `${kind[1]} at ${kind[0]}`).join(', ')}`, {
      timeout: 120_000,
    }, async () => {
      const counts = await countCalls(sweep);
      for (const [index, [call, disaster, lasting]] of kinds.entries()) {
        const count = counts.get(call) ?? 0;
        // A call that an import without faults does not make: the fault has nothing to strike.
        if (count === 0) continue;
        const nth = 1 + Math.floor((((index + 1) * GOLDEN) % 1) * count * 0.9);
        const result = await runExactCase(sweep, { call, disaster, nth, lasting });
        expect(result.struck, result.what).toBe(true);
        expect(result.faults, result.what).toEqual([]);
      }
    });
  }
});
