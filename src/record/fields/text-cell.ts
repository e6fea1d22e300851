/**
 * The text of a cell as the value of a field, and the ways in which it has none: nothing, the cell above, a formula
 * error, damaged letters.
 */

import { booleanText, cellText, tidy } from '../cells.ts';
import type { DateOrder } from '../dates/date-writing.ts';
import { typedDate } from '../dates/typed-date.ts';
import type { Field, Severity } from '../problems.ts';
import type { Cell } from '../source-row.ts';
import { isGarbled, isSound } from '../words/garbled.ts';
import { isFiller, isPlainText, noValueOf, withoutMarkBefore } from '../words/no-value.ts';
import { absent, clean, doubtful, type FieldReading, problem, wrong } from './field-reading.ts';

/**
 * A cell as text, for the clerk to see what was there. `order`: in which the dates of its column are written, if that
 * is not day first.
 */
export function cellAsText(cell: Cell, order?: DateOrder): string {
  if (typeof cell === 'string') return cell;
  switch (cell.kind) {
    case 'date':
      return typedDate(cell, order);
    case 'uncalculated':
      return '';
    case 'boolean':
      return booleanText(cell.raw);
    case 'number':
      return cell.shown ?? cell.raw;
    default:
      return cell.raw;
  }
}

/**
 * Whether there is no value, and none is missing above or below: '', only signs or zeros, or a word for it
 * (no-value.ts).
 */
export function isBlank(text: string): boolean {
  const no = noValueOf(text);
  return no === 'nothing' || no === 'unknown';
}

const ERROR_TEXT = /^(?:#(?:N\/?A(?: N\/?A)?|[A-Z][A-Z\d/_]*[!?]|GETTING_DATA|BUSY|EXTERNAL)|Err:\d{3})$/i;

/**
 * CELL_ERROR for an error cell, for the text of one (a CSV knows only text; LibreOffice writes `Err:502`) and for a
 * formula that no program has calculated; undefined for any other cell. Fields that a record can do without are left
 * out with a warning. CELL_DITTO, always an error, for a mark that stands for the cell above: a sorted or filtered
 * sheet has another cell there.
 */
export function cellError(
  cell: Cell | undefined,
  field: Field,
  severity: Severity = 'error',
): FieldReading<never> | undefined {
  if (cell === undefined || cell === '') return undefined;
  if (typeof cell === 'string') {
    const first = cell.charCodeAt(0);
    // No word for nothing and no mark; of the errors only Calc's begin with a letter.
    if ((first >= 48 && first <= 57) || (first !== 69 && isPlainText(cell))) return undefined;
    const text = cellText(cell);
    if (noValueOf(text) === 'ditto') return wrong('CELL_DITTO', field, { v: text });
    // Beyond E, and no blank before a '#'.
    if (first > 69) return undefined;
    return ERROR_TEXT.test(text) ? wrong('CELL_ERROR', field, { v: text }, severity) : undefined;
  }
  if (cell.kind === 'error') return wrong('CELL_ERROR', field, { v: cell.raw }, severity);
  if (cell.kind === 'uncalculated') return wrong('CELL_ERROR', field, { v: '=' }, severity);
  return undefined;
}

/** What the sheet shows of a number is a text: a batch, the code of a facility. */
export function shownText(cell: Cell | undefined): string {
  return typeof cell === 'object' && cell.kind === 'number' ? tidy(cell.shown ?? cell.raw) : cellText(cell);
}

/**
 * A text that is sent as the sheet has it, tidied: a name, a batch, an address. Without what a paste leaves before it
 * (CELL_CLEANED, a warning). Damaged letters, and a text that Excel has made a day, are CELL_GARBLED; what is said of
 * them, and of a formula error, is of `severity`. `nothing`: what a cell without a value is.
 */
export function readText(
  cell: Cell | undefined,
  field: Field,
  severity: Severity = 'warning',
  nothing: FieldReading<never> = absent,
): FieldReading<string> {
  const sound = typeof cell === 'string' && isSound(cell) ? cell : undefined;
  // Of errors only Calc's begin with a letter, an E.
  if (sound !== undefined && sound.charCodeAt(0) !== 69 && isPlainText(sound)) return clean(sound);
  const damaged = cellError(cell, field, severity);
  if (damaged) return damaged;
  const text = sound ?? shownText(cell);
  const isPlain = isPlainText(text);
  if (!isPlain && (isBlank(text) || (field !== 'name' && isFiller(text)))) return nothing;
  // Excel has made a day of a text such as 1/2; a batch says so itself.
  const isDay = typeof cell === 'object' && cell.kind === 'date' && field !== 'lot';
  if (isDay || (sound === undefined && isGarbled(text))) return wrong('CELL_GARBLED', field, { v: text }, severity);
  if (isPlain) return clean(text);
  const value = withoutMarkBefore(text);
  if (value === text) return clean(text);
  return isBlank(value) ? nothing : doubtful(value, problem('CELL_CLEANED', field, 'warning'));
}
