/** How far the nights to come will get, by the nights that were. Pure. */
import { EXIT } from '../exit-codes.ts';
import { arrived, type Night } from './nights.ts';

export interface Estimate {
  /** Records that a night brings to the server. */
  readonly perNight: number;
  /** Of these, what there is left for tonight. */
  readonly tonight: number;
  /** Nights until nothing waits, the coming one included. */
  readonly nights: number;
}

/** So many of the last nights are looked at. */
const LOOK_BACK = 7;

/** How a night ends that went its way; one at work, killed, stopped or turned away says nothing about the next. */
const WENT_ITS_WAY: ReadonlySet<number | undefined> = new Set([
  EXIT.done,
  EXIT.needsPerson,
  EXIT.serverAway,
  EXIT.windowEnded,
  EXIT.unreadable,
]);

/**
 * The middle one of the last nights in which records were sent with more of them left over: a night that ended because
 * nothing was left says nothing about the pace. Undefined where nothing waits, or no night says anything.
 */
export function estimateOf(nights: readonly Night[], waiting: number): Estimate | undefined {
  if (waiting <= 0) return undefined;
  const full = nights
    .filter(({ exitCode }) => WENT_ITS_WAY.has(exitCode))
    .filter((night) => night.landed.requests > 0 && (night.backlog ?? waiting) > 0)
    .slice(-LOOK_BACK)
    .map(arrived)
    .toSorted((a, b) => a - b);
  const perNight = full[Math.floor((full.length - 1) / 2)] ?? 0;
  if (perNight === 0) return undefined;
  return { perNight, tonight: Math.min(perNight, waiting), nights: Math.ceil(waiting / perNight) };
}
