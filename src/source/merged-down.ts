/** Cells merged downwards, put to the rows that they cover, while rows flow by. */
import type { MergedCell, SourceRow } from '../record/source-row.ts';

/** A cell merged over several rows. Lines as Excel numbers them, the column 0-based; columns that it covers besides show nothing of their own. */
export interface MergedDown {
  readonly column: number;
  readonly top: number;
  readonly bottom: number;
}

/** To be called for every row that holds anything, in order. A sheet without such cells gets its rows back as they are. */
export function spreadDown(ranges: readonly MergedDown[]): (row: SourceRow) => SourceRow {
  if (ranges.length === 0) return (row) => row;
  const waiting = ranges.toSorted((a, b) => a.top - b.top);
  let next = 0;
  let open: readonly (MergedCell & { readonly bottom: number })[] = [];
  return (row) => {
    const { line, cells, struck } = row;
    if (open.some(({ bottom }) => bottom < line)) open = open.filter(({ bottom }) => bottom >= line);
    const shown = open.length > 0 ? { ...row, merged: open } : row;
    const begun: (typeof open)[number][] = [];
    for (let range = waiting[next]; range !== undefined && range.top <= line; range = waiting[++next]) {
      const { column, top, bottom } = range;
      const cell = cells[column] ?? '';
      if (top === line && cell !== '')
        begun.push({ column, cell, from: line, bottom, isStruck: struck?.includes(column) ?? false });
    }
    if (begun.length > 0) open = [...open, ...begun];
    return shown;
  };
}

/** The rows of a sheet, each with what is merged down over it. */
export function spread(
  rows: AsyncGenerator<readonly SourceRow[]>,
  ranges: readonly MergedDown[],
): AsyncGenerator<readonly SourceRow[]> {
  return ranges.length === 0 ? rows : spreadOver(rows, spreadDown(ranges));
}

async function* spreadOver(
  rows: AsyncGenerator<readonly SourceRow[]>,
  shown: (row: SourceRow) => SourceRow,
): AsyncGenerator<readonly SourceRow[]> {
  for await (const chunk of rows) yield chunk.map(shown);
}
