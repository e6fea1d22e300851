/**
 * Whether the number of a person stands somewhere in a row that could not be read: as it is, or with one slip of the
 * fingers. Pure.
 */
import { isNik } from '../identity.ts';
import { areNear } from './namesakes.ts';

/** What people write between the digits of a number, also as JSON escapes it. */
const BETWEEN = String.raw`(?:[\s.'’‘\u00a0‐-―-]|\\[tnr]){0,3}`;
/** A number of about the length of a NIK, with what stands between its digits. */
const ABOUT_A_NIK = new RegExp(String.raw`(?<!\d)\d(?:${BETWEEN}\d){14,16}(?!\d)`, 'g');

export interface NumberSought {
  /** The number stands in the text. */
  isIn(text: string): boolean;
  /** One that is a digit away does: a digit replaced, left out or too many, or two neighbours exchanged. */
  isNearlyIn(text: string): boolean;
}

/** `identity` as `findIdentity` writes it (record/identity.ts); numbers of documents are looked for without their country. */
export function numberSought(identity: string): NumberSought {
  const number = identity.slice(identity.lastIndexOf(':') + 1);
  const exact = new RegExp(`(?<![0-9A-Za-z])${[...number].join(BETWEEN)}(?![0-9A-Za-z])`, 'i');
  const isIn = (text: string): boolean => exact.test(ascii(text));
  if (!isNik(number)) return { isIn, isNearlyIn: () => false };
  return {
    isIn,
    isNearlyIn: (text) =>
      (ascii(text).match(ABOUT_A_NIK) ?? []).some((found) => isOneSlipAway(found.replace(/\D/g, ''), number)),
  };
}

/** Digits of other scripts and of full width as ours. */
function ascii(text: string): string {
  return /[^\u0020-\u007e]/.test(text) ? text.normalize('NFKC') : text;
}

function isOneSlipAway(one: string, other: string): boolean {
  if (one.length === other.length) return areNear(one, other);
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (long.length - short.length !== 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  return short.slice(at) === long.slice(at + 1);
}
