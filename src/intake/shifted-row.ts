/**
 * Rows with more cells than there are headings: a delimiter in a text without quotes has moved whatever stands behind
 * it.
 */

import { ownColumn } from '../correction/format.ts';
import type { RowOrigin } from '../ledger/sealed/prepare.ts';
import { cellText } from '../record/cells.ts';
import type { SourceRow } from '../record/source-row.ts';
import type { Source } from '../source/source.ts';

/** The names of text files; a correction sheet knows its original by name alone. */
const TEXT_FILE = /\.(?:csv|tsv|txt)$/i;

/**
 * Marks such a row as broken. Only a text file can shift a row; in a workbook a cell without a heading is somebody's
 * note. The correction sheet of a text file is a workbook, and a row that comes back in it with its surplus has not
 * been corrected. `lines`: the cells of the header lines.
 */
export function shiftedRows(
  { format }: Pick<Source, 'format'>,
  lines: readonly (readonly string[])[],
): (row: SourceRow, origin: RowOrigin | undefined) => SourceRow {
  const width = Math.max(0, ...lines.map((cells) => cells.length));
  if (format === 'csv')
    return (row) => (row.cells.length > width && holds(row, width, row.cells.length) ? broken(row) : row);
  const own = ownColumn(lines.at(-1) ?? [], 'line');
  let last = own;
  while (last > 0 && lines.every((cells) => (cells[last - 1] ?? '') === '')) last -= 1;
  if (last >= own) return (row) => row;
  return (row, origin) => (origin && TEXT_FILE.test(origin.file) && holds(row, last, own) ? broken(row) : row);
}

function holds({ cells }: SourceRow, from: number, to: number): boolean {
  return cells.slice(from, to).some((cell) => cellText(cell) !== '');
}

function broken(row: SourceRow): SourceRow {
  return row.broken === undefined ? { ...row, broken: 'shifted' } : row;
}
