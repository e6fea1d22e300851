import { describe, expect, test } from 'vitest';
import { findHeader } from '../../../src/record/header/header.ts';
import { readRow } from '../../../src/record/row/read-row.ts';
import type { Cell } from '../../../src/record/source-row.ts';
import { numberCell } from '../help.ts';
import { RULES, row, SHEET } from '../rows.ts';

/**
 * The birth date and the days of the doses of each row, or what is wrong with it; or what kept the header from being
 * found.
 */
function read(...rows: readonly (readonly Cell[])[]): string[] {
  const all = rows.map((cells, index) => row(cells, index + 1));
  const found = findHeader(all, new Map());
  if (found.kind !== 'found') return [found.kind];
  return all
    .filter(({ line }) => line > found.header.line)
    .map((each) => {
      const result = readRow(each, found.header, SHEET, RULES);
      if (result.kind === 'skipped') return result.why;
      return result.readings
        .map((reading) =>
          reading.kind === 'valid'
            ? `${reading.record.participant.birthDate} ${reading.record.dose.date}`
            : reading.problems
                .filter(({ severity }) => severity !== 'warning')
                .map(({ code }) => code)
                .join(' '),
        )
        .join(', ');
    });
}

const SITI = ['3324015708450001', 'SITI'];
const GIVEN = ['P', '1', '02/10/2021', 'Sinovac'];
const REST = ['JK', 'Dosis', 'Tgl Vaksin', 'Vaksin'];

describe('a birth date in three columns', () => {
  test.each<[string, string[]]>([
    ['of REDCap', ['dob_day', 'dob_month', 'dob_year']],
    ['of ODK', ['birthdateDD', 'birthdateMM', 'birthdateYYYY']],
    ['in words', ['Birth Day', 'Birth Month', 'Birth Year']],
    ['Indonesian', ['Tgl Lahir', 'Bln Lahir', 'Thn Lahir']],
    ['in full', ['Tanggal Lahir', 'Bulan Lahir', 'Tahun Lahir']],
    ['behind a heading', ['Tanggal Lahir (Tgl)', 'Tanggal Lahir (Bln)', 'Tanggal Lahir (Thn)']],
    ['with the first letters of a form', ['tgl_lahir_hh', 'tgl_lahir_bb', 'tgl_lahir_tttt']],
    ['Hari', ['Hari Lahir', 'Bulan Lahir', 'Tahun Lahir']],
  ])('%s', (_, parts) => {
    expect(read(['NIK', 'Nama', ...parts, ...REST], [...SITI, '17', '8', '1945', ...GIVEN])).toEqual([
      '1945-08-17 2021-10-02',
    ]);
  });

  test.each<[string, string, string]>([
    ['births, by their years', '17 8 1945', '1945-08-17 2021-10-02'],
    ['what may be doses is left alone', '2 10 2021', 'DOB_EMPTY'],
    ['two digits may be anything', '17 8 45', 'DOB_EMPTY'],
  ])('called nothing but Tgl, Bln, Thn: %s', (_, cells, wanted) => {
    expect(read(['NIK', 'Nama', 'Tgl', 'Bln', 'Thn', ...REST], [...SITI, ...cells.split(' '), ...GIVEN])).toEqual([
      wanted,
    ]);
  });

  const over = (...lower: string[]) => [
    ['NIK', 'Nama', 'Tanggal Lahir', '', '', ...REST],
    ['', '', ...lower, '', '', '', ''],
  ];

  test.each<[string, string[], Cell[]]>([
    ['day, month, year', ['Tgl', 'Bln', 'Thn'], ['17', '8', '1945']],
    ['year, month, day', ['Tahun', 'Bulan', 'Tanggal'], ['1945', '8', '17']],
    ['letters', ['DD', 'MM', 'YYYY'], ['17', '08', '1945']],
    ['letters of a form', ['HH', 'BB', 'TTTT'], ['17', '08', '1945']],
    ['English', ['Day', 'Month', 'Year'], ['17', 'August', '1945']],
    ['the month as a word', ['Tgl', 'Bln', 'Thn'], ['17', 'Agustus', '1945']],
    ['number cells', ['Tgl', 'Bln', 'Thn'], [numberCell('17'), numberCell('8'), numberCell('1945')]],
    ['numbers of a data frame', ['Tgl', 'Bln', 'Thn'], ['17.0', '8.0', '1945.0']],
  ])('below a merged heading: %s', (_, lower, cells) => {
    expect(read(...over(...lower), [...SITI, ...cells, ...GIVEN])).toEqual(['1945-08-17 2021-10-02']);
  });

  test('a heading that a reader repeats over its columns, and a numbering below', () => {
    const [upper = [], lower = []] = over('Tgl', 'Bln', 'Thn');
    const repeated = upper.map((text, at) => (at === 3 || at === 4 ? 'Tanggal Lahir' : text));
    const numbering = upper.map((_, at) => `(${at + 1})`);
    expect(read(repeated, lower, numbering, [...SITI, '17', '8', '1945', ...GIVEN])).toEqual(['1945-08-17 2021-10-02']);
  });

  test.each<[string, Cell[], string]>([
    ['the month is missing', ['17', '', '1945'], 'DOB_PARSE'],
    ['a whole date where the day should be', ['17/08/1945', '', '1945'], '1945-08-17 2021-10-02'],
    ['no such day', ['31', '2', '1945'], 'DOB_PARSE'],
    ['nothing', ['', '', ''], 'DOB_EMPTY'],
    ['zeros of a form', ['0', '0', '0'], 'DOB_EMPTY'],
    ['an error', ['17', { kind: 'error', raw: '#N/A' }, '1945'], 'CELL_ERROR'],
  ])('%s', (_, cells, code) => {
    const rows = read(
      ...over('Tgl', 'Bln', 'Thn'),
      [...SITI, '17', '8', '1945', ...GIVEN],
      [...SITI, ...cells, ...GIVEN],
    );
    expect(rows[1]).toBe(code);
  });
});

test('a correction sheet of nothing but rows without a month', () => {
  const [upper = [], lower = []] = [
    ['NIK', 'Nama', 'Tanggal Lahir', '', '', ...REST],
    ['', '', 'Tgl', 'Bln', 'Thn', '', '', '', ''],
  ];
  expect(read(upper, lower, [...SITI, '17', '', '1945', ...GIVEN])).toEqual(['DOB_PARSE']);
});

describe('the day of a dose in three columns', () => {
  test('in one line', () => {
    const header = ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis', 'Tgl Vaksin', 'Bln Vaksin', 'Thn Vaksin', 'Vaksin'];
    expect(read(header, [...SITI, '17/08/1945', 'P', '1', '2', '10', '2021', 'Sinovac'])).toEqual([
      '1945-08-17 2021-10-02',
    ]);
  });

  test('each of a wide sheet, beside a birth date', () => {
    const parts = [1, 2].flatMap((n) => [`Tgl Dosis ${n}`, `Bln Dosis ${n}`, `Thn Dosis ${n}`]);
    const header = ['NIK', 'Nama', 'Tgl Lahir', 'JK', ...parts, 'Vaksin'];
    expect(read(header, [...SITI, '17/08/1945', 'P', '2', '10', '2021', '30', '10', '2021', 'Sinovac'])).toEqual([
      '1945-08-17 2021-10-02, 1945-08-17 2021-10-30',
    ]);
  });
});

describe('no date in three columns', () => {
  test('whole dates beside month and year', () => {
    const header = ['NIK', 'Nama', 'Tgl Lahir', 'Bulan Lahir', 'Tahun Lahir', ...REST];
    expect(read(header, [...SITI, '17/08/1945', '8', '1945', ...GIVEN])).toEqual(['1945-08-17 2021-10-02']);
  });

  test('an age in years, months and days', () => {
    const header = ['NIK', 'Nama', 'Tgl Lahir', 'Umur (Thn)', 'Umur (Bln)', 'Umur (Hari)', ...REST];
    expect(read(header, [...SITI, '17/08/1945', '76', '1', '15', ...GIVEN])).toEqual(['1945-08-17 2021-10-02']);
  });
});

describe('a column of times beside the date', () => {
  const header = ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis', 'Tanggal Vaksinasi', 'Waktu Vaksinasi', 'Vaksin'];
  const at = (...times: Cell[]) =>
    read(header, ...times.map((time) => [...SITI, '17/08/1945', 'P', '1', '02/10/2021', time, 'Sinovac'] as const));

  test.each<[string, Cell]>([
    ['08:10', '08:10'],
    ['with seconds', '08:10:30'],
    ['with dots', '8.10'],
    ['WIB', '08.10 WIB'],
    ['American', '8:10 AM'],
    ['pukul', 'Pukul 08.10'],
    ['from and to', '08.00 - 09.00'],
    ['until the end', '08.00 s/d selesai'],
    ['in words', 'pagi'],
    ['a turn', 'Sesi 2'],
    ['a part of a day', numberCell('0.34375')],
    ['a part of a day with the look of a date', { kind: 'date', raw: '0.34375', day: '' }],
  ])('%s is no second date', (_, time) => {
    expect(at(time)).toEqual(['1945-08-17 2021-10-02']);
    expect(at(time, '')).toEqual(['1945-08-17 2021-10-02', '1945-08-17 2021-10-02']);
  });

  test('days in it are one', () => {
    expect(at('02/10/2021')).toEqual(['ambiguous']);
    expect(at('08:10', '02/10/2021')).toEqual(['ambiguous']);
  });
});
