/**
 * A name in several columns: "Nama Depan | Nama Belakang". A person says that they are parts of it; they are joined
 * from left to right. Pure.
 */

import { cellText } from '../cells.ts';
import type { Cell, SourceRow } from '../source-row.ts';
import { headingWords, squash } from '../words/heading-words.ts';
import type { HeadingColumn } from './heading-match.ts';

const PARTS = new Set(
  (
    'nama depan,nama tengah,nama belakang,nama keluarga,nama marga,marga,first name,middle name,last name,given name,given names,family name,surname,sur name,' +
    'fname,mname,lname,name first,name middle,name last,firstname,middlename,lastname,nama pertama,nama terakhir,forename,second name,nama awal,nama akhir'
  ).split(','),
);

/** Whether a heading names a part of a name. */
export function namesPart(heading: string): boolean {
  return PARTS.has(headingWords(heading).join(' '));
}

/** The columns of which a person has said that they are the name, if there are several: the first stands for all. */
export function nameColumns(found: readonly HeadingColumn[]): readonly number[] {
  const told = found.filter(
    ({ match: { field, strength } }) => field === 'name' && strength === Number.POSITIVE_INFINITY,
  );
  // Two columns of one heading cannot be told apart by it: that is no name in parts.
  const isDistinct = new Set(told.map(({ heading }) => squash(heading))).size === told.length;
  return told.length > 1 && isDistinct ? told.map(({ index }) => index) : [];
}

/** A row with the whole name in the first of these columns. */
export function joinNames(row: SourceRow, columns: readonly number[]): SourceRow {
  const [first] = columns;
  if (first === undefined) return row;
  const parts = columns.map((at): Cell => row.cells[at] ?? '');
  const damaged = parts.find((cell) => typeof cell === 'object');
  const cells = [...row.cells];
  while (cells.length <= first) cells.push('');
  cells[first] =
    damaged ??
    parts
      .map(cellText)
      .filter((text) => text !== '')
      .join(' ');
  return { ...row, cells };
}
