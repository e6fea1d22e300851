/**
 * The cells of a row, made again from its record, for rows that were fine when they were read and were refused or
 * contested later.
 */
import { clerkDay, dayInWords } from '../record/dates/calendar.ts';
import type { DateOrder } from '../record/dates/date-writing.ts';
import { isDayFirstOrder } from '../record/dates/typed-date.ts';
import type { DoseRecord } from '../record/record.ts';
import type { Kind } from '../record/table/field-row.ts';
import { DOSE_PROPERTIES, PARTICIPANT_PROPERTIES, type Property } from '../record/table/fields.ts';
import type { SheetIdentity } from './intake-side.ts';

/**
 * Values stand in the columns the sheet had; `part` says which dose of a wide sheet it is. Other columns stay empty.
 */
export function recordCells(
  { participant, dose }: DoseRecord,
  { layout, headings }: SheetIdentity,
  group: number,
): string[] {
  const columns: Readonly<Record<string, number>> = { ...layout.columns, ...layout.doses[group - 1]?.columns };
  const orders = new Map(layout.orders);
  const cells = headings.map(() => '');
  const write = (of: object, properties: readonly Property[]) => {
    for (const { name, field, kind } of properties) {
      const column = columns[field];
      const value = (of as Readonly<Record<string, unknown>>)[name];
      if (column !== undefined && value !== undefined) cells[column] = cellOf(value, kind, orders.get(column));
    }
  };
  write(participant, PARTICIPANT_PROPERTIES);
  write(dose, DOSE_PROPERTIES);
  return cells;
}

/** A value as a clerk would have typed it. */
function cellOf(value: unknown, kind: Kind, order: DateOrder | undefined): string {
  if (kind === 'sex') return value === 'male' ? 'L' : 'P';
  return kind === 'birthDate' || kind === 'date' ? written(String(value), order) : String(value);
}

/** dd/mm/yyyy, as clerks write it, unless the dates of the column have another order. */
function written(day: string, order: DateOrder | undefined): string {
  return isDayFirstOrder(order) ? clerkDay(day) : dayInWords(day);
}
