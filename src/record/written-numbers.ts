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
  const a = numberFrom(text, at);
  const separator = text.charCodeAt(at + a.length);
  if (a.length === 0 || (separator !== SLASH && separator !== DASH && separator !== DOT && separator !== BLANK)) return undefined;
  const b = numberFrom(text, at + a.length + 1);
  const behind = at + a.length + 1 + b.length;
  if (b.length === 0 || b.length > 2 || text.charCodeAt(behind) !== separator) return undefined;
  const c = numberFrom(text, behind + 1);
  const end = behind + 1 + c.length;
  if (a.length === 4 && (c.length === 1 || c.length === 2))
    return { first: b.value, second: c.value, year: a.value, yearFirst: true, fullYear: true, end };
  if (a.length > 2 || (c.length !== 4 && c.length !== 2)) return undefined;
  return { first: a.value, second: b.value, year: c.value, yearFirst: false, fullYear: c.length === 4, end };
}

function numberFrom(text: string, from: number): { readonly value: number; readonly length: number } {
  let at = from;
  let value = 0;
  for (let code = text.charCodeAt(at); code >= 48 && code <= 57; code = text.charCodeAt(at)) {
    value = value * 10 + code - 48;
    at++;
  }
  return { value, length: at - from };
}
