import { expect, test } from 'vitest';
import type { SourceRow } from '../../src/record/source-row.ts';
import { HEADINGS, headerOf, person, row, said } from './rows.ts';

const HEADER = headerOf([...HEADINGS, 'Keterangan', 'Komorbid', 'Hasil Skrining']);
const remark = (...remarks: readonly string[]): SourceRow => row([...person().cells, ...remarks]);

test.each<[string, SourceRow]>([
  ['TUNDA', remark('TUNDA')],
  ['postponed, with the reason', remark('ditunda, tensi 180')],
  ['a remark at its end', remark('hipertensi -> batal')],
  ['tidak jadi', remark('tdk jadi vaksin')],
  ['refused', remark('menolak')],
  ['not fit, in the column of the screening', remark('', '', 'Tidak layak')],
  ['in a column without a heading', remark('', '', '', 'dibatalkan')],
  ['beside the name', person({ Nama: 'SITI AMINAH (batal)' })],
  ['in the place of the batch', person({ 'No Batch': 'TUNDA' })],
  ['the name struck through', { ...person(), struck: [2] }],
  ['the date struck through', { ...person(), struck: [8] }],
])('held, for the row may have been taken back: %s', (_, source) => {
  expect(said(source, HEADER)[0]).toEqual([expect.stringMatching(/^ROW_(?:CANCELLED|NOT_GIVEN) hold$/)]);
});

test.each<[string, SourceRow]>([
  ['an ordinary remark', remark('baik, tidak ada keluhan', 'tidak ada', 'Layak')],
  ['an illness', remark('gagal ginjal', 'gagal jantung')],
  ['a dose that is still to come', remark('belum booster')],
  ['the word in a column that is none of remarks', remark('', 'batal')],
  ['a cell struck through that is not read', { ...remark('', 'hamil'), struck: [13] }],
])('sent: %s', (_, source) => {
  expect(said(source, HEADER)).toEqual([[]]);
});

test('every dose of a wide row is held', () => {
  const wide = headerOf(['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Tgl Vaksin 1', 'Tgl Vaksin 2', 'Jenis Vaksin', 'Ket']);
  const source = row(['3324015708450001', 'SITI', '17/08/1945', 'P', '02/10/2021', '30/10/2021', 'Sinovac', 'batal']);
  expect(said(source, wide).map((problems) => problems.includes('ROW_CANCELLED hold'))).toEqual([true, true]);
});
