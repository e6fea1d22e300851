import { describe, expect, test } from 'vitest';
import { readRow } from '../../../src/record/row/read-row.ts';
import type { SkipReason } from '../../../src/record/row/skip-row.ts';
import type { SourceRow } from '../../../src/record/source-row.ts';
import { HEADER, HEADINGS, number, only, person, RULES, row, SHEET, said } from '../rows.ts';

describe('rows that hold no person', () => {
  const NUMBERED = { kind: 'number', raw: '7' } as const;
  test.each<[string, SourceRow, SkipReason]>([
    ['nothing at all', row([]), 'ROW_EMPTY'],
    ['a pre-printed number', only({ No: NUMBERED }), 'ROW_EMPTY'],
    [
      'a pre-printed post and vaccine',
      only({ No: '8', 'Jenis Vaksin': 'Sinovac', Faskes: 'Puskesmas Kendal 1' }),
      'ROW_EMPTY',
    ],
    [
      'formulas that found nobody',
      only({ No: '9', Nama: { kind: 'error', raw: '#N/A' }, 'Tgl Lahir': number('0') }),
      'ROW_EMPTY',
    ],
    ['the same in a CSV', only({ Nama: '#N/A', 'Tgl Lahir': '00/01/1900' }), 'ROW_EMPTY'],
    ['a blank date', only({ 'Tgl Lahir': { kind: 'date', raw: '0', day: '' } }), 'ROW_EMPTY'],
    ['dashes', only({ NIK: '-', Nama: '-', 'Tgl Lahir': '-', 'No HP': '-' }), 'ROW_EMPTY'],
    [
      'formulas on an empty sheet that yield 0',
      only({ NIK: number('0'), Nama: number('0'), 'No HP': number('0') }),
      'ROW_EMPTY',
    ],
    ['only a family card number column', only({ Alamat: 'Sukorejo' }), 'ROW_EMPTY'],
    ['TOTAL', only({ No: 'TOTAL', Dosis: number('120') }), 'ROW_TOTAL'],
    ['Jumlah in the name column', only({ Nama: 'Jumlah', Dosis: '12' }), 'ROW_TOTAL'],
    ['SUB TOTAL with a count in the NIK column', only({ No: 'Sub Total', NIK: number('35') }), 'ROW_TOTAL'],
    [
      'JUMLAH with counts of every column',
      only({ No: 'JUMLAH', JK: number('35'), 'No HP': number('1921'), Dosis: number('35') }),
      'ROW_TOTAL',
    ],
    [
      'the dotted line for a signature',
      only({ Nama: '( ........................ )', Dosis: '(..............)' }),
      'ROW_EMPTY',
    ],
    ['Mengetahui', only({ NIK: 'Mengetahui,' }), 'ROW_TOTAL'],
    ['Kepala Puskesmas', only({ Nama: 'Kepala Puskesmas Kendal 1', Faskes: 'Vaksinator' }), 'ROW_TOTAL'],
    ['ttd', only({ 'Jenis Vaksin': 'ttd' }), 'ROW_TOTAL'],
    ['NIP of who signs', only({ Nama: 'NIP. 19700101 200003 2 001' }), 'ROW_TOTAL'],
    ['place and date', only({ 'Jenis Vaksin': 'Kendal, 2 Oktober 2021' }), 'ROW_TOTAL'],
    ['place and date in the birth date column', only({ 'Tgl Lahir': 'Kendal, 2 Oktober 2021' }), 'ROW_TOTAL'],
    ['an example row', person({ Nama: 'CONTOH: Budi' }), 'ROW_EXAMPLE'],
    ['an example row marked in the first column', person({ No: 'Contoh' }), 'ROW_EXAMPLE'],
    ['an example, by another word', person({ Nama: 'Misal: Budi' }), 'ROW_EXAMPLE'],
    ['who signs, beside the day', only({ Nama: 'Mengetahui', 'Tgl Lahir': 'Kendal, 2 Oktober 2021' }), 'ROW_TOTAL'],
    ['an example in English', person({ NIK: 'Example: 3324015708450001' }), 'ROW_EXAMPLE'],
    ['the header again on the next page', row([...HEADINGS]), 'ROW_HEADER'],
    ['the header again, in other words', only({ NIK: 'No. KTP', Nama: 'Nama Lengkap' }), 'ROW_HEADER'],
    ['the numbering of the columns', row(HEADINGS.map((_, index) => `(${index + 1})`)), 'ROW_HEADER'],
  ])('%s', (_, source, why) => {
    expect(readRow(source, HEADER, SHEET, RULES)).toEqual({ kind: 'skipped', why });
  });

  test.each<[string, SourceRow, string]>([
    ['a person of whom only the name is known', only({ Nama: 'SITI AMINAH' }), 'NIK_EMPTY error'],
    ['a person of whom only the birth date is known', only({ 'Tgl Lahir': '17/08/1945' }), 'NIK_EMPTY error'],
    ['a person of whom only the phone is known', only({ 'No HP': '081234567890' }), 'NIK_EMPTY error'],
    ['a phone number beside the word Total', only({ Alamat: 'Total', 'No HP': '081234567890' }), 'NIK_EMPTY error'],
    ['Ket, who was born', person({ NIK: '', Nama: 'KET SIN FONG' }), 'NIK_EMPTY error'],
    ['Misal, who is no example', person({ Nama: 'MISAL BIN AHMAD', NIK: '' }), 'NIK_EMPTY error'],
    ['a NIK alone', only({ NIK: '3324015708450001' }), 'NAME_EMPTY error'],
    ['a NIK that is a formula nobody calculated', only({ NIK: { kind: 'uncalculated' } }), 'CELL_ERROR error'],
    ['a NIK that is a formula error in a CSV', only({ NIK: '#REF!' }), 'CELL_ERROR error'],
    [
      'a damaged NIK beside the word TOTAL',
      only({ No: 'TOTAL', NIK: number('3.32401123456789E+15') }),
      'NIK_NUMERIC error',
    ],
    ['a person without NIK with a remark', person({ NIK: '', Faskes: 'Mengetahui RT' }), 'NIK_EMPTY error'],
  ])('%s is read', (_, source, expected) => {
    expect(said(source)[0]).toContain(expected);
  });
});
