/**
 * Reading a day from a cell, in every way that clerks, Excel and databases write one. Always day before month: see
 * readDate.
 */

import { cellText } from '../cells.ts';
import type { IsoDate } from '../record.ts';
import type { Cell } from '../source-row.ts';
import { noValueOf, withoutMarkBefore } from '../words/no-value.ts';
import { bareDigits, withLostZero } from './bare-date.ts';
import { digitsAt, isoDay, isValidDay, serialToDay } from './calendar.ts';
import { monthOfWord } from './month-names.ts';
import { type Clock, clockOfCell, clockOfSerial, isMidnightOfBirth, splitTime } from './time-of-day.ts';

export { ageInYears, daysBetween, isValidDay, serialToDay } from './calendar.ts';

/** What a cell in a date column turned out to hold. */
export type DateReading =
  /**
   * `fromSerial`: the cell is a bare number that Excel would show as this day; to be believed only where something else
   * agrees. `clock`: the time of day behind the day, where it names a zone or is a midnight of somewhere else, so that
   * another day may be meant (clock.ts).
   */
  | { readonly kind: 'day'; readonly day: IsoDate; readonly fromSerial?: true; readonly clock?: Clock }
  /** `17-8-45`: the day exists in at least one of the two centuries, and which one is not for this function to say. */
  | {
      readonly kind: 'two-digit-year';
      readonly day: number;
      readonly month: number;
      readonly yy: number;
      readonly clock?: Clock;
    }
  /**
   * Nothing, a dash, or a date that means nothing: 00/00/0000, 0000-00-00, 00/01/1900 (how Excel shows an empty date).
   */
  | { readonly kind: 'empty' }
  /** `text` is what the cell says: personal data. */
  | { readonly kind: 'unreadable'; readonly text: string };

type DayReading = Extract<DateReading, { kind: 'day' | 'two-digit-year' }>;

const EMPTY: DateReading = { kind: 'empty' };

/**
 * Read a date cell. Never throws; a `day` always exists in the calendar.
 *
 * Text: dd/mm/yyyy with `/ - .` or blanks between, one or two digits each; yyyy-mm-dd; yyyymmdd and ddmmyyyy, also as
 * numbers, which lose a zero in front; month names (Indonesian, old
 * spelling, English, Roman: `17 Agustus 1945`, `17-Agt-45`, `17 VIII 1945`, `August 17, 1945`); a place or weekday
 * before (`Kendal, 17-08-1945`); a time of day behind, which is told only where it may move the day (1955-03-14T17:00Z
 * is the 15th in Jakarta).
 *
 * Not read, because guessing would be silent: month before day in digits (08/17/1945). A bare number of five digits
 * from 10000 (18-05-1927) is marked `fromSerial`; below, it could be a year.
 */
export function readDate(cell: Cell | undefined): DateReading {
  if (typeof cell === 'string') {
    const day = plainDay(cell);
    return day === undefined ? readDateText(cellText(cell)) : { kind: 'day', day };
  }
  if (cell?.kind === 'date') {
    if (cell.day !== '') return withClock({ kind: 'day', day: cell.day }, clockOfCell(cell.raw));
    return Number(cell.raw) === 0 ? EMPTY : { kind: 'unreadable', text: cell.raw };
  }
  return readDateText(cellText(cell));
}

/** The two spellings that nearly every row has, without a regular expression: dd/mm/yyyy and yyyy-mm-dd. */
function plainDay(text: string): IsoDate | undefined {
  if (text.length !== 10) return undefined;
  const separator = text.charCodeAt(2);
  if (separator === 47 || separator === 45 || separator === 46) {
    if (text.charCodeAt(5) !== separator) return undefined;
    const year = digitsAt(text, 6, 10);
    const month = digitsAt(text, 3, 5);
    const day = digitsAt(text, 0, 2);
    return isValidDay(year, month, day) ? isoDay(year, month, day) : undefined;
  }
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return undefined;
  return isValidDay(digitsAt(text, 0, 4), digitsAt(text, 5, 7), digitsAt(text, 8, 10)) ? text : undefined;
}

const MEANINGLESS =
  /^(?:0{1,2}[-/. ]0{1,2}[-/. ](?:0{4}|0{2})|0{4}[-/. ]0{1,2}[-/. ]0{1,2}|0{1,2}[-/. ]0?1[-/. ]1900|1900-01-00|0)$/;
/** Anything else around a date than these is no date. */
const DATE_CHARACTERS = /^[\p{L}\d\s,./()'’-]+$/u;

function readDateText(written: string): DateReading {
  if (noValueOf(written) === 'nothing') return EMPTY;
  const unreadable: DateReading = { kind: 'unreadable', text: written };
  if (written.length > 80) return unreadable;
  const text = withoutMarkBefore(written);
  const time = splitTime(text);
  // "Kendal, 17.08.45" ends like a time of day.
  const { date, clock } = /\d/.test(time.date) ? time : { date: text, clock: undefined };
  if (MEANINGLESS.test(date)) return EMPTY;
  const bare = bareDigits(date);
  if (bare !== undefined || /^\d+(?:\.\d+)?$/.test(date)) {
    const number = bare === undefined ? readSerial(date) : readBareDay(bare);
    return number ? withClock(number, clock ?? clockOfSerial(date)) : unreadable;
  }
  if (!DATE_CHARACTERS.test(date)) return unreadable;
  const day = readParts(partsOf(date));
  return day ? withClock(day, clock) : unreadable;
}

function withClock(date: DayReading, clock: Clock | undefined): DateReading {
  if (clock === undefined || clock.seconds === 0) return date;
  return clock.zone === undefined && !isMidnightOfBirth(clock) ? date : { ...date, clock };
}

/** yyyymmdd and ddmmyyyy cannot be mixed up while years are 19YY or 20YY: no month is 19 or 20. */
function readBareDay(bare: string): DayReading | undefined {
  const digits = bare.length === 8 ? bare : withLostZero(bare);
  if (digits === undefined) return undefined;
  const yearFirst = dayOf(digits.slice(0, 4), digitsAt(digits, 4, 6), digits.slice(6));
  return yearFirst ?? dayOf(digits.slice(4), digitsAt(digits, 2, 4), digits.slice(0, 2));
}

/** Five digits, maybe with a time. */
function readSerial(digits: string): DayReading | undefined {
  if (!/^[1-9]\d{4}(?:\.\d+)?$/.test(digits)) return undefined;
  const day = serialToDay(Number(digits), false);
  return day === '' || day >= '2100' ? undefined : { kind: 'day', day, fromSerial: true };
}

/**
 * Runs of digits and runs of letters, without the place or weekday before them: what stands before the last comma, and
 * leading words.
 */
function partsOf(date: string): readonly string[] {
  const all = date.match(/\d+|\p{L}+/gu) ?? [];
  if (all.length <= 3) return all;
  const behindComma = date.slice(date.lastIndexOf(',') + 1).match(/\d+|\p{L}+/gu) ?? [];
  const parts = behindComma.length >= 3 ? behindComma : all;
  const before = parts.slice(0, -3);
  return before.every((part) => !isDigits(part)) ? parts.slice(-3) : [];
}

function readParts(parts: readonly string[]): DayReading | undefined {
  const [a = '', b = '', c = ''] = parts;
  if (parts.length !== 3 || !isDigits(c)) return undefined;
  if (!isDigits(a)) return isDigits(b) && c.length === 4 ? dayOf(c, monthOfWord(a), b) : undefined;
  const month = isDigits(b) ? shortNumber(b) : monthOfWord(b);
  return a.length === 4 ? dayOf(a, month, c) : dayOf(c, month, a);
}

function dayOf(yearDigits: string, month: number, dayDigits: string): DayReading | undefined {
  const day = shortNumber(dayDigits);
  const year = Number(yearDigits);
  if (yearDigits.length === 2) {
    const exists = isValidDay(1900 + year, month, day) || isValidDay(2000 + year, month, day);
    return exists ? { kind: 'two-digit-year', day, month, yy: year } : undefined;
  }
  if (yearDigits.length !== 4 || !isValidDay(year, month, day)) return undefined;
  return { kind: 'day', day: isoDay(year, month, day) };
}

function isDigits(part: string): boolean {
  return part.charCodeAt(0) <= 57;
}

/** A day or a month: one or two digits; 0, which no calendar has, for more. */
function shortNumber(digits: string): number {
  return digits.length <= 2 ? Number(digits) : 0;
}
