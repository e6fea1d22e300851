/** The order of day and month in the texts of a date column. */
import type { DateOrder } from './date-writing.ts';
import { cellAt, type RowPlan } from './row-plan.ts';
import type { Cell, SourceRow } from './source-row.ts';

/** The cell of a date column with the day before the month. Date cells know what they are; a text that is no such date is left as it is. */
export function dayFirst(row: SourceRow, column: number, { orders }: Pick<RowPlan, 'orders'>): Cell {
  const cell = cellAt(row, column);
  if (orders.size === 0 || typeof cell !== 'string') return cell;
  const order = orders.get(column);
  return order === undefined ? cell : asDayFirst(cell, order);
}

const MONTH_BEFORE_DAY = /^(\D*)(\d{1,2})([/.\- ])(\d{1,2})(?=\3\d{2,4}(?!\d))/;
const MONTH_BEFORE_DAY_BARE = /^(\D*)(\d{2})(\d{2})((?:19|20)\d{2})(?!\d)/;
const DAY_BEFORE_MONTH = /^(\D*\d{4})([/.\- ])(\d{1,2})\2(\d{1,2})(?!\d)/;
const DAY_BEFORE_MONTH_BARE = /^(\D*(?:19|20)\d{2})(\d{2})(\d{2})(?!\d)/;

/** A text of that order as one with the day before the month, or, year first, behind it. */
function asDayFirst(text: string, order: DateOrder): string {
  if (order === 'dmy') return text;
  if (order === 'mdy') return text.replace(MONTH_BEFORE_DAY, '$1$4$3$2').replace(MONTH_BEFORE_DAY_BARE, '$1$3$2$4');
  return text.replace(DAY_BEFORE_MONTH, '$1$2$4$2$3').replace(DAY_BEFORE_MONTH_BARE, '$1$3$2');
}
