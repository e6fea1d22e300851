/** What `reconcile` finds out: the words of those who ask, of those who print it and of both languages. */
import type { Outcome, RowRef } from './record/record.ts';

/** Why a record is not on the server. */
export const MISSING_REASONS = ['lost', 'refused', 'held', 'in-doubt', 'waiting', 'never-imported', 'unknown'] as const;
export type MissingReason =
  /** The ledger has a receipt for it, and yet the server does not have it: somebody must look into this. */
  | 'lost'
  | 'refused'
  | 'held'
  | 'in-doubt'
  | 'waiting'
  /** The ledger has never heard of it. */
  | 'never-imported'
  /** There is no ledger here that could know. */
  | 'unknown';

/** A record on paper that the server does not have. */
export interface MissingRow {
  readonly at: RowRef;
  readonly why: MissingReason;
}

/** Paper against server. */
export interface Comparison {
  /** Distinct records on paper that could be sent. */
  readonly onPaper: number;
  /** How many of them the server has. */
  readonly onServer: number;
  readonly missing: Readonly<Record<MissingReason, number>>;
  /** In the order of the paper, then what only the ledger knows. */
  rows(): Iterable<MissingRow>;
  /** The entries, by number, of those on paper that are lost. */
  readonly lost: readonly number[];
  /** On the server, brought by these files, and no longer in them. */
  readonly unexpected: readonly RowRef[];
}

/** What `--repair` has done. */
export interface Repaired {
  /** Records that the server had lost and that wait again. */
  readonly again: number;
  /** Records that were never imported and wait now. */
  readonly fresh: number;
  /** Lost records whose rows do not say any more what they said: a person must look. */
  readonly left: number;
}

/** A comparison, and all that is told beside it. Times in milliseconds. */
export interface Reconciliation extends Comparison {
  readonly target: string;
  readonly files: number;
  /** Files that could not be read to their end: of what they hold nothing is known. */
  readonly unread: number;
  readonly repaired?: Repaired | undefined;
  /** What else stands on paper; of it only `invalid`, `held`, `repeated` and `skipped` are told. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly requests: number;
  readonly outages: number;
  readonly awayMs: number;
  readonly ms: number;
}

/** One row of the list, as the workbook has it. */
export type ListedRow = MissingRow | { readonly at: RowRef; readonly why: 'unexpected' };
