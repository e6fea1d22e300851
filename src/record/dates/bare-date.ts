/**
 * Dates without separators, `02102021` and `20211002`: as text, as a number, and as programs and formats leave such a
 * number.
 */
import type { DateOrder } from './date-writing.ts';

const NUMBER = /^(?:\d{7,8}(?:\.0+)?|\d\.\d{1,7}E\+?0?[67])$/i;

/** The seven or eight digits of such a date; `20211002.0` and `2.0211002E7` are numbers that a program wrote. */
export function bareDigits(text: string): string | undefined {
  return NUMBER.test(text)
    ? String(Math.round(Number(text))).padStart(text.charCodeAt(0) === 48 ? 8 : 7, '0')
    : undefined;
}

/**
 * Eight digits of which the zero in front was lost, as a number loses it: `2102021` is the 2nd of October. Undefined
 * where two digits and one are a day and a month as well (`1052021`), and where the last four are no year. `order`: the
 * day or the month first.
 */
export function withLostZero(digits: string, order: DateOrder = 'dmy'): string | undefined {
  if (!/^[1-9]\d{2}(?:19|20)\d\d$/.test(digits)) return undefined;
  const isPair = (first: number, second: number): boolean => {
    const [day, month] = order === 'mdy' ? [second, first] : [first, second];
    return day >= 1 && day <= 31 && month >= 1 && month <= 12;
  };
  const isSure = !isPair(Number(digits.slice(0, 2)), Number(digits.slice(2, 3)));
  return isSure && isPair(Number(digits.slice(0, 1)), Number(digits.slice(1, 3))) ? `0${digits}` : undefined;
}
