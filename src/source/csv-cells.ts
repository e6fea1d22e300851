/**
 * From bytes to cells: the library splits rows with quotes, we those without, and undo what Excel exports do to text.
 */
import { parse } from 'csv-parse/sync';

const LF = 10;
const CR = 13;

/**
 * The cells of each row of `text`, which holds whole rows with closed quotes. csv-parse's synchronous parser on blocks
 * of whole rows was measured at 290,000-310,000 rows/s of 13 columns, its stream at 205,000-260,000: no event a row,
 * and memory stays flat as well.
 */
export function splitRows(text: Buffer, delimiter: number): string[][] {
  return parse(text, {
    delimiter: String.fromCharCode(delimiter),
    record_delimiter: lineEndings(text),
    relax_quotes: true,
    relax_column_count: true,
  });
}

/**
 * The cells of each row of `text`, which holds whole rows and no quote at all: the same as `splitRows` finds, for a
 * fifth of the time (1.2 µs a row of 13 cells against 6.4, docs/performance.md). Line endings are CRLF, LF or CR, in
 * any mixture; a last row needs none. Cells share the text of their line and of no more: whoever keeps one keeps some
 * hundred bytes, not a block.
 */
export function splitPlainRows(text: Buffer, delimiter: number): string[][] {
  const separator = String.fromCharCode(delimiter);
  const ending = text.includes(LF) ? LF : CR;
  const rows: string[][] = [];
  for (let from = 0; from < text.length; ) {
    const found = text.indexOf(ending, from);
    const to = found < 0 ? text.length : found;
    // CRLF, as nearly all files have it, leaves one carriage return at the end; any other one is a line ending by
    // itself.
    const line = text.toString('utf8', from, to > from && text[to - 1] === CR ? to - 1 : to);
    if (!line.includes('\r')) rows.push(line.split(separator));
    else for (const part of line.split('\r')) rows.push(part.split(separator));
    from = to + 1;
  }
  return rows;
}

/** The cells of a broken row: as usual before the quote that breaks it, and every delimiter counts from there on. */
export function splitBroken(row: Buffer, quoteAt: number, delimiter: number): string[] {
  const before = quoteAt > 0 ? (splitRows(row.subarray(0, quoteAt), delimiter)[0] ?? []).slice(0, -1) : [];
  return [...before, ...row.toString('utf8', quoteAt).split(String.fromCharCode(delimiter))];
}

/** The line endings that occur. Naming only these is worth 10 % of the parser's speed against naming all three. */
function lineEndings(text: Buffer): string[] {
  if (!text.includes(13)) return ['\n'];
  if (!text.includes(10)) return ['\r'];
  for (let at = text.indexOf(10); at >= 0; at = text.indexOf(10, at + 1))
    if (text[at - 1] !== 13) return ['\r\n', '\n', '\r'];
  for (let at = text.indexOf(13); at >= 0; at = text.indexOf(13, at + 1))
    if (text[at + 1] !== 10) return ['\r\n', '\n', '\r'];
  return ['\r\n'];
}

/** Whether any cell of this text can be of the kind that `plainText` changes: a test of the whole block at once. */
export function mayHoldFormulaText(text: Buffer): boolean {
  return text.includes('="');
}

/** `="3324…"` is how an export keeps Excel from reading a NIK as a number; the cell says what is between the quotes. */
export function plainText(cell: string): string {
  if (cell.length < 3 || !cell.startsWith('="') || !cell.endsWith('"')) return cell;
  const inner = cell.slice(2, -1);
  return /^(?:[^"]|"")*$/.test(inner) ? inner.replaceAll('""', '"') : cell;
}
