/**
 * What a row looks like before anything is known about its columns: a line of headings, data, a numbering "1 2 3 4", a
 * note.
 */

import { cellText } from '../cells.ts';
import type { Cell, SourceRow } from '../source-row.ts';
import { countDigits } from '../words/count-digits.ts';

/** The texts of a row that may be a header, by column. */
export function headingTexts(row: SourceRow): string[] {
  return row.cells.map(cellText);
}

/**
 * Whether the row holds data rather than headings: a number as long as a NIK, or more than half of its cells numbers
 * and dates. A single digit is neither: "Dosis" may stand over 1 and 2. A header must never be taken from one, since
 * its cells are printed in messages and its person would be lost.
 */
export function looksLikeData(row: SourceRow): boolean {
  let filled = 0;
  let data = 0;
  for (const cell of row.cells) {
    const text = cellText(cell);
    if (text === '') continue;
    filled++;
    const digits = countDigits(text);
    if (digits >= 12) return true;
    if ((isTyped(cell) && text.length > 1) || (digits >= 4 && digits * 2 >= text.length)) data++;
  }
  return data * 2 > filled;
}

/**
 * The numbering of the columns that official forms print below the header: `1 2 3 4` or `(1) (2) (3)`, from some column
 * on without a gap.
 */
export function isNumbering(texts: readonly string[]): boolean {
  let before: number | undefined;
  let length = 0;
  for (const text of texts) {
    if (text === '') continue;
    const number = columnNumber(text);
    if (number === undefined || (before !== undefined && number !== before + 1)) return false;
    before = number;
    length++;
  }
  return length >= 3;
}

/** The number of `3`, `(3)` or `3.`; undefined for anything else. */
export function columnNumber(text: string): number | undefined {
  const digits = /^\(?(\d{1,2})[.)]?$/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** A remark in parentheses below a heading: "(16 digit)", "(sesuai KTP)". */
export function isRemark(text: string): boolean {
  return text.startsWith('(') && text.endsWith(')');
}

function isTyped(cell: Cell): boolean {
  return typeof cell !== 'string' && (cell.kind === 'number' || cell.kind === 'date' || cell.kind === 'boolean');
}
