/** The three numbers of a date in digits, whatever order they are in; a million cells are looked at, so without a regular expression. */
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

/** Undefined for anything but two numbers of one or two digits and a year of two or four, with one separator (`/ - .` or a blank) twice between them. */
export function writtenNumbers(text: string): WrittenNumbers | undefined {
  let from = 0;
  while (text.charCodeAt(from) === BLANK) from++;
  const a = endOfDigits(text, from);
  const separator = text.charCodeAt(a);
  if (a === from || (separator !== SLASH && separator !== DASH && separator !== DOT && separator !== BLANK)) return undefined;
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

function endOfDigits(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code >= 48 && code <= 57; code = text.charCodeAt(at)) at++;
  return at;
}
