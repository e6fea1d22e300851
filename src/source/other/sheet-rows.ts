/** A sheet of the library into source rows. */
import type { CellObject, DenseWorkSheet, Range } from '@e965/xlsx';
import type { Cell, CellNote, SourceRow } from '../../record/source-row.ts';
import { type MergedDown, spreadDown } from '../merged-down.ts';
import type { OtherFault } from './answers.ts';
import { cellOf } from './cells.ts';

/** As many as our own reader of xlsx gives at a time. */
const ROWS_AT_A_TIME = 500;

/** A fault of the file, thrown to the end of the thread. */
export class OtherFileFault extends Error {
  override readonly name = 'OtherFileFault';
  readonly code: OtherFault;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: OtherFault, params: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

export interface RowsRead {
  readonly rows: readonly SourceRow[];
  /** Lines of the sheet that have been read. */
  readonly line: number;
}

/**
 * The rows that hold anything, in file order, each batch once. @throws OtherFileFault FILE_TOO_LARGE for a cell above
 * `maxCellChars`.
 */
export function* rowsOf(sheet: DenseWorkSheet, date1904: boolean, maxCellChars: number): Generator<RowsRead> {
  const data = sheet['!data'];
  const shown = spreadDown(mergedIn(sheet));
  let rows: SourceRow[] = [];
  for (const [index, cells] of data.entries()) {
    if (cells === undefined) continue;
    const line = index + 1;
    const row = cellsOf(cells, date1904);
    if (row.length === 0) continue;
    if (row.some((cell) => typeof cell === 'string' && cell.length > maxCellChars)) {
      throw new OtherFileFault('FILE_TOO_LARGE', { limit: 'maxCellChars', max: maxCellChars, line });
    }
    // No program writes a NUL into a text: the library has lost its place among the shared strings, and what it says
    // may be anybody's name.
    if (row.some((cell) => typeof cell === 'string' && cell.includes('\0'))) throw new OtherFileFault('FILE_DAMAGED');
    rows.push(shown(besideCells({ line, hidden: sheet['!rows']?.[index]?.hidden === true, cells: row }, cells)));
    if (rows.length < ROWS_AT_A_TIME) continue;
    yield { rows, line };
    rows = [];
  }
  yield { rows, line: data.length };
}

/** Rows of the top, and of the end, of a sheet. */
const EDGE_ROWS = 100;

/** The first and the last rows, where legends stand; none where nothing is coloured. */
export function edgesOf(sheet: DenseWorkSheet, date1904: boolean): readonly SourceRow[] {
  const data = sheet['!data'];
  if (!data.some((cells) => cells?.some((cell) => fillOf(cell) !== undefined))) return [];
  const lines = [...data.keys()].filter((index) => index < EDGE_ROWS || index >= data.length - EDGE_ROWS);
  return lines.flatMap((index) => {
    const cells = data[index] ?? [];
    const row = cellsOf(cells, date1904);
    return row.length === 0 ? [] : [besideCells({ line: index + 1, hidden: false, cells: row }, cells)];
  });
}

/** The row with its notes and colours, where it has any. */
function besideCells(row: SourceRow, cells: DenseWorkSheet['!data'][number]): SourceRow {
  const notes: CellNote[] = [];
  const fills: (string | undefined)[] = [];
  for (const [column, cell] of cells.entries()) {
    if (cell === undefined) continue;
    for (const { t } of cell.c ?? []) if (typeof t === 'string') notes.push({ column, text: t });
    const fill = fillOf(cell);
    if (fill !== undefined) fills[column] = fill;
  }
  if (notes.length === 0 && fills.length === 0) return row;
  return { ...row, ...(notes.length > 0 ? { notes } : {}), ...(fills.length > 0 ? { fills: Array.from(fills) } : {}) };
}

/**
 * `RRGGBB`; undefined for a cell that looks empty, and for patterns. The library does not say what a style is made of.
 */
function fillOf(cell: CellObject | undefined): string | undefined {
  const style = cell?.s as { patternType?: unknown; fgColor?: { rgb?: unknown } } | undefined;
  const rgb = style?.patternType === 'solid' ? style.fgColor?.rgb : undefined;
  return typeof rgb === 'string' && /^[\dA-F]{6}$/i.test(rgb) && !/^F{6}$/i.test(rgb) ? rgb.toUpperCase() : undefined;
}

function mergedIn(sheet: DenseWorkSheet): MergedDown[] {
  const merges: readonly Range[] = sheet['!merges'] ?? [];
  return merges.flatMap(({ s, e }) => (e.r > s.r ? [{ column: s.c, top: s.r + 1, bottom: e.r + 1 }] : []));
}

/** Dense from column A to the last cell that says anything. */
function cellsOf(cells: DenseWorkSheet['!data'][number], date1904: boolean): Cell[] {
  const row = Array.from(cells, (cell) => cellOf(cell, date1904));
  let length = row.length;
  while (length > 0 && row[length - 1] === '') length -= 1;
  row.length = length;
  return row;
}
