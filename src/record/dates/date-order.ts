/** The order of day and month in the texts of a date column. */

import { cellAt } from '../cells.ts';
import type { Cell, SourceRow } from '../source-row.ts';
import { bareDigits, withLostZero } from './bare-date.ts';
import type { DateOrder } from './date-writing.ts';

/** Columns whose texts are not written in the order day, month, year. */
interface OrdersOfColumns {
  /** By column, 0-based. */
  readonly orders: ReadonlyMap<number, DateOrder>;
}

/**
 * The cell of a date column with the day before the month. Date cells know what they are; what is no such date is left
 * as it is.
 */
export function dayFirst(row: SourceRow, column: number, { orders }: OrdersOfColumns): Cell {
  const cell = cellAt(row, column);
  const order = orders.size === 0 ? undefined : orders.get(column);
  if (order === undefined || order === 'dmy') return cell;
  if (typeof cell === 'string') return asDayFirst(inEightDigits(cell, order), order);
  const number = cell.kind === 'number' ? bareDigits(cell.raw) : undefined;
  return number === undefined ? cell : asDayFirst(inEightDigits(number, order), order);
}

/** A date without separators with all its eight digits. */
function inEightDigits(text: string, order: DateOrder): string {
  const bare = bareDigits(text);
  if (bare === undefined) return text;
  return bare.length === 8 ? bare : (withLostZero(bare, order) ?? bare);
}

const MONTH_BEFORE_DAY = /^(\D*)(\d{1,2})([/.\- ])(\d{1,2})(?=\3\d{2,4}(?!\d))/;
const MONTH_BEFORE_DAY_BARE = /^(\D*)(\d{2})(\d{2})((?:19|20)\d{2})(?!\d)/;
const DAY_BEFORE_MONTH = /^(\D*\d{4})([/.\- ])(\d{1,2})\2(\d{1,2})(?!\d)/;
const DAY_BEFORE_MONTH_BARE = /^(\D*(?:19|20)\d{2})(\d{2})(\d{2})(?!\d)/;

/** A text of that order as one with the day before the month, or, year first, behind it. */
function asDayFirst(text: string, order: Exclude<DateOrder, 'dmy'>): string {
  if (order === 'mdy') return text.replace(MONTH_BEFORE_DAY, '$1$4$3$2').replace(MONTH_BEFORE_DAY_BARE, '$1$3$2$4');
  return text.replace(DAY_BEFORE_MONTH, '$1$2$4$2$3').replace(DAY_BEFORE_MONTH_BARE, '$1$3$2');
}
