/** How a form is known again: by all its headings, however they are ordered. Pure. */
import { createHash } from 'node:crypto';
import { squash } from './heading-words.ts';
import type { Field } from './problems.ts';

/** What a person has said of a heading: the field it holds, or that it holds none of ours. */
export type Meaning = Field | 'none';

/** Heading → what it means, headings in any spelling. */
export type Meanings = ReadonlyMap<string, Meaning>;

/** Signature → what a person has said of the headings of that form. */
export type KnownForms = ReadonlyMap<string, Meanings>;

/**
 * A hash over the headings of one or two header lines in the spelling of heading-words.ts, sorted: a meaning belongs to a heading and not to a place, so columns
 * may be moved; a heading more or less is another form and is asked about again. A hash, because a cell between headings may hold anything.
 */
export function signatureOf(lines: readonly (readonly string[])[]): string {
  const headings = lines
    .flat()
    .map(squash)
    .filter((text) => text !== '');
  return createHash('sha256').update(headings.sort().join('\n')).digest('hex').slice(0, 32);
}
