/** What those who gather profiles are shown: each row that was read, once, in the order of the sheet. */
import type { ReadRow } from '../row/read-row.ts';
import type { SourceRow } from '../source-row.ts';

export interface SeenRow {
  readonly row: SourceRow;
  /** The digits of the NIK cell, where it is text that holds sixteen and nothing else but marks; valid or not. */
  readonly nik: string | undefined;
  /** What the row was read as. */
  readonly read: ReadRow;
}

/**
 * Gathers the profile of one column, or of two beside each other. It sees a million rows: memory must not grow with
 * them.
 */
export interface Gatherer<Profile> {
  see(seen: SeenRow): void;
  /** As of the rows seen so far. */
  profile(): Profile;
}
