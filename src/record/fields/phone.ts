/**
 * Mobile numbers: wrong ones are left out with a warning, because a dose that was given must not wait for a phone
 * number.
 */

import { cellText } from '../cells.ts';
import type { Cell } from '../source-row.ts';
import { withoutMarkBefore } from '../words/no-value.ts';
import { absent, clean, doubtful, type FieldReading, problem, wrong } from './field-reading.ts';
import { cellError, isBlank } from './text-cell.ts';

/**
 * Indonesian mobile numbers without 0 or 62: 8, then 1 to 9, 9 to 12 digits in all (numbering plan as libphonenumber
 * 1.13 has it).
 */
const MOBILE = /^8[1-9]\d{7,10}$/;
/** A number with a label and a remark. Nothing looks into longer ones. */
const MOST = 40;
/** Any other country, when its code is written with a plus (E.164: at most 15 digits). */
const FOREIGN = /^\+(?!62)[1-9]\d{7,14}$/;

/**
 * E.164: `0812-3456-7890`, `62812…`, `+62 0812…`, `0062 812…` and `812…` are +6281234567890. Warnings only: PHONE_LOST0
 * where Excel took the leading zero (the number is used), PHONE_EXP where it took digits (8,12E+10) and PHONE_BAD (both
 * without a value).
 */
export function readPhone(cell: Cell | undefined): FieldReading<string> {
  if (typeof cell === 'string' && isPlain(cell)) return clean(`+62${cell.slice(1)}`);
  const text = cellText(cell);
  const damaged = cellError(cell, 'phone', 'warning');
  if (damaged) return damaged;
  if (isBlank(text)) return absent;
  if (text.length > MOST) return wrong('PHONE_BAD', 'phone', { v: text }, 'warning');
  if (/^\d+(?:[.,]\d+)?e\+?\d+$/i.test(text)) return wrong('PHONE_EXP', 'phone', { v: text }, 'warning');
  const number = digitsOf(typeof cell === 'object' ? text.replace(/\.0+$/, '') : withoutMarkBefore(text));
  if (FOREIGN.test(number)) return clean(number);
  const national = number.replace(/^\+/, '').replace(/^00/, '').replace(/^62/, '').replace(/^0/, '');
  if (!MOBILE.test(national)) return wrong('PHONE_BAD', 'phone', { v: text }, 'warning');
  const value = `+62${national}`;
  return number === national ? doubtful(value, problem('PHONE_LOST0', 'phone', 'warning')) : clean(value);
}

/** 08…, 10 to 13 digits and nothing else: what nearly every cell holds. */
function isPlain(text: string): boolean {
  if (
    text.length < 10 ||
    text.length > 13 ||
    text.charCodeAt(0) !== 48 ||
    text.charCodeAt(1) !== 56 ||
    text.charCodeAt(2) === 48
  )
    return false;
  for (let i = 2; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

/**
 * Without separators, a label before (`WA: 08…`), a remark behind (`08… (ibu)`) and letters O typed for zeros; whatever
 * else is in stays in.
 */
function digitsOf(text: string): string {
  return text
    .replace(/^['’`=]+|"/g, '')
    .replace(/^(?:no|hp|wa|telp|tlp)[\s.:]*(?:hp|wa)?[\s.:]+/i, '')
    .replace(/ ?\([^()\d]{0,40}\)$|(?<![a-z ]) [a-z ]{2,40}$/i, '')
    .replace(/(?<=^|[\d+])o(?=[\d-])/gi, '0')
    .replace(/[\s.()‐-―−-]+/g, '');
}
