/**
 * A code that a form or a program has put before a value, or behind it: `V01 - Sinovac`, `1: Pertama`, `[2] Kedua`,
 * `Sinovac (V01)`. Pure.
 */

/** A value and the code that was beside it, in small letters. */
export interface CodedValue {
  readonly code: string;
  readonly value: string;
}

const BEFORE =
  /^(?:[([{] ?(\d{1,4}|\p{L}{1,3}[-_]?\d{1,4}|\p{L}) ?[)\]}] ?[-–—:.=]?|(\d{1,4}|\p{L}{1,3}[-_]?\d{1,4}|\p{L}) ?(?:[:=|)\]]|[-–—.](?!\d))) ?(\p{L}.*)$/su;
const BEHIND = /^(\p{L}[^([{]*)[([{] ?(\d{1,4}|\p{L}{1,3}[-_]?\d{1,4}|\p{L}) ?[)\]}]$/su;
/** A value is no longer. */
const LONGEST = 80;

/**
 * The value of a tidy text without its code; undefined where there is none. A number may count from 0, or be of any
 * list, so it says nothing that the value does not. Beside a letter one letter more is no value: "L - P".
 */
export function codedValue(text: string): CodedValue | undefined {
  if (text.length > LONGEST) return undefined;
  const before = BEFORE.exec(text);
  const behind = before ? undefined : BEHIND.exec(text);
  const code = (before ? (before[1] ?? before[2]) : behind?.[2])?.toLowerCase();
  const value = (before ? before[3] : behind?.[1])?.trim();
  if (code === undefined || value === undefined || (!/\d/.test(code) && value.length < 2)) return undefined;
  return { code, value };
}
