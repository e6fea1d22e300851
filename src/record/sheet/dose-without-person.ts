/**
 * The second dose of a person whose cells are merged over two rows: a file has the person in the first row only, and
 * the second looks empty.
 */

import { cellAt, cellText } from '../cells.ts';
import { readDate } from '../dates/dates.ts';
import { problem } from '../fields/field-reading.ts';
import type { Header } from '../header/columns.ts';
import type { RowReading, SheetRef } from '../row/read-row.ts';
import { type DosePlan, planOf } from '../row/row-plan.ts';
import type { SourceRow } from '../source-row.ts';

/** A person has four doses; what goes on longer is a form with prepared rows. */
const MOST_BELOW = 3;

/**
 * Watches one sheet; call it for every row, in order. A row without a person, close below one, with another day or
 * another dose than that person's is read and kept back (NIK_EMPTY, NAME_EMPTY) instead of skipped. Rows that say what
 * the row above says were prepared in advance, and are empty.
 */
export function watchDosesWithoutPerson(
  header: Header,
  at: SheetRef,
): (row: SourceRow, reading: RowReading) => RowReading {
  const plan = planOf(header);
  let person: SourceRow | undefined;
  let below = 0;
  return (row, reading) => {
    if (reading.kind === 'read') {
      person = row;
      below = 0;
      return reading;
    }
    if (reading.why !== 'ROW_EMPTY' || person === undefined || row.line - person.line > below + 1) return reading;
    const last = person;
    if (!plan.doses.some((dose) => saysAnother(row, last, dose))) return reading;
    below += 1;
    if (below > MOST_BELOW) return reading;
    const problems = [problem('NIK_EMPTY', 'nik', 'error'), problem('NAME_EMPTY', 'name', 'error')] as const;
    return { kind: 'read', readings: [{ kind: 'invalid', at: { ...at, line: row.line, group: 1 }, problems }] };
  };
}

function saysAnother(row: SourceRow, person: SourceRow, { date, dose, bare }: DosePlan): boolean {
  const isDay = [date.at, bare].some((column) => {
    const { kind } = readDate(cellAt(row, column));
    return kind === 'day' || kind === 'two-digit-year';
  });
  return (
    isDay &&
    [date.at, bare, dose.at].some((column) => cellText(cellAt(row, column)) !== cellText(cellAt(person, column)))
  );
}
