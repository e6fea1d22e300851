/**
 * Two lists of people side by side in one sheet: under one header the people of the second would be lost, or take the
 * place of the first. Pure.
 */

import { cellText } from '../cells.ts';
import type { SourceRow } from '../source-row.ts';
import { headingWords } from '../words/heading-words.ts';
import { isSomebodyElses } from './guess-heading.ts';
import { matchHeading } from './match-heading.ts';
import { isOtherHeading } from './other-headings.ts';
import { callsItselfBetter } from './rival-column.ts';
import { namesSomebodyElse } from './synonyms.ts';

/** So many headings come again, one of them that of the NIK. */
const ENOUGH_AGAIN = 3;
/** What a heading of the second list may have besides: "NIK kanan", "No KTP (2)". */
const MOST_WORDS_MORE = 2;

/**
 * The first column of the second list, 0-based. It has headings like those of the first, as far apart as the two
 * columns of NIKs, which hold the numbers of others. `names`: of the columns; `isTold`: whether a person has said what
 * a column is.
 */
export function listBeside(
  names: readonly string[],
  below: readonly SourceRow[],
  isTold: (column: number) => boolean,
): number | undefined {
  const niks = names.flatMap((name, at) =>
    isOfPeople(name) && !isTold(at) && mayHoldNiks(name, below, at) ? [at] : [],
  );
  const [first, second] = niks;
  if (first === undefined || second === undefined || areSame(below, first, second)) return undefined;
  const apart = second - first;
  const again = names.flatMap((name, at) => {
    const other = names[at + apart] ?? '';
    return at < second && name !== '' && !isTold(at + apart) && !callsItselfBetter(other) && isAgain(name, other)
      ? [at + apart]
      : [];
  });
  const fields = new Set(again.map((at) => matchHeading(names[at - apart] ?? '')?.field));
  const isList = again.length >= ENOUGH_AGAIN || (again.length > 1 && fields.has('name'));
  return isList && again.includes(second) ? Math.min(...again) : undefined;
}

function isOfPeople(name: string): boolean {
  return name !== '' && !isSomebodyElses(name, 'nik') && !isOtherHeading(headingWords(name));
}

/** A column without a cell holds whatever its heading says. */
function mayHoldNiks(name: string, rows: readonly SourceRow[], at: number): boolean {
  const texts = rows.map(({ cells }) => cellText(cells[at])).filter((text) => text !== '');
  if (texts.length === 0) return matchHeading(name)?.field === 'nik';
  return texts.filter((text) => /^\d{16}$/.test(text.replace(/[ .'-]/g, ''))).length * 2 > texts.length;
}

/** A number that is there twice in its row is one person's. */
function areSame(rows: readonly SourceRow[], a: number, b: number): boolean {
  const pairs = rows
    .map(({ cells }) => [cellText(cells[a]), cellText(cells[b])])
    .filter(([x, y]) => x !== '' && y !== '');
  return pairs.length > 0 && pairs.filter(([x, y]) => x === y).length * 2 > pairs.length;
}

function isAgain(name: string, other: string): boolean {
  const [words, others] = [headingWords(name), headingWords(other)];
  if (others.length === 0 || namesSomebodyElse(others)) return false;
  if (others.length <= words.length + MOST_WORDS_MORE && words.every((word) => others.includes(word))) return true;
  const [of, also] = [matchHeading(name), matchHeading(other)];
  return of !== undefined && of.field === also?.field && of.dose === also.dose;
}
