/**
 * What a sheet shows in a row whose cells are merged with those above: the lot once for the whole session, the person
 * once for both doses. A file has the value in the first row only.
 */

import { cellAt, cellText } from '../cells.ts';
import { isLikeNik } from '../fields/nik.ts';
import type { Header } from '../header/columns.ts';
import { saysGiven, saysSomething } from '../row/cell-content.ts';
import type { Cell, MergedCell, SourceRow } from '../source-row.ts';

/** What must be known of a header. */
export type MergedBelow = Pick<Header, 'line' | 'columns' | 'doses'>;

/**
 * The row as the sheet shows it. Cells merged from the header down say nothing of people. A row that has no person of
 * its own is filled only where the one who is merged down over it gets another dose there: what stands below somebody
 * may also be a form that waits for the second dose.
 */
export function withMerged(row: SourceRow, header: MergedBelow): SourceRow {
  if (row.merged === undefined) return row;
  const shown = row.merged.filter(({ from }) => from > header.line);
  if (shown.length === 0) return row;
  const filled = fill(row, shown);
  return hasPerson(row, header) || isAnotherDose(filled, row, shown, header) ? filled : row;
}

function fill(row: SourceRow, shown: readonly MergedCell[]): SourceRow {
  const cells: Cell[] = [...row.cells];
  const struck = new Set(row.struck);
  for (const { column, cell, isStruck } of shown) {
    while (cells.length < column) cells.push('');
    cells[column] = cell;
    if (isStruck) struck.add(column);
  }
  return { ...row, cells, ...(struck.size > 0 ? { struck: [...struck] } : {}) };
}

function hasPerson(
  row: SourceRow,
  { columns: { nik = -1, name = -1, birthDate = -1, phone = -1 } }: MergedBelow,
): boolean {
  return [nik, name, birthDate, phone].some((column) => saysSomething(cellAt(row, column)));
}

/** Whether a dose with a day stands here that is not merged down from above as a whole. */
function isAnotherDose(
  filled: SourceRow,
  row: SourceRow,
  shown: readonly MergedCell[],
  { columns, doses }: MergedBelow,
): boolean {
  if (!isLikeNik(cellAt(filled, columns.nik ?? -1))) return false;
  const isOwn = (column: number): boolean =>
    cellText(cellAt(row, column)) !== '' && !shown.some((merged) => merged.column === column);
  return doses.some(({ number, columns: own }) => {
    const { date = -1, dose = -1 } = { ...columns, ...own };
    const days = number === undefined ? [date] : [date, dose];
    return days.some((column) => saysGiven(cellAt(filled, column))) && [date, dose].some(isOwn);
  });
}
