/** The cells of a row, and what each says as text. Pure. */
import type { Cell, SourceRow } from './source-row.ts';

/** The cell of a column; '' where the row is shorter or the sheet has no such column. */
export function cellAt(row: SourceRow, column: number): Cell {
  return column < 0 ? '' : (row.cells[column] ?? '');
}

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
export function booleanText(raw: string): string {
  return raw === '0' || raw.toLowerCase() === 'false' ? 'FALSE' : 'TRUE';
}

/** One line without blanks at its ends, runs of them as one, and without characters of no width. */
export function tidy(text: string): string {
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
