/** Columns whose heading says that the month comes before the day; everywhere else the day comes first. */
import { cellAt, type RowPlan } from './row-plan.ts';
import type { Cell, SourceRow } from './source-row.ts';

const MONTH_FIRST =
  /(?<!y\W{0,3})\bmm\W{1,3}dd\W{1,3}y|\bbb\W{1,3}hh\W{1,3}t|\bmonth\W{1,3}day\W{1,3}year|\b(?:bulan|bln)\W{1,3}(?:tgl|tanggal|hari|hr)\W{1,3}(?:tahun|thn|th)\b/i;

/** Whether a heading, or the remark below it, says so: "Vaccination Date (MM/DD/YYYY)", "Tgl Lahir (bulan/tanggal/tahun)". */
export function isMonthFirst(heading: string): boolean {
  return MONTH_FIRST.test(heading);
}

/** The cell of a date column with the day before the month. Date cells know what they are; a text that is no such date is left as it is. */
export function dayFirst(row: SourceRow, column: number, { monthFirst }: RowPlan): Cell {
  const cell = cellAt(row, column);
  if (monthFirst.size === 0 || typeof cell !== 'string' || !monthFirst.has(column)) return cell;
  return cell.replace(/^(\s*)(\d{1,2})([/.-])(\d{1,2})(?=\3\d{2,4}(?!\d))/, '$1$4$3$2');
}
