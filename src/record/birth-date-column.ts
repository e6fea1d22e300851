/** Dates of birth of a whole column: typed day before month on a computer that expects the month first. */
import { digitsAt } from './calendar.ts';
import { type LineStretches, lineStretches } from './line-stretches.ts';
import type { Cell } from './source-row.ts';

/** So many dates of each kind make the signature of a US English Excel: by chance it comes about once in 1,300 sheets. */
const ENOUGH_DATES = 5;

/**
 * An Excel in US English takes `03/04/1980` for 4 March and makes it a date, and leaves `17/08/1945`, which is no day to it, as text. So all its dates
 * have days up to 12, and all dates left as text have days above.
 * `mixed`: the lines of those dates, where that is so.
 */
export function watchBirthDates(): { see(cell: Cell, line: number): void; mixed(): LineStretches | undefined } {
  const lines = lineStretches();
  let texts = 0;
  let contradicted = false;
  return {
    see(cell, line) {
      if (contradicted) return;
      if (typeof cell === 'object') {
        if (cell.kind !== 'date' || cell.day === '') return;
        lines.add(line);
        if (digitsAt(cell.day, 8, 10) > 12) contradicted = true;
        return;
      }
      const day = leadingDay(cell);
      if (day === undefined) return;
      texts++;
      if (day <= 12) contradicted = true;
    },
    mixed: () => (!contradicted && lines.count() >= ENOUGH_DATES && texts >= ENOUGH_DATES ? lines : undefined),
  };
}

/** The day of a text such as 17/08/1945: one or two digits, then a separator and a digit. Dates with names of months prove nothing. */
function leadingDay(text: string): number | undefined {
  const length = text.charCodeAt(1) >= 48 && text.charCodeAt(1) <= 57 ? 2 : 1;
  const separator = text.charCodeAt(length);
  const day = digitsAt(text, 0, length);
  const next = text.charCodeAt(length + 1);
  const isDate = (separator === 47 || separator === 45 || separator === 46) && next >= 48 && next <= 57;
  return isDate && day > 0 ? day : undefined;
}
