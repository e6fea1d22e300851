/**
 * The client that knows the weather, by which ours is measured. It has the same settings and the same server, and it is
 * given every benefit:
 *
 * - Up: `concurrency` full batches are under way at every moment, from the first millisecond to the last. No start,
 *   no growth, no questions.
 * - Brown-out: the same, at the pace of the server. It knows the weather and not the dice, so of the server's work as
 *   much is wasted as for anybody; but a refusal at the door costs it no time, and what is stored counts although the
 *   answer was lost, without a question.
 * - Death: what is under way at that moment counts for the part that was done.
 * - Down: nothing, not even of a server that stores and loses each answer.
 */
import type { Weather } from '../../../src/sandbox/weather.ts';
import { BROWN_OUT, BROWN_OUT_FATES } from './kendal-sky.ts';

/** How long a request is under way in good weather: `ms` for itself and for each record in it. */
export interface ServiceTime {
  readonly msPerRequest: number;
  readonly msPerRecord: number;
}

export interface Rate {
  readonly batchSize: number;
  readonly concurrency: number;
  readonly service: ServiceTime;
}

/** Rows for each millisecond that the omniscient client lands in this weather. */
export function rowsPerMs({ state }: Weather, { batchSize, concurrency, service }: Rate): number {
  const best = (concurrency * batchSize) / (service.msPerRequest + service.msPerRecord * batchSize);
  switch (state) {
    case 'up':
      return best;
    case 'brown-out':
      return (best / BROWN_OUT.slowness) * usefulWork();
    case 'down':
      return 0;
  }
}

/** Of the server's work in a brown-out, the part that stores something. */
function usefulWork(): number {
  const share = (isSuch: (fate: string) => boolean): number =>
    (BROWN_OUT.failures * BROWN_OUT_FATES.filter(isSuch).length) / BROWN_OUT_FATES.length;
  const stored = 1 - BROWN_OUT.failures + share((fate) => fate.startsWith('commit'));
  const wasted = share((fate) => fate === '500 kept');
  return stored / (stored + wasted);
}

/** Rows that the omniscient client lands in these spells. */
export function rowsWithin(night: readonly Weather[], rate: Rate): number {
  return night.reduce((rows, spell) => rows + (spell.until - spell.from) * rowsPerMs(spell, rate), 0);
}
