/**
 * Rows that go on in the line below: a PDF or a narrow column has wrapped a name, a batch or a site, and a file has its
 * rest in a row of its own.
 */

import { cellAt, cellText } from '../cells.ts';
import { readDate } from '../dates/dates.ts';
import { problem } from '../fields/field-reading.ts';
import { isLikeNik } from '../fields/nik.ts';
import type { Header } from '../header/columns.ts';
import type { Problem } from '../problems.ts';
import type { Reading } from '../record.ts';
import { saysSomething } from '../row/cell-content.ts';
import type { ReadRow, RowReading, SheetRef } from '../row/read-row.ts';
import { planOf, type RowPlan } from '../row/row-plan.ts';
import { skipReason } from '../row/skip-row.ts';
import type { SourceRow } from '../source-row.ts';
import { countDigits } from '../words/count-digits.ts';
import { headingWords } from '../words/heading-words.ts';

/** A cell is wrapped over few lines; what goes on longer is something else. */
const MOST_LINES = 4;
/** What a row repeats of one of so many people above it was prepared in advance. */
const REMEMBERED = 200;
/** They begin the title of a part of the list, not the rest of somebody's name. */
const SECTION = new Set(
  (
    'dusun dukuh dsn desa kelurahan kel rt rw kelas sesi kelompok gelombang blok lingkungan lingk kampung kecamatan kabupaten posyandu puskesmas pos sd sdn smp ' +
    'smpn sma sman smk tk paud mi mts ma ponpes pondok pesantren panti sekolah kantor dinas pt cv rs rsud klinik padukuhan perumahan jl jalan gang tgl hari dosis vaksin vaksinasi booster daftar data rekap lanjutan bagian'
  ).split(' '),
);

/** They begin what stands below a table: a signature, a source, a note. */
const FOOT = new Set(
  (
    'nb sumber hormat yang yth diketahui disetujui diperiksa disahkan ditandatangani demikian lurah camat kades ketua sekretaris bidan dokter dr drg perawat ns source notes signed ' +
    'prepared approved pelaksana penyusun pengelola direktur pimpinan'
  ).split(' '),
);
const COUNT = /^\d+ ?(?:dosis|orang|vial|doses?|people)\b/i;

/** Watches one sheet; call it for every row that is read, in order, with the row below. */
export type WrappedRows = (row: SourceRow, reading: RowReading, below: SourceRow | undefined) => RowReading;

/**
 * ROW_WRAPPED, a hold, for a person and the row without one close below in which a column that is read goes on; both
 * name both lines. Where such a row stands between the header and the first person, the table has its cells in the
 * middle of their lines, and each such row may belong to either neighbour.
 */
export function watchWrapped(header: Header, at: SheetRef): WrappedRows {
  const plan = planOf(header);
  const columns = wrappedColumns(plan);
  const people: SourceRow[] = [];
  /** Of the person last seen; undefined after anything else than what goes on from it. */
  let begun: number | undefined;
  let before = header.line;
  let isEither = false;
  /** The line above, where it may belong to the row that follows. */
  let above: number | undefined;

  return (row, reading, below) => {
    const adjoins = row.line === before + 1;
    const first = adjoins && people.length === 0 && begun === undefined;
    before = row.line;
    if (isLikeNik(cellAt(row, plan.nik))) {
      const problems: Problem[] = [];
      if (adjoins && above !== undefined) problems.push(wrapped(above, row.line));
      remember(people, row);
      if (below?.line === row.line + 1 && isRest(below, plan, columns, people))
        problems.push(wrapped(row.line, below.line));
      [begun, above] = [row.line, undefined];
      return problems.length === 0 || reading.kind === 'skipped' ? reading : withProblems(reading, problems);
    }
    const mayBelong = reading.kind === 'read' || reading.why === 'ROW_EMPTY';
    const isNear = begun !== undefined && adjoins && row.line - begun < MOST_LINES;
    if (!mayBelong || !(isNear || first) || !isRest(row, plan, columns, people)) {
      [begun, above] = [undefined, undefined];
      return reading;
    }
    if (first && below !== undefined && isLikeNik(cellAt(below, plan.nik))) isEither = true;
    if (begun === undefined && !isEither) return reading;
    above = isEither ? row.line : undefined;
    const held = wrapped(begun ?? row.line, begun === undefined ? row.line + 1 : row.line);
    if (reading.kind === 'read') return withProblems(reading, [held]);
    return { kind: 'read', readings: [{ kind: 'invalid', at: { ...at, line: row.line, group: 1 }, problems: [held] }] };
  };
}

function remember(people: SourceRow[], row: SourceRow): void {
  people.push(row);
  if (people.length >= 2 * REMEMBERED) people.splice(0, REMEMBERED);
}

/**
 * What is sent as a text, and remarks, whose second half may take the dose back. A number of the row, a dose or an age
 * is too short for it.
 */
function wrappedColumns({ name, simple, doses, birthDate, nik, remarks }: RowPlan): readonly number[] {
  const ofDoses = doses.flatMap((dose) => [dose.vaccine, ...dose.simple]);
  const texts = [...simple, ...ofDoses].map(({ at }) => at);
  return [...new Set([name, ...texts, ...remarks])].filter((at) => at >= 0 && at !== nik && at !== birthDate);
}

/** Whether the row holds no person, no day, and a text that none of the people above has in that column. */
function isRest(row: SourceRow, plan: RowPlan, columns: readonly number[], people: readonly SourceRow[]): boolean {
  const nik = cellAt(row, plan.nik);
  if (isLikeNik(nik) || saysSomething(nik) || saysSomething(cellAt(row, plan.rowNumber))) return false;
  if (saysSomething(cellAt(row, plan.birthDate)) || countDigits(cellText(cellAt(row, plan.phone))) >= 8) return false;
  if (plan.doses.some(({ date, bare }) => isDay(row, date.at) || isDay(row, bare))) return false;
  const why = skipReason(row, plan);
  if (why !== undefined && why !== 'ROW_EMPTY') return false;
  return columns.some((column) => {
    const cell = cellAt(row, column);
    if (!saysSomething(cell)) return false;
    const text = cellText(cell);
    const [first = ''] = headingWords(text);
    if (FOOT.has(first) || COUNT.test(text)) return false;
    if (column === plan.name) return !SECTION.has(first);
    return !people.some((person) => cellText(cellAt(person, column)) === text);
  });
}

function isDay(row: SourceRow, column: number): boolean {
  const { kind } = readDate(cellAt(row, column));
  return kind === 'day' || kind === 'two-digit-year';
}

function wrapped(line: number, next: number): Problem {
  return problem('ROW_WRAPPED', undefined, 'hold', { a: line, b: next });
}

function withProblems({ readings, ...row }: ReadRow, added: readonly Problem[]): ReadRow {
  const [first, ...others] = readings.map((reading): Reading => {
    const problems = [...added, ...reading.problems] as [Problem, ...Problem[]];
    return { kind: 'invalid', at: reading.at, problems };
  });
  return first ? { ...row, readings: [first, ...others] } : { ...row, readings };
}
