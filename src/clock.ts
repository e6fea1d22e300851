/**
 * Time and chance as parameters: whoever needs them is handed them, so that a simulated night takes milliseconds
 * and a test never waits.
 */
import { uptime } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

export interface Clock {
  /**
   * Milliseconds since the Unix epoch, as the clock on the wall has it: somebody may set it, by years, at any moment.
   */
  now(): number;
  /**
   * Milliseconds since some moment in the past. Nobody sets it, and it goes on while the computer sleeps: for how long
   * something took, or has lasted.
   */
  elapsed(): number;
  /** Resolves after `ms`, or at once when `signal` aborts; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A number in [0, 1). */
export type Random = () => number;

/** The random numbers of the machine. */
export const random: Random = () => Math.random();

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: withSleep(
    // Whole ones, as on the wall: what lasted so long stands in the ledger and in `--json`.
    () => Math.round(performance.now()),
    () => Math.round(uptime() * 1_000),
  ),
  async sleep(ms, signal) {
    if (signal?.aborted || ms <= 0) return;
    await wait(ms, undefined, signal ? { signal } : {}).catch(() => undefined);
  },
};

/** How far the two may drift apart while the computer is awake: some systems count their uptime in whole seconds. */
const AWAKE_MS = 3_000;

/**
 * The fine clock, put forward by what it misses while the computer sleeps: on Linux and macOS Node's own stands still
 * then. `coarse` counts since the computer was started, sleep and all (CLOCK_BOOTTIME and the like).
 * @internal Exported for its tests.
 */
export function withSleep(fine: () => number, coarse: () => number): () => number {
  let asleep = 0;
  let apart: number | undefined;
  return () => {
    const now = fine();
    const between = coarse() - now;
    apart ??= between;
    // Backwards it never goes, whatever a system says of its uptime.
    if (between - apart > AWAKE_MS) {
      asleep += between - apart;
      apart = between;
    }
    return now + asleep;
  };
}

/**
 * A clock for one piece of work: it begins with what the wall says, and then nobody sets it. Its moments can be shown
 * with those of the wall as long as that is not set.
 */
export function steadyClock(clock: Pick<Clock, 'now' | 'elapsed'>): () => number {
  const offset = clock.now() - clock.elapsed();
  return () => clock.elapsed() + offset;
}
