/**
 * A date in three columns: "Tanggal Lahir" over `Tgl | Bln | Thn`, or `birthdateDD`, `birthdateMM`, `birthdateYYYY`.
 */

import { cellText } from '../cells.ts';
import { type DatePart, datePartOf } from '../dates/date-part-words.ts';
import { monthOfWord } from '../dates/month-names.ts';
import type { Cell, SourceRow } from '../source-row.ts';
import { headingWords } from '../words/heading-words.ts';
import type { HeadingColumn, HeadingMatch } from './heading-match.ts';
import { isNumbering } from './heading-row.ts';

/** Columns, 0-based. The date is read where the day stands. */
export interface DateParts {
  readonly day: number;
  readonly month: number;
  readonly year: number;
}

/** What a heading is a part of. */
interface PartHeading {
  readonly part: DatePart;
  /** The words without the one that names the part, joined. */
  readonly stem: string;
}

/**
 * A heading may name a part in more than one way: in "Tgl Lahir" the first word does, in "Tanggal Lahir Bln" the last.
 */
function partsIn(heading: string): PartHeading[] {
  const words = headingWords(heading);
  return words.flatMap((word, at): PartHeading[] => {
    const part = datePartOf(word);
    return part === undefined ? [] : [{ part, stem: words.toSpliced(at, 1).join(' ') }];
  });
}

/** The part that a heading alone is, "Thn" below "Tanggal Lahir". */
function partNamed(heading: string): DatePart | undefined {
  const [only, ...more] = headingWords(heading);
  return only === undefined || more.length > 0 ? undefined : datePartOf(only);
}

/** Whether three headings side by side are day, month and year, in any order. */
export function arePartsBelow(lower: readonly string[], at: number): boolean {
  return (
    new Set([0, 1, 2].map((offset) => partNamed(lower[at + offset] ?? '')).filter((part) => part !== undefined))
      .size === 3
  );
}

/**
 * The dates of three columns side by side that name the parts of one date and whose cells, in the rows below, are such
 * parts.
 */
export function datePartsIn(
  headings: readonly string[],
  below: readonly SourceRow[],
  match: (heading: string) => HeadingMatch | undefined,
): { readonly parts: DateParts; readonly column: HeadingColumn }[] {
  const found: { parts: DateParts; column: HeadingColumn }[] = [];
  for (let at = 0; at + 2 < headings.length; at++) {
    const named = partsSideBySide(headings.slice(at, at + 3), at, match);
    if (!named || !holdParts(below, named.parts)) continue;
    const heading = headings[named.parts.day] ?? '';
    const isBirth = partNamed(heading) === 'day' && areBirths(below, named.parts.year);
    const meaning: HeadingMatch = isBirth ? { field: 'birthDate', strength: named.match.strength } : named.match;
    found.push({ parts: named.parts, column: { index: named.parts.day, heading, match: meaning } });
    at += 2;
  }
  return found;
}

function partsSideBySide(
  three: readonly string[],
  from: number,
  match: (heading: string) => HeadingMatch | undefined,
): { readonly parts: DateParts; readonly match: HeadingMatch } | undefined {
  const options = three.map(partsIn);
  for (const { stem } of options[0] ?? []) {
    const of = dateOfStem(stem, match);
    const ofStem = options.map((parts) => parts.filter((part) => part.stem === stem || of?.stems.has(part.stem)));
    const at = (part: DatePart): number => ofStem.findIndex((parts) => parts.some((each) => each.part === part));
    const parts = { day: from + at('day'), month: from + at('month'), year: from + at('year') };
    const isWhole = new Set(Object.values(parts)).size === 3 && Object.values(parts).every((index) => index >= from);
    if (of && isWhole) return { parts, match: of.match };
  }
  return undefined;
}

/** The date that the words around the parts name: "lahir" is "Tgl Lahir", "birth" is "birth date", nothing is "Tgl". */
function dateOfStem(
  stem: string,
  match: (heading: string) => HeadingMatch | undefined,
): { readonly match: HeadingMatch; readonly stems: ReadonlySet<string> } | undefined {
  for (const name of [stem, `tgl ${stem}`, `${stem} date`]) {
    const named = match(name.trim());
    if (named && (named.field === 'birthDate' || named.field === 'date'))
      return { match: named, stems: new Set([stem, stem.replace(/^tgl /, ''), `tgl ${stem}`]) };
  }
  return undefined;
}

const DAY = /^(?:0?[1-9]|[12]\d|3[01])$/;
const MONTH = /^(?:0?[1-9]|1[0-2])$/;
const YEAR = /^(?:(?:19|20)\d\d|\d\d)$/;

/**
 * Whether at least as many rows hold parts as hold anything else where the day should be: at least two parts, for a
 * third may be missing.
 */
function holdParts(below: readonly SourceRow[], { day, month, year }: DateParts): boolean {
  let parts = 0;
  let others = 0;
  for (const row of below) {
    const [d = '', m = '', y = ''] = [day, month, year].map((at) => partText(row.cells[at]));
    if (joined([d, m, y]) === '' || isNumbering(row.cells.map(cellText))) continue;
    const valid = [DAY.test(d), MONTH.test(m) || monthOfWord(m) > 0, YEAR.test(y)].filter(Boolean).length;
    if (d !== '' && !DAY.test(d)) others++;
    else if (valid >= 2) parts++;
  }
  return parts > 0 && parts >= others;
}

/** Campaigns that are uploaded took place from then on. */
const YEARS_OF_DOSES = 2015;

/**
 * Whether three columns that are called nothing but "Tgl", "Bln" and "Thn" hold births: all their years are before
 * those of the doses.
 */
function areBirths(below: readonly SourceRow[], year: number): boolean {
  const years = below.map(({ cells }) => partText(cells[year])).filter((text) => YEAR.test(text));
  return years.length > 0 && years.every((text) => text.length === 4 && Number(text) < YEARS_OF_DOSES);
}

/**
 * A row with each date of three columns in the cell of its day. What is not there is missing in it, so that it cannot
 * be read; zeros say nothing. A whole date where the day should be, as somebody writes it who corrects the row, stays
 * as it is.
 */
export function joinDateParts(row: SourceRow, dates: readonly DateParts[]): SourceRow {
  const cells = [...row.cells];
  for (const { day, month, year } of dates) {
    while (cells.length <= day) cells.push('');
    const parts = [day, month, year].map((at) => row.cells[at] ?? '');
    const [first = ''] = parts;
    if (first !== '' && !/^\d*$/.test(partText(first))) continue;
    const damaged = parts.find(
      (cell) => typeof cell === 'object' && (cell.kind === 'error' || cell.kind === 'uncalculated'),
    );
    cells[day] = damaged ?? joined(parts.map(partText));
  }
  return { ...row, cells };
}

function joined(texts: readonly string[]): string {
  return texts.every((text) => text === '' || /^0+$/.test(text)) ? '' : texts.map((text) => text || '?').join('/');
}

/** `17`, also where a program has written it as `17.0`. */
function partText(cell: Cell | undefined): string {
  return cellText(cell).replace(/\.0+$/, '');
}
