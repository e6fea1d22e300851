/** Every column that is read, and as what: for people, who see at once when one is missing or another's. Pure. */
import { FIELDS, type Field } from '../table/fields.ts';
import type { DoseColumns, Header } from './columns.ts';

/** A column that is read, or several that are read as one: a name, or a date, in parts. */
export interface ReadColumn {
  readonly field: Field;
  /** The dose that the heading names, in a wide sheet. */
  readonly dose?: number;
  /** Which group of columns it is, 1-based, in a wide sheet where no heading says the dose. */
  readonly group?: number;
  /** As the sheet has them. */
  readonly headings: readonly string[];
}

/** In the order of the fields, and of the doses of each. `headings`: what the columns are called, by their place. */
export function readColumns(
  header: Pick<Header, 'columns' | 'doses' | 'names' | 'parts'>,
  headings: readonly string[],
) {
  const { columns, doses, names, parts } = header;
  const calledAt = (field: Field, at: number): string[] => {
    const date = parts.find(({ day }) => day === at);
    const several = field === 'name' && names.length > 1 ? names : date ? [date.day, date.month, date.year] : [at];
    return several.toSorted((a, b) => a - b).map((each) => headings[each] ?? '');
  };
  const whose = doses.map((dose, index) => ({ ...saidOf(dose, index, doses), columns: dose.columns }));
  return FIELDS.flatMap((field): ReadColumn[] => {
    const own = columns[field];
    const ofDoses = whose.flatMap(({ columns: { [field as keyof DoseColumns['columns']]: at }, ...said }) =>
      at === undefined ? [] : [{ field, ...said, headings: calledAt(field, at) }],
    );
    return own === undefined ? ofDoses : [{ field, headings: calledAt(field, own) }, ...ofDoses];
  });
}

/** Of a sheet with one dose a row nothing is said. */
function saidOf(
  { number }: DoseColumns,
  index: number,
  doses: readonly DoseColumns[],
): Pick<ReadColumn, 'dose' | 'group'> {
  if (number !== undefined) return { dose: number };
  return doses.length > 1 && doses.every((each) => each.number === undefined) ? { group: index + 1 } : {};
}
