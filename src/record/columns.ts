/** Which column holds which field: the result of looking at a header. */
import type { Field } from './problems.ts';

/** The columns of one dose of a wide sheet ("Dosis 1 | Dosis 2" in one row); an ordinary sheet has one group without a number. */
export interface DoseColumns {
  /** The dose number that the heading names; absent when a column of the row says it. */
  readonly number?: number;
  readonly columns: Readonly<Partial<Record<'dose' | 'date' | 'vaccine' | 'lot' | 'site', number>>>;
}

/** Where everything stands in a sheet. Column indices are 0-based. */
export interface Header {
  /** The (last) line of the header, as Excel numbers it. Data begins below it. */
  readonly line: number;
  /** The lines that name the columns, one or two; a numbering or remarks may stand between them and the data. */
  readonly lines: readonly number[];
  /** Columns of the person, and columns that hold for every dose of the row. */
  readonly columns: Readonly<Partial<Record<Field, number>>>;
  /** At least one. */
  readonly doses: readonly [DoseColumns, ...DoseColumns[]];
  /** Field → heading as the sheet has it, for people and for `--json`. Wide groups: the heading of the first group. */
  readonly headings: Readonly<Partial<Record<Field, string>>>;
  /** Headings that no field was found for; not read. */
  readonly ignored: readonly string[];
  /** Values from above the header ("Puskesmas : Kendal 1") for fields that have no column. */
  readonly defaults: Readonly<Partial<Record<Field, string>>>;
}

/** What looking for a header came to. */
export type HeaderSearch =
  | { readonly kind: 'found'; readonly header: Header }
  /**
   * No row among the first 30 has an identity number and a name. `nearest`: the headings that came closest, for the message. `unmapped`: a heading that
   * `--map` names and the sheet, which is no list of people at all, does not have.
   */
  | { readonly kind: 'none'; readonly nearest: readonly string[]; readonly unmapped?: string }
  /** Two columns match one field equally well; `--map` decides. */
  | { readonly kind: 'ambiguous'; readonly field: Field; readonly headings: readonly [string, string] }
  /** `--map` names a heading that the sheet, which may well be a list of people, does not have. */
  | { readonly kind: 'unmapped'; readonly heading: string };
