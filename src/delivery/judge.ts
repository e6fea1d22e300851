/**
 * What an answer means for a batch: pure judgement, in the classes of what is known of whether the server acted.
 * One rule stands above the others: what may have been stored is never sent under a new key before it is proven absent.
 */
import type { Doubt } from '../ledger/ledger.ts';
import type { RecordKey } from '../record/record.ts';
import type { Answer, Batch, Found, Reason, Stop, Verdict } from '../target/target.ts';

/** What is to be written down for a batch that was sent. */
export type Judgement =
  | { readonly kind: 'settle'; readonly verdicts: ReadonlyMap<RecordKey, Verdict> }
  /** Nothing was stored and the batch cannot pass as it is: go on in smaller ones. */
  | { readonly kind: 'halve' }
  | { readonly kind: 'stop'; readonly stop: Stop; readonly verdicts: ReadonlyMap<RecordKey, Verdict> };

/**
 * `again`: the batch was sent before and that answer was lost. "Not reached" and "refused" then speak of this attempt only; the
 * first may have been stored, so every key without a verdict of its own stays in doubt.
 */
export function judge(batch: Batch, answer: Answer, again: boolean): Judgement {
  switch (answer.kind) {
    case 'reply':
      return { kind: 'settle', verdicts: again ? withoutUnsent(answer.verdicts) : answer.verdicts };
    case 'outage':
      return { kind: 'settle', verdicts: all(batch.keys, again || answer.reachedServer ? IN_DOUBT : UNSENT) };
    case 'split':
    case 'refused-whole':
      if (again) return { kind: 'settle', verdicts: all(batch.keys, IN_DOUBT) };
      if (batch.keys.length > 1) return { kind: 'halve' };
      return { kind: 'settle', verdicts: all(batch.keys, { kind: 'refused', reasons: reasonsOf(answer) }) };
    case 'stop':
      return { kind: 'stop', stop: answer, verdicts: all(batch.keys, again ? IN_DOUBT : UNSENT) };
  }
}

const UNSENT: Verdict = { kind: 'unsent' };
const IN_DOUBT: Verdict = { kind: 'in-doubt' };

function withoutUnsent(verdicts: ReadonlyMap<RecordKey, Verdict>): ReadonlyMap<RecordKey, Verdict> {
  return new Map(Array.from(verdicts, ([key, verdict]) => [key, verdict.kind === 'unsent' ? IN_DOUBT : verdict]));
}

function reasonsOf(answer: Extract<Answer, { kind: 'split' | 'refused-whole' }>): readonly Reason[] {
  return answer.kind === 'refused-whole'
    ? answer.reasons
    : [{ code: 'TOO_LARGE', message: 'The server takes no record of this size.' }];
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
  /** When another batch was last answered; 0 when none was. */
  readonly othersPassedAt: number;
}

/** What is to be done about a batch in doubt after the target was asked. Settled keys first, then the rest. */
export interface DoubtJudgement {
  readonly verdicts: ReadonlyMap<RecordKey, Verdict>;
  readonly rest:
    | { readonly kind: 'none' }
    | { readonly kind: 'ask-again'; readonly at: number; readonly missing: number }
    | { readonly kind: 'resend' }
    /** Proven absent: pending again, in `parts` new batches with new keys. */
    | { readonly kind: 'release'; readonly parts: number }
    /** One record, proven absent, that the server fails on again and again: a person must look at it. */
    | { readonly kind: 'quarantine' };
}

/** A batch that failed so often by itself, while the target answers questions and others pass, is split. */
const FAILURES_BEFORE_SPLIT = 3;
/** A single record is given to a person after so many; more where no other batch could show that the server is well. */
const FAILURES_BEFORE_QUARANTINE = 3;
const FAILURES_BEFORE_QUARANTINE_ALONE = 6;

export function judgeDoubt(doubt: Doubt, results: ReadonlyMap<RecordKey, Found>, context: DoubtContext): DoubtJudgement {
  const verdicts = new Map<RecordKey, Verdict>();
  for (const key of doubt.keys) {
    const found = results.get(key);
    if (found && found !== 'absent') verdicts.set(key, { kind: 'accepted', receipt: found.receipt });
  }
  const missing = doubt.keys.length - verdicts.size;
  return { verdicts, rest: missing === 0 ? { kind: 'none' } : judgeMissing(doubt, missing, verdicts.size > 0, context) };
}

function judgeMissing(doubt: Doubt, missing: number, someThere: boolean, context: DoubtContext): DoubtJudgement['rest'] {
  const { now, safeToResend, keyLifeMs, doubtWaitMs } = context;
  const keyLives = !someThere && doubt.whole && safeToResend && now - doubt.firstSent < keyLifeMs;
  const poison = keyLives && isPoison(doubt, context);
  if (keyLives && !poison) return { kind: 'resend' };
  // From here on only new keys help, and the server may still be at work: absent means absent at two questions in a row.
  const absentTwice = doubt.misses > 0 && doubt.missing === missing && !someThere;
  if (!absentTwice) return { kind: 'ask-again', at: now + doubtWaitMs, missing };
  if (poison && doubt.keys.length === 1) return { kind: 'quarantine' };
  return { kind: 'release', parts: poison ? 2 : 1 };
}

/** The server is well, others pass, and this batch does not: the fault is in one of its records. */
function isPoison(doubt: Doubt, { othersPassedAt }: DoubtContext): boolean {
  const othersPass = othersPassedAt > doubt.firstSent;
  if (doubt.keys.length > 1)
    return othersPass ? doubt.failures >= FAILURES_BEFORE_SPLIT : doubt.failures >= 2 * FAILURES_BEFORE_SPLIT;
  return doubt.failures >= (othersPass ? FAILURES_BEFORE_QUARANTINE : FAILURES_BEFORE_QUARANTINE_ALONE);
}
