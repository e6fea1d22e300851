/** Sheets in which no header was found: whether leaving them out would lose somebody. */
import { readDate } from '../dates/dates.ts';
import type { HeaderForm } from '../header/columns.ts';
import { matchHeading } from '../header/match-heading.ts';
import type { Field } from '../problems.ts';
import type { Cell, SourceRow } from '../source-row.ts';
import { isDoseField, isOptional } from '../table/fields.ts';
import { countDigits } from '../words/count-digits.ts';

/**
 * Whether the row is of somebody who was vaccinated: a number as long as a NIK (those of phones and employees are not),
 * and a date beside it. A list of the staff, an example in a manual and "NIK Petugas : …" above a table have no date.
 */
export function holdsPerson({ cells }: SourceRow): boolean {
  return cells.some(isNik) && cells.some(isDay);
}

function isDay(cell: Cell): boolean {
  const date = readDate(cell);
  return date.kind === 'two-digit-year' || (date.kind === 'day' && date.fromSerial === undefined);
}

function isNik(cell: Cell): boolean {
  if (typeof cell === 'object')
    return cell.kind === 'number' && (/e\+?15$/i.test(cell.raw) || /^\d{16}(?:\.0*)?$/.test(cell.raw));
  return cell.length >= 16 && countDigits(cell) === 16 && !/\p{L}/u.test(cell);
}

/**
 * Whether these headings are of people who were vaccinated, although one of them is missing: a name, a birth date, and
 * something of a dose.
 */
function namesVaccinated(headings: readonly string[]): boolean {
  const fields = new Set(headings.map((heading) => matchHeading(heading)?.field));
  const has = (field: Field) => fields.has(field);
  return (
    has('name') &&
    has('birthDate') &&
    [...fields].some((field) => field !== undefined && isDoseField(field) && !isOptional(field))
  );
}

/**
 * The line of the first person among rows below which no header was found; that of headings which are of such people.
 * Undefined where leaving these rows out loses nobody.
 */
export function firstPerson(
  rows: readonly SourceRow[],
  form: Pick<HeaderForm, 'headings' | 'line'> | undefined,
): number | undefined {
  return form && namesVaccinated(form.headings) ? form.line : rows.find(holdsPerson)?.line;
}
