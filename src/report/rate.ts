/**
 * How fast records arrive and how long the rest will take: an average in which a sample counts half after a minute of
 * *working* time. Time in which the server was away is not counted, or every morning's estimate would be last night's outage.
 */

const HALF_LIFE_MS = 60_000;
/** Below this much measured time a rate would only be a guess. */
const ENOUGH_MS = 1_000;

export interface Rate {
  /** Records and milliseconds, both faded; their quotient is the rate. */
  readonly items: number;
  readonly ms: number;
  /** Until when time is accounted for; absent while the server is away. */
  readonly measuredUntil?: number;
}

/** Begins to measure at `now` (epoch milliseconds). */
export function startRate(now: number): Rate {
  return { items: 0, ms: 0, measuredUntil: now };
}

/** `items` more have arrived at `now`. During an outage there is no time to set them against: they are left out. */
export function progressed(rate: Rate, now: number, items: number): Rate {
  if (rate.measuredUntil === undefined) return rate;
  const faded = fade(rate, now - rate.measuredUntil);
  return { items: faded.items + items, ms: faded.ms, measuredUntil: Math.max(now, rate.measuredUntil) };
}

/** The server went away at `at`, which may lie in the past. */
export function paused(rate: Rate, at: number): Rate {
  if (rate.measuredUntil === undefined) return rate;
  return fade(rate, at - rate.measuredUntil);
}

/** The server is back at `now`. */
export function resumed(rate: Rate, now: number): Rate {
  return { items: rate.items, ms: rate.ms, measuredUntil: now };
}

/** Records a second, or undefined while too little was measured. */
export function perSecond(rate: Rate): number | undefined {
  return rate.ms < ENOUGH_MS || rate.items <= 0 ? undefined : (rate.items / rate.ms) * 1000;
}

/** Milliseconds of working time for so many more, or undefined while too little was measured. */
export function timeLeftMs(rate: Rate, remaining: number): number | undefined {
  const speed = perSecond(rate);
  return speed === undefined ? undefined : (Math.max(0, remaining) / speed) * 1000;
}

function fade(rate: Rate, elapsedMs: number): { items: number; ms: number } {
  const elapsed = Math.max(0, elapsedMs);
  const weight = 2 ** (-elapsed / HALF_LIFE_MS);
  // The integral of the weight over the elapsed time, so that a steady rate is met exactly however the samples fall.
  const weighed = (HALF_LIFE_MS / Math.LN2) * (1 - weight);
  return { items: rate.items * weight, ms: rate.ms * weight + weighed };
}
