/** What a person has typed into a cell that has become a date. */
import { clerkDay } from './calendar.ts';
import type { Cell } from './source-row.ts';

type DateCell = Extract<Cell, { kind: 'date' }>;

/** Whether the number behind a date is a year of somebody's birth, typed where Excel expects a date: as a serial it is a day between 1905 and 1910. */
export function isYearTyped(raw: string): boolean {
  return /^(?:19|20)\d\d$/.test(raw);
}

/** Day/month/year without what the cell does not show; the bare number where it is a year, or no day. */
export function typedDate({ raw, day, hides }: DateCell): string {
  if (day === '' || isYearTyped(raw)) return raw;
  const text = clerkDay(day);
  if (hides === undefined) return text;
  return hides === 'day' ? text.slice(3) : text.slice(0, 5);
}
