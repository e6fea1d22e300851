/** The side of the ledger (ledger.ts) that delivery knows: batches go out, what was heard of them comes back. */

import type { RecordKey } from '../record/record.ts';
import type { Reason } from '../target/reason.ts';
import type { Batch, PeopleIndex, Person, Resolution, Sought, Target, Traits, Verdict } from '../target/target.ts';
import type { Counts } from './states.ts';

/**
 * A batch in the hands of one worker. The number grows each time somebody takes it, so that whoever had it before can
 * write nothing down any more (a fencing token): what that one has heard is asked for again.
 */
export interface Held {
  readonly id: string;
  readonly fence: number;
}

/** A batch that is to be sent, by whoever holds it. */
export type HeldBatch = Batch & Held;

/** A batch some of whose entries are in doubt. */
export interface Doubt extends Held {
  /** The keys still in doubt. */
  readonly keys: readonly RecordKey[];
  /** No part of the batch is known yet: it may be sent again as it is. */
  readonly whole: boolean;
  readonly firstSent: number;
  readonly lastSent: number;
  /** When it is to be asked about next. */
  readonly askAt: number;
  /** How often the target was asked and did not have (all of) it. */
  readonly misses: number;
  /** How many keys were still missing at the last question. */
  readonly missing: number;
  /** What speaks against this batch, as counted by delivery/blame.ts. */
  readonly failures: number;
  /** For a batch of one record: the same over all batches in which the record was alone; otherwise 0. */
  readonly allFailures: number;
  /**
   * When the last sending left that the server is not known to have finished, well or badly: it may still be at work on
   * it, whatever came back for another sending of the same key. Undefined where all of them were answered.
   */
  readonly unanswered: number | undefined;
  /** For a batch of one record: why the server refused it in its own form; empty where it never did. */
  readonly reasons: readonly Reason[];
}

/**
 * One attempt, for `explain`. `answer` is a word, never text of the server; `question` when the target was only asked.
 */
export interface Attempt {
  readonly at: number;
  readonly ms: number;
  readonly answer: string;
  /** It lies where a person fetches it (`Reply.handedOver`): nobody is asked before that one says what became of it. */
  readonly handedOver?: true;
  /**
   * What the sending says about what it leaves in doubt; absent for questions. Not kept with the attempt, but in the
   * doubt.
   */
  readonly blame?: Blame;
}

/** What a sending that left doubts says about the batch itself (delivery/blame.ts). */
export interface Blame {
  /** Added to `Doubt.failures`. */
  readonly batch: number;
  /** Added to `Doubt.allFailures`, where the record was alone. */
  readonly record: number;
  /** The server has finished with the request, well or badly. */
  readonly answered: boolean;
  /**
   * Why the server refused it, in its own words or (`Reason.status`) ours; kept for a record that was alone, and its
   * words rather than ours.
   */
  readonly reasons?: readonly Reason[];
}

export interface BatchCounts {
  readonly accepted: number;
  readonly alreadyThere: number;
  readonly refused: number;
  readonly inDoubt: number;
  readonly unsent: number;
}

/** A batch that was handed over to a person, as far as nobody has said what became of it. */
export interface HandedOver extends Held {
  /** Epoch milliseconds. */
  readonly at: number;
  /** How many it had when it was sent. */
  readonly records: number;
  /** Those that are open. */
  readonly keys: readonly RecordKey[];
}

/** What a target asks of a batch beyond its size. */
export interface ClaimRules extends Partial<Pick<Traits, 'onePersonPerRequest'>> {
  /** As in the traits: the batch says where its records come from. */
  readonly wantsPlaces?: Traits['wantsPlaces'] | undefined;
  /** Only entries go of which the references of all these are known; `encode` is given them. */
  readonly neededBy?: PeopleIndex['neededBy'] | undefined;
}

/** Somebody whose reference the ledger does not know. */
export interface Stranger {
  readonly person: Person;
  /** The numbers of the entries that wait for it. */
  readonly entries: readonly number[];
}

/** What became of an older copy of a ledger at the beginning of a run. */
export interface Suspicion {
  /** So many that waited are in doubt now. */
  readonly entries: number;
  /** The target is asked for them; otherwise it cannot be, and they are sent as they are. */
  readonly asked: boolean;
}

/** Entries that were accepted lately, in the order of their answers. */
export interface Lately {
  /** Where to go on after these. */
  readonly last: number;
  readonly records: readonly { readonly entry: number; readonly sought: Sought }[];
}

/** Entries that are in doubt again; of how many of them this run had counted the answer. */
export interface GoneCounts extends Pick<BatchCounts, 'accepted' | 'alreadyThere'> {
  readonly entries: number;
}

/**
 * A server that dies may forget what it has acknowledged last. What was accepted lately is therefore known in full
 * until it is trusted: asked for after an outage, and sent again where it is gone.
 */
export interface LookBackLedger {
  /** The number of the newest of them; 0 where there is none. */
  latest(): Promise<number>;
  /** The first of them after the number `after` and up to `upTo`; undefined where there is none. Opens the bodies. */
  lately(after: number, upTo: number, limit: number): Promise<Lately | undefined>;
  /** The target does not have these: they are in doubt again, and asked for a second time at `askAt`. */
  gone(entries: readonly number[], askAt: number): Promise<GoneCounts>;
  /** What was accepted before then is trusted: its bodies are erased. */
  trust(before: number): Promise<void>;
}

/**
 * Delivery's side. Several workers may empty one ledger. A batch is held by the one that sends it or asks about it, for
 * so long as its lease lasts (a setting of the ledger, longer than any request) or until it is let go. One person is
 * never in two flights: a dose waits while another one of that person is on its way or in doubt.
 */
export interface DeliveryLedger extends LookBackLedger {
  /** How long a batch is held unless the lease is renewed, in milliseconds. */
  readonly leaseMs: number;
  /**
   * What was sent by another run that is dead is in doubt: one whose lease is over at `now`, or of which the ledger
   * knows that it is no more. What a living one sends stays its own. Returns how many entries. For whoever delivers, at
   * the beginning and once a lease: what a dead worker left must not wait for the next run.
   */
  recover(now: number): Promise<number>;
  /** The leases of all that this run holds begin anew. What was taken from it meanwhile stays taken. */
  renew(now: number): Promise<void>;
  /**
   * Whether something may come to this run without anybody's import: batches that others hold, whose answers may be
   * lost, or entries that wait and that `claim` has passed by because somebody has locked them for a moment. Whoever
   * finds nothing else to do looks again before it ends.
   */
  elsewhere(): Promise<boolean>;
  /**
   * Where the ledger is an older copy (restored, moved, put back): what waits may have been sent since, and is in
   * doubt, in batches of at most `limit`. `limit` is undefined for a target that cannot be asked. Undefined where it is
   * none.
   */
  suspect(limit: number | undefined): Promise<Suspicion | undefined>;
  /** How many entries may be claimed: those that wait, and no other dose of the person is on its way or in doubt. */
  ready(): Promise<number>;
  /**
   * Writes down a batch of at most `limit` pending entries, a fingerprint of its bytes and the intent to send it now.
   */
  claim(limit: number, now: number, encode: Target['encode'], rules?: ClaimRules): Promise<HeldBatch | undefined>;
  /**
   * Of whom a reference is needed for the `limit` entries that are next in line, and none is known. Opens the bodies.
   */
  strangers(limit: number, neededBy: PeopleIndex['neededBy']): Promise<readonly Stranger[]>;
  /**
   * Writes down what the target answered about them: a reference is kept, the first one for good; entries that wait for
   * somebody who is not known are refused. Returns how many.
   */
  remember(found: ReadonlyMap<Stranger, Resolution>): Promise<number>;
  /**
   * Writes down what was heard, and lets the batch go. Keys without a verdict are in doubt. Undefined when somebody
   * else has taken the batch meanwhile: nothing is written down then.
   */
  settle(batch: Held, verdicts: ReadonlyMap<RecordKey, Verdict>, attempt: Attempt): Promise<BatchCounts | undefined>;
  /** The doubt that is to be asked about first, whether due or not; none that another worker holds at `now`. */
  nextDoubt(now: number): Promise<Doubt | undefined>;
  /** Takes a doubt, so that nobody else asks about it or sends it again. Undefined when somebody has been quicker. */
  hold(doubt: Doubt, now: number): Promise<Doubt | undefined>;
  /** What is still in doubt of a batch, with whose doses they are: for targets that know no keys. Opens the bodies. */
  sought(batchId: string): Promise<readonly Sought[]>;
  /**
   * Lets the doubt go and asks again at `askAt`. `answered`: the target was heard and does not have `missing` of the
   * keys; otherwise the question was lost.
   */
  postpone(batch: Held, askAt: number, missing: number, answered: boolean): Promise<void>;
  /**
   * The intent to send the very same bytes again. Undefined when somebody else has taken the batch, or when the bytes
   * cannot be made again, as when another version of the program encodes otherwise: the batch is no longer `whole`
   * then, and questions settle it.
   */
  resend(
    batch: Held,
    now: number,
    encode: Target['encode'],
    rules?: Pick<ClaimRules, 'neededBy' | 'wantsPlaces'>,
  ): Promise<HeldBatch | undefined>;
  /**
   * What is open in the batch is proven absent, or was certainly not stored: pending again. `parts`: in that many
   * batches of its own, so that what may be poison meets no others; 0: with whatever else is pending. Nothing when
   * somebody else has taken the batch.
   */
  release(batch: Held, parts: number, attempt: Attempt): Promise<void>;
  /** What was handed over and is open, the oldest first. It is no doubt: `nextDoubt` passes it by. */
  handedOver(): Promise<readonly HandedOver[]>;
  /** Whether the target has ever given an answer that made sense; `met()` writes it down. */
  hasMet(): Promise<boolean>;
  met(): Promise<void>;
  /** Nothing will happen for a while: what was erased is taken out of the journal as well. */
  rest(): Promise<void>;
  count(): Promise<Counts>;
  /** How many entries are handed over, and in how many batches, without a word of what became of them. */
  countHandedOver(): Promise<{ readonly entries: number; readonly batches: number }>;
}
