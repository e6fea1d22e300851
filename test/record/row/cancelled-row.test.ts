import { expect, test } from 'vitest';
import type { SourceRow } from '../../../src/record/source-row.ts';
import { HEADINGS, headerOf, person, row, said } from '../rows.ts';

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
  ['a note at the name', { ...person(), notes: [{ column: 2, text: 'Admin:\nBatal, pulang sebelum disuntik' }] }],
  ['a note at a cell that is not read', { ...person(), notes: [{ column: 40, text: 'tidak jadi, takut jarum' }] }],
  ['the date struck through', { ...person(), struck: [8] }],
])('held, for the row may have been taken back: %s', (_, source) => {
  expect(said(source, HEADER)[0]).toEqual([expect.stringMatching(/^ROW_(?:CANCELLED|NOT_GIVEN) hold$/)]);
});

test.each<[string, SourceRow]>([
  ['an ordinary remark', remark('baik, tidak ada keluhan', 'tidak ada', 'Layak')],
  ['an illness', remark('gagal ginjal', 'gagal jantung')],
  ['a dose that is still to come', remark('belum booster')],
  ['the word in a column that is none of remarks', remark('', 'batal')],
  ['a note that says nothing of the dose', { ...person(), notes: [{ column: 2, text: 'Admin:\nguru SD' }] }],
  ['a note that ends well', { ...person(), notes: [{ column: 2, text: 'sempat tunda, tgl 20 jadi vaksin' }] }],
  ['a cell struck through that is not read', { ...remark('', 'hamil'), struck: [13] }],
])('sent: %s', (_, source) => {
  expect(said(source, HEADER)).toEqual([[]]);
});

test('every dose of a wide row is held', () => {
  const wide = headerOf(['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Tgl Vaksin 1', 'Tgl Vaksin 2', 'Jenis Vaksin', 'Ket']);
  const source = row(['3324015708450001', 'SITI', '17/08/1945', 'P', '02/10/2021', '30/10/2021', 'Sinovac', 'batal']);
  expect(said(source, wide).map((problems) => problems.includes('ROW_CANCELLED hold'))).toEqual([true, true]);
});

test.each<[string, string, readonly boolean[]]>([
  ['at the day of the second dose', 'batal', [false, true]],
  ['that names the first', 'dosis 1 batal', [true, false]],
])('a note %s holds that dose only', (_, text, wanted) => {
  const wide = headerOf(['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Tgl Vaksin 1', 'Tgl Vaksin 2', 'Jenis Vaksin']);
  const cells = ['3324015708450001', 'SITI', '17/08/1945', 'P', '02/10/2021', '30/10/2021', 'Sinovac'];
  const source = { ...row(cells), notes: [{ column: 5, text }] };
  expect(said(source, wide).map((problems) => problems.includes('ROW_CANCELLED hold'))).toEqual(wanted);
});
