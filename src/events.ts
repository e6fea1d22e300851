/**
 * All a run can say. Commands and delivery emit events; only report/ prints. The shapes that `--json` prints are a
 * contract (docs/json-output.md); the others are for people.
 */
import type { RunError, RunErrorCode } from './errors.ts';
import type { ExitCode } from './exit-codes.ts';
import type { RunOutcomes, RunSummary } from './ledger/history-side.ts';
import type { Guess } from './record/header/columns.ts';
import type { ReadColumn } from './record/header/read-columns.ts';
import type { Field, Problem } from './record/problems.ts';
import type { Outcome } from './record/record.ts';
import type { OutageCause } from './target/target.ts';
import type { RequestSeen } from './target/watched.ts';

export type RunEvent =
  /** Progress of reading; many a second. */
  | {
      readonly event: 'reading';
      readonly file: string;
      readonly rows: number;
      readonly bytes: number;
      readonly totalBytes: number;
    }
  /** The header of a sheet was found, before any of it is judged or sent. */
  | {
      readonly event: 'columns';
      readonly file: string;
      readonly sheet: string;
      readonly headerLine: number;
      /** Every column that is read. */
      readonly columns: readonly ReadColumn[];
      /** Headings that no field was found for; not read. */
      readonly ignored: readonly string[];
      /** Values taken from above the header for columns that are missing: field → value. */
      readonly defaults: Readonly<Partial<Record<Field, string>>>;
      /**
       * What came of `--set`: values of columns that are missing, and fields for which the sheet has columns. Absent
       * where nothing was set.
       */
      readonly set?: { readonly used: Readonly<Partial<Record<Field, string>>>; readonly unused: readonly Field[] };
      /** Headings that probably name a field that has no column; not read. */
      readonly guesses: readonly Guess[];
    }
  /** A sheet was read to its end. */
  | {
      readonly event: 'file';
      readonly file: string;
      readonly sheet: string;
      readonly headerLine: number;
      /** Field → heading as the sheet has it; of a wide sheet those of its first dose. */
      readonly columns: Readonly<Partial<Record<Field, string>>>;
      readonly rows: number;
      readonly notes: readonly Problem[];
      /** As of `columns`; absent when there are none. */
      readonly guesses?: readonly Guess[];
    }
  | {
      readonly event: 'row';
      readonly file: string;
      readonly sheet: string;
      readonly line: number;
      readonly dose: number;
      readonly outcome: Outcome;
      readonly problems: readonly Problem[];
    }
  /** Everything of this run's files is in the ledger; from here on the sheets are not needed. */
  | {
      readonly event: 'taken-in';
      readonly rows: number;
      readonly readings: number;
      readonly fresh: number;
      readonly known: number;
    }
  /** The ledger goes to another target from now on. */
  | { readonly event: 'moved'; readonly from: string; readonly to: string }
  /** So many records that the server refused are to be sent again. */
  | { readonly event: 'retry'; readonly entries: number }
  /**
   * At a province: so many parcels of districts were taken in, with so many records; so many were put aside, because
   * they cannot be read.
   */
  | { readonly event: 'parcels'; readonly parcels: number; readonly records: number; readonly aside: number }
  /**
   * In a district: the province was asked. So many records are settled; so many go again, because the province does not
   * have them; so many parcels lie there until it has a newer program.
   */
  | {
      readonly event: 'pulled';
      readonly accepted: number;
      readonly alreadyThere: number;
      readonly refused: number;
      readonly again: number;
      readonly tooNew: number;
      readonly open: number;
    }
  /** Delivery begins: so many entries wait, so many of them are in doubt. */
  | { readonly event: 'delivery'; readonly waiting: number; readonly inDoubt: number; readonly target: string }
  | {
      readonly event: 'batch';
      readonly entries: number;
      readonly accepted: number;
      readonly alreadyThere: number;
      readonly refused: number;
      readonly inDoubt: number;
      readonly unsent: number;
      /** How many of those in doubt were handed over to a person; absent where the target is a server. */
      readonly handedOver?: number;
      readonly ms: number;
    }
  /** The nth request of the run has come to its end; for `-v`. `cause` where no answer came. */
  | ({ readonly event: 'request'; readonly nth: number } & RequestSeen)
  /** Doubts were asked for: so many were there, so many were not, so many stay in doubt. */
  | {
      readonly event: 'doubts';
      readonly asked: number;
      readonly there: number;
      readonly absent: number;
      readonly unknown: number;
    }
  /**
   * The ledger is an older copy of itself, or lies elsewhere than at its last run: so many records that waited are asked
   * for before they are sent. Where the target cannot be asked (`asked` false) they are sent as they are, which may
   * double what the other copy has sent unless it overwrites (`safe`).
   */
  | { readonly event: 'copy'; readonly entries: number; readonly asked: boolean; readonly safe: boolean }
  /** After an outage so many that the server had acknowledged were asked for; so many are gone, and in doubt again. */
  | { readonly event: 'look-back'; readonly asked: number; readonly gone: number }
  /** The server went down or came back. Times are epoch milliseconds; `nextTry` is absent when up. */
  | {
      readonly event: 'weather';
      readonly state: 'down' | 'up';
      readonly since: number;
      readonly nextTry?: number;
      readonly cause?: OutageCause;
      readonly status?: number;
    }
  /**
   * The database of the ledger went away or came back; what was being done is done again. Epoch milliseconds; `why` and
   * `code` as of the error DATABASE_AWAY.
   */
  | {
      readonly event: 'database';
      readonly state: 'down';
      readonly since: number;
      readonly why: string;
      readonly code: string;
    }
  | { readonly event: 'database'; readonly state: 'up'; readonly since: number; readonly awayMs: number }
  /**
   * The clock of this computer and the server's contradict each other by more than a day; once a run. Epoch
   * milliseconds.
   */
  | { readonly event: 'clock'; readonly here: number; readonly server: number }
  /**
   * A worker that stays (`resume --stay`) has nothing to do: nothing waits, the time window is closed, or something is in
   * the way that may pass. `until`: when it goes on by itself, in epoch milliseconds.
   */
  | { readonly event: 'resting'; readonly why: 'empty' | 'window' | 'trouble'; readonly until?: number }
  /** The user or the time window asked to stop; the batch in flight is being finished. */
  | { readonly event: 'stopping'; readonly why: 'SIGINT' | 'SIGTERM' | 'window' }
  /**
   * What a person has said of so many headings is remembered in the file at `path`, or could not be (a RunError code).
   */
  | { readonly event: 'remembered'; readonly path: string; readonly headings: number; readonly failed?: string }
  /** The log of this run cannot be written; the run goes on without it. `code`: of the system. */
  | { readonly event: 'log-lost'; readonly path: string; readonly code: string }
  /** A file with personal data was written for the clerk. */
  | { readonly event: 'correction-sheet'; readonly path: string; readonly rows: number }
  /** A correction sheet in which nothing was corrected yet: it is passed over. */
  | { readonly event: 'untouched'; readonly file: string }
  /**
   * A folder was looked into: so many sheets are new, so many are known from before, and what is passed over, each with
   * a word.
   */
  | {
      readonly event: 'looked';
      readonly folder: string;
      readonly fresh: number;
      readonly known: number;
      readonly passed: readonly PassedOver[];
    }
  /** What lies in the folder of corrections and waits for a person; only where there is any. */
  | { readonly event: 'to-correct'; readonly folder: string; readonly files: number }
  /** What became of one file, at the end of an import. */
  | ({ readonly event: 'file-result' } & FileResult)
  /** One file or one command could not be carried out; two lines and, at the end, the exit code. */
  | { readonly event: 'failed'; readonly error: RunError; readonly file?: string }
  /** The server is being asked what it has; so many keys were answered. */
  | { readonly event: 'asking'; readonly asked: number }
  | PositionEvent
  /** Somebody who is to be told of the run could not be: a warning, after the summary. */
  | { readonly event: 'untold'; readonly error: RunError }
  | SummaryEvent;

/** Where a run is, because somebody has asked (SIGUSR1). */
export interface PositionEvent {
  readonly event: 'position';
  readonly phase: /** Nothing is read or sent yet. */
    | 'starting'
    | 'reading'
    | 'sending'
    /** All is said and done but what comes after the summary. */
    | 'ending';
  /** What is being read; `share` is how much of it, 0 to 1. Names and sheets are for people. */
  readonly reading?: { readonly file: string; readonly rows: number; readonly share?: number };
  /** Entries that are settled, of those that waited when delivery began; `perSecond` once it can be told. */
  readonly sending?: {
    readonly done: number;
    readonly total: number;
    readonly perSecond?: number;
    readonly leftMs?: number;
  };
  /** The server, once anything was sent: since when it is as it is (epoch milliseconds), as `weather` has it. */
  readonly server?: {
    readonly state: 'down' | 'up';
    readonly since: number;
    readonly nextTry?: number;
    readonly cause?: OutageCause;
    readonly status?: number;
  };
}

/**
 * Why an entry of a folder is not taken. `copying`: not at its end, or changed while it was read; it is looked at again
 * next time; `handed-out`: a sheet that was changed where corrections lie, and has to be put into the inbox.
 */
export interface PassedOver {
  /** As somebody would type it. */
  readonly file: string;
  readonly why:
    | 'lock'
    | 'hidden'
    | 'temporary'
    | 'system'
    | 'placeholder'
    | 'link'
    | 'special'
    | 'name'
    | 'deeper'
    | 'no-sheet'
    | 'copying'
    | 'empty'
    | 'handed-out';
  /** Of `no-sheet`: what it is (`PDF`). */
  readonly type?: string;
}

/** What became of one file by the end of a run. */
export interface FileResult {
  /** As somebody would type it. */
  readonly file: string;
  /**
   * `done`: every row is on the server or needs nothing; `waiting`: rows still have to be sent; `needs-person`: rows
   * wait to be corrected or decided; `left`: it changed while it was read, and is read next time; `refused`: it cannot
   * be taken in as it is.
   */
  readonly became: 'done' | 'waiting' | 'needs-person' | 'left' | 'refused';
  /** Rows of its sheets; absent where it was not taken in. */
  readonly rows?: number;
  /** Where its readings stand now. */
  readonly outcomes?: RunOutcomes;
  /** Why it was refused: the code of an error. */
  readonly code?: RunErrorCode;
  /** It was refused on an earlier night and has not been changed since: it was not read again. */
  readonly before?: boolean;
  /** Where it was moved; absent where it stays. */
  readonly to?: string;
  /** It stays because an office program has it open. */
  readonly open?: true;
}

/** The last word of a run. */
export interface SummaryEvent extends RunSummary {
  readonly event: 'summary';
  readonly command: 'import' | 'resume' | 'retry' | 'confirm' | 'push' | 'pull' | 'check';
  /** Rows that still waited and that a newer version of their file lacks: held. */
  readonly gone?: number;
  /**
   * Records that lie in files of the target and wait for `confirm`, or with a province (`province`) and wait for `pull`;
   * absent where there are none.
   */
  readonly handedOver?: { readonly entries: number; readonly batches: number; readonly province?: true };
  /** Files whose reading was cut short: nothing of them was taken in, they must be imported again. */
  readonly unfinished?: readonly string[];
  readonly exitCode: ExitCode;
}

/** Whoever listens to a run. */
export interface Reporter {
  report(event: RunEvent): void;
  /** Restores the terminal; the last call. */
  close(): void;
}
