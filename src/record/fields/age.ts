/** The age of a person in years, which some sheets have beside the birth date. It is compared, never sent. */

import { cellText } from '../cells.ts';
import { ageInYears } from '../dates/calendar.ts';
import type { IsoDate } from '../record.ts';
import type { Cell } from '../source-row.ts';
import { foldLabel } from '../words/fold.ts';
import { headingWords } from '../words/heading-words.ts';
import { remember } from '../words/remember.ts';

/** So many years off say nothing against a birth date: people round, and lists are made a year before. */
const FORGIVEN_YEARS = 2;
/** What a formula makes of an empty birth date is counted from 1900. */
const OLDEST = 115;

/** The unit of a column: "Umur (bulan)" counts months. */
export function countsMonths(heading: string): boolean {
  const words = headingWords(heading);
  return words.some((word) => word === 'bulan' || word === 'month' || word === 'months') && !words.includes('tahun');
}

const YEARS = new Set(['', 'th', 'thn', 'tahun', 'y', 'yr', 'yrs', 'yo', 'year', 'years']);
const MONTHS = new Set(['bl', 'bln', 'bulan', 'month', 'months']);

const readAgeText = remember((text: string): number | undefined => {
  // `> 60`, `18-59`, `60+` are groups, not ages.
  if (/[<>≤≥+±~-]/.test(text)) return undefined;
  const [, digits, unit = '', rest = ''] =
    /^(?:umur |usia )?(\d{1,3}) ?([a-z]*)(?: (.*))?$/.exec(foldLabel(text)) ?? [];
  if (digits === undefined || (unit === '' && rest !== '')) return undefined;
  if (MONTHS.has(unit)) return Math.floor(Number(digits) / 12);
  return YEARS.has(unit) && Number(digits) > 0 ? Number(digits) : undefined;
});

/**
 * The age that a cell says, in full years: `60`, `60 th`, `60 tahun 3 bulan`, `8 bulan`. Undefined where it says none:
 * text, a year, a date, and what a formula makes of nothing (0, 121).
 */
export function readAge(cell: Cell, inMonths: boolean): number | undefined {
  if (cell === '' || (typeof cell === 'object' && cell.kind !== 'number')) return undefined;
  const age = readAgeText(cellText(cell).replace(/[.,]\d+$/, ''));
  if (age === undefined) return undefined;
  const years = inMonths ? Math.floor(age / 12) : age;
  return years <= OLDEST ? years : undefined;
}

/** As of which days an age may have been written down, and how far a whole column is off. */
export interface AgeContext {
  /** The (first) day of a dose in the row. */
  readonly vaccinationDate: IsoDate | undefined;
  /** The day on which the file was saved. */
  readonly savedOn: IsoDate | undefined;
  /**
   * By how many years the ages of the whole column differ from those of the day of the dose, all alike; 0 for the
   * usual.
   */
  readonly shift: number;
}

/** Whether somebody born on this day had the age on none of the days. An age of no known day contradicts nothing. */
export function contradictsAge(
  birthDate: IsoDate,
  age: number,
  { vaccinationDate, savedOn, shift }: AgeContext,
): boolean {
  const days = [vaccinationDate, savedOn].filter((day) => day !== undefined && day >= birthDate);
  if (days.length === 0) return false;
  return days.every((day = '') => {
    const off = age - ageInYears(birthDate, day);
    return Math.abs(off) > FORGIVEN_YEARS && Math.abs(off - shift) > FORGIVEN_YEARS;
  });
}

/** One person of a column. */
export interface AgedPerson {
  readonly birthDate: IsoDate;
  readonly age: number;
  readonly vaccinationDate: IsoDate | undefined;
}

/** So many people show that a column is of another day. */
const ENOUGH_PEOPLE = 3;

/**
 * By how many years the ages of these people are off, if those of nearly all are and by the same number, give or take
 * one: then the column is of another day, as in last year's list, and says nothing. Otherwise 0.
 */
export function shiftOf(people: readonly AgedPerson[], savedOn: IsoDate | undefined): number {
  const differing = people.filter(({ birthDate, age, vaccinationDate }) =>
    contradictsAge(birthDate, age, { vaccinationDate, savedOn, shift: 0 }),
  );
  if (differing.length < ENOUGH_PEOPLE || differing.length * 2 <= people.length) return 0;
  const off = people
    .map(({ birthDate, age, vaccinationDate }) => age - ageInYears(birthDate, vaccinationDate ?? savedOn ?? birthDate))
    .sort((a, b) => a - b);
  const median = off[Math.floor(off.length / 2)] ?? 0;
  return off.filter((years) => Math.abs(years - median) <= 1).length * 5 >= people.length * 4 ? median : 0;
}
