/**
 * The port of the ledger, the state file: one entry for each distinct key. Intake writes it, delivery empties it, and
 * they meet nowhere else, so an outage never touches reading and a resume needs no spreadsheet. The states are drawn in
 * states.ts.
 *
 * Every method is one transaction, durable when its promise resolves (ledger/sqlite: WAL, synchronous=FULL); a file is
 * one from `openFile` to `closeFile`. All methods return promises because a ledger on a database server comes beside
 * the SQLite one. Both must pass test/contract/ledger-contract.ts.
 */

import type { DateOrder } from '../record/dates/date-writing.ts';
import type { Header } from '../record/header/columns.ts';
import type { Problem } from '../record/problems.ts';
import type { OriginalRow, Outcome, RecordKey } from '../record/record.ts';
import type {
  Batch,
  PeopleIndex,
  Person,
  Reason,
  Resolution,
  Sought,
  Target,
  Traits,
  Verdict,
} from '../target/target.ts';
import type { PreparedReading } from './sealed/prepare.ts';
import type { EntryState } from './states.ts';

export type Counts = Readonly<Record<EntryState, number>>;

/** A file as intake found it. `digest` (SHA-256 of its bytes) is its identity: the same bytes are the same file. */
export interface FileIdentity {
  /** The path as the user typed it. */
  readonly name: string;
  readonly digest: Uint8Array;
}

/** A sheet as intake found it; kept for `explain` and for the correction sheet. */
export interface SheetIdentity {
  readonly name: string;
  readonly headerLine: number;
  /** The cells of the header, as text; of its second line where it has two. */
  readonly headings: readonly string[];
  /** The cells of the first line of a header that has two. */
  readonly above?: readonly string[];
  /**
   * Where the fields stand, and the values from above the header: see record/header/columns.ts. Ledgers of the first
   * version do not know the lines of the header. `orders`: columns whose dates are written in another order than day
   * first, where there are any.
   */
  readonly layout: Pick<Header, 'columns' | 'doses' | 'defaults'> &
    Partial<Pick<Header, 'lines' | 'constants'>> & { readonly orders?: readonly (readonly [number, DateOrder])[] };
}

/** A file with all its sheets that have a header. */
export interface KnownFile extends FileIdentity {
  readonly sheets: readonly SheetIdentity[];
}

/** What became of one reading at the door. */
export interface Admission {
  /** `fresh`: a new entry; `owns`: speaks for an entry of an earlier run; the others as in rules/admission.ts. */
  readonly kind: 'fresh' | 'owns' | 'replaces' | 'repeated' | 'held' | 'invalid' | 'settled' | 'dismissed' | 'skipped';
  /**
   * Of a row that is settled or dismissed its own problems, which count no more. Of others problems found at the door:
   * DUP_EVENT, DUP_DIFF, DUP_PERSON, DOSE_ORDER_ROWS, DOSE_INTERVAL, VACC_MIX, NIK_CONFLICT, NIK_NEAR.
   */
  readonly problems: readonly Problem[];
}

/** A row that needs a person, as the correction sheet and `explain` see it. Often it has no entry. */
export interface RowForPerson {
  readonly file: string;
  /** The same object for all rows of a file. */
  readonly from: KnownFile;
  /** One of the sheets of `from`. */
  readonly sheet: SheetIdentity;
  readonly line: number;
  readonly group: number;
  readonly outcome: 'invalid' | 'held' | 'refused';
  readonly cells: readonly string[];
  readonly problems: readonly Problem[];
  /** The row that this one corrects, where the file is a correction sheet. */
  readonly origin?: OriginalRow;
}

/** How many rows need a person, by what they have come to. */
export type RowsForPerson = Readonly<Record<RowForPerson['outcome'], number>>;

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

/** Where a reading of a run ended, counted. */
export type RunOutcomes = Readonly<Record<Outcome, number>>;

/** Where one reading of a run ended. */
export interface ReadingFate {
  readonly file: string;
  readonly sheet: string;
  readonly line: number;
  readonly group: number;
  readonly outcome: Outcome;
  /** Without anything a cell or the server says. */
  readonly problems: readonly Problem[];
}

export interface LedgerRun {
  readonly id: number;
  readonly started: number;
  readonly ended?: number;
  readonly command: string;
  readonly exitCode?: number;
}

/** The whole life of one reading. */
export interface RowLife {
  readonly file: string;
  readonly sheet: string;
  readonly line: number;
  readonly group: number;
  readonly readAt: number;
  /**
   * `superseded`: the row was corrected later, or a person decided against it; `dismissed`: a person has taken it off
   * the list.
   */
  readonly kind: 'owner' | 'repeated' | 'held' | 'invalid' | 'skipped' | 'superseded' | 'dismissed';
  readonly problems: readonly Problem[];
  /** Why nobody is asked about it any more, where that was written down. */
  readonly decision?: {
    readonly at: number;
    /** The system user; empty where there is none. */
    readonly who: string;
    /** The row that stands for it now; absent where it was dismissed. */
    readonly by?: { readonly file: string; readonly sheet: string; readonly line: number };
  };
  readonly entry?: {
    readonly state: EntryState;
    readonly key?: RecordKey;
    readonly receipt?: string;
    readonly reasons: readonly Reason[];
    readonly batches: readonly { readonly id: string; readonly attempts: readonly Attempt[] }[];
    /** The row that owns the entry, when it is another one. */
    readonly owner?: { readonly file: string; readonly sheet: string; readonly line: number };
  };
}

/**
 * Where the readings of files go: the ledger of `import`, the one in memory of `check`, the list of `reconcile`. `R`: a
 * reading as that one takes it. One file at a time, from `openFile` to `closeFile` or `abandonFile`.
 */
export interface Door<R> {
  openFile(file: FileIdentity): Promise<{ readonly id: number }>;
  openSheet(fileId: number, sheet: SheetIdentity): Promise<number>;
  /** What became of each reading, in order. */
  admit(sheetId: number, readings: Iterable<R>): Promise<readonly Admission[]>;
  /** `skipped`: rows without a record that are not worth a line each (blank pre-printed rows). */
  closeFile(fileId: number, skipped: number): Promise<void>;
  /**
   * Takes back all the open file has brought. `refused`: it cannot be taken in as it is; `cut-short`: it is to be read
   * again (`unfinished`).
   */
  abandonFile(fileId: number, why: 'refused' | 'cut-short'): Promise<void>;
}

/**
 * Intake's side. A file goes in as a whole: what it brings is there when `closeFile` resolves, and before that nothing
 * of it is, for nobody. Its last row may contradict its first one, and a file that turns out damaged must not have
 * changed what earlier files brought. One file at a time; while one is open, only these methods may be called.
 */
export interface IntakeLedger extends Door<PreparedReading> {
  /**
   * Entries (by number) that the server took and is proven to lack: from now on a row that says the same makes each of
   * them wait again.
   */
  takeBack(entries: readonly number[]): Promise<void>;
}

/** What a target asks of a batch beyond its size. */
export interface ClaimRules extends Partial<Pick<Traits, 'onePersonPerRequest'>> {
  /** Only entries go of which the references of all these are known; `encode` is given them. */
  readonly neededBy?: PeopleIndex['neededBy'] | undefined;
}

/** Somebody whose reference the ledger does not know. */
export interface Stranger {
  readonly person: Person;
  /** The numbers of the entries that wait for it. */
  readonly entries: readonly number[];
}

/**
 * Delivery's side. Several workers may empty one ledger. A batch is held by the one that sends it or asks about it, for
 * so long as its lease lasts (a setting of the ledger, longer than any request) or until it is let go. One person is
 * never in two flights: a dose waits while another one of that person is on its way or in doubt.
 */
export interface DeliveryLedger {
  /**
   * What was sent by a run that is dead is in doubt: one whose lease is over at `now`, or of which the ledger knows
   * that it is no more. What a living one sends stays its own. Returns how many entries.
   */
  recover(now: number): Promise<number>;
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
    rules?: Pick<ClaimRules, 'neededBy'>,
  ): Promise<HeldBatch | undefined>;
  /**
   * What is open in the batch is proven absent, or was certainly not stored: pending again. `parts`: in that many
   * batches of its own, so that what may be poison meets no others; 0: with whatever else is pending. Nothing when
   * somebody else has taken the batch.
   */
  release(batch: Held, parts: number, attempt: Attempt): Promise<void>;
  /** Whether the target has ever given an answer that made sense; `met()` writes it down. */
  hasMet(): Promise<boolean>;
  met(): Promise<void>;
  /** Nothing will happen for a while: what was erased is taken out of the journal as well. */
  rest(): Promise<void>;
  count(): Promise<Counts>;
}

/** Which refused records are sent again; `run`: those that this run's files speak for. */
export type ToRetry =
  | { readonly kind: 'all' }
  | { readonly kind: 'run' }
  /**
   * `file` as it was typed, or the name alone; without `line` all of it, and of the correction sheets that correct it.
   */
  | { readonly kind: 'file'; readonly file: string; readonly line?: number };

/** `unknown`: no such file or line was ever read. */
export type Retrial = { readonly kind: 'retried'; readonly entries: number } | { readonly kind: 'unknown' };

/** Refused is not for ever: the server may have learned a batch number or a facility. */
export interface RetryingLedger {
  /** They are pending again, unchanged, and are sent after everything else in batches (and under keys) of their own. */
  retry(which: ToRetry): Promise<Retrial>;
}

/** Which row a person means. */
export interface RowMeant {
  /** As it was typed, or the name alone. */
  readonly file: string;
  readonly line: number;
  /** Needed where several sheets of the file have such a line that waits. */
  readonly sheet?: string;
}

/** What a dismissal has come to. */
export type Dismissal =
  /** `rows`: readings that nobody is asked about any more; several in a wide sheet. */
  | { readonly kind: 'dismissed'; readonly rows: number }
  /** No such file or line was ever read. */
  | { readonly kind: 'unknown' }
  /** It needs no person: it is on the server, waits to be sent, or was decided already. */
  | { readonly kind: 'not-waiting' }
  /** The line waits in each of these. */
  | { readonly kind: 'sheets'; readonly sheets: readonly string[] };

/** What `purge` has taken away. */
export interface Purged {
  /** Records that the server has. */
  readonly entries: number;
  /** Rows of sheets. */
  readonly rows: number;
}

/** What a person decides outside of any run. */
export interface DecidingLedger {
  dismiss(row: RowMeant): Promise<Dismissal>;
  /**
   * Forgets records that the server accepted before `before` (epoch ms), with everything about them. Imported again,
   * their rows are sent again under the same keys.
   */
  purge(before: number): Promise<Purged>;
  close(): Promise<void>;
}

export interface ReportLedger {
  lastRun(): Promise<LedgerRun | undefined>;
  /** Files whose reading was cut short, by name: nothing of them was taken in, they are to be read again. */
  unfinished(): Promise<readonly string[]>;
  /** The identity of the target this ledger belongs to. */
  target(): Promise<string>;
  outcomes(): Promise<RunOutcomes>;
  /** What became of every reading of this run, streamed in file order. */
  readings(): AsyncIterable<ReadingFate>;
  /**
   * Every row that needs a person: of this run (`run`), or of everything the ledger knows (`all`). Streamed in file
   * order.
   */
  rowsForPerson(which: 'run' | 'all'): AsyncIterable<RowForPerson>;
  /**
   * How many `rowsForPerson('all')` are. Many have no entry (`invalid`), or stand beside one that is accepted, so
   * `count` does not know them.
   */
  countForPerson(): Promise<RowsForPerson>;
  /** How many rows this run holds because a newer version of their file no longer has them (ROW_GONE). */
  countGone(): Promise<number>;
  /** How many rows a person has taken off the list. */
  countDismissed(): Promise<number>;
  /**
   * In how many rows of this run that need a person each problem stands that two rows have together (`ABOUT_OTHERS`):
   * both sides, as `rowsForPerson('run')` has them.
   */
  countAboutOthers(): Promise<ReadonlyMap<Problem['code'], number>>;
  lifeOf(file: string, line: number): Promise<readonly RowLife[]>;
  count(): Promise<Counts>;
  close(): Promise<void>;
}

/** The ledger as one run has it, from `beginRun` to `endRun`. What its methods call "this run" is that one. */
export interface Ledger extends IntakeLedger, DeliveryLedger, RetryingLedger, Omit<ReportLedger, 'close'> {
  /** The number of the run. */
  readonly run: number;
  endRun(exitCode: number, now: number): Promise<void>;
}

/** A record that a server has accepted, for the question whether another address is that server. */
export interface AcceptedSample {
  readonly key: RecordKey;
  readonly receipt: string;
}

/** A ledger that is open for runs. Several may go on in it at once: each is a worker of its own. */
export interface OpenLedger {
  /** Writes down that a run begins at `now` (epoch ms). */
  beginRun(command: string, now: number): Promise<Ledger>;
  /** Ends the use of the ledger; what a run has in flight is in doubt for the next one. */
  close(): Promise<void>;
  /**
   * What it was opened with and proven to fit; readings are prepared under it (prepare.ts). The file it came from may
   * be another one by now.
   */
  readonly secret: Uint8Array;
  /** The target that it belonged to until now, where this run has taken it to another one. */
  readonly movedFrom?: string;
}
