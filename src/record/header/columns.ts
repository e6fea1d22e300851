/** Which column holds which field: the result of looking at a header. */

import type { DateOrder, DateWriting } from '../dates/date-writing.ts';
import type { Colours } from '../given/colours.ts';
import type { GivenColumn } from '../given/heading.ts';
import type { DoseField, Field } from '../table/fields.ts';
import type { Constants } from './constants.ts';
import type { DateParts } from './date-parts.ts';
import type { Meanings } from './form.ts';
import type { Legend } from './legend.ts';

/**
 * The columns of one dose of a wide sheet ("Dosis 1 | Dosis 2" in one row); an ordinary sheet has one group without a
 * number.
 */
export interface DoseColumns {
  /** The dose number that the heading names; absent when a column of the row says it. */
  readonly number?: number;
  readonly columns: Readonly<Partial<Record<DoseField, number>>>;
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
  /** How many columns the header has; cells beyond are remarks. */
  readonly width: number;
  /** Columns whose heading says that dates are written month before day, or year, day, month. */
  readonly orders: ReadonlyMap<number, DateOrder>;
  /** Columns of whose dates a person has said how they are written. */
  readonly writings: ReadonlyMap<number, DateWriting>;
  /** Dates in three columns; the field's own column is that of the day. */
  readonly parts: readonly DateParts[];
  /** The columns of a name in parts, from left to right; empty where one column has it. */
  readonly names: readonly number[];
  /** What the codes of a column stand for, as its heading says. */
  readonly legends: ReadonlyMap<number, Legend>;
  /** Columns of remarks on the row, which may take it back (given/remark.ts). */
  readonly remarks: readonly number[];
  /** Columns about whether the dose was given at all. */
  readonly given: readonly GivenColumn[];
  /** What the colours of cells mean; where the workbook has a legend. */
  readonly colours?: Colours;
  /** Values from above the header ("Puskesmas : Kendal 1") for fields that have no column. */
  readonly defaults: Readonly<Partial<Record<Field, string>>>;
  /** Those of the defaults that a person has given for this run (constants.ts); absent where there are none. */
  readonly constants?: readonly Field[];
}

/** A heading that probably names a field which has no column. */
export interface Guess {
  readonly heading: string;
  readonly field: Field;
  /** As in HeadingMatch. */
  readonly dose?: number;
}

/** The row that is, or probably is, the header, as a person can be shown it. */
export interface HeaderForm {
  /** The (first) line, as Excel numbers it. */
  readonly line: number;
  /** What the columns are called; empty where they are called nothing. */
  readonly headings: readonly string[];
  /** See form.ts. */
  readonly signature: string;
  /** Those of the headings that a person has explained, as the sheet has them, in this run or before. */
  readonly told: Meanings;
  /**
   * Those of `told` that were named by their letters (`D:D`) only, because their text may be somebody's: neither shown
   * nor remembered.
   */
  readonly byLetter?: ReadonlySet<string>;
}

/** What looking for a header came to. */
export type HeaderSearch =
  /** `guesses`: what probably names a field that the sheet can do without. It is not read. */
  | {
      readonly kind: 'found';
      readonly header: Header;
      readonly form: HeaderForm;
      readonly guesses: readonly Guess[];
      /** What the sheet itself says of fields that a person has given; absent where it says nothing. */
      readonly said?: Constants;
    }
  /**
   * Without these columns rows or values would be lost, and only a guess says which they are. A person must confirm it.
   */
  | { readonly kind: 'unsure'; readonly guesses: readonly [Guess, ...Guess[]]; readonly form: HeaderForm }
  /** One column holds several fields, of which rows cannot do without one, and nobody knows how. */
  | { readonly kind: 'several'; readonly heading: string; readonly fields: readonly Field[]; readonly form: HeaderForm }
  /**
   * No row among the first 30 has an identity number and a name. `nearest`: the cells of the row that came closest,
   * which may be somebody's, and its line; `form`: that row, if there is one; `missing`: which of the two it has not,
   * if it has the other.
   */
  | {
      readonly kind: 'none';
      readonly nearest: readonly string[];
      /**
       * What is probably the column of one that is missing, for the advice; nobody is to be asked about it as if it
       * were known.
       */
      readonly proposed?: readonly Guess[];
      readonly line?: number;
      readonly form?: HeaderForm;
      readonly missing?: 'nik' | 'name';
    }
  /** Another list of people begins in this column (0-based), beside the first. */
  | { readonly kind: 'beside'; readonly column: number; readonly heading: string; readonly form: HeaderForm }
  /** Two columns match one field equally well, or the second is called the better one (`rival`); `--map` decides. */
  | {
      readonly kind: 'ambiguous';
      readonly field: Field;
      readonly dose?: number;
      readonly headings: readonly [string, string];
      readonly rival?: true;
      readonly form: HeaderForm;
    };
