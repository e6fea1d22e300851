/** The day of the dose. */

import { cellText } from '../cells.ts';
import { clerkDay, isoDay, isValidDay } from '../dates/calendar.ts';
import { type DateReading, readDate } from '../dates/dates.ts';
import { type ClockOf, dayOfDose } from '../dates/time-of-day.ts';
import { typedDate } from '../dates/typed-date.ts';
import { programmeOf } from '../programme/programmes.ts';
import type { IsoDate } from '../record.ts';
import type { ReadingRules } from '../rules.ts';
import type { Cell } from '../source-row.ts';
import { clean, doubtful, type FieldReading, problem, wrong } from './field-reading.ts';
import { cellError } from './text-cell.ts';

/**
 * The day of the dose. Two-digit years are 20YY; a bare number is taken for a serial only when it is a day of the
 * programme. DATE_EARLY (before the programme began) is a warning, since doses from abroad are possible, and an error
 * where there was no vaccine anywhere. `clockOf`: whose clock the times of day are of, where it is known; an instant
 * whose day depends on it is unreadable otherwise.
 */
export function readVaccinationDate(
  cell: Cell | undefined,
  rules: Pick<ReadingRules, 'today' | 'programme' | 'content' | 'zone'>,
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
  const { begins } = programmeOf(rules);
  const early = day !== undefined && begins !== undefined && day < begins.here;
  if (day === undefined || (date.kind === 'day' && date.fromSerial && (early || day > rules.today))) {
    return wrong('DATE_PARSE', 'date', { v: cellText(cell) });
  }
  if (day > rules.today) return wrong('DATE_FUTURE', 'date', { v: clerkDay(day) });
  if (early && day < begins.anywhere) return wrong('DATE_EARLY', 'date', { v: clerkDay(day) });
  return early ? doubtful(day, problem('DATE_EARLY', 'date', 'warning', { v: clerkDay(day) })) : clean(day);
}

function dayOf(date: DateReading, zone: number, clockOf: ClockOf | undefined): IsoDate | undefined {
  if (date.kind === 'day') return dayOfDose(date.day, date.clock, zone, clockOf);
  if (date.kind !== 'two-digit-year') return undefined;
  const year = 2000 + date.yy;
  if (!isValidDay(year, date.month, date.day)) return undefined;
  return dayOfDose(isoDay(year, date.month, date.day), date.clock, zone, clockOf);
}
