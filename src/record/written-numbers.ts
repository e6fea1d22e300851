/** The three numbers of a date in digits, whatever order they are in; a million cells are looked at, so without a regular expression. */

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
  let at = 0;
  while (text.charCodeAt(at) === BLANK) at++;
  const a = digitsFrom(text, at);
  const separator = text.charCodeAt(a);
  if (a === at || !isSeparator(separator)) return undefined;
  const b = digitsFrom(text, a + 1);
  if (b === a + 1 || b - a > 3 || text.charCodeAt(b) !== separator) return undefined;
  const c = digitsFrom(text, b + 1);
  const second = Number(text.slice(a + 1, b));
  if (a - at === 4 && c - b >= 2 && c - b <= 3)
    return {
      first: second,
      second: Number(text.slice(b + 1, c)),
      year: Number(text.slice(at, a)),
      yearFirst: true,
      fullYear: true,
      end: c,
    };
  if (a - at > 2 || (c - b !== 5 && c - b !== 3)) return undefined;
  const year = Number(text.slice(b + 1, c));
  return { first: Number(text.slice(at, a)), second, year, yearFirst: false, fullYear: c - b === 5, end: c };
}

function digitsFrom(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code >= 48 && code <= 57; code = text.charCodeAt(at)) at++;
  return at;
}

function isSeparator(code: number): boolean {
  return code === SLASH || code === DASH || code === DOT || code === BLANK;
}
