/**
 * Arithmetic on calendar days as triples (year, month, day). No `Date` anywhere: Jakarta was at +07:30 until 1964 and
 * at +09:00 in 1943, so a local midnight of most elders' birth dates is another day in UTC.
 */
import type { IsoDate } from '../record.ts';

const MONTH_LENGTHS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const TWO_DIGITS = Array.from({ length: 32 }, (_, n) => String(n).padStart(2, '0'));

/** Whether this day exists in the Gregorian calendar, years 1 to 9999. */
export function isValidDay(year: number, month: number, day: number): boolean {
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1)) return false;
  const length = MONTH_LENGTHS[month] ?? 0;
  return day <= length || (day === 29 && month === 2 && isLeapYear(year));
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** `YYYY-MM-DD` of a day that is known to exist. */
export function isoDay(year: number, month: number, day: number): IsoDate {
  const digits = year >= 1000 ? String(year) : String(year).padStart(4, '0');
  return `${digits}-${TWO_DIGITS[month] ?? ''}-${TWO_DIGITS[day] ?? ''}`;
}

/** The day as a clerk writes it: `1955-03-15` → `15/03/1955`. */
export function clerkDay(day: IsoDate): string {
  return `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

const SHORT_MONTHS = ['', 'Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'] as const;

/**
 * The same where the order of day and month is not the clerk's: `2021-10-05` → `5 Okt 2021`, which is one day in every
 * order.
 */
export function dayInWords(day: IsoDate): string {
  return `${Number(day.slice(8))} ${SHORT_MONTHS[Number(day.slice(5, 7))] ?? ''} ${day.slice(0, 4)}`;
}

/** The number that the digits from `from` up to `to` spell, or -1 where something else stands there. */
export function digitsAt(text: string, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    number = number * 10 + digit;
  }
  return number;
}

// Days since 1970-01-01 and back, in eras of 400 years (146,097 days) whose years begin in March, so that the leap day
// comes last: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil and civil_from_days.
/** Days since 1970-01-01. */
export function dayNumber(day: IsoDate): number {
  const month = digitsAt(day, 5, 7);
  const year = digitsAt(day, 0, 4) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + digitsAt(day, 8, 10) - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** The way back. */
export function dayOfNumber(number: number): IsoDate {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  return isoDay(era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day);
}

/** The last serial that Excel knows, 31-12-9999, counted from 1900. */
const LAST_SERIAL = 2_958_465;
/** What a workbook of the 1904 date system subtracts from its serials. */
const SHIFT_1904 = 1462;
/** Day number of serial 0 for the days after the 29-02-1900 that never was (serial 60): 30-12-1899. */
const SERIAL_ZERO = -25_569;

/**
 * The calendar day of a spreadsheet serial; the time of day (the fraction) is dropped. '' where the serial is no day: 0
 * and the blank "00/01/1900" it shows, 60 (Excel's 29-02-1900, which never was), negative numbers, beyond 9999, not a
 * number. In the 1904 system serial 0 would be 01-01-1904; it is '' as well, since it is what a formula on an empty
 * cell yields.
 */
export function serialToDay(serial: number, date1904: boolean): IsoDate | '' {
  if (!(serial >= 1)) return '';
  const whole = Math.floor(serial) + (date1904 ? SHIFT_1904 : 0);
  if (whole === 60 || whole > LAST_SERIAL) return '';
  return dayOfNumber(SERIAL_ZERO + whole + (whole < 60 ? 1 : 0));
}

/** Completed years of life on a day; negative before birth. Who was born on 29 February is a year older on 1 March. */
export function ageInYears(birth: IsoDate, on: IsoDate): number {
  const years = digitsAt(on, 0, 4) - digitsAt(birth, 0, 4);
  return on.slice(5) < birth.slice(5) ? years - 1 : years;
}

/** The day that follows. */
export function dayAfter(day: IsoDate): IsoDate {
  return dayOfNumber(dayNumber(day) + 1);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from);
}
