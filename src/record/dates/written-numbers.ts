/**
 * The three numbers of a date in digits, whatever order they are in; a million cells are looked at, so without a
 * regular expression.
 */
import { digitsAt } from './calendar.ts';

export interface WrittenNumbers {
  /** The two that are day and month, in the order in which they stand. */
  readonly first: number;
  readonly second: number;
  readonly year: number;
  /** `2021-10-05` rather than `05/10/2021`. */
  readonly yearFirst: boolean;
  /** Whether the year has four digits. */
  readonly fullYear: boolean;
  /** Where in the text they end. */
  readonly end: number;
}

const SLASH = 47;
const DASH = 45;
const DOT = 46;
const BLANK = 32;

/**
 * Undefined for anything but two numbers of one or two digits and a year of two or four, with one separator (`/ - .` or
 * a blank) twice between them, or all eight digits together. A weekday, a place or an apostrophe may stand before them.
 */
export function writtenNumbers(text: string): WrittenNumbers | undefined {
  let from = 0;
  while (from < text.length && !isDigit(text.charCodeAt(from))) from++;
  const a = endOfDigits(text, from);
  if (a === from + 8) return bareNumbers(text, from);
  if (a === from + 7) return numbersWithLostZero(text, from);
  const separator = text.charCodeAt(a);
  if (a === from || (separator !== SLASH && separator !== DASH && separator !== DOT && separator !== BLANK))
    return undefined;
  const b = endOfDigits(text, a + 1);
  if (b === a + 1 || b > a + 3 || text.charCodeAt(b) !== separator) return undefined;
  const end = endOfDigits(text, b + 1);
  const digitsOfThird = end - b - 1;
  const isYearFirst = a - from === 4 && (digitsOfThird === 1 || digitsOfThird === 2);
  if (!isYearFirst && (a - from > 2 || (digitsOfThird !== 4 && digitsOfThird !== 2))) return undefined;
  const first = digitsAt(text, from, a);
  const second = digitsAt(text, a + 1, b);
  const third = digitsAt(text, b + 1, end);
  return isYearFirst
    ? { first: second, second: third, year: first, yearFirst: true, fullYear: true, end }
    : { first, second, year: third, yearFirst: false, fullYear: digitsOfThird === 4, end };
}

/** `05102021` and `20211005`, as dates.ts tells them apart: no month is 19 or 20. */
function bareNumbers(text: string, from: number): WrittenNumbers | undefined {
  const end = from + 8;
  if (isCentury(digitsAt(text, from + 4, from + 6))) {
    const [first, second] = [digitsAt(text, from, from + 2), digitsAt(text, from + 2, from + 4)];
    return { first, second, year: digitsAt(text, from + 4, end), yearFirst: false, fullYear: true, end };
  }
  if (!isCentury(digitsAt(text, from, from + 2))) return undefined;
  const [first, second] = [digitsAt(text, from + 4, from + 6), digitsAt(text, from + 6, end)];
  return { first, second, year: digitsAt(text, from, from + 4), yearFirst: true, fullYear: true, end };
}

/** `5102021`, a number that has lost the zero in front. */
function numbersWithLostZero(text: string, from: number): WrittenNumbers | undefined {
  const end = from + 7;
  if (!isCentury(digitsAt(text, from + 3, from + 5))) return undefined;
  const [first, second] = [digitsAt(text, from, from + 1), digitsAt(text, from + 1, from + 3)];
  return { first, second, year: digitsAt(text, from + 3, end), yearFirst: false, fullYear: true, end };
}

function isCentury(number: number): boolean {
  return number === 19 || number === 20;
}

function endOfDigits(text: string, from: number): number {
  let at = from;
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
