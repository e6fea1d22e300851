/** From the headings of one header to the columns of the person and of each dose. */

import type { Field } from '../problems.ts';
import { DOSE_FIELDS, type DoseField, isDoseField } from '../table/fields.ts';
import type { DoseColumns, Header } from './columns.ts';
import type { HeadingColumn, HeadingMatch } from './heading-match.ts';
import { nameColumns } from './name-parts.ts';
import { SYNONYMS } from './synonyms.ts';

/** The part of a header that its own line decides. */
export type HeaderColumns = Pick<Header, 'columns' | 'doses' | 'headings' | 'names'> & {
  readonly used: ReadonlySet<number>;
};

/** Two columns that are equally clear. */
export interface Tie {
  readonly kind: 'ambiguous';
  readonly field: Field;
  readonly dose?: number;
  readonly headings: readonly [string, string];
}

/** Two and two boosters. */
const MOST_DOSES = 4;
const ASK = new Set<Field>(SYNONYMS.filter(({ ties }) => ties === 'ask').map(({ field }) => field));

/**
 * Gives every field its clearest column; two that are equally clear are the clerk's to decide, unless nothing depends
 * on the field.
 */
export function assignColumns(found: readonly HeadingColumn[]): HeaderColumns | Tie {
  const clearest = new Map<string, HeadingColumn>();
  const rivals = new Map<string, HeadingColumn>();
  const names = nameColumns(found);
  for (const column of withDosesOfPlaces(found)) {
    if (names.includes(column.index) && column.index !== names[0]) continue;
    const place = placeOf(column.match);
    const best = clearest.get(place);
    if (best === undefined || column.match.strength > best.match.strength) {
      clearest.set(place, column);
      rivals.delete(place);
    } else if (column.match.strength === best.match.strength && !rivals.has(place)) rivals.set(place, column);
  }
  for (const [place, rival] of rivals) {
    const best = clearest.get(place);
    const { field, dose } = rival.match;
    if (best && ASK.has(field))
      return {
        kind: 'ambiguous',
        field,
        ...(dose === undefined ? {} : { dose }),
        headings: [best.heading, rival.heading],
      };
  }
  const sorted = sortOut([...clearest.values()]);
  return { ...sorted, names, used: new Set([...sorted.used, ...names]) };
}

/** How many different things a header names. */
export function countPlaces(found: readonly HeadingColumn[]): number {
  return new Set(found.map(({ match }) => placeOf(match))).size;
}

/** One thing that a column can be: a field, or a field of one dose. */
export function placeOf({ field, dose, place }: Pick<HeadingMatch, 'field' | 'dose' | 'place'>): string {
  if (place !== undefined) return `${field} #${place}`;
  return dose === undefined ? field : `${field} ${dose}`;
}

/**
 * The first of two columns of days is that of dose 1, the second that of dose 2, unless columns of the doses themselves
 * stand beside them, which say it. Where no day stands twice, or one column says the dose of all, nobody knows whose
 * the second of another name is.
 */
function withDosesOfPlaces(found: readonly HeadingColumn[]): readonly HeadingColumn[] {
  if (found.every(({ match }) => match.place === undefined)) return found;
  const places = (field: Field) => found.flatMap(({ match }) => (match.field === field ? (match.place ?? []) : []));
  const last = Math.max(0, ...places('date'));
  if (places('dose').length > 1) return last > 1 ? found : found.map(withoutPlace);
  const saysDose = found.some(({ match: { field, dose } }) => field === 'dose' && dose === undefined);
  if (last < 2 || last > MOST_DOSES || saysDose) return found.map(withoutPlace);
  return found.map((column) => {
    const { place, ...match } = column.match;
    return place === undefined ? column : { ...column, match: { ...match, dose: place } };
  });
}

function withoutPlace(column: HeadingColumn): HeadingColumn {
  const { place, ...match } = column.match;
  return place === undefined ? column : { ...column, match };
}

function sortOut(chosen: readonly HeadingColumn[]): Omit<HeaderColumns, 'names'> {
  const columns: Partial<Record<Field, number>> = {};
  const plain: Partial<Record<DoseField, number>> = {};
  const groups = new Map<number, Partial<Record<DoseField, number>>>();
  const places = new Map<number, Partial<Record<DoseField, number>>>();
  const headings: Partial<Record<Field, string>> = {};
  const inOrder = chosen.toSorted((a, b) => (a.match.dose ?? 0) - (b.match.dose ?? 0) || a.index - b.index);
  for (const { match, index, heading } of inOrder) {
    headings[match.field] ??= heading;
    if (!isDoseField(match.field)) columns[match.field] = index;
    else if (match.place !== undefined) places.set(match.place, { ...places.get(match.place), [match.field]: index });
    else if (match.dose === undefined) plain[match.field] = index;
    else groups.set(match.dose, { ...groups.get(match.dose), [match.field]: index });
  }
  const numbered = [
    ...[...groups].map(([number, of]): DoseColumns => ({ number, columns: of })),
    ...[...places.values()].map((of): DoseColumns => ({ columns: of })),
  ];
  const doses = needsPlainGroup(plain, numbered) ? [{ columns: plain }, ...numbered] : numbered;
  // In a wide sheet what names no dose ("Puskesmas", "Jenis Vaksin" once for both) holds for every dose of the row.
  if (doses.length === numbered.length) Object.assign(columns, plain);
  const [first = { columns: plain }, ...rest] = doses;
  return { columns, doses: [first, ...rest], headings, used: new Set(chosen.map(({ index }) => index)) };
}

/**
 * Whether the columns that name no dose are a dose of their own: always in an ordinary sheet; in a wide one where "Tgl
 * Vaksin" stands beside "Tgl Vaksin 2", since that date belongs to no other dose and would be lost without a word.
 * Beside "Dosis 1 | Dosis 2" it is the date of whichever is ticked.
 */
function needsPlainGroup(plain: Partial<Record<DoseField, number>>, numbered: readonly DoseColumns[]): boolean {
  if (numbered.length === 0) return true;
  return plain.date !== undefined && numbered.every(({ columns }) => columns.date !== undefined);
}

/** The fields of a dose that no column of the header holds, so that a value above the header may stand in for them. */
export function missingDoseFields({ columns, doses }: HeaderColumns): DoseField[] {
  return DOSE_FIELDS.filter((field) => {
    if (field === 'dose' && doses.every(({ number }) => number !== undefined)) return false;
    return columns[field] === undefined && doses.every((group) => group.columns[field] === undefined);
  });
}
