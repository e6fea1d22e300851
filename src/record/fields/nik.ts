/**
 * NIK, the number of a person for life: PPKKCC (where it was first issued), DDMMYY (birth, women +40 on the day), SSSS.
 * No check digit.
 */

import { cellText } from '../cells.ts';
import { digitsAt, isoDay, isValidDay } from '../dates/calendar.ts';
import type { Problem } from '../problems.ts';
import type { IsoDate, Sex } from '../record.ts';
import type { ReadingRules } from '../rules.ts';
import type { Cell } from '../source-row.ts';
import { countDigits } from '../words/count-digits.ts';
import { foldLabel } from '../words/fold.ts';
import { clean, doubtful, type FieldReading, problem, wrong } from './field-reading.ts';
import { isKnownRegion } from './regions.ts';
import { cellError, isBlank } from './text-cell.ts';

/**
 * What a NIK says about its person. It may legally be wrong: a NIK is not re-issued when a birth date is corrected (PP
 * 40/2019).
 */
export interface NikFacts {
  readonly sex: Sex;
  readonly day: number;
  readonly month: number;
  readonly twoDigitYear: number;
  /**
   * The days this can mean, the earlier one first: 19YY and 20YY, without the century in which 29 February does not
   * exist.
   */
  readonly birthDates: readonly IsoDate[];
}

/**
 * The NIK as 16 digits. A numeric cell is never one, whatever it looks like: Excel keeps 15 digits, and the last one
 * may be another person's.
 */
export function readNik(
  cell: Cell | undefined,
  rules: Pick<ReadingRules, 'emptyNik' | 'lenientNik'>,
): FieldReading<string> {
  if (typeof cell === 'string' && isSixteenDigits(cell)) return judge(cell, [], rules.lenientNik);
  const damaged = cellError(cell, 'nik');
  if (damaged) return damaged;
  if (typeof cell === 'object' && (cell.kind === 'number' || cell.kind === 'date')) return wrong('NIK_NUMERIC', 'nik');
  const text = cellText(cell);
  if (wasNumber(text)) return wrong('NIK_NUMERIC', 'nik');
  const nik = withoutSeparators(text);
  if (nik === '' || isBlank(text) || saysNone(nik)) return wrong('NIK_EMPTY', 'nik', undefined, rules.emptyNik);
  if (!isSixteenDigits(nik)) return wrong('NIK_LENGTH', 'nik', { n: nik.replace(/\D/g, '').length });
  return judge(nik, text === cell && text === nik ? [] : [problem('NIK_CLEANED', 'nik', 'warning')], rules.lenientNik);
}

function isSixteenDigits(text: string): boolean {
  if (text.length !== 16) return false;
  for (let i = 0; i < 16; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

/**
 * Text that a number left behind on its way through Excel or a data frame: `3,32E+15`, `3.324.011.708.450.001`,
 * `3324011708450001.0`.
 */
function wasNumber(text: string): boolean {
  return (
    /^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(text) ||
    /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+(?:[.,]\d+)?$/.test(text) ||
    /^\d{14,18}[.,]0+$/.test(text)
  );
}

/**
 * Without blanks, dots, dashes and apostrophes, and out of the `="…"` in which systems wrap a number to keep Excel from
 * counting it.
 */
function withoutSeparators(text: string): string {
  return text.replace(/^=?"(.*)"$/, '$1').replace(/[\s.'’‘`´‐-―−-]+/g, '');
}

/** How people write that there is none, once blanks are gone: `tidak ada`, `belum punya KTP`, a lone 0. */
const NONE =
  /^(?:0{1,5}|(?:tidak|tdk|tak|blm|belum|tanpa|non)(?:ada|punya|mempunyai|memiliki|tersedia)?(?:nomor|no)?(?:nik|ktp|ektp)*|kosong|nihil|ta|na|wna|asing|orangasing|warganegaraasing)$/;

function saysNone(nik: string): boolean {
  return nik.length <= 24 && NONE.test(foldLabel(nik).replaceAll(' ', ''));
}

/** Numbers that people type to get past a form. */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
  ...Array.from('0123456789', (digit) => digit.repeat(16)),
  '1234567890123456',
  '0123456789012345',
  '1234567812345678',
  '9876543210987654',
  '9876543210123456',
  '0987654321098765',
  '1111222233334444',
]);

function judge(nik: string, found: readonly Problem[], lenient: boolean): FieldReading<string> {
  if (PLACEHOLDERS.has(nik)) return wrong('NIK_REPEATED', 'nik');
  const unborn = !hasBirthDate(nik);
  const unissued = nik.endsWith('0000');
  const unknown = !isKnownRegion(digitsAt(nik, 0, 4));
  if (!unborn && !unissued && !unknown) return found.length === 0 ? clean(nik) : doubtful(nik, ...found);
  const problems = [...found];
  if (unborn)
    problems.push(
      problem('NIK_DATE', 'nik', lenient ? 'warning' : 'error', { dd: nik.slice(6, 8), mm: nik.slice(8, 10) }),
    );
  if (unissued) problems.push(problem('NIK_SERIAL0', 'nik', 'error'));
  if (unknown) problems.push(problem('NIK_REGION', 'nik', 'warning', { ppkk: nik.slice(0, 4) }));
  return (unborn && !lenient) || unissued ? { problems } : { value: nik, problems };
}

/** What is added to the day of birth of women. */
const FEMALE = 40;

function hasBirthDate(nik: string): boolean {
  const marked = digitsAt(nik, 6, 8);
  const day = marked > FEMALE ? marked - FEMALE : marked;
  const month = digitsAt(nik, 8, 10);
  const year = digitsAt(nik, 10, 12);
  return isValidDay(1900 + year, month, day) || isValidDay(2000 + year, month, day);
}

/** What a NIK of 16 digits says; undefined where its date is impossible in both centuries. */
export function nikFacts(nik: string): NikFacts | undefined {
  if (!isSixteenDigits(nik)) return undefined;
  const marked = digitsAt(nik, 6, 8);
  const sex = marked > FEMALE ? 'female' : 'male';
  const day = sex === 'female' ? marked - FEMALE : marked;
  const month = digitsAt(nik, 8, 10);
  const twoDigitYear = digitsAt(nik, 10, 12);
  const years = [1900 + twoDigitYear, 2000 + twoDigitYear].filter((year) => isValidDay(year, month, day));
  if (years.length === 0) return undefined;
  return { sex, day, month, twoDigitYear, birthDates: years.map((year) => isoDay(year, month, day)) };
}

/** Whether a cell holds something like a NIK, also a damaged one. */
export function isLikeNik(cell: Cell): boolean {
  if (cell === '') return false;
  if (typeof cell === 'string' && cell.length === 16 && countDigits(cell) === 16) return true;
  if (typeof cell === 'object') return cell.kind === 'number' && (cell.raw.length >= 10 || /e/i.test(cell.raw));
  return countDigits(cell) >= 10 && (cell.match(/\p{L}/gu)?.length ?? 0) <= 1;
}
