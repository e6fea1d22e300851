/**
 * What an answer means for a batch: pure judgement, in the classes of what is known of whether the server acted.
 * One rule stands above the others: what may have been stored is never sent under a new key before it is proven absent.
 */
import type { Doubt } from '../ledger/delivery-side.ts';
import type { RecordKey } from '../record/record.ts';
import { isRefusal } from '../target/reason.ts';
import type { Answer, Batch, Found, Verdict } from '../target/target.ts';
import { BLAME_BEFORE_NEW_KEY, BLAME_BEFORE_QUARANTINE } from './blame.ts';

/** What is to be written down for a batch that was sent. */
export type Judgement =
  | { readonly kind: 'settle'; readonly verdicts: ReadonlyMap<RecordKey, Verdict> }
  /** By the server's contract nothing was stored, and the batch cannot pass as it is: go on in smaller ones. */
  | { readonly kind: 'halve' };

/**
 * `again`: the batch was sent before and that answer was lost. "Not reached" and "nothing stored" then speak of this
 * attempt only; the first may have been stored, so every key without a verdict of its own stays in doubt.
 *
 * No status proves that nothing was stored: behind a proxy that tries a second server, the first may have stored
 * everything before the second one refused. Only the contract of the target does (`unsent`); everything else goes again
 * under its old key.
 */
export function judge(batch: Batch, answer: Answer, again: boolean): Judgement {
  switch (answer.kind) {
    case 'reply':
      return { kind: 'settle', verdicts: again ? withoutUnsent(answer.verdicts) : answer.verdicts };
    case 'outage':
      return { kind: 'settle', verdicts: all(batch.keys, again || answer.reachedServer ? IN_DOUBT : UNSENT) };
    case 'split':
    case 'refused-whole':
      if (answer.unsent && !again && batch.keys.length > 1) return { kind: 'halve' };
      return { kind: 'settle', verdicts: all(batch.keys, IN_DOUBT) };
    case 'stop':
      return { kind: 'settle', verdicts: all(batch.keys, again || !answer.unsent ? IN_DOUBT : UNSENT) };
  }
}

const UNSENT: Verdict = { kind: 'unsent' };
const IN_DOUBT: Verdict = { kind: 'in-doubt' };

function withoutUnsent(verdicts: ReadonlyMap<RecordKey, Verdict>): ReadonlyMap<RecordKey, Verdict> {
  return new Map(Array.from(verdicts, ([key, verdict]) => [key, verdict.kind === 'unsent' ? IN_DOUBT : verdict]));
}

/** The same verdict for every key. */
export function all(keys: Iterable<RecordKey>, verdict: Verdict): Map<RecordKey, Verdict> {
  return new Map(Array.from(keys, (key) => [key, verdict]));
}

/** What delivery knows when it judges a doubt. */
export interface DoubtContext {
  readonly now: number;
  /** The same key and bytes have one effect (Traits.safeToResend). */
  readonly safeToResend: boolean;
  /** How long the target remembers a key, in milliseconds. */
  readonly keyLifeMs: number;
  readonly doubtWaitMs: number;
}

/** What is to be done about a batch in doubt after the target was asked. Settled keys first, then the rest. */
export interface DoubtJudgement {
  readonly verdicts: ReadonlyMap<RecordKey, Verdict>;
  readonly rest:
    | { readonly kind: 'none' }
    | { readonly kind: 'ask-again'; readonly at: number; readonly missing: number }
    | { readonly kind: 'resend' }
    /** Proven absent: pending again, with a new key; in `parts` batches of its own, or (0) together with others. */
    | { readonly kind: 'release'; readonly parts: number }
    /** One record, proven absent, that the server fails on again and again: a person must look at it. */
    | { readonly kind: 'quarantine' };
}

/** The last tenth of a key's life is not trusted: clocks differ, and the request must still travel. */
const TRUSTED_LIFE = 0.9;
/**
 * In `doubtWait` (ten minutes, with its default): from then on a single record that fails is tried only so often,
 * unless the server says why. Counting tries and not hours, because a clock may be set.
 */
const SUSPECT_PAUSE = 10;
/**
 * In `doubtWait`: a server that honours keys may be at work for so long on a request that was never answered; new keys
 * wait for it.
 */
const LONGEST_WORK = 10;
/** In `doubtWait`: no judgement puts the next question off for longer. */
export const LONGEST_ASK = Math.max(1, SUSPECT_PAUSE, LONGEST_WORK);

export function judgeDoubt(
  doubt: Doubt,
  results: ReadonlyMap<RecordKey, Found>,
  context: DoubtContext,
): DoubtJudgement {
  const verdicts = new Map<RecordKey, Verdict>();
  let unknown = 0;
  for (const key of doubt.keys) {
    const found = results.get(key);
    if (found === undefined) unknown += 1;
    else if (found !== 'absent') verdicts.set(key, { kind: 'accepted', receipt: found.receipt });
  }
  const missing = doubt.keys.length - verdicts.size;
  if (missing === 0) return { verdicts, rest: { kind: 'none' } };
  return { verdicts, rest: judgeMissing(doubt, missing, unknown, context) };
}

function judgeMissing(doubt: Doubt, missing: number, unknown: number, context: DoubtContext): DoubtJudgement['rest'] {
  const { now, safeToResend, doubtWaitMs } = context;
  const someThere = missing < doubt.keys.length;
  const { lastSent, unanswered } = doubt;
  const isWithin = (ms: number, since = lastSent): boolean => since <= now && now < since + ms;
  const isSuspect = doubt.allFailures >= BLAME_BEFORE_NEW_KEY && !doubt.reasons.some(isRefusal);
  if (isSuspect && isWithin(SUSPECT_PAUSE * doubtWaitMs))
    return { kind: 'ask-again', at: lastSent + SUSPECT_PAUSE * doubtWaitMs, missing };
  const isSpoilt = doubt.failures >= (safeToResend ? BLAME_BEFORE_NEW_KEY : 1);
  if (!someThere && doubt.whole && keyLives(doubt, context) && !(isSpoilt && unknown === 0)) return { kind: 'resend' };
  // From here on only new keys help, and the server may still be at work: absent means absent at two questions in a
  // row.
  const isAbsentTwice = unknown === 0 && doubt.misses > 0 && doubt.missing === missing && !someThere;
  if (!isAbsentTwice) return { kind: 'ask-again', at: now + doubtWaitMs, missing };
  if (safeToResend && unanswered !== undefined && isWithin(LONGEST_WORK * doubtWaitMs, unanswered))
    return { kind: 'ask-again', at: unanswered + LONGEST_WORK * doubtWaitMs, missing };
  if (doubt.allFailures >= BLAME_BEFORE_QUARANTINE) return { kind: 'quarantine' };
  return { kind: 'release', parts: isSpoilt ? Math.min(2, doubt.keys.length) : 0 };
}

/** A batch from the future was sent before the clock was set back: its age is not known. */
function keyLives({ firstSent }: Doubt, { now, safeToResend, keyLifeMs }: DoubtContext): boolean {
  return safeToResend && firstSent <= now && now - firstSent < TRUSTED_LIFE * keyLifeMs;
}
