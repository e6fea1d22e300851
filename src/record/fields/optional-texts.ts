/** Optional texts of which something is known: a place, a person of the staff, a postal code. */
import type { Field } from '../problems.ts';
import type { Cell } from '../source-row.ts';
import { absent, clean, type FieldReading } from './field-reading.ts';
import { isBlank, readText, shownText } from './text-cell.ts';
import { unread } from './unread-value.ts';

/** The name of a place. Digits are a date, a code or an address that has come into the wrong column. */
export function readPlace(cell: Cell, _: unknown, field: Field): FieldReading<string> {
  const read = readText(cell, field);
  return read.value !== undefined && /\d/.test(read.value) ? unread(field, read.value) : read;
}

/** The name of a person of the staff; a number in its place may be anybody's. */
export function readStaffName(cell: Cell, _: unknown, field: Field): FieldReading<string> {
  const read = readText(cell, field);
  const isName = read.value === undefined || (/\p{L}{2}/u.test(read.value) && !/\d{4}/.test(read.value));
  return isName ? read : unread(field, read.value ?? '');
}

/** Five digits, of which the first is no zero (Pos Indonesia); as a number they lose nothing. */
export function readPostalCode(cell: Cell, _: unknown, field: Field): FieldReading<string> {
  const text = shownText(cell);
  if (text === '' || isBlank(text)) return absent;
  const code = text.replace(/(?<=^\d{5})[.,]0+$/, '').replace(/^(\d\d)\.(\d{3})$/, '$1$2');
  return /^[1-9]\d{4}$/.test(code) ? clean(code) : unread(field, text);
}
