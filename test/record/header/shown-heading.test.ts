/** What of a sheet may be shown: headings, and never what a row says of somebody. */
import { describe, expect, it } from 'vitest';
import { columnOfWhole, wholeColumn } from '../../../src/record/header/column-name.ts';
import {
  isHeadingText,
  resemblesHeading,
  shownDefaults,
  shownHeading,
  shownIn,
} from '../../../src/record/header/shown-heading.ts';
import { PLAIN } from '../headings.ts';

const OF_PERSONS = [
  'Siti Aminah',
  'Hj. Sri Wahyuni, S.Pd',
  'Muh. Ali',
  'Jl Mawar 3 RT 02 RW 05',
  'HIV reaktif',
  'TBC',
  'hamil 20 minggu, HIV reaktif',
  'Gangguan jiwa (ODGJ)',
  'Kendal, 17 Agustus 1945',
  '3324011708450001',
  '3324 0117 0845 0001',
  '0812-3456-7890',
  '17/08/1945',
  'siti.aminah@contoh.id',
  'Nama: Siti',
  'No KTP Siti Aminah',
  'Tgl Lahir Ibu Sri: 1945',
  'Guru SD Boja 1',
];

describe('a cell of a row that may be somebody’s', () => {
  it.each([...OF_PERSONS, 'P', 'L', 'Hamil', 'Lansia', 'Petugas', 'Komorbid', 'Sudah', 'Hadir'])(
    '%s: not named',
    (text) => {
      expect(resemblesHeading(text)).toBe(false);
    },
  );

  it.each([
    'No HP',
    'Nama Ibu',
    'NIK',
    'Nma Lengkap',
    'Nama Depan',
    'Keterangan',
    'Status Hamil',
    'Tanggal Vaksinasi / Vaccination Date',
  ])('%s: named', (text) => {
    expect(resemblesHeading(text)).toBe(true);
  });
});

describe('a cell of a header', () => {
  it.each(OF_PERSONS)('%s: called by its column', (text) => {
    expect(isHeadingText(text)).toBe(false);
    expect(shownHeading(text, 27)).toBe('AB:AB');
  });

  it.each(Object.values(PLAIN).flat())('%s: as it is', (text) => {
    expect(shownHeading(text, 3)).toBe(text);
  });

  it.each([
    'Hamil',
    'Status Perkawinan',
    'Kode Desa',
    'vax-upload: baris',
    'identitas/NIK',
    'Dosis 1 Tanggal',
    'Suhu',
    'Ket.',
  ])('%s, of another thing: as it is', (text) => {
    expect(shownHeading(text, 3)).toBe(text);
  });

  it('what a person has explained is shown, unless it was called by its letters', () => {
    const headings = ['NIK', 'Orang Kita', 'Bu Siti'];
    const told = new Map([
      ['Orang Kita', 'name'],
      ['Bu Siti', 'none'],
    ] as const);
    const shown = shownIn({ headings, told, byLetter: new Set(['Bu Siti']) });
    expect(headings.map(shown)).toEqual(['NIK', 'Orang Kita', 'C:C']);
  });
});

it.each([
  ['a facility', 'site', 'Kendal 1', 'Kendal 1'],
  ['somebody’s home', 'site', 'Rumah Ibu Siti', '…'],
  ['a facility with a phone number', 'site', 'Puskesmas Boja 081234567890', '…'],
  ['a day', 'date', 'Sabtu, 2 Oktober 2021', 'Sabtu, 2 Oktober 2021'],
  ['a day with somebody', 'date', '2 Oktober 2021 oleh Bidan Sri', '…'],
  ['a vaccine', 'vaccine', 'Sinovac', 'Sinovac'],
  ['no vaccine', 'vaccine', 'Siti Aminah', '…'],
  ['a batch', 'lot', '202109013N', '202109013N'],
  ['no batch', 'lot', 'Siti Aminah', '…'],
  ['a dose', 'dose', 'Dosis 2', 'Dosis 2'],
  ['no dose', 'dose', 'Bu Siti', '…'],
] as const)('above the table, %s: %s "%s" → %s', (_, field, value, shown) => {
  expect(shownDefaults({ [field]: value })).toEqual({ [field]: shown });
});

it.each([
  [0, 'A:A'],
  [25, 'Z:Z'],
  [26, 'AA:AA'],
  [16_383, 'XFD:XFD'],
])('column %i is %s, and back', (at, name) => {
  expect(wholeColumn(at)).toBe(name);
  expect(columnOfWhole(` ${name.toLowerCase()} `)).toBe(at);
});

it.each(['A:B', 'D', 'NIK', 'AAAA:AAAA'])('%s is no column', (text) => {
  expect(columnOfWhole(text)).toBeUndefined();
});
