/**
 * Time and chance as parameters: whoever needs them is handed them, so that a simulated night takes milliseconds
 * and a test never waits.
 */
import { setTimeout as wait } from 'node:timers/promises';

export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Resolves after `ms`, or at once when `signal` aborts; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A number in [0, 1). */
export type Random = () => number;

/** The random numbers of the machine. */
export const random: Random = () => Math.random();

export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    if (signal?.aborted || ms <= 0) return;
    await wait(ms, undefined, signal ? { signal } : {}).catch(() => undefined);
  },
};
