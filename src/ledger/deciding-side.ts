/** The side of the ledger (ledger.ts) for what people decide about rows and records: retry, dismiss, purge. */

import type { Erasure, PersonAsked } from './person-side.ts';
import type { ReportLedger } from './report-side.ts';

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
export interface DecidingLedger extends Pick<ReportLedger, 'fileOf'> {
  dismiss(row: RowMeant): Promise<Dismissal>;
  /**
   * Forgets records that the server accepted before `before` (epoch ms), with everything about them. Imported again,
   * their rows are sent again under the same keys.
   */
  purge(before: number): Promise<Purged>;
  /**
   * Forgets one person, down to a mark by which the same doses and rows are passed over when they come again.
   * `evenWaiting`: also what waits. What is in doubt is never forgotten, and then nothing is.
   */
  erase(asked: PersonAsked, how: { readonly evenWaiting: boolean }): Promise<Erasure>;
  /** Doses and rows of somebody who was erased may be taken in again. Returns how many. */
  readmit(asked: PersonAsked): Promise<number>;
  close(): Promise<void>;
}
