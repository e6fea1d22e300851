/** Whether a cell says anything, for deciding whether a person or a dose is there at all. */

import { cellText } from '../cells.ts';
import { readDate } from '../dates/dates.ts';
import type { Cell } from '../source-row.ts';
import { foldLabel } from '../words/fold.ts';
import { noValueOf } from '../words/no-value.ts';

/** Written where a dose has not been given. */
const NOT_GIVEN = new Set([
  'belum',
  'blm',
  'belum vaksin',
  'tidak',
  'tdk',
  'tidak ada',
  'no',
  'n',
  'false',
  'none',
  'null',
  'nihil',
]);

/**
 * Whether the cell of a person says something. Pre-printed forms fill empty rows with formulas: 0, an error, and the
 * date 00/01/1900 say nothing; nor does a formula that was never calculated, nor the dotted line for a signature. A
 * ditto mark does: somebody is meant.
 */
export function saysSomething(cell: Cell): boolean {
  if (typeof cell === 'string') {
    if (cell === '') return false;
    const text = cellText(cell);
    const no = noValueOf(text);
    if (no !== undefined) return no === 'ditto';
    const first = text.charCodeAt(0) | 32;
    if (first >= 97 && first <= 122) return true;
    return /[\p{L}\p{N}]/u.test(text) && text !== '0' && !text.startsWith('#') && readDate(text).kind !== 'empty';
  }
  if (cell.kind === 'number') return Number(cell.raw) !== 0;
  return cell.kind === 'date' && (cell.day !== '' || Number(cell.raw) !== 0);
}

/**
 * Whether a cell of a wide row says that the dose was given, or says something that a person must look at, such as a
 * formula error.
 */
export function saysGiven(cell: Cell): boolean {
  if (cell === '') return false;
  if (typeof cell === 'object') {
    if (cell.kind === 'boolean') return cell.raw !== '0' && cell.raw.toLowerCase() !== 'false';
    return cell.kind === 'error' || cell.kind === 'uncalculated' || saysSomething(cell);
  }
  const text = cellText(cell);
  const no = noValueOf(text);
  // A tick box of a program, as a text file has it.
  if (no === 'nothing') return /^(?:true|benar)$/i.test(text);
  if (no !== undefined) return true;
  if (NOT_GIVEN.has(foldLabel(text))) return false;
  return readDate(text).kind !== 'empty';
}
