/**
 * How fast to go: pure state, moved by what was heard. The rules are those of docs/reliability.md ("Pace").
 *
 * ```
 *            trouble (first failure)            still no answer: try again, later and later
 *  fair ------------------------------> trouble ----------------------------------------+
 *   ^                                    |  ^                                           |
 *   |  half of the last good pace        |  +-------------------------------------------+
 *   |  is reached                        | an answer
 *   +------------- careful <-------------+
 * ```
 * - fair: up to `concurrency` requests of up to `batchSize` records; grows by steps, halves on trouble.
 * - trouble: exactly one request at a time, and it is one real record or one question about a doubt. The first tries follow with
 *   full jitter (0 … first·2ⁿ), from `openAfter` failures on about every `probe`.
 * - careful: one request at a time, 1 record, then twice as many with each success.
 *
 * Loads on a server that comes back decide whether it stays: 500 districts that all start at full pace kill it again.
 */
import type { Random } from '../clock.ts';
import type { Outage } from '../target/target.ts';

export interface PaceSettings {
  /** Most records in a request. */
  readonly batchSize: number;
  /** Most requests at a time. */
  readonly concurrency: number;
  /** First and longest pause between the first tries, in milliseconds. */
  readonly firstMs: number;
  readonly capMs: number;
  /** Mean pause between tries once the server is taken for down, in milliseconds. */
  readonly probeMs: number;
  /** Answers slower than this do not encourage: a 200 after 40 s is a warning, not a success to build on. */
  readonly slowMs: number;
}

export interface Pace {
  readonly settings: PaceSettings;
  readonly weather: 'fair' | 'careful' | 'trouble';
  /** Fractions are carried; `allowance` rounds down. */
  readonly size: number;
  readonly concurrency: number;
  /** What was last known to go well. */
  readonly good: { readonly size: number; readonly concurrency: number };
  /** Requests that went well since the last growth. */
  readonly streak: number;
  /** Nothing is sent before this moment (epoch ms). */
  readonly notBefore: number;
  /** The server itself asked for silence until then (`Retry-After`); no good news ends it early. */
  readonly askedUntil: number;
  readonly failures: number;
  /** When the trouble began; 0 in fair weather. */
  readonly since: number;
  /** The retry budget: failures spend it, successes refill it; a flapping server that empties it is treated as down. */
  readonly tokens: number;
}

/** After so many failures in a row the server counts as down and is tried about every `probe`. */
const OPEN_AFTER = 4;
/** The bucket of the AWS SDKs' retry quota: 500 tokens, 5 for a failure, 10 for a timeout, 1 back for each success. */
const TOKENS = 500;
const COST = 5;
const TIMEOUT_COST = 10;
/** After so many good answers the size grows by a tenth of the most. */
const STREAK = 3;
/** `Retry-After` is obeyed up to this; a server that asks for more is asked again sooner. */
const LONGEST_RETRY_AFTER_MS = 30 * 60_000;

/** A run begins as after an outage: small, and doubling. */
export function startPace(settings: PaceSettings): Pace {
  return {
    settings,
    weather: 'careful',
    size: 1,
    concurrency: 1,
    good: { size: settings.batchSize * 2, concurrency: 1 },
    streak: 0,
    notBefore: 0,
    askedUntil: 0,
    failures: 0,
    since: 0,
    tokens: TOKENS,
  };
}

export type Allowance =
  | { readonly kind: 'go'; readonly size: number; readonly concurrency: number }
  | { readonly kind: 'wait'; readonly until: number };

/** What may be sent at `now`. */
export function allowance(pace: Pace, now: number): Allowance {
  // A wait longer than any rule sets means that the clock was set back meanwhile.
  if (now < pace.notBefore && pace.notBefore - now <= longestWait(pace.settings)) return { kind: 'wait', until: pace.notBefore };
  if (pace.weather !== 'fair') return { kind: 'go', size: Math.max(1, Math.floor(pace.size)), concurrency: 1 };
  return { kind: 'go', size: Math.max(1, Math.floor(pace.size)), concurrency: Math.max(1, Math.floor(pace.concurrency)) };
}

/** The longest that `afterOutage` ever waits, in milliseconds. */
export function longestWait({ capMs, probeMs }: PaceSettings): number {
  return Math.max(1.5 * probeMs, capMs, LONGEST_RETRY_AFTER_MS + capMs);
}

/**
 * A question was answered, or a batch was refused as a whole: the line is alive, but whether the server can store is not known. So nothing grows,
 * and trouble does not end; a real record may try at once, and if that fails the pauses go on as long as they were.
 */
export function afterAnswer(pace: Pace, now: number): Pace {
  const tokens = Math.min(TOKENS, pace.tokens + 1);
  if (pace.weather !== 'trouble') return { ...pace, tokens };
  return { ...pace, tokens, notBefore: Math.max(now, pace.askedUntil) };
}

/** A batch was answered after `ms`. */
export function afterGood(pace: Pace, ms: number, now: number, random: Random): Pace {
  const tokens = Math.min(TOKENS, pace.tokens + 1);
  switch (pace.weather) {
    case 'trouble': {
      // A long outage ended for everybody at once: spread the return over the time of one cap.
      const spread = pace.failures >= OPEN_AFTER ? random() * pace.settings.capMs : 0;
      return {
        ...pace,
        tokens,
        weather: 'careful',
        failures: 0,
        since: 0,
        streak: 0,
        size: 1,
        concurrency: 1,
        notBefore: Math.max(now + spread, pace.askedUntil),
      };
    }
    case 'careful': {
      if (ms > pace.settings.slowMs) return { ...pace, tokens };
      const enough = Math.max(1, Math.min(pace.good.size / 2, pace.settings.batchSize));
      const size = Math.min(pace.size * 2, enough);
      return { ...pace, tokens, size, weather: size >= enough ? 'fair' : 'careful' };
    }
    case 'fair':
      return { ...grow(pace, ms), tokens };
  }
}

/** Additive increase, and a step back when answers get slow. */
function grow(pace: Pace, ms: number): Pace {
  const { settings } = pace;
  if (ms > settings.slowMs) {
    return { ...pace, streak: 0, size: Math.max(1, pace.size * 0.8), concurrency: Math.max(1, pace.concurrency * 0.8) };
  }
  const streak = pace.streak + 1;
  const concurrency = Math.min(settings.concurrency, pace.concurrency + 1 / Math.max(1, pace.concurrency));
  const size = streak % STREAK === 0 ? Math.min(settings.batchSize, pace.size + settings.batchSize / 10) : pace.size;
  return { ...pace, streak, size, concurrency, good: { size, concurrency } };
}

/** No answer, or one that makes no sense. */
export function afterOutage(pace: Pace, outage: Outage, now: number, random: Random): Pace {
  const { settings } = pace;
  const failures = pace.failures + 1;
  const tokens = Math.max(0, pace.tokens - (outage.cause === 'timeout' ? TIMEOUT_COST : COST));
  const asked = Math.min(outage.retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS);
  const isDown = failures >= OPEN_AFTER || tokens === 0;
  const pause = isDown
    ? settings.probeMs * (0.5 + random())
    : random() * Math.min(settings.capMs, settings.firstMs * 2 ** (failures - 1));
  // Retry-After is a lower bound; without jitter on top everybody would come back in the same second.
  const wait = asked > 0 ? Math.max(pause, asked + random() * Math.min(asked, settings.capMs)) : pause;
  return {
    ...pace,
    weather: 'trouble',
    size: 1,
    concurrency: 1,
    streak: 0,
    failures,
    tokens,
    good: pace.weather === 'fair' ? { size: pace.size, concurrency: pace.concurrency } : pace.good,
    since: pace.weather === 'trouble' ? pace.since : now,
    notBefore: Math.max(pace.notBefore, now + wait),
    askedUntil: asked > 0 ? Math.max(pace.askedUntil, now + asked) : pace.askedUntil,
  };
}

/** A batch was too large as a whole (413): the ceiling of this run comes down. */
export function afterSplit(pace: Pace, entries: number): Pace {
  const batchSize = Math.max(1, Math.floor(entries / 2));
  return {
    ...pace,
    settings: { ...pace.settings, batchSize: Math.min(pace.settings.batchSize, batchSize) },
    size: Math.min(pace.size, batchSize),
    good: { ...pace.good, size: Math.min(pace.good.size, batchSize * 2) },
  };
}
