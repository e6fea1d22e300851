/**
 * What a cell says as text, and the ways in which it has no value: nothing, the cell above, a formula error, damaged
 * letters.
 */
import type { DateOrder } from '../dates/date-writing.ts';
import { typedDate } from '../dates/typed-date.ts';
import type { Field, Severity } from '../problems.ts';
import type { Cell } from '../source-row.ts';
import { isGarbled } from '../words/garbled.ts';
import { isFiller, isPlainText, noValueOf, withoutMarkBefore } from '../words/no-value.ts';
import { absent, clean, doubtful, type FieldReading, problem, wrong } from './field-reading.ts';

/**
 * The text of a cell: trimmed, every run of blanks (also no-break and line breaks) one space, zero-width characters
 * gone. Numbers as the file spells them, dates as `YYYY-MM-DD`, TRUE and FALSE, '' for an empty cell or a formula that
 * was never calculated.
 */
export function cellText(cell: Cell | undefined): string {
  if (typeof cell === 'string') return isTidy(cell) ? cell : tidy(cell);
  if (cell === undefined || cell.kind === 'uncalculated') return '';
  if (cell.kind === 'boolean') return booleanText(cell.raw);
  return cell.kind === 'date' && cell.day !== '' ? cell.day : tidy(cell.raw);
}

/** As every program shows it. The file's own 1 and 0 would be the codes of a sex or a dose. */
function booleanText(raw: string): string {
  return raw === '0' || raw.toLowerCase() === 'false' ? 'FALSE' : 'TRUE';
}

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

function tidy(text: string): string {
  return text
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * True only for text that `tidy` would return unchanged: nearly every cell, and a loop is 4 times faster than the two
 * replacements.
 */
function isTidy(text: string): boolean {
  let before = 32;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (
      code < 32 ||
      code === 127 ||
      (code > 127 && (code === 160 || code === 0xad || code === 0xfeff || code === 0x1680 || isUnicodeBlank(code)))
    )
      return false;
    if (code === 32 && before === 32) return false;
    before = code;
  }
  return before !== 32 || text === '';
}

function isUnicodeBlank(code: number): boolean {
  return (code >= 0x2000 && code <= 0x206f) || code === 0x3000;
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
  const damaged = cellError(cell, field, severity);
  if (damaged) return damaged;
  const text = shownText(cell);
  const isPlain = isPlainText(text);
  if (!isPlain && (isBlank(text) || (field !== 'name' && isFiller(text)))) return nothing;
  // Excel has made a day of a text such as 1/2; a batch says so itself.
  const isDay = typeof cell === 'object' && cell.kind === 'date' && field !== 'lot';
  if (isDay || isGarbled(text)) return wrong('CELL_GARBLED', field, { v: text }, severity);
  if (isPlain) return clean(text);
  const value = withoutMarkBefore(text);
  if (value === text) return clean(text);
  return isBlank(value) ? nothing : doubtful(value, problem('CELL_CLEANED', field, 'warning'));
}
