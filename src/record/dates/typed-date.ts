/** What a person has typed into a cell that has become a date. */

import type { Cell } from '../source-row.ts';
import { clerkDay, dayInWords } from './calendar.ts';
import type { DateOrder } from './date-writing.ts';
import { clockOfCell, isMidnightOfBirth } from './time-of-day.ts';

/** Whether texts of that order may be written with the day first. */
export function isDayFirstOrder(order: DateOrder | undefined): boolean {
  return order === undefined || order === 'dmy';
}

type DateCell = Extract<Cell, { kind: 'date' }>;

/**
 * Whether the number behind a date is a year of somebody's birth, typed where Excel expects a date: as a serial it is a
 * day between 1905 and 1910.
 */
export function isYearTyped(raw: string): boolean {
  return /^(?:19|20)\d\d$/.test(raw);
}

/** Whatever time of day may move the day stays with it: the day alone would be another one. */
function withTime(text: string, raw: string): string {
  const clock = clockOfCell(raw);
  if (clock === undefined || clock.seconds === 0) return text;
  if (clock.zone !== undefined) return raw.trim();
  if (!isMidnightOfBirth(clock)) return text;
  const [hour, minute, second] = [clock.seconds / 3600, (clock.seconds / 60) % 60, clock.seconds % 60].map((part) =>
    String(Math.floor(part)).padStart(2, '0'),
  );
  return `${text} ${hour}:${minute}:${second}`;
}

/**
 * Day/month/year without what the cell does not show; the bare number where it is a year, or no day; with a time of day
 * that may move the day. In words where texts of the column have another `order`.
 */
export function typedDate({ raw, day, hides }: DateCell, order?: DateOrder): string {
  if (day === '' || isYearTyped(raw)) return raw;
  const text = clerkDay(day);
  if (hides === undefined) return withTime(isDayFirstOrder(order) ? text : dayInWords(day), raw);
  return hides === 'day' ? text.slice(3) : text.slice(0, 5);
}
