/** What `reconcile` says, apart from the other sentences because nobody else says them. */
import type { MissingReason, Repaired } from '../comparison.ts';

export interface ReconcileWords {
  /** While the server is being asked. */
  progress(asked: number): string;
  title(target: string, files: number, ms: number): string;
  readonly onPaper: string;
  readonly onServer: string;
  readonly missing: string;
  readonly unexpected: string;
  readonly reasons: Readonly<Record<MissingReason, string>>;
  /** Rows that cannot be sent and were not asked for; `terms` is joined already. */
  apart(terms: string): string;
  row(place: string, reason: string): string;
  unexpectedRow(place: string): string;
  more(rows: number): string;
  /** Shouted: receipts without records. */
  lost(records: number): string;
  /** Files of which nothing is known. */
  unread(files: number): string;
  /** What `--repair` has done, and what comes next. */
  repaired(done: Repaired): string;
  next(complete: boolean, missing: Readonly<Record<MissingReason, number>>): string;
  written(path: string): string;
  readonly headings: Readonly<Record<'file' | 'sheet' | 'line' | 'dose' | 'why', string>>;
  readonly sheets: { readonly sum: string; readonly rows: string };
}
