/**
 * Cells far to the right of all others: one value that strayed into the last column of Excel (XFD) must not cost each
 * row 16,384 cells. A reader of files keeps what stands behind a long gap apart; here it is put to the others where the
 * header says how wide the list is.
 */
import type { Cell, SourceRow } from '../source-row.ts';

/** So many empty columns in a row no list has; what each cell may cost at most. */
export const LONGEST_GAP = 256;

/** The row with every cell in its column, however far: for the few rows that may be a header. */
export function dense(row: SourceRow): SourceRow {
  return row.far === undefined ? row : withFar(row, Number.POSITIVE_INFINITY);
}

/**
 * The row with what stands under the header in its column. Cells behind the header have no heading: they follow it at
 * once, in order, for a remark there may say that the row was cancelled. `width`: columns of the header.
 */
export function withFar(row: SourceRow, width: number): SourceRow {
  const { far, ...rest } = row;
  if (far === undefined) return row;
  const cells: Cell[] = [...row.cells];
  for (const { column, cell } of far) {
    const until = Math.min(column, width);
    while (cells.length < until) cells.push('');
    cells.push(cell);
  }
  return { ...rest, cells };
}
