/**
 * How fast to go: pure state, moved by what was heard. The rules are those of docs/reliability.md ("Pace"). What a good
 * answer changes stands in pace-good.ts, what a failure changes in pace-outage.ts.
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
import { LONGEST_RETRY_AFTER_MS } from './pace-outage.ts';
import type { Pace, PaceSettings } from './pace-state.ts';
import { longestPause, probePause } from './probes.ts';
import { refilled, TOKENS } from './retry-budget.ts';

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
  const tokens = refilled(pace.tokens);
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
