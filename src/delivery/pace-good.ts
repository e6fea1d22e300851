/** How the pace (pace.ts) moves when a batch was answered well. Pure. */
import type { Pace } from './pace-state.ts';
import { isDown } from './probes.ts';
import { refilled } from './retry-budget.ts';

/**
 * After an outage, 1, 4, 16, 64 … records: as safe for the server as doubling (`npm run storm`), in half of the steps.
 */
const LEAP = 4;
/** After so many good answers the size grows by a tenth of the most. */
const STREAK = 3;
/** An answer is slow when it takes so many times as long as usual … */
const SLOWNESS = 2;
/** … and in any case when it takes so many `slowMs`, which is half of the timeout. */
const TOO_SLOW = 6;

/** A batch of so many `entries` was answered after `ms`. */
export function afterGood(before: Pace, { entries, ms }: { entries: number; ms: number }, now: number): Pace {
  const pace = { ...before, refusals: 0, turnedAwaySince: 0 };
  const tokens = refilled(pace.tokens);
  if (pace.weather === 'trouble') return { ...(isDown(pace) ? returned(pace, now) : resumed(pace, now)), tokens };
  if (isSlow(pace, entries, ms)) return { ...(pace.weather === 'fair' ? slowed(pace) : pace), tokens };
  return { ...(pace.weather === 'fair' ? grown(pace) : leapt(pace)), usual: usualAfter(pace, entries, ms), tokens };
}

/**
 * After an outage everybody comes back, each with a probe at a moment of its own: one record, then four times as many
 * with each success.
 */
function returned(pace: Pace, now: number): Pace {
  // The request that found the server back was no waste.
  return { ...calmed(pace, now), weather: 'careful', size: 1, concurrency: 1, owed: Math.max(0, pace.owed - 1) };
}

/**
 * After a short trouble it goes on where it was; of the requests at a time the failures left half, and this success
 * counts.
 */
function resumed(pace: Pace, now: number): Pace {
  const size = Math.min(pace.before, pace.settings.batchSize);
  const weather = size >= enough(pace) ? 'fair' : 'careful';
  return { ...calmed(pace, now), weather, size, concurrency: oneMore(pace) };
}

function calmed(pace: Pace, now: number): Pace {
  return {
    ...pace,
    failures: 0,
    questions: 0,
    noQuestionBefore: 0,
    since: 0,
    streak: 0,
    notBefore: Math.max(now, pace.askedUntil),
  };
}

/** The size that may be reached in leaps. */
function enough({ good, settings }: Pace): number {
  return Math.max(1, Math.min(good, settings.batchSize));
}

function leapt(pace: Pace): Pace {
  const most = enough(pace);
  const size = Math.min(pace.size * LEAP, most);
  return { ...pace, size, weather: size >= most ? 'fair' : 'careful' };
}

/** One request more at a time for each round of successes. */
function oneMore({ concurrency, settings }: Pace): number {
  return Math.min(settings.concurrency, concurrency + 1 / Math.max(1, concurrency));
}

/** Additive increase. */
function grown(pace: Pace): Pace {
  const { settings } = pace;
  const streak = pace.streak + 1;
  const size = streak % STREAK === 0 ? Math.min(settings.batchSize, pace.size + settings.batchSize / 10) : pace.size;
  return { ...pace, streak, size, concurrency: oneMore(pace), good: Math.max(pace.good, size) };
}

/**
 * A step back when answers get slow. What a server feels is the number of requests at a time; smaller ones would only
 * make more of the same work.
 */
function slowed(pace: Pace): Pace {
  return { ...pace, streak: 0, concurrency: Math.max(1, pace.concurrency * 0.8) };
}

/**
 * A 200 after 40 s is a warning, not a success to build on; but a server that always takes its time is not suffering.
 */
function isSlow({ settings: { slowMs }, usual }: Pace, entries: number, ms: number): boolean {
  const expected = usual ? usual.ms * Math.max(1, entries / usual.entries) : ms;
  return ms > Math.min(TOO_SLOW * slowMs, Math.max(slowMs, SLOWNESS * expected));
}

function usualAfter({ usual }: Pace, entries: number, ms: number): Pace['usual'] {
  if (!usual || entries > usual.entries) return { entries, ms };
  return entries === usual.entries && ms < usual.ms ? { entries, ms } : usual;
}
