import { expect, test } from 'vitest';
import { listBeside } from '../../../src/record/header/list-beside.ts';
import type { Cell } from '../../../src/record/source-row.ts';
import { search, sheet } from '../sheets.ts';

const LEFT = ['NIK', 'Nama', 'Tgl Lahir', 'Dosis'];
const SITI = ['3324015708450001', 'SITI AMINAH', '17/08/1945', '1'];
const BUDI = ['3324011203800002', 'BUDI SANTOSO', '12/03/1980', '1'];
const begins = (headings: string[], ...rows: Cell[][]): number | undefined =>
  listBeside(headings, sheet(...rows), () => false);

test.each<[string, string[], number]>([
  ['under the same headings', [...LEFT, '', ...LEFT], 5],
  ['under headings with a word more', [...LEFT, '', ...LEFT.map((heading) => `${heading} kanan`)], 5],
  ['under headings with a number', [...LEFT, '', ...LEFT.map((heading) => `${heading} 2`)], 5],
  ['under headings that a program renamed', [...LEFT, '', ...LEFT.map((heading) => `${heading}.1`)], 5],
  ['under other headings for the same', [...LEFT, '', 'No KTP', 'Nama Lengkap', 'Tanggal Lahir', 'Dosis ke'], 5],
  ['without a gap', [...LEFT, ...LEFT], 4],
])('a second list %s', (_, headings, column) => {
  const gap = headings.length === 9 ? [''] : [];
  expect(begins(headings, [...SITI, ...gap, ...BUDI])).toBe(column);
});

test('a list with its numbers of rows begins at these', () => {
  const headings = ['No', ...LEFT, '', 'No', ...LEFT];
  expect(begins(headings, ['1', ...SITI, '', '2', ...BUDI])).toBe(6);
});

test.each<[string, string[], Cell[]]>([
  ['of the mother', [...LEFT, 'NIK Ibu', 'Nama Ibu', 'Tgl Lahir Ibu'], [...SITI, ...BUDI]],
  ['of corrections', [...LEFT, 'NIK Perbaikan', 'Nama Perbaikan', 'Tgl Lahir Perbaikan'], [...SITI, ...BUDI]],
  ['of the same people again', [...LEFT, 'NIK 2', 'Nama 2', 'Tgl Lahir 2'], [...SITI, ...SITI]],
  ['of numbers only', [...LEFT, 'NIK 2'], [...SITI, BUDI[0] ?? '']],
  ['of doses', [...LEFT, 'Tgl Dosis 1', 'Tgl Dosis 2'], [...SITI, '02/10/2021', '30/10/2021']],
])('none: columns %s', (_, headings, row) => {
  expect(begins(headings, row)).toBeUndefined();
});

test('a person may leave the second list out', () => {
  const headings = [...LEFT, ...LEFT.map((heading) => `${heading} kanan`)];
  const rows = sheet(headings, [...SITI, ...BUDI]);
  expect(search(rows)).toMatchObject({ kind: 'beside', column: 4, heading: 'NIK kanan' });
  const told = Object.fromEntries(headings.slice(4).map((heading) => [heading, 'none' as const]));
  expect(search(rows, told).kind).toBe('found');
});
