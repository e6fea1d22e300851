/**
 * Text files: any delimiter, any line ending, UTF-8, UTF-16 or an encoding that its words tell, with quotes that do not
 * always close.
 */
import { RunError } from '../errors.ts';
import type { SourceRow } from '../record/source-row.ts';
import { mayHoldFormulaText, plainText, splitBroken, splitPlainRows, splitRows } from './csv-cells.ts';
import { type Dialect, sniffDialect } from './csv-dialect.ts';
import { detectEncoding, type EncodingFound, encodingNotes, utf8Pieces } from './csv-encoding.ts';
import { type Frame, frameRows } from './csv-frames.ts';
import { QUOTE } from './csv-quotes.ts';
import { assertUnchanged, type OpenFile, PIECE_BYTES } from './file-bytes.ts';
import type { Source, SourceLimits } from './source.ts';

/** Rows handed on at a time. */
const ROWS_AT_A_TIME = 500;

/**
 * Opens a text file that open.ts has looked at; `head` is its beginning. Takes over the file: `close` closes it.
 * Throws FILE_ENCODING; FILE_TOO_LARGE (params file, limit, max, line) and FILE_CHANGED while rows are read.
 */
export async function openCsv(file: OpenFile, head: Buffer, limits: SourceLimits): Promise<Source> {
  const encoding = await detectEncoding(head, file);
  const dialect = await dialectOf(file, encoding);
  let read = 0;
  return {
    format: 'csv',
    sheets: [
      { name: '', hidden: false, rows: () => readRows(file, encoding, dialect, limits, (bytes) => (read += bytes)) },
    ],
    notes: encodingNotes(file, encoding),
    progress: () => ({ bytes: read, totalBytes: file.stamp.bytes }),
    close: () => file.handle.close(),
  };
}

async function dialectOf(file: OpenFile, encoding: EncodingFound): Promise<Dialect> {
  for await (const piece of utf8Pieces(file, encoding)) return sniffDialect(piece, file.stamp.bytes <= PIECE_BYTES);
  return sniffDialect(Buffer.alloc(0), true);
}

async function* readRows(
  file: OpenFile,
  encoding: EncodingFound,
  dialect: Dialect,
  limits: SourceLimits,
  tell: (bytes: number) => void,
) {
  const reader = new BlockReader(file.name, dialect, limits);
  for await (const piece of utf8Pieces(file, encoding, tell)) yield* slices(reader.read(piece, false));
  yield* slices(reader.read(Buffer.alloc(0), true));
  await assertUnchanged(file);
}

function* slices(rows: readonly SourceRow[]): Generator<readonly SourceRow[]> {
  for (let at = 0; at < rows.length; at += ROWS_AT_A_TIME) {
    yield rows.length <= ROWS_AT_A_TIME ? rows : rows.slice(at, at + ROWS_AT_A_TIME);
  }
}

/** Turns blocks of text into rows; keeps the beginning of a row whose end has not come yet. */
class BlockReader {
  readonly #file: string;
  readonly #dialect: Dialect;
  readonly #limits: SourceLimits;
  #rest: Buffer = Buffer.alloc(0);
  #skip: number;
  #line: number;
  #rows = 0;

  constructor(file: string, dialect: Dialect, limits: SourceLimits) {
    this.#file = file;
    this.#dialect = dialect;
    this.#limits = limits;
    this.#skip = dialect.skipBytes;
    this.#line = 1 + dialect.skipLines;
  }

  /** The rows that are complete now. A line without any text is no row, but it counts as a line. */
  read(piece: Buffer, atEnd: boolean): readonly SourceRow[] {
    let text = this.#rest.length > 0 ? Buffer.concat([this.#rest, piece]) : piece;
    text = text.subarray(this.#skip);
    this.#skip = 0;
    const rows = text.includes(QUOTE) ? this.#quoted(text, atEnd) : this.#plain(text, atEnd);
    this.#rows += rows.length;
    if (this.#rows > this.#limits.maxRows) throw this.#tooLarge('maxRows', this.#limits.maxRows, this.#line);
    return rows;
  }

  /** Without any quote every line is a row: no need to look at single lines. */
  #plain(text: Buffer, atEnd: boolean): SourceRow[] {
    const used = atEnd ? text.length : wholeLines(text);
    const block = text.subarray(0, used);
    const first = this.#line;
    const rows: SourceRow[] = [];
    const cellsOfRows = splitPlainRows(block, this.#dialect.delimiter);
    for (const [index, cells] of cellsOfRows.entries()) {
      if (cells.length > 1 || cells[0] !== '') rows.push(this.#row(cells, first + index, false));
    }
    this.#line += cellsOfRows.length;
    this.#keep(text, used);
    return rows;
  }

  #quoted(text: Buffer, atEnd: boolean): SourceRow[] {
    const { frames, used, nextLine } = frameRows(text, atEnd, this.#line, this.#dialect);
    const formulas = mayHoldFormulaText(text);
    const rows: SourceRow[] = [];
    let from = 0;
    for (const [index, frame] of frames.entries()) {
      if (frame.brokenAt < 0) continue;
      this.#unbroken(text, frames.slice(from, index), formulas, rows);
      const cells = splitBroken(
        text.subarray(frame.start, frame.end),
        frame.brokenAt - frame.start,
        this.#dialect.delimiter,
      );
      rows.push({ ...this.#row(cells, frame.line, false), broken: 'quote' });
      from = index + 1;
    }
    this.#unbroken(text, from > 0 ? frames.slice(from) : frames, formulas, rows);
    this.#line = nextLine;
    this.#keep(text, used);
    return rows;
  }

  /** Neighbouring sound rows go to the parser together. */
  #unbroken(text: Buffer, frames: readonly Frame[], formulas: boolean, rows: SourceRow[]): void {
    const [first, last] = [frames[0], frames.at(-1)];
    if (!first || !last) return;
    // The last row's line ending stays outside: an empty last line would otherwise be one more row to the parser.
    const cellsOfRows = splitRows(text.subarray(first.start, last.end), this.#dialect.delimiter);
    if (last.end === last.start) cellsOfRows.push(['']);
    if (cellsOfRows.length !== frames.length)
      throw new Error('The parser and the frames disagree about the rows of a block.');
    for (const [index, frame] of frames.entries()) {
      const cells = cellsOfRows[index];
      if (cells && frame.end > frame.start) rows.push(this.#row(cells, frame.line, formulas));
    }
  }

  #row(cells: string[], line: number, formulas: boolean): SourceRow {
    for (let at = 0; at < cells.length; at += 1) {
      const cell = cells[at] ?? '';
      if (cell.length > this.#limits.maxCellChars)
        throw this.#tooLarge('maxCellChars', this.#limits.maxCellChars, line);
      if (formulas) cells[at] = plainText(cell);
    }
    return { line, hidden: false, cells };
  }

  #keep(text: Buffer, used: number): void {
    this.#rest = text.subarray(used);
    // The longest row there can be: Excel's 16,384 columns, a quarter of them full, is far beyond any sheet of people.
    const longest = Math.max(this.#limits.maxCellChars * 64, 4 * PIECE_BYTES);
    if (this.#rest.length > longest) throw this.#tooLarge('maxLineBytes', longest, this.#line);
  }

  #tooLarge(limit: 'maxCellChars' | 'maxRows' | 'maxLineBytes', max: number, line: number): RunError {
    return new RunError('FILE_TOO_LARGE', { file: this.#file, limit, max, line });
  }
}

/** Where the last whole line ends. A carriage return at the very end may be half of a line ending. */
function wholeLines(text: Buffer): number {
  return Math.max(text.lastIndexOf(10), text.length > 1 ? text.lastIndexOf(13, -2) : -1) + 1;
}
