/**
 * Which texts of a sheet may be shown to somebody who does not have it before him: on a terminal, in a log, in an
 * error, with `--json`, or in the open in the ledger. A row that is taken for a header may be somebody's, and beside a
 * true one a clerk may have written what concerns a person only. Pure.
 */

import { readDate } from '../dates/dates.ts';
import { knownVaccine } from '../fields/vaccines.ts';
import type { Field } from '../problems.ts';
import { headingWords } from '../words/heading-words.ts';
import { wholeColumn } from './column-name.ts';
import type { Guess, HeaderForm } from './columns.ts';
import { guessHeading } from './guess-heading.ts';
import { isOfHeadings } from './heading-vocabulary.ts';
import { isExact, matchHeading } from './match-heading.ts';
import { isOtherHeading } from './other-headings.ts';

/** Alone, these are as often what a row says of its person as they are a heading. */
const OF_A_PERSON = new Set(
  'hamil kehamilan menyusui komorbid kipi lansia petugas vaksinator kader instansi vaccinator staff officer l p dewasa anak bayi'.split(
    ' ',
  ),
);

/**
 * Whether a text of a header says nothing but what a column is called: each of its words is one of headings, or the
 * whole is one of ours, in another spelling or mistyped. A mistyped one with a remark in brackets may say anything in
 * them.
 * @internal Exported for its tests.
 */
export function isHeadingText(text: string): boolean {
  if (isOfHeadings(text, headingWords(text))) return true;
  const match = matchHeading(text);
  return (match !== undefined && isExact(match)) || (!/[()[\]{}]/.test(text) && guessHeading(text) !== undefined);
}

/** With one of these, words of headings name a column: "Nama Depan". */
const NAMING = new Set(
  'nama no nik tgl kode jenis tempat jumlah status alamat hasil name date code id type'.split(' '),
);

/** Whether a cell of a row that may well be somebody's is a known heading, or as good as one. */
export function resemblesHeading(text: string): boolean {
  const words = headingWords(text);
  if (!isHeadingText(text) || words.every((word) => OF_A_PERSON.has(word))) return false;
  return (
    matchHeading(text) !== undefined ||
    guessHeading(text) !== undefined ||
    isOtherHeading(words) ||
    words.some((word) => NAMING.has(word))
  );
}

/**
 * A cell of a header as it may be shown; `at` is its column, 0-based. What may be somebody's is called by its column,
 * as Excel does: `D:D`.
 */
export function shownHeading(text: string, at: number): string {
  return text === '' || isHeadingText(text) ? text : wholeColumn(at);
}

/** The headings of a form as they may be shown. What a person has explained, and not by its letters, is a heading. */
export function shownIn({
  headings,
  told,
  byLetter,
}: Pick<HeaderForm, 'headings' | 'told' | 'byLetter'>): (heading: string) => string {
  return (heading) =>
    told.has(heading) && !byLetter?.has(heading) ? heading : shownHeading(heading, headings.indexOf(heading));
}

export function shownGuesses(guesses: readonly Guess[], shown: (heading: string) => string): Guess[] {
  return guesses.map((guess) => ({ ...guess, heading: shown(guess.heading) }));
}

/** What stands for a value that is not shown. */
const HIDDEN = '…';

/** Values from above the table as they may be shown: those that say what their field is about, and nothing else. */
export function shownDefaults(defaults: Readonly<Partial<Record<Field, string>>>): Partial<Record<Field, string>> {
  const shown: Partial<Record<Field, string>> = {};
  for (const [field, value] of Object.entries(defaults) as [Field, string][])
    shown[field] = isPlain(field, value) ? value : HIDDEN;
  return shown;
}

/** The home of somebody is no facility, and neither is a number. */
const AT_HOME = new Set(
  'rumah kediaman bp bpk bapak pak ibu bu sdr sdri saudara tn ny nn an alm almh keluarga hj haji'.split(' '),
);
const LONGEST_PLACE = 60;

function isPlain(field: Field, value: string): boolean {
  switch (field) {
    case 'date': {
      const { kind } = readDate(value);
      return kind === 'day' || kind === 'two-digit-year';
    }
    case 'dose':
      return isHeadingText(value);
    case 'vaccine':
      return knownVaccine(value) !== undefined;
    case 'lot':
      return /^(?=.*\d)[\p{L}\p{N}][\p{L}\p{N} ./-]{1,24}$/u.test(value);
    default:
      return (
        value.length <= LONGEST_PLACE && !/\d{6}/.test(value) && !headingWords(value).some((word) => AT_HOME.has(word))
      );
  }
}
