/**
 * The column of the birth dates: what an Excel made dates and what it left as text, and in which order of day and month
 * they agree with the NIKs.
 */

import { cellAt } from '../cells.ts';
import { bareDigits } from '../dates/bare-date.ts';
import { digitsAt, isoDay, isValidDay } from '../dates/calendar.ts';
import type { IsoDate } from '../record.ts';
import type { RowPlan } from '../row/row-plan.ts';
import type { ReadingRules } from '../rules.ts';
import { type LineStretches, lineStretches } from '../sheet/line-stretches.ts';
import { type DateOrders, gatherOrders, hasDay } from './date-orders.ts';
import type { Gatherer } from './seen-row.ts';

export interface BirthDates {
  /** The column, 0-based; -1 for none. */
  readonly at: number;
  /**
   * An Excel in US English takes `03/04/1980` for 4 March and makes it a date, and leaves `17/08/1945`, which is no day
   * to it, as text. So all its dates have days up to 12, and all dates left as text have days above. True where they
   * have not.
   */
  readonly contradicted: boolean;
  /** The lines of the date cells; of all only while nothing contradicts that. */
  readonly cells: LineStretches;
  /** How many dates are text, likewise. */
  readonly texts: number;
  readonly orders: DateOrders;
  /** Date cells whose NIK has their day and month exchanged. */
  readonly exchanged: LineStretches;
  /** Date cells that could be exchanged, and whose NIK has them as they are. */
  readonly confirmed: number;
  /** Whether the run corrects these by the NIK. */
  readonly corrected: boolean;
}

/** Nobody was born later than today. */
export function gatherBirthDates(
  plan: RowPlan,
  { today, fixDates }: Pick<ReadingRules, 'today' | 'fixDates'>,
): Gatherer<BirthDates> {
  const at = plan.birthDate;
  const orders = gatherOrders({
    order: plan.orders.get(at),
    century: 1900,
    earliest: '',
    latest: today,
    hasFewDays: false,
  });
  const [cells, exchanged] = [lineStretches(), lineStretches()];
  let [texts, confirmed] = [0, 0];
  let contradicted = at < 0;
  return {
    see({ row, nik }) {
      const cell = cellAt(row, at);
      if (cell === '') return;
      if (typeof cell === 'string') {
        orders.see(cell, row.line, nik);
        const day = contradicted ? undefined : leadingDay(cell);
        if (day === undefined) return;
        texts++;
        if (day <= 12) contradicted = true;
        return;
      }
      if (cell.kind === 'number') orders.see(bareDigits(cell.raw) ?? '', row.line, nik);
      if (cell.kind !== 'date' || cell.day === '') return;
      if (!contradicted) {
        cells.add(row.line);
        if (digitsAt(cell.day, 8, 10) > 12) contradicted = true;
      }
      const other = nik === undefined ? '' : exchangedDay(cell.day);
      if (nik === undefined || other === '') return;
      if (hasDay(nik, cell.day)) confirmed++;
      else if (hasDay(nik, other)) exchanged.add(row.line);
    },
    profile: () => ({
      at,
      contradicted,
      cells,
      texts,
      orders: orders.orders(),
      exchanged,
      confirmed,
      corrected: fixDates,
    }),
  };
}

/** Another day, with day and month exchanged; '' where there is none. */
export function exchangedDay(day: IsoDate): IsoDate | '' {
  const [year, month, dayOfMonth] = [digitsAt(day, 0, 4), digitsAt(day, 5, 7), digitsAt(day, 8, 10)];
  return month !== dayOfMonth && isValidDay(year, dayOfMonth, month) ? isoDay(year, dayOfMonth, month) : '';
}

/**
 * The day of a text such as 17/08/1945: one or two digits, then a separator and a digit. Dates with names of months
 * prove nothing.
 */
function leadingDay(text: string): number | undefined {
  const length = text.charCodeAt(1) >= 48 && text.charCodeAt(1) <= 57 ? 2 : 1;
  const separator = text.charCodeAt(length);
  const day = digitsAt(text, 0, length);
  const next = text.charCodeAt(length + 1);
  const isDate = (separator === 47 || separator === 45 || separator === 46) && next >= 48 && next <= 57;
  return isDate && day > 0 ? day : undefined;
}
