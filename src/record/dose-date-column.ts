/** Dates of doses of a whole column: typed day before month on a computer that expects the month first. No NIK shows it, as it does for birth dates. */
import { daysBetween, digitsAt, isoDay } from './calendar.ts';
import { readDate } from './dates.ts';
import { type LineStretches, lineStretches } from './line-stretches.ts';
import type { IsoDate } from './record.ts';
import type { Cell } from './source-row.ts';

/** So many rows of each kind, with so many different days, are no accident of two clerks. */
const ENOUGH_ROWS = 5;
const ENOUGH_DAYS = 3;

/** Days of one kind: how many, and from when to when. */
interface Days {
  readonly different: Set<IsoDate>;
  rows: number;
}

/**
 * An Excel in US English makes `02/10/2021` a date, 10 February, and leaves `13/10/2021` as text. Then all dates have days up to 12, all texts days above, and,
 * since a campaign takes weeks and not a year, exchanging day and month brings the dates close to the texts: to at most half of the time that they span now.
 * `mixed`: the lines of those dates, where all of this is so.
 */
export function watchDoseDates(): { see(cell: Cell, line: number): void; mixed(): LineStretches | undefined } {
  const lines = lineStretches();
  const dates: Days = { different: new Set(), rows: 0 };
  const texts: Days = { different: new Set(), rows: 0 };
  let contradicted = false;
  return {
    see(cell, line) {
      if (contradicted || cell === '') return;
      if (typeof cell === 'object' && (cell.kind !== 'date' || cell.day === '')) return;
      const day = typeof cell === 'object' ? cell.day : dayInDigits(cell);
      if (day === undefined) return;
      const of = typeof cell === 'object' ? dates : texts;
      contradicted = digitsAt(day, 8, 10) <= 12 !== (of === dates);
      of.rows += 1;
      of.different.add(day);
      if (of === dates) lines.add(line);
    },
    mixed() {
      if (contradicted || [dates, texts].some(({ different, rows }) => rows < ENOUGH_ROWS || different.size < ENOUGH_DAYS))
        return undefined;
      const exchanged = [...dates.different].map((day) => isoDay(digitsAt(day, 0, 4), digitsAt(day, 8, 10), digitsAt(day, 5, 7)));
      return span([...exchanged, ...texts.different]) * 2 <= span([...dates.different, ...texts.different]) ? lines : undefined;
    },
  };
}

/** The day of a text without the name of a month, which proves something. */
function dayInDigits(text: string): IsoDate | undefined {
  if (!/^\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b/.test(text)) return undefined;
  const date = readDate(text);
  return date.kind === 'day' ? date.day : undefined;
}

function span(days: readonly IsoDate[]): number {
  const sorted = [...days].sort();
  return daysBetween(sorted[0] ?? '', sorted.at(-1) ?? '');
}
