/** Rows that hold no person: empty ones, totals, signatures, examples and repeated headers. */

import { cellAt, cellText } from '../cells.ts';
import { readDate } from '../dates/dates.ts';
import { isLikeNik } from '../fields/nik.ts';
import { columnNumber } from '../header/heading-row.ts';
import { matchHeading } from '../header/match-heading.ts';
import type { Cell, SourceRow } from '../source-row.ts';
import { countDigits } from '../words/count-digits.ts';
import { foldLabel } from '../words/fold.ts';
import { squash } from '../words/heading-words.ts';
import { mayBeName } from '../words/no-value.ts';
import { saysSomething } from './cell-content.ts';
import type { RowPlan } from './row-plan.ts';

/** Why a row is no reading. All but empty rows are listed one by one, so that nothing disappears without a word. */
export type SkipReason = 'ROW_EMPTY' | 'ROW_TOTAL' | 'ROW_EXAMPLE' | 'ROW_HEADER';

/** First words of the lines below a table. */
const CLOSING = new Set(
  (
    'total subtotal grandtotal jumlah jml sub grand rekap rekapitulasi mengetahui menyetujui ttd tertanda tanda kepala plt plh nip ' +
    'penanggung koordinator pembuat dibuat pelapor petugas vaksinator catatan keterangan ket note'
  ).split(' '),
);
const EXAMPLE = new Set(['contoh', 'cth', 'example', 'misal', 'misalnya']);

/** Undefined for a row that must be read. A row with something like a NIK is read, except an example. */
export function skipReason(row: SourceRow, plan: RowPlan): SkipReason | undefined {
  const nik = cellAt(row, plan.nik);
  const name = cellAt(row, plan.name);
  if (isExample(cellAt(row, plan.rowNumber)) || isExample(name) || isExample(nik)) return 'ROW_EXAMPLE';
  if (isLikeNik(nik)) return undefined;
  if (isHeader(cellText(nik), cellText(name), plan)) return 'ROW_HEADER';
  if (isClosing(row, plan)) return 'ROW_TOTAL';
  return isEmpty(row, plan) ? 'ROW_EMPTY' : undefined;
}

/**
 * A NIK cell that is an error or a formula without a value may belong to a person; other formulas in a row do not make
 * one.
 */
function isEmpty(row: SourceRow, plan: RowPlan): boolean {
  const nik = cellAt(row, plan.nik);
  const name = cellAt(row, plan.name);
  if (typeof nik === 'object' && (nik.kind === 'error' || nik.kind === 'uncalculated')) return false;
  if (typeof nik === 'string' && nik.startsWith('#')) return false;
  return (
    !saysSomething(nik) &&
    !saysSomething(name) &&
    // A program that writes `nan` for a name writes it for the NIK as well; beside an empty one it is Nan.
    !(cellText(nik) === '' && mayBeName(cellText(name))) &&
    !saysSomething(cellAt(row, plan.birthDate)) &&
    !saysSomething(cellAt(row, plan.phone))
  );
}

function isExample(cell: Cell): boolean {
  if (typeof cell !== 'string' || cell.length < 3) return false;
  // Only C, E, M and what may stand before a word: nearly every cell is settled by its first character.
  const first = cell.charCodeAt(0) | 32;
  if (first >= 97 && first <= 122 && first !== 99 && first !== 101 && first !== 109) return false;
  if (first >= 48 && first <= 57) return false;
  const word = firstWord(cell);
  // Misal is somebody's name as well.
  return EXAMPLE.has(word) && (word !== 'misal' || !/^\s*misal\s+\p{L}/iu.test(cell));
}

/** A header repeated on every printed page, or the numbering of its columns. */
function isHeader(nik: string, name: string, plan: RowPlan): boolean {
  if (nik === '' || name === '') return false;
  const { headings } = plan.header;
  if (squash(nik) === squash(headings.nik ?? '') && squash(name) === squash(headings.name ?? '')) return true;
  const number = columnNumber(nik);
  if (number !== undefined) return columnNumber(name) === number + plan.name - plan.nik;
  return matchHeading(nik)?.field === 'nik' && matchHeading(name)?.field === 'name';
}

/**
 * A total or a signature: "TOTAL", "Mengetahui", "Kepala Puskesmas", "Kendal, 2 Oktober 2021". A row whose name is
 * somebody's is read whatever its other cells say; so is one with a birth date, unless the "birth date" is the date
 * line itself and stands alone.
 */
function isClosing(row: SourceRow, plan: RowPlan): boolean {
  const name = cellText(cellAt(row, plan.name));
  // Ket and Nip are names too: whoever was born is a person.
  if (/\p{L}/u.test(name)) return isClosingText(name) && !isDay(cellAt(row, plan.birthDate));
  // A count of phone numbers may stand in their column; a phone number has at least eight digits.
  if (countDigits(cellText(cellAt(row, plan.phone))) >= 8) return false;
  const filled = row.cells.flatMap((cell, at) =>
    typeof cell === 'string' && saysSomething(cell) ? [{ at, text: cellText(cell) }] : [],
  );
  const hasBirthDate = saysSomething(cellAt(row, plan.birthDate)) && !isBirthDateOnly(filled, plan);
  return !hasBirthDate && filled.some(({ text }) => isClosingText(text));
}

function isDay(cell: Cell): boolean {
  const text = cellText(cell);
  const { kind } = readDate(cell);
  return (kind === 'day' || kind === 'two-digit-year') && /[\s/.-]/.test(text) && !isPlaceAndDate(text);
}

function isBirthDateOnly(filled: readonly { at: number; text: string }[], plan: RowPlan): boolean {
  return (
    filled.every(({ at, text }) => at === plan.birthDate || isClosingText(text)) &&
    filled.some(({ at }) => at === plan.birthDate)
  );
}

function isClosingText(text: string): boolean {
  return CLOSING.has(firstWord(text)) || isPlaceAndDate(text);
}

function isPlaceAndDate(text: string): boolean {
  const comma = text.indexOf(',');
  return comma > 0 && countDigits(text.slice(0, comma)) === 0 && readDate(text.slice(comma + 1)).kind === 'day';
}

function firstWord(text: string): string {
  const folded = foldLabel(text);
  const end = folded.indexOf(' ');
  return end < 0 ? folded : folded.slice(0, end);
}
