/**
 * Where each row of a CSV begins and ends, decided before the parser sees it, so that one unclosed quote costs one row.
 *
 * A quoted cell may run over several lines (an address). It is taken for a quote that was never closed, and the row for
 * broken, when
 *  1. no quote closes it within MAX_ROW_LINES lines or MAX_ROW_BYTES bytes, or before the end of the file; or
 *  2. the quote that would close it is followed by more text than a delimiter (it is the opening quote of a later row); or
 *  3. a line that it would swallow whole has, read on its own, as many cells as a row of this file; or
 *  4. both the line it begins on and the line it ends on have, each read on its own, as many cells as a row of this file.
 * A broken row ends with its line; reading resumes at the next one. Rules 3 and 4 prefer a broken row (a person looks
 * at it) over two rows merged into one wrong record. They are off in a file of one column, where every line looks like
 * a row.
 */
import { closingQuote, type LineScan, QUOTE, scanLine } from './csv-quotes.ts';

/** Excel itself stops at 253 line breaks in a cell; nobody's address has a hundred. */
const MAX_ROW_LINES = 100;
/** A row that runs over several lines is not longer than this. */
const MAX_ROW_BYTES = 128 * 1024;

/** What the frames depend on: the delimiter's byte, and how many cells a row of this file usually has. */
export interface RowShape {
  readonly delimiter: number;
  readonly usualCells: number;
}

/** One row: its bytes without the line ending, and the physical line it begins on. */
export interface Frame {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** Where the quote stands that breaks the row, or -1. */
  readonly brokenAt: number;
}

/** The rows that are complete in this text; what comes after `used` needs more text. */
export interface Framing {
  readonly frames: readonly Frame[];
  readonly used: number;
  readonly nextLine: number;
}

/**
 * Finds the rows of `text`, which begins at the beginning of physical line `firstLine`. `atEnd`: no more text will
 * come.
 */
export function frameRows(text: Buffer, atEnd: boolean, firstLine: number, shape: RowShape): Framing {
  const frames: Frame[] = [];
  let line = firstLine;
  let at = 0;
  let quote = text.indexOf(QUOTE);
  while (at < text.length) {
    const ends = lineEnd(text, at, atEnd);
    if (!ends) break;
    if (quote >= 0 && quote < at) quote = text.indexOf(QUOTE, at);
    if (quote < 0 || quote >= ends.end) {
      frames.push({ start: at, end: ends.end, line, brokenAt: -1 });
      at = ends.next;
      line += 1;
      continue;
    }
    const row = frameQuoted(text, at, ends, atEnd, shape);
    if (!row) break;
    frames.push({ start: at, end: row.end, line, brokenAt: row.brokenAt });
    at = row.next;
    line += row.lines;
  }
  return { frames, used: at, nextLine: line };
}

interface LineEnds {
  /** Where the line's text ends. */
  readonly end: number;
  /** Where the next line begins. */
  readonly next: number;
}

/**
 * The end of the line that begins at `from`: CRLF, LF or CR, in any mixture. Undefined when more text is needed to
 * tell.
 */
export function lineEnd(text: Buffer, from: number, atEnd: boolean): LineEnds | undefined {
  let at = from;
  while (at < text.length && text[at] !== 10 && text[at] !== 13) at += 1;
  if (at >= text.length) return atEnd ? { end: at, next: at } : undefined;
  if (text[at] === 10) return { end: at, next: at + 1 };
  if (at + 1 >= text.length && !atEnd) return undefined;
  return { end: at, next: text[at + 1] === 10 ? at + 2 : at + 1 };
}

interface QuotedRow extends LineEnds {
  readonly lines: number;
  readonly brokenAt: number;
}

/** The row that begins at `start` and has quotes on its first line. Undefined when more text is needed to tell. */
function frameQuoted(
  text: Buffer,
  start: number,
  first: LineEnds,
  atEnd: boolean,
  shape: RowShape,
): QuotedRow | undefined {
  const firstScan = scanLine(text, start, first.end, shape.delimiter);
  if (firstScan.strayAt >= 0) return { ...first, lines: 1, brokenAt: firstScan.strayAt };
  if (firstScan.openAt < 0) return { ...first, lines: 1, brokenAt: -1 };

  // The row up to the last line on which a cell closed well, in case a later cell of it never does.
  let settled: QuotedRow = { ...first, lines: 1, brokenAt: firstScan.openAt };
  let openLineIsRow = looksLikeRow(firstScan, shape);
  let at = first.next;
  for (let lines = 2; lines <= MAX_ROW_LINES; lines += 1) {
    const ends = at < text.length ? lineEnd(text, at, atEnd) : undefined;
    if (!ends && !atEnd && text.length - start <= MAX_ROW_BYTES) return undefined;
    if (!ends || ends.end - start > MAX_ROW_BYTES) return settled;
    const alone = looksLikeRow(scanLine(text, at, ends.end, shape.delimiter), shape);
    const close = closingQuote(text, at, ends.end);
    if (close < 0) {
      if (alone) return settled;
    } else {
      const closedBadly = close + 1 < ends.end && text[close + 1] !== shape.delimiter;
      if (closedBadly || (alone && openLineIsRow)) return settled;
      const rest = scanLine(text, Math.min(close + 2, ends.end), ends.end, shape.delimiter);
      if (rest.strayAt >= 0) return { ...ends, lines, brokenAt: rest.strayAt };
      if (rest.openAt < 0) return { ...ends, lines, brokenAt: -1 };
      settled = { ...ends, lines, brokenAt: rest.openAt };
      openLineIsRow = alone;
    }
    at = ends.next;
  }
  return settled;
}

function looksLikeRow(scan: LineScan, shape: RowShape): boolean {
  return shape.usualCells > 1 && scan.cells >= shape.usualCells;
}
