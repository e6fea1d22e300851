/** DATE_SWAP_COL: dates of doses typed day before month on a computer that expects the month first. No NIK shows it, as it does for birth dates. */
import { daysBetween, digitsAt, isoDay } from '../../calendar.ts';
import type { IsoDate } from '../../record.ts';
import type { DoseDates } from '../dose-dates.ts';
import { type ColumnRule, refused } from '../finding.ts';

/** So many rows of each kind, with so many different days, are no accident of two clerks. */
const ENOUGH_ROWS = 5;
const ENOUGH_DAYS = 3;

/**
 * An Excel in US English makes `02/10/2021` a date, 10 February, and leaves `13/10/2021` as text. Then all dates have days up to 12, all texts days above, and,
 * since a campaign takes weeks and not a year, exchanging day and month brings the dates close to the texts: to at most half of the time that they span now.
 */
export const mixedDoseDates: ColumnRule = ({ doses }) =>
  doses.flatMap((column) => refused('DATE_SWAP_COL', 'date', isMixed(column) ? column.lines : undefined));

function isMixed({ contradicted, cells, texts }: DoseDates): boolean {
  if (contradicted || [cells, texts].some(({ different, rows }) => rows < ENOUGH_ROWS || different.size < ENOUGH_DAYS))
    return false;
  const exchanged = [...cells.different].map((day) => isoDay(digitsAt(day, 0, 4), digitsAt(day, 8, 10), digitsAt(day, 5, 7)));
  return span([...exchanged, ...texts.different]) * 2 <= span([...cells.different, ...texts.different]);
}

function span(days: readonly IsoDate[]): number {
  const sorted = [...days].sort();
  return daysBetween(sorted[0] ?? '', sorted.at(-1) ?? '');
}
