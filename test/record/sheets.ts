/** Sheets written as arrays of rows, and the search for their header. */
import type { Header, HeaderSearch } from '../../src/record/header/columns.ts';
import type { Meaning } from '../../src/record/header/form.ts';
import { findHeader } from '../../src/record/header/header.ts';
import type { Cell, SourceRow } from '../../src/record/source-row.ts';

/** Rows with the line numbers they would have in a sheet. */
export function sheet(...rows: readonly (readonly Cell[])[]): SourceRow[] {
  return rows.map((cells, index) => ({ line: index + 1, hidden: false, cells }));
}

/** `map` as `--map` gives it. */
export function search(rows: SourceRow[], map: Record<string, Meaning> = {}, sheetName = '', file = ''): HeaderSearch {
  return findHeader(rows, new Map(Object.entries(map)), sheetName, { fileName: file });
}

/** The header that must be found. */
export function header(rows: SourceRow[], map: Record<string, Meaning> = {}, sheetName = '', file = ''): Header {
  const found = search(rows, map, sheetName, file);
  if (found.kind !== 'found') throw new Error(`no header: ${JSON.stringify(found)}`);
  return found.header;
}

export const PLAIN = [
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
];
export const PERSON: Cell[] = [
  '1',
  '3324015708450001',
  'SITI AMINAH',
  '17/08/1945',
  'P',
  '081234567890',
  'Sukorejo',
  '1',
  '02/10/2021',
  'Sinovac',
  'B1',
  'Kendal 1',
];
