import { expect, test } from 'vitest';
import { readRow } from '../../../src/record/row/read-row.ts';
import { watchWrapped } from '../../../src/record/sheet/wrapped-row.ts';
import type { SourceRow } from '../../../src/record/source-row.ts';
import { HEADER, HEADINGS, headerOf, only, person, RULES, row, SHEET } from '../rows.ts';

/** Of each row, from line 2 on, the lines it is held with; '' where it is not, 'empty' where it is passed over. */
function told(...sources: readonly SourceRow[]): string[] {
  const watch = watchWrapped(HEADER, SHEET);
  const rows = sources.map((source, index) => ({ ...source, line: source.line === 2 ? index + 2 : source.line }));
  return rows.map((each, index) => {
    const read = watch(each, readRow(each, HEADER, SHEET, RULES), rows[index + 1]);
    if (read.kind === 'skipped') return read.why === 'ROW_EMPTY' ? 'empty' : read.why;
    const held = read.readings[0].problems.filter(({ code }) => code === 'ROW_WRAPPED');
    return held.map(({ params }) => `${params?.['a']}-${params?.['b']}`).join(' ');
  });
}

test.each<[string, SourceRow[], string[]]>([
  [
    'the rest of a name',
    [person({ Nama: 'EVI SAFITRI' }), only({ Nama: 'KARTIKA DEWI' }), person()],
    ['2-3', '2-3', ''],
  ],
  ['the rest of a batch', [person({ 'No Batch': '2021102' }), only({ 'No Batch': '34B' })], ['2-3', '2-3']],
  ['the rest of a site', [person({ Faskes: 'Puskesmas' }), only({ Faskes: 'Boja 1' })], ['2-3', '2-3']],
  ['the rest of an address', [person({ Alamat: 'Desa Sukorejo' }), only({ Alamat: 'RT 1 RW 2' })], ['2-3', '2-3']],
  ['the rest of a vaccine', [person({ 'Jenis Vaksin': 'Astra' }), only({ 'Jenis Vaksin': 'Zeneca' })], ['2-3', '2-3']],
  [
    'over three lines',
    [person(), only({ Nama: 'KARTIKA' }), only({ Nama: 'DEWI' }), person()],
    ['2-3', '2-3', '2-4', ''],
  ],
  [
    'a name whose cells stand in the middle of their lines',
    [only({ Nama: 'EVI' }), person({ Nama: 'SAFITRI' }), only({ Nama: 'DEWI' }), person()],
    ['2-3', '2-3 3-4', '3-4', '4-5'],
  ],
])('held: %s', (_, rows, expected) => {
  expect(told(...rows)).toEqual(expected);
});

test('held: the rest of a remark, which may take the dose back', () => {
  const header = headerOf([...HEADINGS, 'Keterangan']);
  const watch = watchWrapped(header, SHEET);
  const above = { ...person(), cells: [...person().cells, 'Vaksin'] };
  const below = row(['', ...HEADINGS.slice(1).map(() => ''), 'batal karena demam'], 3);
  const read = watch(above, readRow(above, header, SHEET, RULES), below);
  expect(read.kind === 'read' && read.readings[0].problems.map(({ code }) => code)).toEqual(['ROW_WRAPPED']);
});

test.each<[string, SourceRow[], string[]]>([
  ['a prepared row', [person(), only({ 'Jenis Vaksin': 'Sinovac', Faskes: 'Puskesmas Kendal 1' })], ['', 'empty']],
  [
    'a prepared row of another than the last vaccine',
    [person(), person({ 'Jenis Vaksin': 'Pfizer' }), only({ 'Jenis Vaksin': 'Sinovac' })],
    ['', '', 'empty'],
  ],
  ['a numbered row', [person(), only({ No: '2', Nama: 'BUDI' })], ['', '']],
  ['somebody without a NIK', [person(), only({ Nama: 'BUDI', 'Tgl Lahir': '12/03/1980' })], ['', '']],
  ['a dose of its own', [person(), only({ Nama: 'BUDI', 'Tgl Vaksin': '02/10/2021' })], ['', '']],
  ['the title of a part', [person(), only({ Nama: 'DUSUN KRAJAN' }), person()], ['', '', '']],
  ['a text far below', [person(), { ...only({ 'Jenis Vaksin': 'dr. Ani' }), line: 6 }], ['', 'empty']],
  ['a school as the title of a part', [person(), only({ Nama: 'PONPES AL HUDA' }), person()], ['', '', '']],
  ['a note below the list', [person(), only({ Nama: 'NB: sudah diverifikasi' })], ['', '']],
  ['where the list comes from', [person(), only({ Nama: 'Sumber: PCare' })], ['', '']],
  ['who made it', [person(), only({ Faskes: 'Yang membuat,' }), only({ Faskes: 'dr. ANI' })], ['', 'empty', 'empty']],
  ['who signs it', [person(), only({ Alamat: 'Hormat kami,' }), only({ Alamat: 'ANI' })], ['', 'empty', 'empty']],
  ['a count', [person(), only({ 'Jenis Vaksin': 'Sinovac', 'No Batch': '12 dosis' })], ['', 'empty']],
  ['a signature', [person(), only({ Nama: 'Mengetahui' }), only({ Nama: 'dr. Ani' })], ['', 'ROW_TOTAL', '']],
])('not held: %s', (_, rows, expected) => {
  expect(told(...rows)).toEqual(expected);
});
