/**
 * "Nama WBP", "Nama Mahasiswa", "NAMA & GELAR": the only column of names in a sheet of people is theirs, whatever they
 * are called there. Pure.
 */

import { cellText } from '../cells.ts';
import type { SourceRow } from '../source-row.ts';
import { headingWords } from '../words/heading-words.ts';
import type { ColumnName } from './column-names.ts';
import type { Meanings } from './form.ts';
import { isSomebodyElses } from './guess-heading.ts';
import type { HeadingColumn } from './heading-match.ts';
import { matchHeading } from './match-heading.ts';
import { namesPart } from './name-parts.ts';
import { namesThing } from './named-things.ts';
import { isOtherHeading } from './other-headings.ts';
import { isOrResembles, namesSomebodyElse } from './synonyms.ts';

/** Fewer rows show nothing. */
const ENOUGH_ROWS = 3;

/** People who do something for those in the list. */
const OTHERS: ReadonlySet<string> = new Set(
  (
    'guru ustadz ustadzah pengasuh pembina pengampu pendata pencatat penyuntik pemeriksa pewawancara enumerator surveyor operator admin penginput penyuluh pimpinan ketua ' +
    'lurah camat kades atasan majikan pengurus penjamin tertanggung penerjemah pengirim pembuat interviewer recorder collector nurse doctor teacher head husband wife'
  ).split(' '),
);
/** What is written with a name and is no part of it that changes who it is. */
const WITH_A_NAME: ReadonlySet<string> = new Set('gelar titel title titles degree lengkap dan sebutan'.split(' '));
/** "Mahasiswa/i", "Santriwan/wati". */
const BOTH_SEXES = /\/(?:i|wi|wati)\b/gi;
const JOINS = /[/&+,;|\n]|\b(?:dan|and)\b/i;

/** Clear enough, as long as nothing else is called a name. */
const STRENGTH = 1;

/**
 * The column of the people's names where no heading that is known names it: the only one that may be, if its cells are
 * names of different people.
 */
export function onlyNameColumn(
  columns: readonly ColumnName[],
  told: Meanings,
  below: readonly SourceRow[],
): HeadingColumn | undefined {
  const possible = columns.flatMap(({ heading, name }, index) =>
    !told.has(heading) && mayBeTheName(name) ? [{ heading, index }] : [],
  );
  const [only, ...others] = possible;
  if (!only || others.length > 0 || !holdsNames(below, only.index)) return undefined;
  return { ...only, match: { field: 'name', strength: STRENGTH } };
}

function holdsNames(rows: readonly SourceRow[], at: number): boolean {
  const texts = rows.map(({ cells }) => cellText(cells[at])).filter((text) => text !== '');
  const letters = texts.filter((text) => /\p{L}/u.test(text) && !/\d{3}/.test(text));
  return letters.length * 2 >= texts.length && (texts.length < ENOUGH_ROWS || new Set(texts).size * 2 > texts.length);
}

/** Whether a heading says "name" and nothing against its being that of the people in the list. */
function mayBeTheName(heading: string): boolean {
  const words = headingWords(heading);
  const isName = words[0] === 'nama' || words[0] === 'name' || words.at(-1) === 'name';
  if (!isName || words.length > 6 || matchHeading(heading) || namesPart(heading)) return false;
  if (isSomebodyElses(heading, 'name') || isOtherHeading(words) || namesSomebodyElse(words) || namesThing(words))
    return false;
  if (words.some((word) => isOrResembles(word, OTHERS, WITH_A_NAME))) return false;
  const beside = words.filter((word) => word !== 'nama' && word !== 'name');
  // "Nama / NRP" holds a number as well.
  return (
    beside.length > 0 && (!JOINS.test(heading.replace(BOTH_SEXES, '')) || beside.every((word) => WITH_A_NAME.has(word)))
  );
}
