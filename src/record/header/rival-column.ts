/**
 * A second column that rivals the one that is read: "NIK Perbaikan" beside "NIK". Which one counts is the clerk's to
 * say, as between two equal ones.
 */

import { cellAt, cellText } from '../cells.ts';
import type { Field } from '../problems.ts';
import type { Cell, SourceRow } from '../source-row.ts';
import { countDigits } from '../words/count-digits.ts';
import { foldLabel } from '../words/fold.ts';
import { headingWords } from '../words/heading-words.ts';
import type { HeadingColumn, HeadingMatch } from './heading-match.ts';
import { isExact, matchHeading } from './match-heading.ts';

/** Fields of which a wrong one is somebody else's record. */
type Rivalled = Extract<Field, 'nik' | 'name' | 'birthDate' | 'date'>;

/** Words that call a column the better one, in front of or behind the name of a field. */
const BETTER =
  'perbaikan diperbaiki koreksi dikoreksi terkoreksi hasil benar betul sebenarnya seharusnya yg baru terbaru dukcapil disdukcapil capil ' +
  'disdukcatpil adminduk siak padan dipadankan padanan pemadanan revisi direvisi rev final akhir fix fixed asli ralat pembetulan pembenaran ' +
  'ganti pengganti perubahan corrected correct correction corrections new revised final updated update verified valid';
/** Such columns as often hold a yes or a no, or the day on which somebody looked. */
const CHECKED = 'validasi tervalidasi verifikasi terverifikasi verif cek pengecekan check checked sesuai data';
const WORDS: Readonly<Record<Rivalled, ReadonlySet<string>>> = {
  nik: new Set(`${BETTER} ${CHECKED}`.split(' ')),
  name: new Set(`${BETTER} ${CHECKED}`.split(' ')),
  birthDate: new Set(`${BETTER} ${CHECKED}`.split(' ')),
  // "Tgl Hasil" and "Tgl Update" are days of something else.
  date: new Set(BETTER.split(' ').filter((word) => !/^(?:hasil|update|updated|verified)$/.test(word))),
};

function isRivalled(field: Field): field is Rivalled {
  return field in WORDS;
}

/**
 * What a heading calls the better one of; undefined where it does not. One word says too little of a date: "Tgl Baru".
 */
function betterOf(heading: string): (HeadingMatch & { readonly field: Rivalled }) | undefined {
  const words = headingWords(heading);
  for (const field of ['nik', 'name', 'birthDate', 'date'] as const) {
    const rest = words.filter((word) => !WORDS[field].has(word));
    if (rest.length === words.length || rest.length < (field === 'date' ? 2 : 1)) continue;
    const match = matchHeading(rest.join(' '));
    if (match?.field === field) return { ...match, field };
  }
  return undefined;
}

/** Whether a heading calls its column the better one of another. */
export function callsItselfBetter(heading: string): boolean {
  return betterOf(heading) !== undefined;
}

/** What is known of the columns of a header. */
export interface Columns {
  readonly headings: readonly string[];
  /** The headings without what programs have put before and behind them. */
  readonly names: readonly string[];
  /** Those that name a field, and those of them that are read. */
  readonly found: readonly HeadingColumn[];
  readonly used: ReadonlySet<number>;
  /** Whether a person has said what a heading means. */
  readonly isTold: (heading: string) => boolean;
}

/** Two columns for one field, the one that would be read first. */
export interface Rivals {
  readonly field: Field;
  readonly dose?: number;
  readonly headings: readonly [string, string];
}

/**
 * The first pair of rivals. A heading that calls itself the better one is believed unless its cells, in the rows below
 * that have been read, hold answers instead ("NIK Valid": Ya, Tidak); one that names the field less clearly than the
 * column that is read ("NIK (16 digit)" beside "NIK") only if its cells are of the kind.
 */
export function rivalsAmong(
  { headings, names, found, used, isTold }: Columns,
  below: readonly SourceRow[],
): Rivals | undefined {
  for (const [index, heading] of headings.entries()) {
    if (heading === '' || used.has(index) || isTold(heading)) continue;
    const better = betterOf(names[index] ?? heading);
    const named = found.find((column) => column.index === index)?.match;
    const match = better ?? named;
    if (match === undefined || !isRivalled(match.field)) continue;
    const best = found.find((column) => used.has(column.index) && isSamePlace(column.match, match));
    if (best === undefined || isTold(best.heading)) continue;
    const { field, dose } = match;
    const cells = below.map((row) => cellAt(row, index)).filter((cell) => cellText(cell) !== '');
    const isKind = cells.some((cell) => holds(field, cell));
    const isRival = better ? isKind || cells.length === 0 : isKind && isExact(best.match) && !isExact(match);
    if (isRival) return { field, ...(dose === undefined ? {} : { dose }), headings: [best.heading, heading] };
  }
  return undefined;
}

function isSamePlace(a: HeadingMatch, b: HeadingMatch): boolean {
  return a.field === b.field && (a.dose === b.dose || b.dose === undefined);
}

const ANSWERS = new Set(
  'ya tidak tdk y t n valid invalid tidakvalid ok oke sesuai tidaksesuai cocok tidakcocok benar salah sudah belum ada tidakada true false yes no padan tidakpadan'.split(
    ' ',
  ),
);

/** Whether a cell holds what the field does, and not an answer about it. */
function holds(field: Field, cell: Cell): boolean {
  const text = cellText(cell);
  if (field === 'nik') return countDigits(text) >= 10;
  if (field === 'name') return /\p{L}{3}/u.test(text) && !ANSWERS.has(foldLabel(text).replaceAll(' ', ''));
  return (typeof cell === 'object' && cell.kind === 'date') || countDigits(text) >= 4;
}
