/**
 * The port between delivery and a registry. A new registry is a new file beside json.ts and must pass
 * test/contract/target-contract.ts. A target never throws for anything a server or a network can do: it answers.
 */
import type { RunError } from '../errors.ts';
import { identityOf } from '../record/identity.ts';
import type { DoseRecord, IsoDate, RecordKey, RowPlace } from '../record/record.ts';
import type { Field } from '../record/table/fields.ts';
import type { Examination, Shown } from './examination.ts';
import type { Reason } from './reason.ts';

/** One record on its way, with its wire identity. */
export interface Consignment {
  readonly key: RecordKey;
  readonly record: DoseRecord;
  /** What the registry calls those whom `PeopleIndex.neededBy` names for this record, in the same order. */
  readonly references?: readonly string[];
}

/**
 * What goes out together, in one request or in several. Members and `bytes` are fixed in the ledger before the first
 * attempt and never change.
 */
export interface Batch {
  /** UUID; also the idempotency key. */
  readonly id: string;
  readonly keys: readonly RecordKey[];
  readonly bytes: Uint8Array;
  /**
   * Where each record comes from, as far as that is known now, for targets that want it (`Traits.wantsPlaces`). It is no
   * part of the bytes: a row may be moved between two tries, and its record is the same.
   */
  readonly places?: ReadonlyMap<RecordKey, RowPlace>;
}

/** What became of one record of a batch. */
export type Verdict =
  /** `already-there` is a success too: the server had it before. */
  | { readonly kind: 'accepted' | 'already-there'; readonly receipt: string }
  | { readonly kind: 'refused'; readonly reasons: readonly Reason[] }
  /** The server certainly did not act on it. */
  | { readonly kind: 'unsent' }
  /** Sent, but the answer was lost: to be asked for before it may be sent again. */
  | { readonly kind: 'in-doubt' };

/** Why no reply came; shown in the weather and counted, never used to guess whether the server acted. */
export type OutageCause =
  | 'refused'
  | 'name'
  | 'tls'
  /** Nobody we trust vouches for the server: at first contact a person must look. */
  | 'certificate'
  /** It asks for a certificate of ours and does not take what we show: at first contact a person must look. */
  | 'own-certificate'
  /** What we show to be let in could not be fetched: at first contact a person must look. */
  | 'secret'
  | 'timeout'
  | 'reset'
  | 'server-error'
  | 'throttled'
  /** An answer that is none of this API's. */
  | 'unreadable'
  /** It refuses whole batches, one after the other: 400, 422 … for everything. */
  | 'refusing'
  /** It turns us away (401, 403, 404, a redirect …), and perhaps only for now. */
  | 'turned-away'
  /** What came is not HTTP, or does not unpack: the line, not the address. */
  | 'broken'
  | 'busy';

/**
 * The server or the line failed. `reachedServer` is the hinge of promise 2: false → certainly unsent, true → in doubt.
 */
export interface Outage {
  readonly kind: 'outage';
  readonly cause: OutageCause;
  readonly reachedServer: boolean;
  /** HTTP status, where there was one. */
  readonly status?: number;
  /** With the cause `secret`: why it could not be fetched, in two sentences. */
  readonly error?: RunError;
  /** What the server asked for in `Retry-After`, in milliseconds from now. */
  readonly retryAfterMs?: number;
  /** The body is a page of HTML: whoever answered is not the API. */
  readonly page?: true;
}

/**
 * We are turned away: credentials, permission, address. The first time it is weather, because an application that
 * starts up or a gateway says so too; where it lasts (delivery/grace.ts) the run stops and a person is told (exit 7).
 */
export interface Stop {
  readonly kind: 'stop';
  readonly why: 'unauthorised' | 'misconfigured' | 'untrusted' | 'uncertified' | 'disk';
  readonly status?: number;
  /** By this server's contract nothing was stored; otherwise no answer proves that. */
  readonly unsent?: true;
  /** A page of HTML, or sent elsewhere for the time being: maintenance, or a portal on the way. */
  readonly page?: true;
  /**
   * Where somebody else than the registry turned us away (a server of identities), or the disk did (`disk`, which is no
   * weather): what is told in the end.
   */
  readonly error?: RunError;
}

/** Too large as a whole (413). */
export interface Split {
  readonly kind: 'split';
  /** As in Stop. */
  readonly unsent?: true;
  /** Not in the form of this API: a proxy in front may have said it. */
  readonly foreign?: true;
}

/**
 * The batch as a whole was refused (400, 422 …) in the form of this API: the fault is in one of its records, or in the
 * batch, or in the server.
 */
export interface RefusedWhole {
  readonly kind: 'refused-whole';
  readonly reasons: readonly Reason[];
  /** As in Stop. */
  readonly unsent?: true;
}

/** What the target made of a batch. */
export type Answer = Reply | Outage | Split | RefusedWhole | Stop;

/** Verdicts: of each record of the batch, or (`weather`) of those that were heard of. */
export interface Reply {
  readonly kind: 'reply';
  /** Where there is no weather, exactly one for each key of the batch. What has none is in doubt. */
  readonly verdicts: ReadonlyMap<RecordKey, Verdict>;
  /**
   * What ended the conversation before its end, for targets that send a batch in several requests: the third of them
   * lost the line. What was heard is settled, what certainly never left is `unsent`, and the pace hears the weather. A
   * batch of one record is answered as a whole, so that what speaks against that record is heard as it was said.
   */
  readonly weather?: Outage | Stop;
  /**
   * The whole batch lies where somebody fetches it: a folder, a province. Every record is in doubt, and nobody but that
   * one knows what becomes of it: it is neither asked for nor sent again before that one says so (`confirm`, `pull`).
   */
  readonly handedOver?: 'to-person' | 'to-province';
}

/** A record that is asked for. */
export interface Sought {
  readonly key: RecordKey;
  /** Whose dose it is, for servers that do not know our keys; absent where only the key is known any more. */
  readonly person?: {
    readonly programme: string;
    readonly identity: string;
    /** In a programme of several series. */
    readonly series?: string;
    readonly dose: number;
  };
  /** The day of the dose, where it is known. */
  readonly date?: IsoDate;
}

/** The nil UUID (RFC 9562, section 5.9): the key of no record. Whoever answers has understood the question. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';

/** How a whole record is asked for. */
export function soughtOf({ key, record: { programme, participant, dose } }: Consignment): Sought {
  const series = dose.series === undefined ? {} : { series: dose.series };
  const person = { programme, identity: identityOf(participant), ...series, dose: dose.number };
  return { key, person, date: dose.date };
}

/** What the target knows of one record. */
export type Found = { readonly receipt: string } | 'absent';

/**
 * The answer to a question about records. An unanswered question keeps the doubt, and so does a record that is not
 * among the results: it could not be asked for.
 */
export type FindAnswer = { readonly kind: 'found'; readonly results: ReadonlyMap<RecordKey, Found> } | Outage | Stop;

/** Somebody whom a registry knows by a reference of its own. Personal data. */
export interface Person {
  readonly role: 'participant' | 'vaccinator' | 'site';
  /** Number or code by which they are known; of a participant as record/identity.ts writes it. */
  readonly identity: string;
  /**
   * What else the registry is asked with. A reference is remembered for the whole question, not for the number alone.
   */
  readonly name?: string;
  readonly birthDate?: IsoDate;
  /** Where the sheet says so: the cell that is marked where nobody is found. */
  readonly field: Field;
}

/** Whom a registry has found. `unsure`: several, or somebody else; a person must look. Never guessed. */
export type Resolution =
  | { readonly kind: 'known'; readonly reference: string }
  | { readonly kind: 'unknown' | 'unsure' };

export interface Resolved {
  /** Of each of those (the same objects) that were asked for; where there is weather, of those that were heard of. */
  readonly results: ReadonlyMap<Person, Resolution>;
  /** What ended the conversation before its end, as in `Reply`. */
  readonly weather?: Outage | Stop;
}

/**
 * For registries that take a record only with their own references to people: these are asked for before anything is
 * sent, and remembered in the ledger.
 */
export interface PeopleIndex {
  /** Whom this record needs. Pure: the same record needs the same, in the same order. */
  neededBy(record: DoseRecord): readonly Person[];
  /** Asks who they are. That somebody is not known is said only where the registry's contract says so. */
  resolve(people: readonly Person[], signal: AbortSignal): Promise<Resolved>;
}

/** What delivery must know of a target to be safe with it. */
export interface Traits {
  /** The most records in one batch. */
  readonly maxBatch: number;
  /** The server honours our idempotency key: the same bytes under the same id have one effect. */
  readonly safeToResend: boolean;
  /**
   * How long it does so, in milliseconds, where the target knows that better than `delivery.keyLife`; without an end
   * (Infinity) where the same record twice is one effect whatever came between.
   */
  readonly keyLifeMs?: number;
  /** What it needs to look a record up: the key alone, or the person (`Sought.person`); or it cannot be asked. */
  readonly finds: 'by-key' | 'by-person' | 'never';
  /**
   * The server mixes up two doses of one person in one request. (That two requests at a time are never about one person
   * holds for every target: `DeliveryLedger`.)
   */
  readonly onePersonPerRequest: boolean;
  /**
   * What comes later under a key replaces what is there, however often it comes: a row that was corrected after it was
   * accepted is sent again. That something is there says nothing of its content then, so a doubt is settled by sending
   * again, never by a question.
   */
  readonly overwrites?: true;
  /** Whoever gets a batch is told which rows it comes from: `Batch.places`. */
  readonly wantsPlaces?: true;
}

/** A batch that was handed over, as whoever has it is asked about it. */
export interface HandedBatch {
  readonly id: string;
  /** How many records it had. */
  readonly records: number;
  /** Those of which nothing is known yet. */
  readonly keys: readonly RecordKey[];
}

/** What is known of a batch where it was handed over. */
export type Collected =
  /** Verdicts of those that are settled there; nothing new where there are none. */
  | { readonly kind: 'answered'; readonly verdicts: ReadonlyMap<RecordKey, Verdict> }
  /** It never arrived, or was certainly not taken in: its records may go again. */
  | { readonly kind: 'absent' | 'put-aside' }
  /** It lies there until its reader is renewed. */
  | { readonly kind: 'too-new' }
  /** The answer could not be opened; another one was asked for. */
  | { readonly kind: 'unread' };

/** Of each batch that was heard of; `weather`: what ended the conversation before its end. */
export interface AllCollected {
  readonly kind: 'collected';
  readonly batches: ReadonlyMap<string, Collected>;
  readonly weather?: Outage | Stop;
}

/** Batches are handed over to somebody who delivers them, and can be asked what came of them. */
export interface Collector {
  collect(handed: readonly HandedBatch[], signal: AbortSignal): Promise<AllCollected | Outage | Stop>;
  /** All that was to be heard of these is written down here: there it may be forgotten. */
  heard(ids: readonly string[], signal: AbortSignal): Promise<Outage | Stop | undefined>;
}

export interface Target {
  /** Stored in the ledger: a ledger belongs to one target. For example `json https://registry.example/v1`. */
  readonly identity: string;
  readonly traits: Traits;
  /** Absent where records need no references. */
  readonly people?: PeopleIndex;
  /**
   * The bytes for these records: of the request itself, or all that its requests are made of. Pure: the same records
   * are the same bytes, or they may not be sent again (`Ledger.resend`).
   */
  encode(batchId: string, consignments: readonly Consignment[]): Uint8Array;
  send(batch: Batch, signal: AbortSignal): Promise<Answer>;
  /** A record without a person, where the target finds by person, only asks who answers. */
  find(sought: readonly Sought[], signal: AbortSignal): Promise<FindAnswer>;
  /** Present where batches are handed over, and what came of them is asked for later. */
  readonly collector?: Collector;
  /** The requests in which these bytes would go out, for whoever wants to see them before. Pure. */
  show(batch: Batch): readonly Shown[];
  /** Asks whether the server would take them, and stores nothing; absent where it cannot be asked. */
  validate?(consignments: readonly Consignment[], signal: AbortSignal): Promise<Answer>;
  /**
   * Finds out what the server really does. The canary is a record that somebody has named for it: it is sent twice.
   * Without one nothing is stored.
   */
  examine(canary: Consignment | undefined, signal: AbortSignal): Promise<Examination>;
  close(): Promise<void>;
}
