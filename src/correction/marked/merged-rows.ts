/**
 * Cells merged over several rows, in a sheet of which rows are gone: each row that stays gets the value as its own, or
 * what its neighbours above said for it would be gone with them, and a mark on a covered cell would not be seen.
 */
import type { MergedDown } from '../../source/merged-down.ts';
import { parseRow, type RawCell, rawValue, withoutFormula } from './sheet-cells.ts';

export interface MergedRows {
  /**
   * Call it for every row of the original, in order: what is merged down over this row, in the look of the merged cell.
   */
  see(line: number, row: Buffer): readonly RawCell[];
}

/** `ranges`: those below the header. */
export function mergedRows(ranges: readonly MergedDown[]): MergedRows {
  const waiting = ranges.toSorted((a, b) => a.top - b.top);
  let next = 0;
  let open: readonly { readonly bottom: number; readonly cell: RawCell }[] = [];
  return {
    see(line, row) {
      if (waiting.length === 0) return [];
      open = open.filter(({ bottom }) => bottom >= line);
      const shown = open.map(({ cell }) => cell);
      let cells: readonly RawCell[] | undefined;
      for (let range = waiting[next]; range !== undefined && range.top <= line; range = waiting[++next]) {
        const { column, top, bottom } = range;
        if (top !== line) continue;
        cells ??= parseRow(row).cells;
        const cell = cells.find((each) => each.column === column);
        if (cell && cell.inner !== '') open = [...open, { bottom, cell: withoutFormula(cell) }];
      }
      return shown;
    },
  };
}

/** Numbers of the shared texts among these cells. */
export function textsOf(cells: readonly RawCell[]): number[] {
  return cells.flatMap((cell) => (cell.type === 's' ? [Number(rawValue(cell))] : []));
}
