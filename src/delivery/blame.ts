/**
 * How much an answer speaks against the batch itself, or its one record, and not against the weather: pure judgement.
 */
import type { Blame } from '../ledger/delivery-side.ts';
import { failedOnIt, type Reason, withoutReason } from '../target/reason.ts';
import type { Answer, Outage, RefusedWhole, Split } from '../target/target.ts';
import { MOST_REFUSALS } from './grace.ts';

/** What delivery knows of the server while it judges an answer. */
export interface Surroundings {
  /** Batches that were answered since the last failure of any. */
  readonly passes: number;
  /** Nothing else waits to be sent: no other batch can show how the server is. */
  readonly nothingElse: boolean;
  /** Whole batches that were refused in a row, without a pass between them. */
  readonly refusals: number;
  /** For how long there has been trouble, in milliseconds; 0 when a batch passed since the last failure. */
  readonly troubleMs: number;
  /** The server has accepted records of this ledger, now or in an earlier run. */
  readonly hasAccepted: boolean;
}

/** A batch against which so much speaks needs a new key, and smaller parts. */
export const BLAME_BEFORE_NEW_KEY = 4;
/**
 * A single record against which so much speaks is given to a person: ten failures under several keys while others pass.
 * Where nothing else waits it takes twenty times 500, and with the pause between them that is longer than any of
 * Kendal's brown-outs and outages together (135 minutes).
 */
export const BLAME_BEFORE_QUARANTINE = 20;
/** So many batches in a row must have passed for a failure to be the batch's own and not the weather's. */
const PASSES_IN_GOOD_WEATHER = 3;
/**
 * A record that is refused in the form of the API, with a reason: twice while others pass in between, or four times
 * where nothing else waits and nothing else went wrong since the last pass.
 */
const VERDICT = BLAME_BEFORE_QUARANTINE / 2;
const LONE_VERDICT = BLAME_BEFORE_QUARANTINE / 4;
/**
 * A server that refuses everything is weather. Where nothing else waits and it goes on for longer than any of Kendal's
 * brown-outs and outages together (135 minutes), it is the records after all: otherwise nobody would ever be told.
 */
const LONGER_THAN_WEATHER_MS = 150 * 60_000;

/**
 * Counted for what the answer leaves in doubt. In bad weather every batch fails and nothing is counted, because a good
 * record must not be buried for an outage. In good weather a failure counts 2; where nothing else waits and so nothing
 * can show the weather, 1, and against a record only if the server itself said that it failed (500), or answered while
 * it takes others. What the API says in its own form counts more, but not while it refuses everything.
 */
export function blame(answer: Answer, surroundings: Surroundings): Blame {
  switch (answer.kind) {
    case 'reply':
      // What was not heard of is the weather's, as far as that speaks against the batch at all.
      if (answer.weather) return blame(answer.weather, surroundings);
      return { batch: BLAME_BEFORE_NEW_KEY, record: BLAME_BEFORE_NEW_KEY, answered: true };
    case 'split':
    case 'refused-whole':
      return ofRefusal(answer, surroundings);
    case 'stop':
      return ofFailure(surroundings.hasAccepted, answer.status, surroundings);
    case 'outage':
      return ofOutage(answer, surroundings);
  }
}

/** Two of them, and the batch goes in halves (once it is proven absent). */
function ofRefusal(answer: Split | RefusedWhole, surroundings: Surroundings): Blame {
  const { nothingElse, refusals, troubleMs } = surroundings;
  const reasons = reasonsOf(answer);
  if (refusals >= MOST_REFUSALS) {
    const isTheRecords = nothingElse && troubleMs >= LONGER_THAN_WEATHER_MS;
    return isTheRecords ? { batch: 2, record: LONE_VERDICT, answered: true, reasons } : NEITHER;
  }
  if (answer.kind === 'split' && answer.foreign)
    return { ...ofFailure(surroundings.hasAccepted, 413, surroundings), batch: 2 };
  const isReasoned = answer.kind === 'split' || !reasons.every(isOurs);
  return { batch: 2, record: ofVerdict(isReasoned, surroundings), answered: true, reasons };
}

const NEITHER: Blame = { batch: 0, record: 0, answered: true };

/**
 * Passes before a refusal speak for the weather of then; only those after the last one show that it is this record's.
 * A refusal without a reason is what a gateway says for anything, so it counts no more than a failure.
 */
function ofVerdict(isReasoned: boolean, { passes, nothingElse, refusals, troubleMs }: Surroundings): number {
  if (passes >= PASSES_IN_GOOD_WEATHER && refusals === 0) return isReasoned ? VERDICT : 2;
  if (!nothingElse || troubleMs > 0) return 0;
  return isReasoned ? LONE_VERDICT : 1;
}

/** The server gave no reason; the words are ours. */
function isOurs({ status }: Reason): boolean {
  return status !== undefined;
}

function reasonsOf(answer: Split | RefusedWhole): readonly Reason[] {
  if (answer.kind === 'refused-whole') return answer.reasons;
  return withoutReason(413, 'TOO_LARGE');
}

function ofOutage({ reachedServer, cause, status }: Outage, surroundings: Surroundings): Blame {
  const answered = status === 500;
  // Busy: the first request is being worked on. Throttled: too many, whichever they are.
  if (!reachedServer || cause === 'busy' || cause === 'throttled') return { batch: 0, record: 0, answered };
  // A page of a firewall instead of an answer is somebody's word on this body, if the server takes others.
  const isPage = cause === 'unreadable' && status !== undefined && status >= 400 && surroundings.hasAccepted;
  return ofFailure(answered || isPage, status, surroundings);
}

/** What counts against a record is kept with the status, for the person who is told of it in the end. */
function ofFailure(isOwn: boolean, status: number | undefined, { passes, nothingElse }: Surroundings): Blame {
  const isGoodWeather = passes >= PASSES_IN_GOOD_WEATHER;
  const batch = isGoodWeather ? 2 : nothingElse ? 1 : 0;
  const record = isGoodWeather ? 2 : nothingElse && isOwn ? 1 : 0;
  return { batch, record, answered: status === 500, ...(record > 0 ? { reasons: failedOnIt(status ?? 0) } : {}) };
}
