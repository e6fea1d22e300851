/** The rows, and pairs of rows, that may be the header of a sheet, with what they name. */

import { cellText } from '../cells.ts';
import { cellAsText } from '../fields/text-cell.ts';
import type { Field } from '../problems.ts';
import type { SourceRow } from '../source-row.ts';
import { isDoseField } from '../table/fields.ts';
import { takeDose } from '../words/dose-heading.ts';
import { headingWords, squash } from '../words/heading-words.ts';
import { columnOfWhole } from './column-name.ts';
import { type ColumnName, columnNames } from './column-names.ts';
import { type DateParts, datePartsIn } from './date-parts.ts';
import { type KnownForms, type Meaning, type Meanings, readMeaning, signatureOf, signaturesOf } from './form.ts';
import { assignColumns, countPlaces } from './header-columns.ts';
import type { HeadingColumn, HeadingMatch } from './heading-match.ts';
import { headingTexts, looksLikeData } from './heading-row.ts';
import { fieldsOfSeveral, matchHeading } from './match-heading.ts';
import { onlyNameColumn } from './name-heading.ts';
import { pairsOf } from './sheet-defaults.ts';
import { holdsTimes } from './time-column.ts';
import { standsOverTicks, twoLineHeadings } from './two-line-header.ts';

/** A row, or two, that may be the header. */
export interface Candidate {
  /** Index of its first and its last row among the filled ones. */
  readonly from: number;
  readonly to: number;
  readonly headings: readonly string[];
  /** The headings without what programs have put before and behind them. */
  readonly names: readonly string[];
  /** Headings that name several fields, and which; none that a person has explained. */
  readonly several: readonly SeveralFields[];
  readonly found: readonly HeadingColumn[];
  /** Dates in three columns. */
  readonly parts: readonly DateParts[];
  /** Those of the headings that a person has explained. */
  readonly told: Meanings;
  /** As in HeaderForm. */
  readonly byLetter: ReadonlySet<string>;
  readonly signature: () => string;
  /**
   * How many fields it names, half a point for naming none of them twice, and one for each date that it names in three
   * columns.
   */
  readonly score: number;
}

/** A heading that names several fields. */
export interface SeveralFields {
  readonly heading: string;
  readonly fields: readonly Field[];
}

/** `column`: what the heading is called without what programs add to it. */
type Match = (heading: string, column?: Pick<ColumnName, 'name' | 'place'>) => HeadingMatch | undefined;

/**
 * `rows` as the sheet has them; `filled` those of them that say anything. `map` is of this run, `forms` of earlier
 * ones.
 */
export function candidatesIn(
  rows: readonly SourceRow[],
  filled: readonly SourceRow[],
  map: Meanings,
  forms: KnownForms,
): Candidate[] {
  const mapped = squashed(new Map([...map].filter(([name]) => columnOfWhole(name) === undefined)));
  const byColumn = columnsIn(map);
  const written = linesIn(filled);
  const plain = rememberMatches(written);
  /** What a person has said of these headings, and what they mean with it. */
  const inForm = (lines: readonly (readonly string[])[]): InForm => {
    const known = forms.size > 0 ? knownAs(lines, forms) : undefined;
    const now = withColumns(mapped, byColumn, lines);
    const meanings = known ? overruled(squashed(known), now, lines) : now;
    return {
      written,
      meanings,
      spelled: known ? new Map([...squashed(known), ...mapped]) : mapped,
      match: (heading, column) => matchTold(heading, column, meanings, plain),
    };
  };
  const single: Candidate[] = [];
  const double: Candidate[] = [];
  for (const [at, row] of filled.entries()) {
    if (looksLikeData(row)) continue;
    const texts = headingTexts(row);
    const below = filled[at + 1];
    const adjoins = below !== undefined && rows.indexOf(below) === rows.indexOf(row) + 1;
    const mayJoin = adjoins && pairsOf(row).length === 0 && !looksLikeData(below);
    const lower = mayJoin ? headingTexts(below) : [];
    const both = inForm([texts, lower]);
    const joined = mayJoin ? twoLineHeadings(texts, lower, both.match) : undefined;
    if (joined) double.push(candidate(at, at + 1, joined, [texts, lower], filled, both));
    if (!joined || !standsOverTicks(texts, lower))
      single.push(candidate(at, at, texts, [texts], filled, inForm([texts])));
  }
  return [...single, ...double];
}

/**
 * What a person has said of the headings of some lines, that of it which names them by their text, and what they mean
 * with it.
 */
interface InForm {
  readonly written: Lines;
  readonly meanings: Meanings;
  readonly spelled: Meanings;
  readonly match: Match;
}

function candidate(
  from: number,
  to: number,
  headings: readonly string[],
  lines: readonly (readonly string[])[],
  filled: readonly SourceRow[],
  { written, meanings, spelled, match }: InForm,
): Candidate {
  const columns = columnNames(headings, match);
  const names = columns.map(({ name }) => name);
  const all = columns.map((column, index) => ({
    index,
    heading: column.heading,
    match: column.heading === '' ? undefined : match(column.heading, column),
  }));
  const named = all.filter((column): column is HeadingColumn => column.match !== undefined);
  const told = new Map<string, Meaning>();
  for (const heading of headings) {
    const meaning = meanings.get(squash(heading));
    if (meaning !== undefined) told.set(heading, meaning);
  }
  const byLetter = new Set([...told.keys()].filter((heading) => !spelled.has(squash(heading))));
  const below = filled.slice(to + 1);
  const dates = datePartsIn(
    names.map((name, index) => (told.has(headings[index] ?? '') ? '' : name)),
    below,
    match,
  );
  const inParts = new Set(dates.flatMap(({ parts: { day, month, year } }) => [day, month, year]));
  const found = [
    ...named.filter(
      ({ index, match: { field } }) =>
        !inParts.has(index) && (field !== 'date' || !holdsTimes(headings[index] ?? '', below, index)),
    ),
    ...dates.map(({ column }) => column),
  ].toSorted((a, b) => a.index - b.index);
  const several = columns.flatMap(({ heading, name }): SeveralFields[] => {
    const fields = told.has(heading) || heading === '' ? [] : fieldsOfSeveral(written.get(name) ?? name);
    return fields.length === 0 ? [] : [{ heading, fields }];
  });
  const isNamed = (field: Field) =>
    found.some((column) => column.match.field === field) || several.some(({ fields }) => fields.includes(field));
  const theirs = isNamed('nik') && !isNamed('name') ? onlyNameColumn(columns, told, below) : undefined;
  if (theirs) found.push(theirs);
  const score = countPlaces(found) + ('kind' in assignColumns(found) ? 0 : 0.5) + dates.length;
  return {
    from,
    to,
    headings,
    names,
    several,
    found,
    parts: dates.map(({ parts }) => parts),
    told,
    byLetter,
    signature: () => signatureOf(lines),
    score,
  };
}

/** What a person says decides above all; of a heading so explained only the dose it names is still read. */
function matchTold(
  heading: string,
  { name, place = 0 }: Pick<ColumnName, 'name' | 'place'> = { name: heading },
  meanings: Meanings,
  plain: Match,
): HeadingMatch | undefined {
  const meaning = meanings.size === 0 ? undefined : meanings.get(squash(heading));
  if (meaning === undefined) {
    const match = plain(name);
    return match && place > 0 && isDoseField(match.field) && match.dose === undefined ? { ...match, place } : match;
  }
  if (meaning === 'none') return undefined;
  const { field, writing } = readMeaning(meaning);
  const isPlaced = place > 0 && isDoseField(field);
  const dose = isDoseField(field) && !isPlaced ? takeDose(headingWords(heading))?.dose : undefined;
  return {
    field,
    strength: Number.POSITIVE_INFINITY,
    ...(dose === undefined ? {} : { dose }),
    ...(isPlaced ? { place } : {}),
    ...(writing === undefined ? {} : { writing }),
  };
}

function knownAs(lines: readonly (readonly string[])[], forms: KnownForms): Meanings | undefined {
  for (const signature of signaturesOf(lines)) {
    const known = forms.get(signature);
    if (known) return known;
  }
  return undefined;
}

/** What was said before, with what is said now: a field that has another column now has left its old one. */
function overruled(known: Meanings, mapped: Meanings, lines: readonly (readonly string[])[]): Meanings {
  const here = new Set(lines.flat().map(squash));
  const now = [...mapped].filter(([heading]) => here.has(heading));
  const isTaken = (heading: string, meaning: Meaning) =>
    now.some(
      ([other, told]) => other !== heading && fieldOf(told) === fieldOf(meaning) && doseOf(other) === doseOf(heading),
    );
  const left = [...known].filter(([heading, meaning]) => meaning === 'none' || !isTaken(heading, meaning));
  return new Map([...left, ...mapped]);
}

function fieldOf(meaning: Meaning): Field | undefined {
  return meaning === 'none' ? undefined : readMeaning(meaning).field;
}

function doseOf(heading: string): number | undefined {
  return takeDose(headingWords(heading))?.dose;
}

/** Headings of several lines, as their cells have them. */
type Lines = ReadonlyMap<string, string>;

function linesIn(rows: readonly SourceRow[]): Lines {
  return new Map(
    rows.flatMap(({ cells }) =>
      cells
        .map((cell) => cellAsText(cell))
        .flatMap((text): [string, string][] => (/[\r\n]/.test(text) ? [[cellText(text), text]] : [])),
    ),
  );
}

function rememberMatches(lines: Lines): Match {
  const known = new Map<string, HeadingMatch | undefined>();
  return (heading) => {
    if (!known.has(heading)) known.set(heading, matchHeading(lines.get(heading) ?? heading));
    return known.get(heading);
  };
}

/** Columns that are named by their letters (`D:D`), because their heading is not shown. */
function columnsIn(map: Meanings): (readonly [at: number, meaning: Meaning])[] {
  return [...map].flatMap(([name, meaning]) => {
    const at = columnOfWhole(name);
    return at === undefined ? [] : [[at, meaning] as const];
  });
}

/** With what is said of columns, under what they are called here: in each line, and in both together. */
function withColumns(
  mapped: Meanings,
  byColumn: readonly (readonly [at: number, meaning: Meaning])[],
  lines: readonly (readonly string[])[],
): Meanings {
  if (byColumn.length === 0) return mapped;
  const called = byColumn.flatMap(([at, meaning]) => {
    const texts = lines.map((line) => line[at] ?? '').filter((text) => text !== '');
    return [...texts, texts.join(' ')].filter((text) => text !== '').map((text) => [squash(text), meaning] as const);
  });
  return new Map([...mapped, ...called]);
}

function squashed(meanings: Meanings): Meanings {
  return new Map([...meanings].map(([heading, meaning]) => [squash(heading), meaning]));
}
