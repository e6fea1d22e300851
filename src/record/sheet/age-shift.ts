/**
 * Whether the ages of a sheet are of another day than its doses: asked of its first rows, since every row depends on
 * it.
 */
import { type AgedPerson, shiftOf } from '../fields/age.ts';
import type { Header } from '../header/columns.ts';
import { readRow, type SheetRef } from '../row/read-row.ts';
import { planOf } from '../row/row-plan.ts';
import type { ReadingRules } from '../rules.ts';
import type { SourceRow } from '../source-row.ts';

/** `rows`: the first ones below the header, some hundred. See `shiftOf`; 0 for a sheet without ages. */
export function shiftOfAges(header: Header, rows: readonly SourceRow[], at: SheetRef, rules: ReadingRules): number {
  if (planOf(header).age < 0) return 0;
  const people = rows.flatMap((row): AgedPerson[] => {
    const read = readRow(row, header, at, rules);
    if (read.kind === 'skipped' || read.person === undefined) return [];
    const { age, birthDate, vaccinationDate } = read.person;
    return age === undefined || birthDate.value === undefined
      ? []
      : [{ age, birthDate: birthDate.value, vaccinationDate }];
  });
  return shiftOf(people, rules.savedOn);
}
