import { describe, expect, test } from 'vitest';
import { matchHeading } from '../../../src/record/header/match-heading.ts';
import { orderIn } from '../../../src/record/header/order-in-heading.ts';
import { dateCell } from '../help.ts';
import { headerOf, readings, row } from '../rows.ts';

test.each([
  ['Vaccination Date (MM/DD/YYYY)', 'mdy'],
  ['DOB (mm-dd-yy)', 'mdy'],
  ['Tgl Vaksin (m/d/y)', 'mdy'],
  ['Tgl Vaksin [MM-DD-YY]', 'mdy'],
  ['Tgl Vaksin mm_dd_yyyy', 'mdy'],
  ['Tgl Lahir MMDDYYYY', 'mdy'],
  ['Tgl Lahir (bulan/tanggal/tahun)', 'mdy'],
  ['Tgl Vaksin (bln/tgl/thn)', 'mdy'],
  ['BB/HH/TTTT', 'mdy'],
  ['Tgl/Bln/Thn Lahir (MM/DD/YYYY)', 'mdy'],
  ['Tgl Vaksin mm/dd/yyyy hh:mm', 'mdy'],
  ['Tgl Vaksin (contoh: 10/31/2021)', 'mdy'],
  ['Tgl Vaksin (YYYY-DD-MM)', 'ydm'],
  ['Tgl Lahir (tahun-hari-bulan)', 'ydm'],
  ['Tgl Lahir, cth 1980-31-12', 'ydm'],
  ['birthdateDD/MM/YYYY', 'dmy'],
  ['Tgl Lahir (dd/mm/yyyy)', 'dmy'],
  ['Tgl, bulan, tahun lahir', 'dmy'],
  ['HH/BB/TTTT', 'dmy'],
  ['Tgl/Jam dd/mm/yyyy hh:mm', 'dmy'],
  ['Tgl Lahir (contoh: 31/12/1980)', 'dmy'],
  ['Tgl Vaksin (YYYY-MM-DD)', 'ymd'],
  ['Tgl Vaksin YYYYMMDD hh:mm:ss', 'ymd'],
  ['Tgl Lahir (contoh: 01/02/1980)', undefined],
  ['Tgl Lahir', undefined],
  ['Umur (bulan)', undefined],
])('%s says %s', (heading, order) => expect(orderIn(heading)).toBe(order));

test.each([
  ['Tanggal (m/d/y)', 'date'],
  ['Tgl Vaksin (m/d/y)', 'date'],
  ['birthdateDD/MM/YYYY', 'birthDate'],
  ['DOB m/d/y', 'birthDate'],
  ['Bulan/Tanggal/Tahun Lahir', 'birthDate'],
  ['Vaksin 1 Tanggal (YYYY-DD-MM)', 'date'],
  ['Tgl Lahir Ibu (m/d/y)', undefined],
])('%s is a column of %s', (heading, field) => expect(matchHeading(heading)?.field).toBe(field));

describe('a sheet that says month before day', () => {
  const HEADER = headerOf([
    'NIK',
    'Nama',
    'Tgl Lahir (MM/DD/YYYY)',
    'JK',
    'Dosis',
    'Vaccination Date (MM/DD/YYYY)',
    'Jenis Vaksin',
  ]);
  const read = (birth: string, given: Parameters<typeof dateCell>[0] | ReturnType<typeof dateCell>) =>
    readings(row(['3324014403800001', 'SITI', birth, 'P', '1', given, 'Sinovac']), HEADER)[0];

  test('is read so', () => {
    expect(read('03/04/1980', '10/2/2021')).toMatchObject({
      record: { participant: { birthDate: '1980-03-04' }, dose: { date: '2021-10-02' } },
    });
  });

  test('its date cells know what they are, and other texts as well', () => {
    expect(read('4 Maret 1980', dateCell('2021-10-02'))).toMatchObject({
      record: { participant: { birthDate: '1980-03-04' }, dose: { date: '2021-10-02' } },
    });
  });

  test('a day before the month is no date in it', () => {
    expect(read('03/04/1980', '13/10/2021')).toMatchObject({ problems: [{ code: 'DATE_PARSE' }, {}, {}] });
  });
});

test.each(['Tgl Vaksin (YYYY-DD-MM)', 'Tgl Vaksin (tahun/hari/bulan)'])(
  'the day before the month, behind a year: %s',
  (heading) => {
    const header = headerOf(['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis', heading, 'Vaksin']);
    const [reading] = readings(
      row(['3324014403800001', 'SITI', '04/03/1980', 'P', '1', '2021-02-10', 'Sinovac']),
      header,
    );
    expect(reading).toMatchObject({ record: { dose: { date: '2021-10-02' } } });
  },
);

test('below the heading in a remark', () => {
  const header = headerOf(
    ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis', 'Tgl Vaksin', 'Vaksin'],
    ['(16 angka)', '', '(mm/dd/yyyy)'],
  );
  const [reading] = readings(
    row(['3324014403800001', 'SITI', '03/04/1980', 'P', '1', '02/10/2021', 'Sinovac']),
    header,
  );
  expect(reading).toMatchObject({ record: { participant: { birthDate: '1980-03-04' }, dose: { date: '2021-10-02' } } });
});
