/** Headers on two lines: "Dosis 1 | Dosis 2" merged over "Tanggal | Jenis Vaksin | Batch". */

import type { Field } from '../problems.ts';
import { headingWords } from '../words/heading-words.ts';
import { arePartsBelow } from './date-parts.ts';
import type { HeadingMatch } from './heading-match.ts';
import { namesSomebodyElse } from './synonyms.ts';
import { namesWish } from './wishes.ts';

/** A line that says something of these is a line of its own: what stands below is a person, not a second line. */
const OF_THE_PERSON = new Set<Field>(['nik', 'name', 'birthDate', 'phone']);

/**
 * The headings of two lines read as one. A merged cell leaves its text in its first column only; it is carried to the
 * right over empty cells, if something stands below it in its own column too (a cell merged downwards, such as "NIK",
 * has nothing below it). The three parts of a date below its heading (date-parts.ts) always have that heading before
 * them. Undefined when the lower line cannot be the second line of a header.
 */
export function twoLineHeadings(
  upper: readonly string[],
  lower: readonly string[],
  match: (heading: string) => HeadingMatch | undefined,
): string[] | undefined {
  const joined: string[] = [];
  let group = '';
  let joins = false;
  for (let at = 0; at < Math.max(upper.length, lower.length); at++) {
    const above = upper[at] ?? '';
    const below = lower[at] ?? '';
    const own = match(above);
    const date = own?.field === 'birthDate' || own?.field === 'date';
    const isMerged = [1, 2].every((offset) => ['', above].includes(upper[at + offset] ?? ''));
    if (date && isMerged && arePartsBelow(lower, at)) {
      for (const offset of [0, 1, 2]) joined.push(`${above} ${lower[at + offset]}`);
      [at, group, joins] = [at + 2, '', true];
      continue;
    }
    if (below !== '' && own && OF_THE_PERSON.has(own.field)) return undefined;
    if (above !== '') group = below === '' ? '' : above;
    if (below === '') joined.push(above);
    else {
      joined.push(clearer(group, below, match));
      joins ||= group !== '';
    }
  }
  return joins ? joined : undefined;
}

/**
 * "Dosis 1" over "Tanggal" is a heading of two parts; under "DATA PESERTA" the lower one says all. "NIK" under "Data
 * Ibu" is hers.
 */
function clearer(above: string, below: string, match: (heading: string) => HeadingMatch | undefined): string {
  if (above === '') return below;
  const both = `${above} ${below}`;
  const of = match(both);
  const alone = match(below);
  if (of?.dose !== undefined || namesSomebodyElse(headingWords(above)) || namesWish(headingWords(above))) return both;
  return alone && alone.strength > (of?.strength ?? 0) ? below : both;
}

/**
 * Whether a heading stands over "L | P": two columns to tick, which one line alone would take for one column of
 * letters.
 */
export function standsOverTicks(upper: readonly string[], lower: readonly string[]): boolean {
  return upper.some((above, at) => {
    const pair = `${lower[at] ?? ''}${lower[at + 1] ?? ''}`.toUpperCase();
    return above !== '' && !upper[at + 1] && (pair === 'LP' || pair === 'PL');
  });
}
