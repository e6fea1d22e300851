/**
 * The cells of a row, made again from its record, for rows that were fine when they were read and were refused or
 * contested later.
 */
import { clerkDay, dayInWords } from '../record/dates/calendar.ts';
import type { DateOrder } from '../record/dates/date-writing.ts';
import { isDayFirstOrder } from '../record/dates/typed-date.ts';
import type { DoseRecord } from '../record/record.ts';
import type { SheetIdentity } from './ledger.ts';

/**
 * Values stand in the columns the sheet had; `part` says which dose of a wide sheet it is. Other columns stay empty.
 */
export function recordCells(
  { participant, dose }: DoseRecord,
  { layout, headings }: SheetIdentity,
  part: number,
): string[] {
  const columns: Readonly<Record<string, number>> = { ...layout.columns, ...layout.doses[part - 1]?.columns };
  const orders = new Map(layout.orders);
  const values: Record<string, string | undefined> = {
    nik: participant.nik,
    name: participant.name,
    birthDate: written(participant.birthDate, orders.get(columns['birthDate'] ?? -1)),
    sex: participant.sex === 'male' ? 'L' : 'P',
    phone: participant.phone,
    address: participant.address,
    category: participant.category,
    dose: String(dose.number),
    date: written(dose.date, orders.get(columns['date'] ?? -1)),
    vaccine: dose.vaccine,
    lot: dose.lot,
    site: dose.site,
  };
  const cells = headings.map(() => '');
  for (const [field, value] of Object.entries(values)) {
    const column = columns[field];
    if (column !== undefined && value !== undefined) cells[column] = value;
  }
  return cells;
}

/** dd/mm/yyyy, as clerks write it, unless the dates of the column have another order. */
function written(day: string, order: DateOrder | undefined): string {
  return isDayFirstOrder(order) ? clerkDay(day) : dayInWords(day);
}
