/**
 * Finding the header of a sheet: below titles and "Puskesmas : …", on one line or on two, wherever the clerk put it.
 */

import type { DateOrder, DateWriting } from '../dates/date-writing.ts';
import { givenHeading, isRemarkHeading } from '../given/heading.ts';
import type { Field } from '../problems.ts';
import type { Programme } from '../programme.ts';
import type { SourceRow } from '../source-row.ts';
import type { Header, HeaderForm, HeaderSearch } from './columns.ts';
import type { Constants } from './constants.ts';
import { isOwnHeading, type KnownForms, type Meanings } from './form.ts';
import { type Candidate, candidatesIn } from './header-candidates.ts';
import { assignColumns, missingDoseFields } from './header-columns.ts';
import { isNeeded, NEEDED, openGuesses } from './header-guesses.ts';
import type { HeadingColumn } from './heading-match.ts';
import { headingTexts, isNumbering, isRemark } from './heading-row.ts';
import { type Legend, legendOf } from './legend.ts';
import { listBeside } from './list-beside.ts';
import { orderIn } from './order-in-heading.ts';
import { proposeColumns } from './propose-columns.ts';
import { rivalsAmong } from './rival-column.ts';
import { sheetDefaults } from './sheet-defaults.ts';

/** How many filled rows are looked at: forms with titles, addresses and instructions begin their table above this. */
export const HEADER_SEARCH_ROWS = 30;

/** Fields that are written in codes. */
const CODED = new Set<Field>(['sex', 'dose', 'vaccine', 'category', 'site']);

/** What is known beside the sheet. */
export interface HeaderContext {
  readonly fileName?: string;
  /** What was confirmed for forms that were seen before. */
  readonly forms?: KnownForms | undefined;
  /** Values that a person has given for columns that the sheet lacks. */
  readonly constants?: Constants | undefined;
  /** Whose products a sheet may be named after; that of COVID-19 unless another one is read. */
  readonly programme?: Programme | undefined;
}

/**
 * Looks for the row among the first 30 filled ones that names most fields, an identity number and a name among them.
 * `map` (from `--map`) overrides what headings mean, and so does what was confirmed for a form that was seen before;
 * the names of sheet and file may say what no column does.
 */
export function findHeader(
  rows: readonly SourceRow[],
  map: Meanings,
  sheetName = '',
  { fileName = '', forms = new Map(), constants = {}, programme }: HeaderContext = {},
): HeaderSearch {
  const filled = rows.filter((row) => headingTexts(row).some((text) => text !== '')).slice(0, HEADER_SEARCH_ROWS);
  const candidates = candidatesIn(rows, filled, map, forms);
  const header = best(candidates.filter(({ found }) => namesPeople(found)));
  if (!header) return probableHeader(candidates, filled);

  const form = formOf(header, filled);
  const isTold = (heading: string) => header.told.has(heading);
  const beside = listBeside(header.names, filled.slice(header.to + 1), (column) =>
    isTold(header.headings[column] ?? ''),
  );
  if (beside !== undefined) return { kind: 'beside', column: beside, heading: header.headings[beside] ?? '', form };
  const assigned = assignColumns(header.found);
  if ('kind' in assigned) return { ...assigned, form };
  const { columns, doses, headings, names, used } = assigned;
  const twofold = header.several.find(({ fields }) =>
    fields.some((field) => NEEDED.has(field) && !has(header.found, field)),
  );
  if (twofold) return { kind: 'several', ...twofold, form };
  const rivals = rivalsAmong(
    { headings: header.headings, names: header.names, found: header.found, used, isTold },
    filled.slice(header.to + 1),
  );
  if (rivals) return { kind: 'ambiguous', ...rivals, rival: true, form };
  const missing = missingDoseFields(assigned);
  const said = sheetDefaults(filled.slice(0, header.from), { sheet: sheetName, file: fileName, programme }, missing);
  const set = missing.filter((field) => constants[field] !== undefined);
  const defaults = { ...said, ...Object.fromEntries(set.map((field) => [field, constants[field]])) };
  const guesses = openGuesses(header);
  const [first, ...others] = guesses;
  if (first && guesses.some((guess) => isNeeded(guess, defaults)))
    return { kind: 'unsure', guesses: [first, ...others], form };
  const parts = header.parts.filter(({ day }) => used.has(day));
  const inParts = new Set(parts.flatMap(({ month, year }) => [month, year]));
  const ignored = header.headings.filter((text, index) => text !== '' && !used.has(index) && !inParts.has(index));
  const lines = filled.slice(header.from, header.to + 1).map(({ line }) => line);
  const line = lastLine(filled, header);
  const places = { line, lines, columns, doses, headings, names, ignored, parts, width: header.headings.length };
  const given = set.length > 0 ? { constants: set } : {};
  const known = { ...places, ...hints(header, used, filled, line), defaults, ...given };
  return { kind: 'found', header: known, form, guesses, ...(set.length > 0 ? { said } : {}) };
}

/** Those that are read in another way than a column of which nothing is said. */
const OTHER_ORDERS: readonly DateOrder[] = ['mdy', 'ydm'];

/** What headings say beside naming a field. */
function hints(
  { to, headings, names, found, told }: Candidate,
  used: ReadonlySet<number>,
  filled: readonly SourceRow[],
  line: number,
): Pick<Header, 'orders' | 'writings' | 'legends' | 'remarks' | 'given'> {
  const below = filled.slice(to + 1).filter((row) => row.line <= line);
  const saidOf = (index: number) => [headings[index] ?? '', ...below.map((row) => headingTexts(row)[index] ?? '')];
  const isFree = (text: string, index: number) => !used.has(index) && !told.has(text) && !isOwnHeading(text);
  const given = headings.flatMap((text, index) =>
    isFree(text, index) ? (givenHeading(text, index) ?? givenHeading(names[index] ?? text, index) ?? []) : [],
  );
  const decisive = new Set(given.flatMap(({ at, kind }) => (kind === 'open' ? [] : [at])));
  return {
    orders: new Map(
      [...used].flatMap((index): [number, DateOrder][] => {
        const said = saidOf(index).map(orderIn);
        const other = OTHER_ORDERS.find((order) => said.includes(order));
        return other === undefined ? [] : [[index, other]];
      }),
    ),
    writings: new Map(
      found.flatMap(({ index, match: { writing } }): [number, DateWriting][] =>
        writing !== undefined && used.has(index) ? [[index, writing]] : [],
      ),
    ),
    legends: new Map(
      found.flatMap(({ index, match: { field } }): [number, Legend][] => {
        const legend =
          used.has(index) && CODED.has(field)
            ? saidOf(index)
                .map(legendOf)
                .find(({ size }) => size > 0)
            : undefined;
        return legend ? [[index, legend]] : [];
      }),
    ),
    given,
    remarks: headings.flatMap((text, index) =>
      isFree(text, index) && !decisive.has(index) && isRemarkHeading(names[index] ?? text) ? [index] : [],
    ),
  };
}

/**
 * Where no row names both NIK and name: the row that does so if a guess is right, or else the one that comes closest.
 */
function probableHeader(candidates: readonly Candidate[], filled: readonly SourceRow[]): HeaderSearch {
  const twofold = candidates.flatMap((candidate) => {
    const names = (field: Field) =>
      has(candidate.found, field) || candidate.several.some(({ fields }) => fields.includes(field));
    const [first] = candidate.several.filter(({ fields }) => fields.includes('nik') || fields.includes('name'));
    return first && names('nik') && names('name') ? [{ ...first, form: formOf(candidate, filled) }] : [];
  })[0];
  if (twofold) return { kind: 'several', ...twofold };
  const probable = candidates
    .map((candidate) => ({ candidate, guesses: openGuesses(candidate) }))
    .filter(({ candidate, guesses }) => {
      const probably = (field: Field) => has(candidate.found, field) || guesses.some((guess) => guess.field === field);
      return probably('nik') && probably('name');
    })
    .toSorted((a, b) => b.candidate.score + b.guesses.length - (a.candidate.score + a.guesses.length))[0];
  const [first, ...others] = probable?.guesses ?? [];
  if (probable && first)
    return { kind: 'unsure', guesses: [first, ...others], form: formOf(probable.candidate, filled) };
  const closest = best(candidates);
  const nearest = closest?.headings.filter((text) => text !== '') ?? [];
  const missing =
    closest && has(closest.found, 'nik') ? 'name' : closest && has(closest.found, 'name') ? 'nik' : undefined;
  const form = closest && formOf(closest, filled);
  if (!closest || !form) return { kind: 'none', nearest };
  const unknown = (['nik', 'name'] as const).filter((field) => !has(closest.found, field));
  const proposed = proposeColumns(closest.headings, filled.slice(closest.to + 1), unknown);
  return {
    kind: 'none',
    nearest,
    ...(proposed.length > 0 ? { proposed } : {}),
    form,
    line: form.line,
    ...(missing ? { missing } : {}),
  };
}

function formOf({ from, headings, signature, told, byLetter }: Candidate, filled: readonly SourceRow[]): HeaderForm {
  return {
    line: filled[from]?.line ?? 0,
    headings,
    signature: signature(),
    told,
    ...(byLetter.size > 0 ? { byLetter } : {}),
  };
}

/** The first of those that name most. Two lines must name more than one of them alone. */
function best(candidates: readonly Candidate[]): Candidate | undefined {
  let winner: Candidate | undefined;
  for (const candidate of candidates) if (candidate.score > (winner?.score ?? 0)) winner = candidate;
  return winner;
}

/** People and their numbers: of foreigners in a list of vaccinations also without a column for the NIK. */
function namesPeople(found: readonly HeadingColumn[]): boolean {
  if (!has(found, 'name')) return false;
  const isOfForeigners = has(found, 'passport') || has(found, 'kitas');
  return has(found, 'nik') || (isOfForeigners && has(found, 'birthDate') && has(found, 'date'));
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
    const remarks =
      person.some((index) => isRemark(texts[index] ?? '')) || texts.every((text) => text === '' || isRemark(text));
    if (!remarks && !isNumbering(texts)) break;
    last = at;
  }
  return rows[last]?.line ?? 0;
}
