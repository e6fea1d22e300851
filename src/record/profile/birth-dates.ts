/** The column of the birth dates: what an Excel made dates, and what it left as text. */
import { digitsAt } from '../calendar.ts';
import { type LineStretches, lineStretches } from '../line-stretches.ts';
import { cellAt } from '../row-plan.ts';
import type { Gatherer } from './seen-row.ts';

/**
 * An Excel in US English takes `03/04/1980` for 4 March and makes it a date, and leaves `17/08/1945`, which is no day to it, as text. So all its dates
 * have days up to 12, and all dates left as text have days above.
 */
export interface BirthDates {
  /** A date cell with a day above 12, or a text with one up to 12: then nothing more is gathered. */
  readonly contradicted: boolean;
  /** The lines of the date cells. */
  readonly cells: LineStretches;
  /** How many dates are text. */
  readonly texts: number;
}

/** `at`: the column, -1 for none. */
export function gatherBirthDates(at: number): Gatherer<BirthDates> {
  const cells = lineStretches();
  let texts = 0;
  let contradicted = at < 0;
  return {
    see({ row }) {
      if (contradicted) return;
      const cell = cellAt(row, at);
      if (typeof cell === 'object') {
        if (cell.kind !== 'date' || cell.day === '') return;
        cells.add(row.line);
        if (digitsAt(cell.day, 8, 10) > 12) contradicted = true;
        return;
      }
      const day = leadingDay(cell);
      if (day === undefined) return;
      texts++;
      if (day <= 12) contradicted = true;
    },
    profile: () => ({ contradicted, cells, texts }),
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
