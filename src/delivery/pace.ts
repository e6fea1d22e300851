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
 *   +------ the last good size ----- careful
 * ```
 * - fair: up to `concurrency` requests of up to `batchSize` records; grows by steps, and has fewer requests under way
 *   when answers get slow.
 * - trouble: one request at a time, a quarter as large with each failure; from the fourth failure in a row on the
 *   server counts as down, and then it is one real record or one question about a doubt. The first tries follow with
 *   full jitter (0 … first·2ⁿ), the others about every `probe`.
 * - careful: one request at a time, 1 record, then four times as many with each success.
 *
 * Loads on a server that comes back decide whether it stays: 500 districts that all start at full pace kill it again.
 */
import type { Random } from '../clock.ts';
import type { Outage } from '../target/target.ts';
import type { Pace, PaceSettings } from './pace-state.ts';
import { isDown, longestPause, owedAfter, probePause } from './probes.ts';

/** The bucket of the AWS SDKs' retry quota: 500 tokens, 5 for a failure, 10 for a timeout, 1 back for each success. */
const TOKENS = 500;
const COST = 5;
const TIMEOUT_COST = 10;
/**
 * A try in trouble has this part of the records of the one before: 25, 6, 1. A dead server is asked for little, a
 * living one shows with little that it lives.
 */
const TRY = 1 / 4;
/**
 * After an outage, 1, 4, 16, 64 … records: as safe for the server as doubling (`npm run storm`), in half of the steps.
 */
const LEAP = 4;
/** After so many good answers the size grows by a tenth of the most. */
const STREAK = 3;
/** `Retry-After` is obeyed up to this; a server that asks for more is asked again sooner. */
const LONGEST_RETRY_AFTER_MS = 30 * 60_000;
/** An answer is slow when it takes so many times as long as usual … */
const SLOWNESS = 2;
/** … and in any case when it takes so many `slowMs`, which is half of the timeout. */
const TOO_SLOW = 6;

/** So many questions in a row a server in trouble is asked; then no other one is asked for a `probe`. */
const MOST_QUESTIONS = 2;

/** A run begins as after an outage: small, and growing in leaps; unless the settings are `bold`. */
export function startPace(settings: PaceSettings): Pace {
  return {
    settings,
    weather: 'careful',
    size: settings.bold ? settings.batchSize : 1,
    concurrency: 1,
    good: settings.batchSize,
    before: 1,
    usual: undefined,
    streak: 0,
    notBefore: 0,
    askedUntil: 0,
    failures: 0,
    since: 0,
    owed: 0,
    tokens: TOKENS,
    refusals: 0,
    questions: 0,
    noQuestionBefore: 0,
    turnedAwaySince: 0,
  };
}

export type Allowance =
  | { readonly kind: 'go'; readonly size: number; readonly concurrency: number }
  | { readonly kind: 'wait'; readonly until: number };

/** What may be sent at `now`. */
export function allowance(pace: Pace, now: number): Allowance {
  // A wait longer than any rule sets means that the clock was set back meanwhile.
  if (now < pace.notBefore && pace.notBefore - now <= longestWait(pace.settings))
    return { kind: 'wait', until: pace.notBefore };
  if (pace.weather !== 'fair') return { kind: 'go', size: Math.max(1, Math.floor(pace.size)), concurrency: 1 };
  return {
    kind: 'go',
    size: Math.max(1, Math.floor(pace.size)),
    concurrency: Math.max(1, Math.floor(pace.concurrency)),
  };
}

/** See `patienceLeft`. */
export type PatienceLeft = number | 'one more try';

/**
 * How much longer an outage is waited out, in milliseconds; without one there is no end to it. Patience is not over
 * before the try that was due in its time: where that is missing, the computer slept (a lid was closed), and one more
 * comes before the server is given up.
 */
export function patienceLeft({ weather, since, notBefore }: Pace, patienceMs: number, now: number): PatienceLeft {
  if (weather !== 'trouble') return Number.POSITIVE_INFINITY;
  const ends = since + patienceMs;
  if (now < ends) return ends - now;
  return notBefore < ends ? 'one more try' : 0;
}

/** The longest that `afterOutage` ever waits, in milliseconds. */
export function longestWait({ capMs, probeMs }: PaceSettings): number {
  return Math.max(longestPause(probeMs), capMs, LONGEST_RETRY_AFTER_MS + capMs);
}

/**
 * A question was answered, or a batch was refused as a whole: the line is alive, but whether the server can store is
 * not known. So nothing grows, and trouble does not end; a real record may try at once, and if that fails the pauses go
 * on as long as they were. A server in trouble that answers questions all the same is asked only a few for
 * each `probe`: as many doubts as there may be, they are no reason to ask without a pause.
 */
export function afterAnswer(pace: Pace, now: number, random: Random): Pace {
  const tokens = Math.min(TOKENS, pace.tokens + 1);
  if (pace.weather !== 'trouble') return { ...pace, tokens };
  const questions = pace.questions + 1;
  const silence = questions < MOST_QUESTIONS ? {} : { questions: 0, noQuestionBefore: now + probePause(pace, random) };
  return { ...pace, tokens, questions, notBefore: Math.max(now, pace.askedUntil), ...silence };
}

/** How long no doubt is asked about, in milliseconds; real records go on meanwhile. */
export function questionsWait({ weather, noQuestionBefore, settings }: Pace, now: number): number {
  const wait = noQuestionBefore - now;
  return weather === 'trouble' && wait > 0 && wait <= longestWait(settings) ? wait : 0;
}

/** A batch of so many `entries` was answered after `ms`. */
export function afterGood(before: Pace, { entries, ms }: { entries: number; ms: number }, now: number): Pace {
  const pace = { ...before, refusals: 0, turnedAwaySince: 0 };
  const tokens = Math.min(TOKENS, pace.tokens + 1);
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

/** No answer, or one that makes no sense; heard, or given up, `ms` after the request. */
export function afterOutage(
  pace: Pace,
  { outage, ms }: { outage: Outage; ms: number },
  now: number,
  random: Random,
): Pace {
  const { settings } = pace;
  const failures = pace.failures + 1;
  const tokens = Math.max(0, pace.tokens - (outage.cause === 'timeout' ? TIMEOUT_COST : COST));
  const asked = Math.min(outage.retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS);
  const next = { ...pace, failures, tokens, questions: 0 };
  const isProbing = isDown(next);
  const pause = isProbing
    ? Math.max(0, probePause(pace, random) - Math.max(0, ms))
    : random() * Math.min(settings.capMs, settings.firstMs * 2 ** (failures - 1));
  // Retry-After is a lower bound; without jitter on top everybody would come back in the same second.
  const wait = asked > 0 ? Math.max(pause, asked + random() * Math.min(asked, settings.capMs)) : pause;
  const isFirst = pace.weather !== 'trouble';
  return {
    ...next,
    weather: 'trouble',
    size: isProbing ? 1 : Math.max(1, pace.size * TRY),
    concurrency: Math.max(1, pace.concurrency / 2),
    streak: 0,
    good: Math.min(settings.batchSize, isProbing ? (pace.usual?.entries ?? pace.good) : goodAfter(pace, outage)),
    before: isFirst ? sizeAfter(pace, outage) : pace.before,
    since: isFirst ? now : pace.since,
    owed: isProbing ? owedAfter(pace, wait + Math.max(0, ms)) : pace.owed,
    notBefore: Math.max(pace.notBefore, now + wait),
    askedUntil: asked > 0 ? Math.max(pace.askedUntil, now + asked) : pace.askedUntil,
  };
}

/** What took too long was too large, perhaps; other failures say nothing of the size. */
function sizeAfter({ size }: Pace, { cause, status }: Outage): number {
  return cause === 'timeout' || status === 504 ? Math.max(1, size / 2) : size;
}

/**
 * What was learned in a brown-out says nothing of the server that comes back: `afterOutage` restores the usual then.
 */
function goodAfter(pace: Pace, outage: Outage): number {
  const size = sizeAfter(pace, outage);
  return pace.weather === 'fair' && size < pace.size ? size : pace.good;
}

/**
 * A batch was too large as a whole (413): smaller ones from now on. `proven`: it was so twice, or by the server's
 * contract, and the ceiling of this run comes down; a proxy that says it once may have meant something else.
 */
export function afterSplit(pace: Pace, entries: number, proven: boolean): Pace {
  const batchSize = Math.max(1, Math.floor(entries / 2));
  const ceiling = proven ? Math.min(pace.settings.batchSize, batchSize) : pace.settings.batchSize;
  return {
    ...pace,
    settings: { ...pace.settings, batchSize: ceiling },
    size: Math.min(pace.size, batchSize),
    good: Math.min(pace.good, batchSize),
    before: Math.min(pace.before, batchSize),
  };
}
