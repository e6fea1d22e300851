/** How a form is known again: by all its headings, however they are ordered. Pure. */
import { createHash } from 'node:crypto';
import {
  DATE_MEANINGS,
  type DateMeaning,
  type DateWriting,
  isDateMeaning,
  readDateMeaning,
} from '../dates/date-writing.ts';
import { FIELDS, type Field } from '../problems.ts';
import { DOSE_FIELDS } from '../table/fields.ts';
import { squash } from '../words/heading-words.ts';

/**
 * What a person has said of a heading: the field it holds, perhaps with how its dates are written, or that it holds
 * none of ours.
 */
export type Meaning = Field | DateMeaning | 'none';

/** Heading → what it means, headings in any spelling. */
export type Meanings = ReadonlyMap<string, Meaning>;

/** Signature → what a person has said of the headings of that form. */
export type KnownForms = ReadonlyMap<string, Meanings>;

/** Every word that a heading can be said to mean. */
export const MEANINGS: readonly string[] = [...FIELDS, ...DATE_MEANINGS, 'none'];

export function isMeaning(word: unknown): word is Meaning {
  return (MEANINGS as readonly unknown[]).includes(word);
}

/** The field of a meaning, and how its dates are written where that is said. */
export function readMeaning(meaning: Exclude<Meaning, 'none'>): {
  readonly field: Field;
  readonly writing?: DateWriting;
} {
  return isDateMeaning(meaning) ? readDateMeaning(meaning) : { field: meaning };
}

/**
 * At most so many columns are added to a correction sheet: for values that stood above the header, and for the birth
 * date, the sex and the nationality where the sheet lacks them.
 */
const MOST_ADDED = DOSE_FIELDS.length + 3;
const OWN = /^vax-?upload/i;

/** Whether a column of a correction sheet is the program's own. */
export function isOwnHeading(heading: string): boolean {
  return OWN.test(heading.trim());
}

/**
 * The signatures under which a form may be known: its own, or, for a correction sheet, that of the original, which has
 * neither the columns of the program nor those that stand before them for values from above the header.
 */
export function signaturesOf(lines: readonly (readonly string[])[]): readonly string[] {
  const own = lines.flatMap((line) => line.flatMap((heading, at) => (isOwnHeading(heading) ? [at] : [])));
  if (own.length === 0) return [signatureOf(lines)];
  const first = Math.min(...own);
  const added = Array.from({ length: Math.min(MOST_ADDED, first) + 1 }, (_, count) => count);
  return [...added.map((count) => signatureOf(lines.map((line) => line.slice(0, first - count)))), signatureOf(lines)];
}

/**
 * A hash over the headings of one or two header lines in the spelling of heading-words.ts, sorted: a meaning belongs to
 * a heading and not to a place, so columns may be moved; a heading more or less is another form and is asked about
 * again. A hash, because a cell between headings may hold anything.
 */
export function signatureOf(lines: readonly (readonly string[])[]): string {
  const headings = lines
    .flat()
    .map(squash)
    .filter((text) => text !== '');
  return createHash('sha256').update(headings.sort().join('\n')).digest('hex').slice(0, 32);
}
