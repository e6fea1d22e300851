/**
 * A column with the dates of doses: what an Excel made dates and what it left as text, and in which order of day and
 * month they can be true.
 */

import { cellAt } from '../cells.ts';
import { bareDigits } from '../dates/bare-date.ts';
import { digitsAt, isoDay, isValidDay } from '../dates/calendar.ts';
import { readDate } from '../dates/dates.ts';
import { programmeOf } from '../programme/programmes.ts';
import type { IsoDate } from '../record.ts';
import type { RowPlan } from '../row/row-plan.ts';
import type { ReadingRules } from '../rules.ts';
import { type LineStretches, lineStretches } from '../sheet/line-stretches.ts';
import { type DateOrders, gatherOrders } from './date-orders.ts';
import type { Gatherer } from './seen-row.ts';

/** Days of one kind. */
export interface Days {
  /** A campaign has a few hundred at most. */
  readonly different: Set<IsoDate>;
  rows: number;
}

export interface DoseDates {
  /** The column, 0-based. */
  readonly at: number;
  /**
   * A date cell with a day above 12, or a text with one up to 12: then no more of these two kinds is gathered. In a
   * file of texts a date cell is one that begins with the year, as a program writes it.
   */
  readonly contradicted: boolean;
  /** The lines of the date cells. */
  readonly lines: LineStretches;
  readonly cells: Readonly<Days>;
  readonly texts: Readonly<Days>;
  readonly orders: DateOrders;
  /** The same of the date cells: `yearFirst` counts what they would be with day and month exchanged. */
  readonly cellOrders: DateOrders;
}

/** Nobody was vaccinated later than today, or before the programme began. */
export function gatherDoseDates(
  at: number,
  plan: RowPlan,
  rules: Pick<ReadingRules, 'today' | 'programme' | 'content'>,
): Gatherer<DoseDates> {
  const earliest = programmeOf(rules).begins?.here ?? '';
  const context = { century: 2000, earliest, latest: rules.today, hasFewDays: true } as const;
  const orders = gatherOrders({ ...context, order: plan.orders.get(at) });
  const cellOrders = gatherOrders({ ...context, order: undefined });
  const lines = lineStretches();
  const cells: Days = { different: new Set(), rows: 0 };
  const texts: Days = { different: new Set(), rows: 0 };
  const saysOrder = plan.orders.has(at);
  let contradicted = false;
  return {
    see({ row }) {
      const cell = cellAt(row, at);
      if (cell === '') return;
      if (typeof cell === 'object' && cell.kind === 'number') {
        orders.see(bareDigits(cell.raw) ?? '', row.line);
        return;
      }
      if (typeof cell === 'object' && (cell.kind !== 'date' || cell.day === '')) return;
      if (typeof cell === 'string') orders.see(cell, row.line);
      else cellOrders.see(cell.day, row.line);
      if (contradicted) return;
      const written = typeof cell === 'string' && !saysOrder ? yearFirstDay(cell) : undefined;
      const day = typeof cell === 'object' ? cell.day : (written ?? dayInDigits(cell));
      if (day === undefined) return;
      const of = typeof cell === 'object' || written !== undefined ? cells : texts;
      contradicted = digitsAt(day, 8, 10) <= 12 !== (of === cells);
      of.rows += 1;
      of.different.add(day);
      if (of === cells) lines.add(row.line);
    },
    profile: () => ({
      at,
      contradicted,
      lines,
      cells,
      texts,
      orders: orders.orders(),
      cellOrders: cellOrders.orders(),
    }),
  };
}

/** The day of `2021-05-10`, also with a time behind it. */
function yearFirstDay(text: string): IsoDate | undefined {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return undefined;
  const [year, month, day] = [digitsAt(text, 0, 4), digitsAt(text, 5, 7), digitsAt(text, 8, 10)];
  return isValidDay(year, month, day) ? isoDay(year, month, day) : undefined;
}

/** The day of a text without the name of a month, which proves something. */
function dayInDigits(text: string): IsoDate | undefined {
  if (!/^\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b/.test(text)) return undefined;
  const date = readDate(text);
  return date.kind === 'day' ? date.day : undefined;
}
