/**
 * Columns of one name that a program has told apart, because it can have no two of one name: `X` and `X.1` (pandas, R),
 * `X_1` (SQL, Power Query), `X2` (tables of Excel), `X...5` (tibbles), `X_x` and `X_y` (joins). Such a suffix says
 * which of the columns it is, and never which dose. Pure.
 */

import type { Field } from '../problems.ts';
import { isDoseField } from '../table/fields.ts';
import { squash } from '../words/heading-words.ts';
import type { HeadingMatch } from './heading-match.ts';

/** What a column was called before. */
export interface RenamedHeading {
  readonly name: string;
  /**
   * Which of the columns of that name it is, from left to right, from 1 on; 0 where that is not certain, and a person
   * must say so. Absent where there is no other.
   */
  readonly place?: number;
}

interface Suffixed {
  readonly index: number;
  readonly name: string;
  readonly separator: string;
  readonly number: number;
}

type Match = (heading: string) => HeadingMatch | undefined;

const NUMBERED = /^(.*?[^\s._:(-])(__|[._:-]|\s*\(|\s+|)(\d{1,2})\)?$/su;
/** The number is that of the column in the whole table. */
const OF_THE_TABLE = /^(.*?[^\s.])\.{3}\d{1,4}$/su;
const OF_A_JOIN = /^(.*[^\s._])[._]([xy])$/su;
/** Only programs write these; behind the others a person may have written the number of a dose. */
const OF_PROGRAMS = new Set(['.', '_', '__', ':']);

/**
 * The headings that a program has renamed, by their index, the first of each name among them. A number behind a name
 * that has no bare column beside it is what it says: a dose. Where the number could be that of a dose (`Tgl Vaksin 2`),
 * it must be the place as well.
 */
export function renamedHeadings(headings: readonly string[], match: Match): ReadonlyMap<number, RenamedHeading> {
  const found = new Map<number, RenamedHeading>();
  const ofTable = groupedBy(headings, (heading) => OF_THE_TABLE.exec(heading)?.[1]);
  for (const columns of ofTable) inOrder(columns, found);
  for (const columns of groupedBy(headings, (heading) => OF_A_JOIN.exec(heading)?.[1])) {
    const ends = columns.map(({ index }) => OF_A_JOIN.exec(headings[index] ?? '')?.[2]?.toLowerCase());
    if (ends.join('') === 'xy') inOrder(columns, found);
  }
  const names = numberedNames(headings, match).filter(({ bare }) => !found.has(bare));
  const isAlone = (numbers: string) => names.filter((name) => numbersOf(name) === numbers).length < 2;
  const saysDose = headings.some((heading) => isPlain(match(heading), 'dose'));
  for (const named of names) {
    const { bare, others, field } = named;
    const certain = isByPlace(named, isAlone(numbersOf(named)), saysDose);
    if (certain === undefined) continue;
    const name = headings[bare] ?? '';
    for (const [at, index] of [bare, ...others.map((other) => other.index)].entries())
      if (certain || field === 'date') found.set(index, { name, place: certain ? at + 1 : 0 });
  }
  return found;
}

/** A name that stands over one column alone and over others with a number behind it. */
interface Numbered {
  readonly bare: number;
  readonly others: readonly Suffixed[];
  readonly field: Field;
  /** Whether the number, if it is that of a dose, makes another field of the name: `Vaksin` and `Vaksin 1`. */
  readonly changesField: boolean;
}

function numberedNames(headings: readonly string[], match: Match): Numbered[] {
  const suffixed = headings.flatMap((heading, index): Suffixed[] => {
    const [, name, separator = '', number] = NUMBERED.exec(heading.trim()) ?? [];
    return name === undefined
      ? []
      : [{ index, name: squash(name), separator: separator.trim(), number: Number(number) }];
  });
  if (suffixed.length === 0) return [];
  return headings.flatMap((heading, bare): Numbered[] => {
    if (heading === '') return [];
    const name = squash(heading);
    const others = suffixed.filter((other) => other.index !== bare && other.name === name);
    const named = match(heading);
    if (others.length === 0 || !named || !isDoseField(named.field) || named.dose !== undefined) return [];
    const { field } = named;
    return [
      { bare, others, field, changesField: others.some(({ index }) => match(headings[index] ?? '')?.field !== field) },
    ];
  });
}

/**
 * True: by their places. False: a person must say. Undefined: the numbers are those of doses, as far as anybody knows.
 */
function isByPlace(
  { bare, others, field, changesField }: Numbered,
  isAlone: boolean,
  saysDose: boolean,
): boolean | undefined {
  const isFirst = others.every(({ index }) => index > bare);
  const agree = isFirst && others.every(({ number }, at) => number === at + 2);
  const byProgram = others.every(({ separator }) => OF_PROGRAMS.has(separator));
  // "Vaksin" and "Vaksin 1" may be the product and a dose; what other names have the numbers as well was told apart by
  // a program.
  if (changesField && isAlone) return undefined;
  if (agree) return byProgram || field === 'dose' || !saysDose ? true : undefined;
  if (!byProgram) return field === 'date' && !changesField ? false : undefined;
  const counted = isFirst && others.every(({ number }, at) => number === at + 1);
  // "tgl_vaksin, tgl_vaksin_1, tgl_vaksin_2" alone may be a day and two doses.
  return counted && (others.length === 1 || !isAlone);
}

function numbersOf({ others }: Numbered): string {
  return others.map(({ number }) => number).join();
}

function isPlain(match: HeadingMatch | undefined, field: Field): boolean {
  return match?.field === field && match.dose === undefined;
}

interface Column {
  readonly index: number;
  readonly name: string;
}

function groupedBy(headings: readonly string[], nameOf: (heading: string) => string | undefined): readonly Column[][] {
  const groups = new Map<string, Column[]>();
  for (const [index, heading] of headings.entries()) {
    const name = nameOf(heading.trim());
    if (name !== undefined) groups.set(squash(name), [...(groups.get(squash(name)) ?? []), { index, name }]);
  }
  return [...groups.values()];
}

function inOrder(columns: readonly Column[], found: Map<number, RenamedHeading>): void {
  for (const [at, { index, name }] of columns.entries())
    found.set(index, columns.length === 1 ? { name } : { name, place: at + 1 });
}
