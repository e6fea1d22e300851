/** What the correction sheet is made from: plain data, handed in by whoever knows the rows. */

import type { DateOrder } from '../../record/dates/date-writing.ts';
import { isDayFirstOrder } from '../../record/dates/typed-date.ts';
import type { DoseColumns, Header } from '../../record/header/columns.ts';
import type { Field, Problem, ProblemCode } from '../../record/problems.ts';
import type { OriginalRow } from '../../record/record.ts';
import type { ProblemText } from '../../text/problem-text.ts';

/** A problem and, in a wide row, the dose group that it belongs to (1-based, as `RowRef.dose`; absent: the first). */
export interface CorrectionProblem extends Problem {
  readonly group?: number;
}

/** One row that needs a person, or, where every row is wanted, one that is fine. */
export interface CorrectionRow {
  /** Row number in the clerk's own file, as Excel shows it. */
  readonly line: number;
  /**
   * All cells of the row as text, from column A; days as dd/mm/yyyy, which reads the same on every machine. Empty where
   * the original is marked.
   */
  readonly cells: readonly string[];
  /** At least one that keeps the row back, and the warnings of the same row; none where the row is fine. */
  readonly problems: readonly CorrectionProblem[];
  /** The row that this one corrects, where the file is a correction sheet that came back. */
  readonly origin?: OriginalRow;
}

/** One sheet of a clerk's file, with the rows of it that need a person. */
export interface CorrectionInput {
  /** Name of the file, without its folder. */
  readonly file: string;
  /** Name of the sheet; '' for a CSV. */
  readonly sheet: string;
  /** As `OriginalRow.digest`. */
  readonly digest: string;
  /** The lines of the header as the sheet has them, one or two; the last one is the line just above the data. */
  readonly header: readonly [readonly string[], ...(readonly string[])[]];
  readonly columns: Header['columns'];
  /** Absent: one group without columns of its own. */
  readonly doses?: readonly DoseColumns[];
  /**
   * Values from above the header ("Puskesmas : …"); they come back as columns, for what stands above the header is not
   * copied.
   */
  readonly defaults?: Header['defaults'];
  /** Those of the defaults that were given on the command line: they stand nowhere in the original. */
  readonly constants?: readonly Field[];
  /**
   * Lines of the original: where its header ends, and those that name the columns. Absent: the original cannot be
   * marked.
   */
  readonly place?: { readonly headerLine: number; readonly headingLines: readonly number[] };
  /** Columns whose dates are written in another order than day first. */
  readonly orders?: readonly (readonly [number, DateOrder])[];
  readonly rows: readonly CorrectionRow[];
  /** Problems of whole columns, each with the rows that have it. Absent: nobody knows of any. */
  readonly notes?: readonly Problem[];
}

/** How many rows of these sheets need a person. */
export function rowsToCorrect(sheets: readonly Pick<CorrectionInput, 'rows'>[]): number {
  return sheets.reduce((sum, { rows }) => sum + rows.filter(({ problems }) => problems.length > 0).length, 0);
}

/** The sentences of all problem codes (text/codes.ts), handed in. */
export type ProblemTexts = Readonly<Record<ProblemCode, ProblemText>>;

/** In which order the dates of the cell are written that a problem is about, where it is not day first. */
export function orderOf(
  input: Pick<CorrectionInput, 'columns' | 'doses' | 'orders'>,
  problem: CorrectionProblem,
): DateOrder | undefined {
  if (input.orders === undefined) return undefined;
  const column = columnOf(input, problem);
  const order = input.orders.find(([at]) => at === column)?.[1];
  return isDayFirstOrder(order) ? undefined : order;
}

/** The column of the cell that a problem is about; undefined where the sheet has none. */
export function columnOf(
  input: Pick<CorrectionInput, 'columns' | 'doses'>,
  problem: CorrectionProblem,
): number | undefined {
  const { field } = problem;
  if (field === undefined) return undefined;
  const group = input.doses?.[(problem.group ?? 1) - 1]?.columns;
  if (group && (field === 'dose' || field === 'date' || field === 'vaccine' || field === 'lot' || field === 'site')) {
    if (group[field] !== undefined) return group[field];
  }
  return input.columns[field];
}

/**
 * The text that goes into the correction sheet. A NIK that was a number keeps its look of one (3.32401123456789E+15):
 * written as sixteen plain digits it would pass as a NIK when the sheet comes back uncorrected, with a last digit that
 * may be another person's.
 */
export function writtenText(text: string, problems: readonly Problem[]): string {
  const damaged = problems.some((problem) => problem.code === 'NIK_NUMERIC') && /^\d{14,}$/.test(text);
  // Excel calls a workbook damaged that holds these, and a CSV may.
  const allowed = text.toWellFormed().replace(/[\ufffe\uffff]/g, '\ufffd');
  return damaged ? `${text[0]}.${text.slice(1).replace(/(?<!0)0+$/, '') || '0'}E+${text.length - 1}` : allowed;
}
