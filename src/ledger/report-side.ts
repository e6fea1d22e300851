/** The side of the ledger (ledger.ts) that reports know: what became of each row, entry and run. Nothing is changed. */
import type { Problem } from '../record/problems.ts';
import type { DoseRecord, OriginalRow, Outcome, RecordKey } from '../record/record.ts';
import type { Reason } from '../target/reason.ts';
import type { Attempt } from './delivery-side.ts';
import type { GateSeen } from './gate-side.ts';
import type { HistoryLedger, LedgerRun, RunOutcomes } from './history-side.ts';
import type { KnownFile, SheetIdentity } from './intake-side.ts';
import type { Counts, EntryState } from './states.ts';

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

/** A file that was taken in to its end. */
export interface TakenFile {
  /** Its number in the ledger. */
  readonly id: number;
  /** As whoever imported it last has typed it. */
  readonly name: string;
}

/** What has become of a file by now. */
export interface FileFate {
  /** Rows of its sheets that were read, those without a record too. */
  readonly rows: number;
  /**
   * Where its readings stand now. `accepted` is what the server took in this run, `already-there` what it had before,
   * and a row that a newer one stands for is `repeated`.
   */
  readonly outcomes: RunOutcomes;
}

/** Rows of this run, of everything the ledger knows, or of one file by its number. */
export type RowsWanted = 'run' | 'all' | { readonly file: number };

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

/** Where one reading of a file stands now, with what the target said of its record. */
export interface RowStanding {
  readonly sheet: string;
  readonly line: number;
  readonly group: number;
  readonly kind: RowLife['kind'];
  /** Without anything a cell says. */
  readonly problems: readonly Problem[];
  readonly entry?: {
    readonly state: EntryState;
    /** It had the record before. */
    readonly already: boolean;
    readonly receipt?: string;
    readonly reasons: readonly Reason[];
    /** Of one that was refused: what was sent, which may be what another row says. */
    readonly record?: DoseRecord;
  };
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

export interface ReportLedger extends HistoryLedger {
  /**
   * The runs that are at work on the ledger now, newest first; several where it is one for many machines. One that has
   * begun and neither ended nor is among them was killed.
   */
  atWork(): Promise<readonly LedgerRun[]>;
  /** The gate of the target as it is now, where the ledger has one. */
  gateNow?(): Promise<GateSeen>;
  /** Whatever is asked within `work` is of one moment, also beside a run that goes on. */
  atOnce<T>(work: () => Promise<T>): Promise<T>;
  lastRun(): Promise<LedgerRun | undefined>;
  /** Files whose reading was cut short, by name: nothing of them was taken in, they are to be read again. */
  unfinished(): Promise<readonly string[]>;
  /** The identity of the target this ledger belongs to. */
  target(): Promise<string>;
  outcomes(): Promise<RunOutcomes>;
  /** The file with these bytes (their SHA-256), where it was taken in to its end. */
  fileOf(digest: Uint8Array): Promise<TakenFile | undefined>;
  fateOf(file: number): Promise<FileFate>;
  /** Where every reading of a file stands, whichever runs have read it; for whoever has sent that file. */
  standings(file: number): Promise<readonly RowStanding[]>;
  /** What became of every reading of this run, streamed in file order. */
  readings(): AsyncIterable<ReadingFate>;
  /** Every row that needs a person, of those that are wanted. Streamed in file order. */
  rowsForPerson(which: RowsWanted): AsyncIterable<RowForPerson>;
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
  /** How many entries are handed over, and in how many batches, without a word of what became of them. */
  countHandedOver(): Promise<{ readonly entries: number; readonly batches: number }>;
  lifeOf(file: string, line: number): Promise<readonly RowLife[]>;
  count(): Promise<Counts>;
  close(): Promise<void>;
}
