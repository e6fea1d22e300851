/** Cells merged downwards, put to the rows that they cover, while rows flow by. */
import { type ErrorParams, RunError } from '../errors.ts';
import type { CellNote, MergedCell, SourceRow } from '../record/source-row.ts';

/**
 * A cell merged over several rows. Lines as Excel numbers them, the column 0-based; columns that it covers besides show
 * nothing of their own.
 */
export interface MergedDown {
  readonly column: number;
  readonly top: number;
  readonly bottom: number;
}

/** Ten columns filled down to the last row: a sheet that repeats more than this is made to hurt. */
export const MOST_REPEATED_CELLS = 10 * 2 ** 20;

/** No list of people has more columns, and each is told to every row. */
const MOST_MERGED_COLUMNS = 1_000;

/** Counts what merged cells put to the rows of a sheet. `where`: the file, and the sheet. */
export class Repeats {
  readonly #where: ErrorParams;
  #cells = 0;

  constructor(where: ErrorParams) {
    this.#where = where;
  }

  /** So many over one row. @throws RunError FILE_TOO_LARGE. */
  add(cells: number): void {
    this.#cells += cells;
    if (cells > MOST_MERGED_COLUMNS) throw this.#tooLarge('maxMergedColumns', MOST_MERGED_COLUMNS);
    if (this.#cells > MOST_REPEATED_CELLS) throw this.#tooLarge('maxRepeatedCells', MOST_REPEATED_CELLS);
  }

  #tooLarge(limit: string, max: number): RunError {
    return new RunError('FILE_TOO_LARGE', { ...this.#where, limit, max });
  }
}

/**
 * To be called for every row that holds anything, in order. A sheet without such cells gets its rows back as they are.
 */
export function spreadDown(ranges: readonly MergedDown[]): (row: SourceRow) => SourceRow {
  if (ranges.length === 0) return (row) => row;
  const waiting = ranges.toSorted((a, b) => a.top - b.top);
  let next = 0;
  let open: readonly (MergedCell & { readonly bottom: number })[] = [];
  /** A note at a merged cell is one at each row that it covers. */
  let noted: readonly { readonly note: CellNote; readonly bottom: number }[] = [];
  return (row) => {
    const { line, cells, struck, notes } = row;
    if (open.some(({ bottom }) => bottom < line)) open = open.filter(({ bottom }) => bottom >= line);
    if (noted.some(({ bottom }) => bottom < line)) noted = noted.filter(({ bottom }) => bottom >= line);
    const merged = open.length > 0 ? { ...row, merged: open } : row;
    const shown =
      noted.length > 0 ? { ...merged, notes: [...(notes ?? []), ...noted.map(({ note }) => note)] } : merged;
    const begun: (typeof open)[number][] = [];
    for (let range = waiting[next]; range !== undefined && range.top <= line; range = waiting[++next]) {
      const { column, top, bottom } = range;
      const cell = cells[column] ?? '';
      if (top === line && cell !== '')
        begun.push({ column, cell, from: line, bottom, isStruck: struck?.includes(column) ?? false });
      if (top === line && notes !== undefined)
        noted = [...noted, ...notes.filter((note) => note.column === column).map((note) => ({ note, bottom }))];
    }
    if (begun.length > 0) open = [...open, ...begun];
    return shown;
  };
}

/**
 * The rows of a sheet, each with what is merged down over it. @throws RunError FILE_TOO_LARGE where that is too much.
 */
export function spread(
  rows: AsyncGenerator<readonly SourceRow[]>,
  ranges: readonly MergedDown[],
  where: ErrorParams,
): AsyncGenerator<readonly SourceRow[]> {
  return ranges.length === 0 ? rows : spreadOver(rows, spreadDown(ranges), new Repeats(where));
}

async function* spreadOver(
  rows: AsyncGenerator<readonly SourceRow[]>,
  shown: (row: SourceRow) => SourceRow,
  repeats: Repeats,
): AsyncGenerator<readonly SourceRow[]> {
  for await (const chunk of rows) {
    yield chunk.map((row) => {
      const seen = shown(row);
      repeats.add(seen.merged?.length ?? 0);
      return seen;
    });
  }
}
