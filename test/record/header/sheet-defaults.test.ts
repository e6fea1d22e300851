/**
 * What stands once for the whole sheet, as forms of puskesmas have it (docs/validation.md, "How columns are found").
 */
import { describe, expect, test } from 'vitest';
import type { Field } from '../../../src/record/problems.ts';
import type { Cell } from '../../../src/record/source-row.ts';
import { header, sheet } from '../sheets.ts';

const TABLE = ['NIK', 'Nama'];

describe('lines above the table', () => {
  test.each<[Cell[], Partial<Record<Field, string>>]>([
    [['Puskesmas : Kendal 1'], { site: 'Kendal 1' }],
    [['PUSKESMAS', ': KENDAL 1'], { site: 'KENDAL 1' }],
    [['Puskesmas', ':', 'Kendal 1'], { site: 'Kendal 1' }],
    [['Puskesmas', '', 'Kendal 1'], { site: 'Kendal 1' }],
    [['Nama Faskes', 'PKM Boja'], { site: 'PKM Boja' }],
    [['Tempat: Pendopo'], { site: 'Pendopo' }],
    [['Tempat Pelaksanaan : GOR Bahurekso'], { site: 'GOR Bahurekso' }],
    [['Lokasi Vaksinasi', 'Balai Desa'], { site: 'Balai Desa' }],
    [['Tanggal : 2 Oktober 2021'], { date: '2 Oktober 2021' }],
    [['Hari/Tanggal : Sabtu, 2 Oktober 2021'], { date: 'Sabtu, 2 Oktober 2021' }],
    [['Tgl Pelayanan', { kind: 'date', raw: '44471', day: '2021-10-02' }], { date: '2021-10-02' }],
    [['Jenis Vaksin : Sinovac'], { vaccine: 'Sinovac' }],
    [['Vaksin', 'AstraZeneca'], { vaccine: 'AstraZeneca' }],
    [['Merk Vaksin:', 'Moderna'], { vaccine: 'Moderna' }],
    [['No Batch : 2021E04'], { lot: '2021E04' }],
    [['No. Bets', '2021E04'], { lot: '2021E04' }],
    [['Dosis', { kind: 'number', raw: '2' }], { dose: '2' }],
    [['Dosis ke : II'], { dose: 'II' }],
    [
      ['Puskesmas : Kendal 1', 'Jenis Vaksin : Sinovac', 'Tanggal : 2-10-2021'],
      { site: 'Kendal 1', vaccine: 'Sinovac', date: '2-10-2021' },
    ], // prettier-ignore
    // not values of these fields
    [['Dosis 1', '30 orang'], {}],
    [['Jumlah Vaksin', '300'], {}],
    [['Puskesmas', 'Tanggal'], {}],
    [['Puskesmas', 'Kendal 1', 'Kendal 2'], {}],
    [['Tanggal Cetak : 3-10-2021'], {}],
    [['Petugas : Contoh'], {}],
    [['PUSKESMAS'], {}],
    [['Puskesmas :'], {}],
  ])('%j', (line, defaults) => {
    expect(header(sheet(['DAFTAR VAKSINASI'], line, [], TABLE)).defaults).toEqual(defaults);
  });

  test('a column is read instead', () => {
    expect(
      header(sheet(['Vaksin', 'Sinovac'], ['Puskesmas', 'Boja'], [...TABLE, 'Jenis Vaksin', 'Faskes'])).defaults,
    ).toEqual({});
  });

  test('two sites on two lines are none', () => {
    expect(header(sheet(['Puskesmas', 'Boja'], ['Puskesmas', 'Weleri'], TABLE)).defaults).toEqual({});
  });
});

describe('the name of the sheet', () => {
  test.each<[name: string, title: string, file: string, defaults: Partial<Record<Field, string>>]>([
    ['12 OKT 2021', '', 'boja.xlsx', { date: '2021-10-12' }],
    ['12 OKT', 'VAKSINASI BULAN OKTOBER 2021', 'boja.xlsx', { date: '2021-10-12' }],
    ['12 Okt', 'Periode 1 Okt 2021 s.d. 31 Oktober 2021', 'boja.xlsx', { date: '2021-10-12' }],
    ['Selasa, 12 okt', '', 'Vaksinasi Oktober 2021.xlsx', { date: '2021-10-12' }],
    ['Dosis 2', '', '', { dose: '2' }],
    ['BOOSTER', '', '', { dose: '3' }],
    ['Sinovac', '', '', { vaccine: 'Sinovac' }],
    ['ASTRA ZENECA', '', '', { vaccine: 'ASTRA ZENECA' }],
    ['PKM Boja', '', '', { site: 'PKM Boja' }],
    ['Puskesmas Kendal 1', '', '', { site: 'Puskesmas Kendal 1' }],
    // in doubt
    ['12 OKT', '', 'boja.xlsx', {}],
    ['12 OKT', 'TAHUN ANGGARAN 2022', 'boja.xlsx', {}],
    ['12 OKT', 'VAKSINASI NOVEMBER 2021', 'boja.xlsx', {}],
    ['12 OKT', 'Oktober 2021', 'Oktober 2022.xlsx', {}],
    ['31 SEP', 'September 2021', '', {}],
    ['12 Desa', 'Desember 2021', '', {}],
    ['12 Desa 2021', '', '', {}],
    ['Puskesmas', '', '', {}],
    ['Sheet1', 'OKTOBER 2021', 'Oktober 2021.xlsx', {}],
    ['Susulan', '', '', {}],
  ])('%s below "%s" in "%s"', (name, title, file, defaults) => {
    expect(header(sheet([title || 'DAFTAR'], TABLE), {}, name, file).defaults).toEqual(defaults);
  });

  test('gives way to a line above the table, and to a column', () => {
    expect(header(sheet(['Puskesmas : Weleri'], TABLE), {}, 'PKM Boja').defaults).toEqual({ site: 'Weleri' });
    expect(header(sheet([...TABLE, 'Dosis']), {}, 'Dosis 2').defaults).toEqual({});
  });
});
