/** The birth date: what the sheet says is sent, because the ID card may rightly differ from the NIK (PP 40/2019). */

import { cellText } from '../cells.ts';
import { ageInYears, clerkDay, isoDay, isValidDay } from '../dates/calendar.ts';
import { type DateReading, readDate } from '../dates/dates.ts';
import { type ClockOf, dayOfBirth } from '../dates/time-of-day.ts';
import { isYearTyped, typedDate } from '../dates/typed-date.ts';
import { programmeOf } from '../programme/programmes.ts';
import type { IsoDate } from '../record.ts';
import type { ReadingRules } from '../rules.ts';
import type { Cell } from '../source-row.ts';
import { contradictsAge } from './age.ts';
import { clean, doubtful, type FieldReading, problem, wrong } from './field-reading.ts';
import { type NikFacts, nikFacts } from './nik.ts';
import { youngestAge } from './programme-rules.ts';
import { cellError, isBlank } from './text-cell.ts';

/** What else the row says, where it is known. */
export interface BirthDateContext {
  readonly nik: string | undefined;
  readonly vaccinationDate: IsoDate | undefined;
  /** The age beside it, in years. */
  readonly age?: number | undefined;
  readonly rules: Pick<ReadingRules, 'today' | 'programme' | 'content' | 'savedOn' | 'ageShift' | 'zone'>;
  /** Whose clock the times of the column are of, where a person has said so. */
  readonly clockOf?: ClockOf | undefined;
}

/** Nobody was older on the day of the dose; the oldest person ever whose age is proven was 122, abroad. */
const OLDEST = 120;

/**
 * The birth date of a cell. A two-digit year becomes the only century in which its person was born before the dose and
 * not older than 120; where both are possible, the age beside it says which, or the NIK must confirm the day, and the
 * younger age is taken with a warning, or else the row is held (DOB_AMBIG); it is held as well where nobody so young
 * was ever vaccinated, since neither a child of two nor an elder of 102 is to be believed without being asked for. A
 * bare number is taken for a serial only when the NIK has the same day, and so is a year that was typed into a cell
 * made for dates: Excel shows 1945 there as 28/04/1905. The same with a cell that hides the day or the year: Excel made
 * them up. And the same with a time of day that is midnight somewhere in Indonesia: the NIK must say whether the day is
 * meant or the next one.
 */
export function readBirthDate(cell: Cell | undefined, context: BirthDateContext): FieldReading<IsoDate> {
  const damaged = cellError(cell, 'birthDate');
  if (damaged) return damaged;
  const date = readDate(cell);
  const isMadeUp =
    typeof cell === 'object' && cell.kind === 'date' && (cell.hides !== undefined || isYearTyped(cell.raw));
  if (date.kind === 'day' && date.fromSerial === undefined && !isMadeUp && date.clock === undefined)
    return inRange(date.day, context);
  const facts = context.nik === undefined ? undefined : nikFacts(context.nik);
  if (date.kind === 'two-digit-year' && date.clock === undefined) return inCentury(date, facts, context);
  const known = facts?.birthDates ?? [];
  if (date.kind === 'day') {
    const day = dayOfBirth(date.day, date.clock, context.rules.zone, known, context.clockOf);
    const isCertain = date.fromSerial === undefined && !isMadeUp;
    if (day !== undefined && (isCertain || known.includes(day))) return inRange(day, context);
  }
  const text = typeof cell === 'object' && cell.kind === 'date' && isMadeUp ? typedDate(cell) : cellText(cell);
  return isBlank(text) ? wrong('DOB_EMPTY', 'birthDate') : wrong('DOB_PARSE', 'birthDate', { v: text });
}

function inRange(day: IsoDate, context: BirthDateContext): FieldReading<IsoDate> {
  return isPlausible(day, context) ? clean(day) : wrong('DOB_RANGE', 'birthDate', { v: clerkDay(day) });
}

function isPlausible(day: IsoDate, { vaccinationDate, rules }: BirthDateContext): boolean {
  if (day > rules.today) return false;
  const on = vaccinationDate ?? rules.today;
  return day <= on && ageInYears(day, on) <= OLDEST;
}

function inCentury(
  date: Extract<DateReading, { kind: 'two-digit-year' }>,
  facts: NikFacts | undefined,
  context: BirthDateContext,
): FieldReading<IsoDate> {
  const { day, month, yy } = date;
  const possible = [1900 + yy, 2000 + yy]
    .filter((year) => isValidDay(year, month, day))
    .map((year) => isoDay(year, month, day));
  const [older, younger] = possible.filter((candidate) => isPlausible(candidate, context));
  if (older === undefined) return wrong('DOB_RANGE', 'birthDate', { v: clerkDay(possible[0] ?? '') });
  if (younger === undefined) return clean(older);
  const { age, vaccinationDate } = context;
  const { savedOn, ageShift = 0 } = context.rules;
  if (age !== undefined) {
    const of = [older, younger].filter(
      (born) => !contradictsAge(born, age, { vaccinationDate, savedOn, shift: ageShift }),
    );
    if (of.length === 1 && of[0] !== undefined) return clean(of[0]);
  }
  const params = { a: clerkDay(older), b: clerkDay(younger) };
  const tooYoung =
    ageInYears(younger, context.vaccinationDate ?? context.rules.today) < youngestAge(programmeOf(context.rules));
  return facts?.birthDates.includes(younger) && !tooYoung
    ? doubtful(younger, problem('DOB_AMBIG', 'birthDate', 'warning', params))
    : wrong('DOB_AMBIG', 'birthDate', params, 'hold');
}
