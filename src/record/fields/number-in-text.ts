/**
 * Whether the number of a person stands somewhere in a row that could not be read: as it is, or with one slip of the
 * fingers. Pure.
 */
import { isNik } from '../identity.ts';
import { areNear } from './namesakes.ts';

/** What people write between the digits of a number, also as JSON escapes it. */
const BETWEEN = /(?<=[0-9A-Za-z])(?:[\s.'’‘‐-―-]|\\[TNR]){1,3}(?=[0-9A-Za-z])/g;
/** A word, as it stands there or closed up. */
const WORDS = /[0-9A-Za-z]+/g;

export interface NumberSought {
  /** The number stands in the text. */
  isIn(text: string): boolean;
  /** One that is a digit away does: a digit replaced, left out or too many, or two neighbours exchanged. */
  isNearlyIn(text: string): boolean;
}

/** `identity` as `findIdentity` writes it (record/identity.ts); numbers of documents are looked for without their country. */
export function numberSought(identity: string): NumberSought {
  const number = identity.slice(identity.lastIndexOf(':') + 1).toUpperCase();
  const isIn = (text: string): boolean => wordsOf(text).includes(number);
  if (!isNik(number)) return { isIn, isNearlyIn: () => false };
  return { isIn, isNearlyIn: (text) => wordsOf(text).some((word) => isOneSlipAway(word, number)) };
}

/** Words as they stand there, with what is written between their digits, and closed up. */
function wordsOf(text: string): string[] {
  const plain = ascii(text).toUpperCase();
  return [...(plain.match(WORDS) ?? []), ...(plain.replace(BETWEEN, '').match(WORDS) ?? [])];
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
