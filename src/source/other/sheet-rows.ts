/** A sheet of the library into source rows. */
import type { DenseWorkSheet, Range } from '@e965/xlsx';
import type { Cell, SourceRow } from '../../record/source-row.ts';
import { type MergedDown, spreadDown } from '../merged-down.ts';
import { cellOf } from './cells.ts';
import type { OtherFault } from './messages.ts';

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

/** The rows that hold anything, in file order, each batch once. @throws OtherFileFault FILE_TOO_LARGE for a cell above `maxCellChars`. */
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
    // No program writes a NUL into a text: the library has lost its place among the shared strings, and what it says may be anybody's name.
    if (row.some((cell) => typeof cell === 'string' && cell.includes('\0'))) throw new OtherFileFault('FILE_DAMAGED');
    rows.push(shown({ line, hidden: sheet['!rows']?.[index]?.hidden === true, cells: row }));
    if (rows.length < ROWS_AT_A_TIME) continue;
    yield { rows, line };
    rows = [];
  }
  yield { rows, line: data.length };
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
