/**
 * The times of day behind the days of a column, where they may be midnights that a program has written on another
 * clock.
 */

import { cellAt, cellText } from '../cells.ts';
import { dayAfter } from '../dates/calendar.ts';
import { dayFirst } from '../dates/date-order.ts';
import { readDate } from '../dates/dates.ts';
import {
  type Clock,
  clockOfCell,
  clockOfSerial,
  isMidnightElsewhere,
  isMidnightOfBirth,
  isOnWrittenDay,
  mayHoldTime,
  splitTime,
} from '../dates/time-of-day.ts';
import { provesInstants } from '../fields/midnight-proof.ts';
import type { RowPlan } from '../row/row-plan.ts';
import { type LineStretches, lineStretches } from '../sheet/line-stretches.ts';
import type { Cell } from '../source-row.ts';
import { hasDay } from './date-orders.ts';
import type { Gatherer } from './seen-row.ts';

export interface Instants {
  /** Cells that say anything. */
  readonly filled: number;
  /** Those with a time of day that is no midnight anywhere: true times. */
  readonly times: number;
  /** Midnights of a clock that is not named, unless the NIK has shown which. */
  readonly midnights: number;
  /** As many of them as have the commonest time: a program has one clock. */
  readonly alike: number;
  /** Instants of a zone that leaves the day open, or of a birth whose NIK does not say it. */
  readonly open: number;
  /** The rows of both. */
  readonly lines: LineStretches;
  /** Rows whose NIK has shown that the next day is meant. */
  readonly proven: LineStretches;
}

/** `at`: a column of birth dates, or of dates of doses. `zone`: of the sheet, in minutes east of UTC. */
export function gatherInstants(at: number, plan: RowPlan, zone: number): Gatherer<Instants> {
  const [lines, proven] = [lineStretches(), lineStretches()];
  const midnights = new Map<number, number>();
  const isBirth = at === plan.birthDate;
  let [filled, times, open] = [0, 0, 0];
  return {
    see({ row, nik }) {
      const cell = cellAt(row, at);
      if (cell === '') return;
      filled++;
      const clock = mayHoldTime(cell) ? clockIn(cell) : undefined;
      if (clock === undefined || clock.seconds === 0) return;
      const isMidnight = isBirth ? isMidnightOfBirth(clock) : isMidnightElsewhere(clock) && clock.zone !== zone;
      if (!isMidnight && isOnWrittenDay(clock, zone)) {
        times++;
        return;
      }
      if (isMidnightOfBirth(clock) && provesInstants(dayFirst(row, plan.birthDate, plan), cellAt(row, plan.nik)))
        proven.add(row.line);
      else if (isBirth) {
        const date = readDate(dayFirst(row, at, plan));
        if (nik !== undefined && date.kind === 'day' && [date.day, dayAfter(date.day)].some((day) => hasDay(nik, day)))
          return;
        open++;
        lines.add(row.line);
      } else {
        if (clock.zone === undefined) midnights.set(clock.seconds, (midnights.get(clock.seconds) ?? 0) + 1);
        else open++;
        lines.add(row.line);
      }
    },
    profile: () => ({
      filled,
      times,
      midnights: sum(midnights),
      alike: Math.max(0, ...midnights.values()),
      open,
      lines,
      proven,
    }),
  };
}

function sum(counts: ReadonlyMap<number, number>): number {
  return [...counts.values()].reduce((all, count) => all + count, 0);
}

function clockIn(cell: Cell): Clock | undefined {
  if (typeof cell === 'object' && cell.kind === 'date') return clockOfCell(cell.raw);
  const text = cellText(cell);
  if (SERIAL.test(text)) return clockOfSerial(text);
  const { date, clock } = splitTime(text);
  return /\d/.test(date) ? clock : undefined;
}

/** A date that has lost its format, with its time. */
const SERIAL = /^[1-9]\d{4}\.\d+$/;
