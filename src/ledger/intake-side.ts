/** The side of the ledger (ledger.ts) that intake knows: files, sheets and readings go in. */
import type { DateOrder } from '../record/dates/date-writing.ts';
import type { Header } from '../record/header/columns.ts';
import type { Problem } from '../record/problems.ts';
import type { PreparedReading } from './sealed/prepare.ts';

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

/**
 * A file was broken off by what can pass (`cause`), and nothing of it is kept: it can be taken in again from its
 * beginning.
 */
export class BrokenOff extends Error {}

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
  /**
   * Takes a whole file in by `work`, and again where it throws BrokenOff, until it is in or the patience is over.
   * Absent where nothing of that kind happens.
   */
  again?<T>(work: () => Promise<T>): Promise<T>;
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
