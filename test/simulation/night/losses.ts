/**
 * Where the rows were lost that an omniscient client would have landed: what could have been landed in each stretch of
 * the night, less what was.
 */
import type { Weather } from '../../../src/sandbox/weather.ts';
import type { ModelServer } from '../model-server.ts';
import { type Rate, rowsPerMs } from './omniscient.ts';

/**
 * - discovery: the server was back and we had not heard of it.
 * - return: from the first answer on, the silence and the small batches, until half a batch was sent at once.
 * - fair: the rest of the good weather: growth, questions, batches sent twice.
 * - brownOut: while it was slow and failed, and what was under way when it died.
 * - unheard: stored, and not known to us when the night ended.
 */
export const LOSSES = ['discovery', 'return', 'fair', 'brownOut', 'unheard'] as const;
export type Loss = (typeof LOSSES)[number];

export function lostRows(
  night: readonly Weather[],
  rate: Rate,
  server: ModelServer,
  landed: number,
): Record<Loss, number> {
  const lost = { discovery: 0, return: 0, fair: 0, brownOut: 0, unheard: 0 };
  const stored = Array.from(server.effects.values(), ({ at }) => at).toSorted((a, b) => a - b);
  const take = (loss: Loss, spell: Weather, from: number, until: number): void => {
    lost[loss] += (until - from) * rowsPerMs(spell, rate) - (countBefore(stored, until) - countBefore(stored, from));
  };
  for (const spell of night) {
    const { from, until, state } = spell;
    if (state !== 'up') {
      take('brownOut', spell, from, until);
      continue;
    }
    const seen = server.requests.filter(({ time }) => time >= from && time < until);
    const heard = seen[0]?.time ?? until;
    const well =
      seen.find(({ records, kind }) => kind === 'submission' && records >= rate.batchSize / 2)?.time ?? until;
    take('discovery', spell, from, heard);
    take('return', spell, heard, well);
    take('fair', spell, well, until);
  }
  lost.unheard = countBefore(stored, night.at(-1)?.until ?? 0) - landed;
  return lost;
}

/** How many of the sorted times are earlier. */
function countBefore(times: readonly number[], time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
