/** Finding the header of a sheet: below titles and "Puskesmas : …", on one line or on two, wherever the clerk put it. */
import type { HeaderSearch } from './columns.ts';
import { takeDose } from './dose-heading.ts';
import { assignColumns, countPlaces, type HeadingColumn, missingDoseFields } from './header-columns.ts';
import { headingTexts, isNumbering, isRemark, looksLikeData } from './heading-row.ts';
import { headingWords, squash } from './heading-words.ts';
import { type HeadingMatch, isDoseField, matchHeading } from './match-heading.ts';
import type { Field } from './problems.ts';
import { pairsOf, sheetDefaults } from './sheet-defaults.ts';
import type { SourceRow } from './source-row.ts';
import { standsOverTicks, twoLineHeadings } from './two-line-header.ts';

/** How many filled rows are looked at: forms with titles, addresses and instructions begin their table above this. */
export const HEADER_SEARCH_ROWS = 30;

/** A row that names two fields begins a list; an overview or a guide, where a heading is spoken of, has none. */
const LIST = 2;

/** A row, or two, that may be the header. */
interface Candidate {
  /** Index of its first and its last row among the filled ones. */
  readonly from: number;
  readonly to: number;
  readonly headings: readonly string[];
  readonly found: readonly HeadingColumn[];
  /** How many fields it names, and half a point for naming none of them twice. */
  readonly score: number;
}

/**
 * Looks for the row among the first 30 filled ones that names most fields, an identity number and a name among them. `map` (heading → field,
 * from `--map`; headings in any spelling) overrides what headings mean; a sheet named after a day gives the date where no column does.
 */
export function findHeader(rows: readonly SourceRow[], map: ReadonlyMap<string, Field>, sheetName = ''): HeaderSearch {
  const filled = rows.filter((row) => headingTexts(row).some((text) => text !== '')).slice(0, HEADER_SEARCH_ROWS);
  const mapped = new Map([...map].map(([heading, field]) => [squash(heading), field]));
  const candidates = candidatesIn(rows, filled, mapped);
  const header = best(candidates.filter(({ found }) => has(found, 'nik') && has(found, 'name')));
  const unmapped = [...map.keys()].find((heading) => {
    const wanted = squash(heading);
    return !(header ? [header] : candidates).some(({ headings }) => headings.some((text) => squash(text) === wanted));
  });
  const nearest = best(candidates);
  if (unmapped !== undefined && (nearest?.score ?? 0) >= LIST) return { kind: 'unmapped', heading: unmapped };
  if (!header)
    return {
      kind: 'none',
      nearest: nearest?.headings.filter((text) => text !== '') ?? [],
      ...(unmapped === undefined ? {} : { unmapped }),
    };

  const assigned = assignColumns(header.found);
  if ('kind' in assigned) return assigned;
  const { columns, doses, headings, used } = assigned;
  const defaults = sheetDefaults(filled.slice(0, header.from), sheetName, missingDoseFields(assigned));
  const ignored = header.headings.filter((text, index) => text !== '' && !used.has(index));
  const lines = filled.slice(header.from, header.to + 1).map(({ line }) => line);
  return { kind: 'found', header: { line: lastLine(filled, header), lines, columns, doses, headings, ignored, defaults } };
}

function candidatesIn(rows: readonly SourceRow[], filled: readonly SourceRow[], mapped: ReadonlyMap<string, Field>): Candidate[] {
  const known = new Map<string, HeadingMatch | undefined>();
  const match = (heading: string): HeadingMatch | undefined => {
    if (!known.has(heading)) known.set(heading, matchMapped(heading, mapped));
    return known.get(heading);
  };
  const candidate = (from: number, to: number, headings: readonly string[]): Candidate => {
    const all = headings.map((heading, index) => ({ index, heading, match: heading === '' ? undefined : match(heading) }));
    const found = all.filter((column): column is HeadingColumn => column.match !== undefined);
    return { from, to, headings, found, score: countPlaces(found) + ('kind' in assignColumns(found) ? 0 : 0.5) };
  };
  const gapBetween = (row: SourceRow, below: SourceRow) => rows.indexOf(below) > rows.indexOf(row) + 1;
  const single: Candidate[] = [];
  const double: Candidate[] = [];
  for (const [at, row] of filled.entries()) {
    if (looksLikeData(row)) continue;
    const texts = headingTexts(row);
    const below = filled[at + 1];
    const mayJoin = below && !gapBetween(row, below) && pairsOf(row).length === 0 && !looksLikeData(below);
    const lower = mayJoin ? headingTexts(below) : [];
    const joined = mayJoin ? twoLineHeadings(texts, lower, match) : undefined;
    if (joined) double.push(candidate(at, at + 1, joined));
    if (!joined || !standsOverTicks(texts, lower)) single.push(candidate(at, at, texts));
  }
  return [...single, ...double];
}

/** `--map` decides above all; of a mapped heading only the dose it names is still read. */
function matchMapped(heading: string, mapped: ReadonlyMap<string, Field>): HeadingMatch | undefined {
  const field = mapped.get(squash(heading));
  if (field === undefined) return matchHeading(heading);
  const dose = isDoseField(field) ? takeDose(headingWords(heading))?.dose : undefined;
  return { field, strength: Number.POSITIVE_INFINITY, ...(dose === undefined ? {} : { dose }) };
}

/** The first of those that name most. Two lines must name more than one of them alone. */
function best(candidates: readonly Candidate[]): Candidate | undefined {
  let winner: Candidate | undefined;
  for (const candidate of candidates) if (candidate.score > (winner?.score ?? 0)) winner = candidate;
  return winner;
}

function has(found: readonly HeadingColumn[], field: Field): boolean {
  return found.some(({ match }) => match.field === field);
}

/** The line on which the header ends: a numbering of the columns and a line of remarks in parentheses belong to it. */
function lastLine(rows: readonly SourceRow[], { to, found }: Candidate): number {
  const person = found.filter(({ match }) => match.field === 'nik' || match.field === 'name').map(({ index }) => index);
  let last = to;
  for (let at = to + 1; at < rows.length; at++) {
    const row = rows[at];
    const texts = row ? headingTexts(row) : [];
    const remarks = person.some((index) => isRemark(texts[index] ?? '')) || texts.every((text) => text === '' || isRemark(text));
    if (!remarks && !isNumbering(texts)) break;
    last = at;
  }
  return rows[last]?.line ?? 0;
}
