import { expect, test } from 'vitest';
import { proposeColumns } from '../../../src/record/header/propose-columns.ts';
import { sheet } from '../sheets.ts';

const rows = sheet(['3324015708450001', 'SITI AMINAH', 'Krajan'], ['3324011203800002', 'BUDI SANTOSO', 'Krajan']);

test.each<[string, string[], [string, string][]]>([
  [
    'both, by words and cells',
    ['Kode Identitas Warga', 'Nama Tenaga', 'Dusun'],
    [
      ['Kode Identitas Warga', 'nik'],
      ['Nama Tenaga', 'name'],
    ],
  ], // prettier-ignore
  ['the NIK by its cells', ['Kode', 'Nama', 'Dusun'], [['Kode', 'nik']]],
  ['nobody else’s', ['NIK Ibu', 'Nama Ibu', 'Nama Sekolah'], []],
])('%s', (_, headings, expected) => {
  const missing = headings.includes('Nama') ? (['nik'] as const) : (['nik', 'name'] as const);
  expect(proposeColumns(headings, rows, missing).map(({ heading, field }) => [heading, field])).toEqual(expected);
});
