/** Rows and headers for the tests of reading; everybody in them is invented. */

import type { Header } from '../../src/record/header/columns.ts';
import { findHeader } from '../../src/record/header/header.ts';
import type { Reading } from '../../src/record/record.ts';
import { readRow } from '../../src/record/row/read-row.ts';
import type { ReadingRules } from '../../src/record/rules.ts';
import type { Cell, SourceRow } from '../../src/record/source-row.ts';
import { rulesOn } from '../support/reading-rules.ts';

export const RULES = rulesOn('2022-06-30');

export const SHEET = { file: 'kendal.xlsx', sheet: 'Oktober' };

export function row(cells: readonly Cell[], line = 2, more: Partial<SourceRow> = {}): SourceRow {
  return { line, hidden: false, cells, ...more };
}

/** The header that the sheet with these first rows has. */
export function headerOf(...rows: readonly (readonly Cell[])[]): Header {
  const found = findHeader(
    rows.map((cells, index) => row(cells, index + 1)),
    new Map(),
  );
  if (found.kind !== 'found') throw new Error(`no header: ${JSON.stringify(found)}`);
  return found.header;
}

export const HEADINGS = [
  'No',
  'NIK',
  'Nama',
  'Tgl Lahir',
  'JK',
  'No HP',
  'Alamat',
  'Dosis',
  'Tgl Vaksin',
  'Jenis Vaksin',
  'No Batch',
  'Faskes',
] as const;

const CLEAN: Readonly<Record<(typeof HEADINGS)[number], Cell>> = {
  No: '1',
  NIK: '3324015708450001',
  Nama: 'SITI AMINAH',
  'Tgl Lahir': '17/08/1945',
  JK: 'P',
  'No HP': '081234567890',
  Alamat: 'Desa Sukorejo RT 1 RW 2',
  Dosis: '1',
  'Tgl Vaksin': '02/10/2021',
  'Jenis Vaksin': 'Sinovac',
  'No Batch': '2021E04',
  Faskes: 'Puskesmas Kendal 1',
};

export const HEADER = headerOf(HEADINGS);

/** A clean row of an ordinary sheet, with some cells changed. */
export function person(changed: Partial<Record<(typeof HEADINGS)[number], Cell>> = {}): SourceRow {
  return row(HEADINGS.map((heading) => changed[heading] ?? CLEAN[heading]));
}

/** An otherwise empty row of an ordinary sheet. */
export function only(cells: Partial<Record<(typeof HEADINGS)[number], Cell>>): SourceRow {
  return row(HEADINGS.map((heading) => cells[heading] ?? ''));
}

/** The readings of a row that must not be skipped. */
export function readings(
  source: SourceRow,
  header: Header = HEADER,
  rules: Partial<ReadingRules> = {},
): readonly Reading[] {
  const result = readRow(source, header, SHEET, { ...RULES, ...rules });
  if (result.kind === 'skipped') throw new Error(`skipped: ${result.why}`);
  return result.readings;
}

/** What is said of each reading, as `CODE severity`. */
export function said(source: SourceRow, header: Header = HEADER, rules: Partial<ReadingRules> = {}): string[][] {
  return readings(source, header, rules).map(({ problems }) =>
    problems.map(({ code, severity }) => `${code} ${severity}`),
  );
}

/** A number cell. */
export const number = (raw: string): Cell => ({ kind: 'number', raw });
