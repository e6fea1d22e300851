/**
 * How fast to go: pure state, moved by what was heard. The rules are those of docs/reliability.md ("Pace").
 *
 * ```
 *            first failure                   still no answer: try again, later and later
 *  fair ------------------------> trouble --------------------------------------+
 *   ^  ^                           |  | ^                                       |
 *   |  |  answer, before the       |  | +---------------------------------------+
 *   |  +-- server counts as down --+  | answer, after it counted as down
 *   |                                 v
 *   +-- half of the last good size - careful
 * ```
 * - fair: up to `concurrency` requests of up to `batchSize` records; grows by steps, and steps back when answers get slow.
 * - trouble: one request at a time, half as large with each failure; from the fourth failure in a row on the server counts as down, and then it is one real
 *   record or one question about a doubt. The first tries follow with full jitter (0 … first·2ⁿ), the others about every `probe`.
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
  /** The size that last went well; what is half of it may be reached by doubling. */
  readonly good: number;
  /** The quickest answer to the largest batch that was answered in good time: what this server is like when it is well. */
  readonly usual: { readonly entries: number; readonly ms: number } | undefined;
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
/** An answer is slow when it takes so many times as long as usual … */
const SLOWNESS = 2;
/** … and in any case when it takes so many `slowMs`, which is half of the timeout. */
const TOO_SLOW = 6;
/** Of the pause between probes, the part that is left to chance. */
const PROBE_JITTER = 0.5;
/** Of `cap`, how long a return is spread over: the probes are spread already. */
const SPREAD = 0.25;

/** A run begins as after an outage: small, and doubling. */
export function startPace(settings: PaceSettings): Pace {
  return {
    settings,
    weather: 'careful',
    size: 1,
    concurrency: 1,
    good: settings.batchSize * 2,
    usual: undefined,
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
  return Math.max((1 + PROBE_JITTER / 2) * probeMs, capMs, LONGEST_RETRY_AFTER_MS + capMs);
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

/** A batch of so many `entries` was answered after `ms`. */
export function afterGood(pace: Pace, { entries, ms }: { entries: number; ms: number }, now: number, random: Random): Pace {
  const tokens = Math.min(TOKENS, pace.tokens + 1);
  if (pace.weather === 'trouble') return { ...recovered(pace, now, random), tokens };
  if (isSlow(pace, entries, ms)) return { ...(pace.weather === 'fair' ? slowed(pace) : pace), tokens };
  return { ...(pace.weather === 'fair' ? grown(pace) : doubled(pace)), usual: usualAfter(pace, entries, ms), tokens };
}

/**
 * The end of trouble. After an outage everybody comes back at once: a silence of a random length, then one record, then doubling. After a short trouble,
 * half of what went well before at once.
 */
function recovered(pace: Pace, now: number, random: Random): Pace {
  const isReturn = isDown(pace);
  const spread = isReturn ? random() * SPREAD * pace.settings.capMs : 0;
  return {
    ...pace,
    weather: isReturn ? 'careful' : 'fair',
    failures: 0,
    since: 0,
    streak: 0,
    size: isReturn ? 1 : enough(pace),
    concurrency: 1,
    notBefore: Math.max(now + spread, pace.askedUntil),
  };
}

/** The size that may be reached by doubling: half of what last went well. */
function enough({ good, settings }: Pace): number {
  return Math.max(1, Math.min(good / 2, settings.batchSize));
}

function doubled(pace: Pace): Pace {
  const most = enough(pace);
  const size = Math.min(pace.size * 2, most);
  return { ...pace, size, weather: size >= most ? 'fair' : 'careful' };
}

/** Additive increase. */
function grown(pace: Pace): Pace {
  const { settings } = pace;
  const streak = pace.streak + 1;
  const concurrency = Math.min(settings.concurrency, pace.concurrency + 1 / Math.max(1, pace.concurrency));
  const size = streak % STREAK === 0 ? Math.min(settings.batchSize, pace.size + settings.batchSize / 10) : pace.size;
  return { ...pace, streak, size, concurrency, good: Math.max(pace.good, size) };
}

/** A step back when answers get slow. */
function slowed(pace: Pace): Pace {
  return { ...pace, streak: 0, size: Math.max(1, pace.size * 0.8), concurrency: Math.max(1, pace.concurrency * 0.8) };
}

/** A 200 after 40 s is a warning, not a success to build on; but a server that always takes its time is not suffering. */
function isSlow({ settings: { slowMs }, usual }: Pace, entries: number, ms: number): boolean {
  const expected = usual ? usual.ms * Math.max(1, entries / usual.entries) : ms;
  return ms > Math.min(TOO_SLOW * slowMs, Math.max(slowMs, SLOWNESS * expected));
}

function usualAfter({ usual }: Pace, entries: number, ms: number): Pace['usual'] {
  if (!usual || entries > usual.entries) return { entries, ms };
  return entries === usual.entries && ms < usual.ms ? { entries, ms } : usual;
}

/** The server is taken for down: too many failures in a row, or the retry budget is spent. */
function isDown({ failures, tokens }: Pace): boolean {
  return failures >= OPEN_AFTER || tokens === 0;
}

/** No answer, or one that makes no sense. */
export function afterOutage(pace: Pace, outage: Outage, now: number, random: Random): Pace {
  const { settings } = pace;
  const failures = pace.failures + 1;
  const tokens = Math.max(0, pace.tokens - (outage.cause === 'timeout' ? TIMEOUT_COST : COST));
  const asked = Math.min(outage.retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS);
  const next = { ...pace, failures, tokens };
  const isProbing = isDown(next);
  const pause = isProbing
    ? probePause(pace, random)
    : random() * Math.min(settings.capMs, settings.firstMs * 2 ** (failures - 1));
  // Retry-After is a lower bound; without jitter on top everybody would come back in the same second.
  const wait = asked > 0 ? Math.max(pause, asked + random() * Math.min(asked, settings.capMs)) : pause;
  return {
    ...next,
    weather: 'trouble',
    size: isProbing ? 1 : Math.max(1, pace.size / 2),
    concurrency: 1,
    streak: 0,
    good: Math.min(settings.batchSize, goodAfter(next, outage)),
    since: pace.weather === 'trouble' ? pace.since : now,
    notBefore: Math.max(pace.notBefore, now + wait),
    askedUntil: asked > 0 ? Math.max(pace.askedUntil, now + asked) : pace.askedUntil,
  };
}

/** What took too long was too large, perhaps; other failures say nothing of the size, and what was learned in a brown-out says nothing of the server that comes back. */
function goodAfter(pace: Pace, { cause, status }: Outage): number {
  if (isDown(pace)) return pace.usual?.entries ?? pace.good;
  const isTooMuch = cause === 'timeout' || status === 504;
  return isTooMuch && pace.weather === 'fair' ? pace.size : pace.good;
}

/**
 * The first probe comes at any moment of one `probe` (full jitter), so that those who saw the server die together do not ask together; the others follow
 * evenly, because a server that is back is found soonest so.
 */
function probePause(pace: Pace, random: Random): number {
  const { probeMs } = pace.settings;
  return isDown(pace) ? probeMs * (1 + PROBE_JITTER * (random() - 0.5)) : probeMs * random();
}

/** A batch was too large as a whole (413): the ceiling of this run comes down. */
export function afterSplit(pace: Pace, entries: number): Pace {
  const batchSize = Math.max(1, Math.floor(entries / 2));
  return {
    ...pace,
    settings: { ...pace.settings, batchSize: Math.min(pace.settings.batchSize, batchSize) },
    size: Math.min(pace.size, batchSize),
    good: Math.min(pace.good, batchSize * 2),
  };
}
