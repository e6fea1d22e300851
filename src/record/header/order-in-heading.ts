/**
 * The order of day and month that a heading, or the remark below it, says: "Vaccination Date (MM/DD/YYYY)", "Tgl Lahir
 * (bln/tgl/thn)".
 */
import { datePartOf } from '../dates/date-part-words.ts';
import type { DateOrder } from '../dates/date-writing.ts';
import { headingWords } from '../words/heading-words.ts';

/** `ymd` is read as it is in a column of which nothing is said. */
export type SaidOrder = DateOrder | 'ymd';

const ORDERS: ReadonlyMap<string, SaidOrder> = new Map<string, SaidOrder>([
  ['day month year', 'dmy'],
  ['month day year', 'mdy'],
  ['year day month', 'ydm'],
  ['year month day', 'ymd'],
]);

/** Undefined where nothing, or nothing that is an order, is said. */
export function orderIn(heading: string): SaidOrder | undefined {
  return orderOfExample(heading) ?? lastOrder(formatWords(headingWords(heading)))?.order;
}

/**
 * The words of a heading without the order, as `tgl lahir` of "Tgl Lahir (m/d/y)"; undefined where it says none, or
 * nothing else.
 */
export function wordsWithoutOrder(words: readonly string[]): readonly string[] | undefined {
  const all = formatWords(words);
  const found = lastOrder(all);
  return found && all.length > 3 ? all.toSpliced(found.at, 3) : undefined;
}

/**
 * Three words side by side that are day, month and year. The last of them: in "Tgl/Bln/Thn Lahir (MM/DD/YYYY)" the
 * first three name the field.
 */
function lastOrder(words: readonly string[]): { readonly order: SaidOrder; readonly at: number } | undefined {
  let found: { order: SaidOrder; at: number } | undefined;
  for (let at = 0; at + 2 < words.length; at++) {
    const order = ORDERS.get(
      words
        .slice(at, at + 3)
        .map(datePartOf)
        .join(' '),
    );
    if (order === undefined) continue;
    found = { order, at };
    at += 2;
  }
  return found;
}

const JOINED = /^(?:(?:dd|mm|hh|bb){2}(?:yyyy|tttt)|(?:yyyy|tttt)(?:dd|mm|hh|bb){2})$/;

/** `MMDDYYYY` is three words. */
function formatWords(words: readonly string[]): readonly string[] {
  return words.flatMap((word) => (JOINED.test(word) ? (word.match(/yyyy|tttt|../g) ?? []) : [word]));
}

const EXAMPLE = /(?<!\d)(?:\d{1,2}([/.-])\d{1,2}\1\d{4}|\d{4}([/.-])\d{1,2}\2\d{1,2})(?!\d)/;

/** An example that is a day in one order only: "Tgl Vaksin (contoh: 10/31/2021)". */
function orderOfExample(heading: string): SaidOrder | undefined {
  const [a = '', b = '', c = ''] = EXAMPLE.exec(heading)?.[0].split(/\D/) ?? [];
  const isYearFirst = a.length === 4;
  const [first, second] = (isYearFirst ? [b, c] : [a, b]).map(Number) as [number, number];
  if (first <= 12 === second <= 12) return undefined;
  const isMonthFirst = first <= 12;
  if (isYearFirst) return isMonthFirst ? 'ymd' : 'ydm';
  return isMonthFirst ? 'mdy' : 'dmy';
}
