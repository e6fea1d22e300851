/** What may be done with a value on its way into a template: a closed list. PURE. */
import type { ValueType } from './placeholders.ts';

/** By name: ours → theirs; null leaves the member out, and `*` stands for all that is not named. */
export type Tables = Readonly<Record<string, Readonly<Record<string, string | number | boolean | null>>>>;

/** What a table says of what it does not have. */
export const UNKNOWN_VALUE = Symbol('unknown');

export interface Filter {
  /** As it is written. */
  readonly word: string;
  readonly gives: ValueType;
  apply(value: unknown): unknown;
}

/** The words, beside dates written as a pattern and the tables of the description. */
export const FILTERS = ['text', 'number', 'upper', 'lower', 'digits', 'local', 'base64'] as const;

/** Undefined where it is none, or does not fit what it would be given. */
export function filterNamed(word: string, given: ValueType, tables: Tables): Filter | undefined {
  const table = Object.hasOwn(tables, word) ? tables[word] : undefined;
  if (table && given !== 'list') return { word, gives: 'text', apply: (value) => mapped(table, String(value)) };
  if (given === 'date' && isDatePattern(word))
    return { word, gives: 'text', apply: (value) => writtenDate(String(value), word) };
  if (given === 'list') return undefined;
  const text = (apply: (value: string) => unknown, gives: ValueType = 'text'): Filter => ({
    word,
    gives,
    apply: (value) => apply(String(value)),
  });
  switch (word as (typeof FILTERS)[number]) {
    case 'text':
      return text((value) => value);
    case 'number':
      return text(wholeNumber, 'number');
    case 'upper':
      return text((value) => value.toUpperCase());
    case 'lower':
      return text((value) => value.toLowerCase());
    case 'digits':
      return text((value) => value.replace(/[^0-9]/g, ''));
    case 'local':
      // E.164 of Indonesia as it is dialled there.
      return text((value) => value.replace(/^\+62/, '0'));
    case 'base64':
      return text((value) => Buffer.from(value).toString('base64'));
    default:
      return undefined;
  }
}

function mapped(table: Tables[string], value: string): unknown {
  if (Object.hasOwn(table, value)) return table[value] ?? undefined;
  return Object.hasOwn(table, '*') ? (table['*'] ?? undefined) : UNKNOWN_VALUE;
}

/** A NIK of Papua is larger than any number that JSON carries exactly: such a value is left as it was. */
function wholeNumber(value: string): unknown {
  const number = Number(value);
  return /^-?\d+$/.test(value) && Number.isSafeInteger(number) ? number : value;
}

/** `YYYY-MM-DD`, `DD/MM/YYYY`, `YYYYMMDD`: each part once, with what stands between them. */
function isDatePattern(word: string): boolean {
  if (!/^[YMD\-/. T:\dZ+]+$/.test(word)) return false;
  return ['YYYY', 'MM', 'DD'].every((part) => word.split(part).length === 2) && !/Y{5}|M{3}|D{3}/.test(word);
}

function writtenDate(day: string, pattern: string): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (year === undefined || month === undefined || date === undefined) return undefined;
  return pattern.replace('YYYY', year).replace('MM', month).replace('DD', date);
}
