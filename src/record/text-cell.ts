/** What a cell says as text, and the two ways in which it says nothing: blank, or a formula error. */
import type { DateOrder } from './date-writing.ts';
import { absent, clean, type FieldReading, wrong } from './field-reading.ts';
import type { Field, Severity } from './problems.ts';
import type { Cell } from './source-row.ts';
import { typedDate } from './typed-date.ts';

/**
 * The text of a cell: trimmed, every run of blanks (also no-break and line breaks) one space, zero-width characters gone.
 * Numbers as the file spells them, dates as `YYYY-MM-DD`, '' for an empty cell or a formula that was never calculated.
 */
export function cellText(cell: Cell | undefined): string {
  if (typeof cell === 'string') return isTidy(cell) ? cell : tidy(cell);
  if (cell === undefined || cell.kind === 'uncalculated') return '';
  return cell.kind === 'date' && cell.day !== '' ? cell.day : tidy(cell.raw);
}

/** A cell as text, for the clerk to see what was there. `order`: in which the dates of its column are written, if that is not day first. */
export function cellAsText(cell: Cell, order?: DateOrder): string {
  if (typeof cell === 'string') return cell;
  switch (cell.kind) {
    case 'date':
      return typedDate(cell, order);
    case 'uncalculated':
      return '';
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

/** True only for text that `tidy` would return unchanged: nearly every cell, and a loop is 4 times faster than the two replacements. */
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

/** Whether nothing is said: '' or only dashes, dots and slashes, which people type into cells that they must not leave empty. */
export function isBlank(text: string): boolean {
  return text === '' || (text.length <= 10 && /^[-–—_./\s]+$/.test(text));
}

const ERROR_TEXT =
  /^(?:#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|GETTING_DATA|UNKNOWN!)|Err:\d{3})$/i;

/**
 * CELL_ERROR for an error cell, for the text of one (a CSV knows only text; LibreOffice writes `Err:502`) and for a formula that no
 * program has calculated; undefined for any other cell. Fields that a record can do without are left out with a warning.
 */
export function cellError(cell: Cell | undefined, field: Field, severity: Severity = 'error'): FieldReading<never> | undefined {
  if (cell === undefined || cell === '') return undefined;
  if (typeof cell === 'string') {
    const first = cell.charCodeAt(0);
    if (first > 69 || (first >= 48 && first <= 57)) return undefined; // neither '#', 'E' nor a blank before them
    const text = cellText(cell);
    return ERROR_TEXT.test(text) ? wrong('CELL_ERROR', field, { v: text }, severity) : undefined;
  }
  if (cell.kind === 'error') return wrong('CELL_ERROR', field, { v: cell.raw }, severity);
  if (cell.kind === 'uncalculated') return wrong('CELL_ERROR', field, { v: '=' }, severity);
  return undefined;
}

/** A free text that a record can do without (an address): as the sheet has it, tidied. */
export function readText(cell: Cell | undefined, field: Field): FieldReading<string> {
  const text = cellText(cell);
  return cellError(cell, field, 'warning') ?? (isBlank(text) ? absent : clean(text));
}
