/** The day of the dose. */

import { cellText } from '../cells.ts';
import { clerkDay, isoDay, isValidDay } from '../dates/calendar.ts';
import { type DateReading, readDate } from '../dates/dates.ts';
import { type ClockOf, dayOfDose } from '../dates/time-of-day.ts';
import { typedDate } from '../dates/typed-date.ts';
import type { IsoDate } from '../record.ts';
import type { ReadingRules } from '../rules.ts';
import type { Cell } from '../source-row.ts';
import { clean, doubtful, type FieldReading, problem, wrong } from './field-reading.ts';
import { isCovid } from './programme-rules.ts';
import { cellError } from './text-cell.ts';

/** The first COVID-19 dose in Indonesia; earlier ones were given abroad, or the date is wrong. */
export const FIRST_COVID_DOSE = '2021-01-13';
/** Nowhere was there a vaccine before; what says so is a slip, such as 2012 for 2021. */
const FIRST_COVID_YEAR = '2020';

/**
 * The day of the dose. Two-digit years are 20YY; a bare number is taken for a serial only when it is a day of the
 * programme. DATE_EARLY (before 13-01-2021, programmes called `covid…`) is a warning, since doses from abroad are
 * possible, and an error before 2020. `clockOf`: whose clock the times of day are of, where it is known; an instant
 * whose day depends on it is unreadable otherwise.
 */
export function readVaccinationDate(
  cell: Cell | undefined,
  rules: Pick<ReadingRules, 'today' | 'programme' | 'zone'>,
  clockOf?: ClockOf,
): FieldReading<IsoDate> {
  const damaged = cellError(cell, 'date');
  if (damaged) return damaged;
  const date = readDate(cell);
  if (date.kind === 'empty') return wrong('DATE_EMPTY', 'date');
  // A typed "Okt 2021", of which Excel has made the first of the month.
  if (typeof cell === 'object' && cell.kind === 'date' && cell.hides === 'day')
    return wrong('DATE_PARSE', 'date', { v: typedDate(cell) });
  const day = dayOf(date, rules.zone, clockOf);
  const early = day !== undefined && day < FIRST_COVID_DOSE && isCovid(rules.programme);
  if (day === undefined || (date.kind === 'day' && date.fromSerial && (early || day > rules.today))) {
    return wrong('DATE_PARSE', 'date', { v: cellText(cell) });
  }
  if (day > rules.today) return wrong('DATE_FUTURE', 'date', { v: clerkDay(day) });
  if (early && day < FIRST_COVID_YEAR) return wrong('DATE_EARLY', 'date', { v: clerkDay(day) });
  return early ? doubtful(day, problem('DATE_EARLY', 'date', 'warning', { v: clerkDay(day) })) : clean(day);
}

function dayOf(date: DateReading, zone: number, clockOf: ClockOf | undefined): IsoDate | undefined {
  if (date.kind === 'day') return dayOfDose(date.day, date.clock, zone, clockOf);
  if (date.kind !== 'two-digit-year') return undefined;
  const year = 2000 + date.yy;
  if (!isValidDay(year, date.month, date.day)) return undefined;
  return dayOfDose(isoDay(year, date.month, date.day), date.clock, zone, clockOf);
}
