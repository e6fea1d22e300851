import { describe, expect, test } from 'vitest';
import { isMonthFirst } from '../../src/record/month-first.ts';
import { dateCell } from './help.ts';
import { headerOf, readings, row } from './rows.ts';

test.each([
  'Vaccination Date (MM/DD/YYYY)',
  'DOB (mm-dd-yy)',
  'Tgl Lahir (bulan/tanggal/tahun)',
  'Tgl Vaksin (bln/tgl/thn)',
  'BB/HH/TTTT',
])('month before day: %s', (heading) => expect(isMonthFirst(heading)).toBe(true));

test.each([
  'Tgl Lahir',
  'Tgl Lahir (dd/mm/yyyy)',
  'Tgl Vaksin (YYYY-MM-DD)',
  'Tgl, bulan, tahun lahir',
  'HH/BB/TTTT',
  'Umur (bulan)',
])('day before month: %s', (heading) => expect(isMonthFirst(heading)).toBe(false));

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

test('below the heading in a remark', () => {
  const header = headerOf(
    ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis', 'Tgl Vaksin', 'Vaksin'],
    ['(16 angka)', '', '(mm/dd/yyyy)'],
  );
  const [reading] = readings(row(['3324014403800001', 'SITI', '03/04/1980', 'P', '1', '02/10/2021', 'Sinovac']), header);
  expect(reading).toMatchObject({ record: { participant: { birthDate: '1980-03-04' }, dose: { date: '2021-10-02' } } });
});
