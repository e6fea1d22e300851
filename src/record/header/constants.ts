/** Values that a person gives for every row of a sheet that has no column for them (`--set dose=2`). Pure. */
import { readDoseNumber } from '../fields/dose-number.ts';
import type { FieldReading } from '../fields/field-reading.ts';
import { simpleReaderOf } from '../fields/simple-readers.ts';
import { readVaccinationDate } from '../fields/vaccination-date.ts';
import { readVaccine, type VaccineReading } from '../fields/vaccines.ts';
import type { ProblemCode } from '../problems.ts';
import { programmeOf, seriesOf } from '../programme/programmes.ts';
import type { ReadingRules } from '../rules.ts';
import { DOSE_PROPERTIES, type DoseField, isOptional } from '../table/fields.ts';
import { foldLabel } from '../words/fold.ts';

/** By field, as the cells of a column would have them. */
export type Constants = Readonly<Partial<Record<DoseField, string>>>;

/**
 * The value as it stands for the column; or why it cannot be one. A day as ISO 8601, which is one day in every order.
 */
export function readConstant(
  field: DoseField,
  text: string,
  rules: ReadingRules,
): { readonly value: string } | { readonly wrong: ProblemCode } {
  const read = readerOf(field, text, rules);
  if (read === undefined) return { value: text };
  const { value, problems } = read;
  if (value === undefined) return { wrong: problems[0]?.code ?? 'CELL_ERROR' };
  return { value: field === 'vaccine' ? text : String(value) };
}

/** Those of the constants of which the sheet itself says something else, above its table or by its name. */
export function disputed(said: Constants, constants: Constants, rules: ReadingRules): readonly DoseField[] {
  return (Object.entries(constants) as [DoseField, string][]).flatMap(([field, value]) => {
    const other = said[field];
    return other !== undefined && meaningOf(field, other, rules) !== meaningOf(field, value, rules) ? [field] : [];
  });
}

function meaningOf(field: DoseField, text: string, rules: ReadingRules): string {
  const value = readerOf(field, text, rules)?.value;
  if (value === undefined) return foldLabel(text);
  return typeof value === 'object' ? value.vaccine : String(value);
}

function readerOf(
  field: DoseField,
  text: string,
  rules: ReadingRules,
): FieldReading<number | string | VaccineReading> | undefined {
  if (field === 'dose') return readDoseNumber(text, seriesOf(programmeOf(rules), undefined));
  if (field === 'date') return readVaccinationDate(text, rules);
  if (field === 'vaccine') return readVaccine(text, rules);
  const property = DOSE_PROPERTIES.find((each) => each.field === field);
  const read = isOptional(field) && property ? simpleReaderOf(property) : undefined;
  return read?.(text, rules, field);
}
