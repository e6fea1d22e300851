/** Numbers that stand beside a NIK, or in its place: those of other people, of passports and of stay permits. */
import { cellText } from '../cells.ts';
import type { Field } from '../problems.ts';
import type { Cell } from '../source-row.ts';
import { absent, clean, type FieldReading } from './field-reading.ts';
import { readNik } from './nik.ts';
import { isBlank } from './text-cell.ts';
import { unread } from './unread-value.ts';

/**
 * The NIK of somebody else (a mother, a vaccinator): sixteen digits that can be a NIK, or nothing. A number cell has
 * lost its last digit here too.
 */
export function readOtherNik(cell: Cell, _: unknown, field: Field): FieldReading<string> {
  if (cell === '') return absent;
  const { value, problems } = readNik(cell, { emptyNik: 'error', lenientNik: false });
  if (value !== undefined) return clean(value);
  return problems[0]?.code === 'NIK_EMPTY' ? absent : unread(field, cellText(cell));
}

/** Up to nine letters and digits (ICAO Doc 9303, part 4), six at the least in any country, digits among them. */
const PASSPORT = /^(?=.*\d{2})[A-Z0-9]{6,9}$/;
/** `2C11JE1234-T`, `2C1BE0012-A`: letters among digits, ten to fourteen of both. */
const STAY_PERMIT = /^(?=[0-9]*[A-Z])(?=[A-Z]*(?:\d[A-Z]*){5})[A-Z0-9]{9,14}$/;

export function readPassport(cell: Cell, _: unknown, field: Field): FieldReading<string> {
  return readDocument(cell, field, PASSPORT);
}

/** KITAS or KITAP. */
export function readStayPermit(cell: Cell, _: unknown, field: Field): FieldReading<string> {
  return readDocument(cell, field, STAY_PERMIT);
}

/**
 * In capitals, without blanks and dashes, so that it is the same in every sheet. A number cell may have lost zeros in
 * front, and Excel takes `12E45678` for a number.
 */
function readDocument(cell: Cell, field: Field, shape: RegExp): FieldReading<string> {
  if (cell === '') return absent;
  const text = cellText(cell);
  const number = text.replace(/[\s.’'-]+/g, '').toUpperCase();
  if (typeof cell === 'string') {
    if (isBlank(text) || NONE.test(number)) return absent;
    if (shape.test(number)) return clean(number);
  }
  return unread(field, text);
}

/** How people write that there is none. */
const NONE = /^(?:TIDAK|TDK|BELUM|BLM|TANPA|NON|KOSONG|WNI)[A-Z]*$/;
