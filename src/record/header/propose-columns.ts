/**
 * Which columns of a sheet without a header are probably those that it lacks, for the advice that a person gets;
 * nothing is read by it. Pure.
 */

import { cellText } from '../cells.ts';
import type { SourceRow } from '../source-row.ts';
import { headingWords } from '../words/heading-words.ts';
import type { Guess } from './columns.ts';
import { isSomebodyElses } from './guess-heading.ts';
import { matchHeading } from './match-heading.ts';
import { namesThing } from './named-things.ts';
import { isOtherHeading } from './other-headings.ts';
import { namesSomebodyElse } from './synonyms.ts';

/** `missing`: which of the two columns nobody knows. Their headings, in that order, where cells or words show them. */
export function proposeColumns(
  headings: readonly string[],
  below: readonly SourceRow[],
  missing: readonly ('nik' | 'name')[],
): Guess[] {
  const open = headings.flatMap((heading, at) => (heading === '' || matchHeading(heading) ? [] : [{ heading, at }]));
  return missing.flatMap((field): Guess[] => {
    const possible = open.filter(({ heading }) => !isOfOthers(heading, field));
    const named = possible.filter(({ heading }) => headingWords(heading).some((word) => NAMING[field].has(word)));
    const held = possible.filter(({ at }) => share(below, at, HOLDS[field]) > 0.5);
    const both = named.filter((column) => held.includes(column));
    const [likeliest] = [...both, ...(field === 'nik' ? held : named), ...(field === 'nik' ? named : [])];
    return likeliest ? [{ heading: likeliest.heading, field }] : [];
  });
}

const NAMING = {
  nik: new Set('nik ktp identitas kependudukan identity id nin'.split(' ')),
  name: new Set('nama name peserta pasien orang'.split(' ')),
};
const HOLDS = { nik: /^\d{16}$/, name: /^\p{L}[\p{L} .,'’-]+$/u };

function isOfOthers(heading: string, field: 'nik' | 'name'): boolean {
  const words = headingWords(heading);
  return (
    isSomebodyElses(heading, field) ||
    isOtherHeading(words) ||
    namesSomebodyElse(words) ||
    (field === 'name' && namesThing(words))
  );
}

function share(rows: readonly SourceRow[], at: number, pattern: RegExp): number {
  const texts = rows.map(({ cells }) => cellText(cells[at])).filter((text) => text !== '');
  return texts.length === 0 ? 0 : texts.filter((text) => pattern.test(text)).length / texts.length;
}
