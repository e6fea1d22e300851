/**
 * How fast records arrive and how long the rest will take: an average in which a sample counts half after a minute of
 * *working* time. Time in which the server was away is not counted, or every morning's estimate would be last night's
 * outage.
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

/**
 * `items` more have arrived between the last call and `now`, taken as spread evenly over that time. During an outage
 * there is no time to set them against: they are left out.
 */
export function progressed(rate: Rate, now: number, items: number): Rate {
  if (rate.measuredUntil === undefined) return rate;
  return { ...fade(rate, now - rate.measuredUntil, items), measuredUntil: Math.max(now, rate.measuredUntil) };
}

/** The server went away at `at`, which may lie in the past. */
export function paused(rate: Rate, at: number): Rate {
  if (rate.measuredUntil === undefined) return rate;
  return fade(rate, at - rate.measuredUntil, 0);
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

function fade(rate: Rate, elapsedMs: number, items: number): { items: number; ms: number } {
  const elapsed = Math.max(0, elapsedMs);
  const weight = 2 ** (-elapsed / HALF_LIFE_MS);
  // The integral of the weight over the elapsed time. Weighing items and time alike meets a steady rate exactly,
  // however far apart the samples are; adding the items at full weight would show too much after each batch of a slow
  // server.
  const weighed = (HALF_LIFE_MS / Math.LN2) * (1 - weight);
  const share = elapsed === 0 ? 1 : weighed / elapsed;
  return { items: rate.items * weight + items * share, ms: rate.ms * weight + weighed };
}
