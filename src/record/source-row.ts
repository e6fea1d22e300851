/**
 * What a file says, row by row, with nothing interpreted. Defined here because record/ may import nobody; source/
 * produces it.
 */

/**
 * What a cell holds. A plain string is text exactly as written ('' = empty), which is also all a CSV knows.
 * The other kinds exist because they are evidence: a NIK in a *number* cell has lost its last digit whatever it looks
 * like.
 */
export type Cell =
  | string
  /**
   * A numeric cell. `raw` is the text of `<v>` as the file has it (`3.32401123456789E+15`), never a JavaScript number.
   * `shown`: what its number format shows, where that is a whole number with zeros or letters that are not in `raw`
   * (`0012345`).
   */
  | { readonly kind: 'number'; readonly raw: string; readonly shown?: string }
  /**
   * A number with a date style, or `t="d"`: the calendar day (`YYYY-MM-DD`), or '' where the serial is no day (0, 60,
   * negative). `hides`: what the style does not show, and Excel has therefore put in itself: the 1 of a typed "Agu
   * 1945", the year of a typed "17/8".
   */
  | { readonly kind: 'date'; readonly raw: string; readonly day: string; readonly hides?: HiddenPart }
  | { readonly kind: 'boolean'; readonly raw: string }
  /** #N/A, #REF! … */
  | { readonly kind: 'error'; readonly raw: string }
  /** A formula that no program has calculated yet: there is no value to read. */
  | { readonly kind: 'uncalculated' };

/** The part of a date that a cell does not show. */
export type HiddenPart = 'day' | 'year';

/** A cell that begins further up and is merged down over this row: a file has its value in its first row only. */
export interface MergedCell {
  /** 0-based; of a cell merged over several columns the first. */
  readonly column: number;
  readonly cell: Cell;
  /** The line on which it begins. */
  readonly from: number;
  readonly isStruck: boolean;
}

/** A note (comment) at a cell. */
export interface CellNote {
  /** 0-based. */
  readonly column: number;
  readonly text: string;
}

/** A cell by itself. */
export interface FarCell {
  /** 0-based. */
  readonly column: number;
  readonly cell: Cell;
}

export interface SourceRow {
  /** Row number as Excel shows it, 1-based; for CSV the line on which the row begins. */
  readonly line: number;
  /** Hidden by the user or by a filter. Hidden rows are read; the choice is reported. */
  readonly hidden: boolean;
  /** Dense from column A; may be shorter than the header. */
  readonly cells: readonly Cell[];
  /** Cells behind a long gap, in order, which would cost a row thousands of empty ones; see far-cells.ts. */
  readonly far?: readonly FarCell[];
  /** Columns whose text is struck through, wholly or in part; where the format of the file says so. */
  readonly struck?: readonly number[];
  /**
   * The fill colours of its cells by column, `RRGGBB` or the name of a pattern, also of empty ones; where the format is
   * read for them and somebody has asked for them.
   */
  readonly fills?: readonly (string | undefined)[];
  /** Notes at cells of the row; where the format of the file is read for them (`.xlsx`). */
  readonly notes?: readonly CellNote[];
  /**
   * What the sheet shows in this row besides `cells`; where the format of the file knows merged cells. See
   * merged-cells.ts.
   */
  readonly merged?: readonly MergedCell[];
  /**
   * The row itself is damaged (a quote that never closes, more cells than there are columns): it needs a person, its
   * neighbours do not.
   */
  readonly broken?: 'quote' | 'shifted';
}
