/** AGE_DOB, AGE_COL, and the century that an age settles. */
import { describe, expect, test } from 'vitest';
import { contradictsAge, countsMonths, readAge } from '../../../src/record/fields/age.ts';
import { watchColumns } from '../../../src/record/profile/watch.ts';
import { readRow } from '../../../src/record/row/read-row.ts';
import { shiftOfAges } from '../../../src/record/sheet/age-shift.ts';
import type { Cell, SourceRow } from '../../../src/record/source-row.ts';
import { numberCell } from '../help.ts';
import { headerOf, RULES, row, SHEET } from '../rows.ts';

describe('an age is read from', () => {
  test.each<[Cell, number | undefined]>([
    ['60', 60],
    [numberCell('60'), 60],
    [numberCell('60.5'), 60],
    ['60 th', 60],
    ['60th', 60],
    ['60 Tahun', 60],
    ['60 thn 3 bln', 60],
    ['Umur 60', 60],
    ['58,3', 58],
    ['8 bulan', 0],
    ['30 bln', 2],
    ['', undefined],
    ['-', undefined],
    ['0', undefined],
    [numberCell('121'), undefined],
    [numberCell('1961'), undefined],
    ['17/08/1961', undefined],
    ['Lansia', undefined],
    ['> 60', undefined],
    ['60+', undefined],
    ['18-59', undefined],
    [{ kind: 'date', raw: '60', day: '1900-02-29' }, undefined],
    [{ kind: 'error', raw: '#N/A' }, undefined],
  ])('%j: %s', (cell, age) => {
    expect(readAge(cell, false)).toBe(age);
  });

  test('a column of months', () => {
    expect([countsMonths('Umur (bulan)'), countsMonths('Umur'), countsMonths('Umur (tahun, bulan)')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(readAge('30', true)).toBe(2);
  });
});

test.each<[string, number, string | undefined, string | undefined, boolean]>([
  ['right on the day of the dose', 60, '2021-10-05', undefined, false],
  ['two years off', 62, '2021-10-05', undefined, false],
  ['three years off', 63, '2021-10-05', undefined, true],
  ['three years off, but right when the file was saved', 63, '2021-10-05', '2024-09-01', false],
  ['an age of no known day', 9, undefined, undefined, false],
  ['without a dose, on the day of the file', 9, undefined, '2021-10-05', true],
])('%s', (_, age, vaccinationDate, savedOn, contradicted) => {
  expect(contradictsAge('1961-08-17', age, { vaccinationDate, savedOn, shift: 0 })).toBe(contradicted);
});

const HEADER = headerOf(['NIK', 'Nama', 'Tgl Lahir', 'Umur', 'JK', 'Dosis', 'Tgl Vaksin', 'Jenis Vaksin']);
/** Born on 17 August of different years, vaccinated on 5 October 2021, at the age that the cell says. */
const sheet = (...people: readonly (readonly [born: number | string, age: string])[]): SourceRow[] =>
  people.map(([born, age], index) => {
    const year = String(born).slice(-2);
    const day = typeof born === 'string' ? born : `17/08/${born}`;
    return row(
      [`3324011708${year}${1001 + index}`, `WARGA ${'ABCDEFGHIJ'[index]}`, day, age, 'L', '1', '05/10/2021', 'Sinovac'],
      index + 2,
    );
  });

function outcomes(rows: readonly SourceRow[], savedOn?: string): [readonly string[], string | undefined] {
  const given = savedOn === undefined ? RULES : { ...RULES, savedOn };
  const rules = { ...given, ageShift: shiftOfAges(HEADER, rows, SHEET, given) };
  const watch = watchColumns(HEADER, { headings: [], told: new Map() }, rules);
  const codes = rows.map((each) => {
    const read = readRow(each, HEADER, SHEET, rules);
    if (read.kind === 'skipped') return read.why;
    watch.see(each, read);
    const [first] = read.readings;
    return (
      first.problems.map(({ code, severity }) => (severity === 'warning' ? '' : code)).join('') ||
      (first.kind === 'valid' ? first.record.participant.birthDate.slice(0, 4) : first.kind)
    );
  });
  return [codes, watch.verdict().refuse?.code];
}

describe('beside a birth date', () => {
  test('rows whose age is another person’s are held, one by one', () => {
    expect(outcomes(sheet([1961, '60'], [1958, '9'], [1972, '12'], [1989, '77']))).toEqual([
      ['1961', 'AGE_DOB', 'AGE_DOB', 'AGE_DOB'],
      undefined,
    ]);
  });

  test('a column of last campaign’s ages says nothing, but for the row that is off by other years', () => {
    const rows = sheet([1961, '55'], [1958, '58'], [1972, '44'], [1989, '27'], [1980, '36'], [1990, '70']);
    expect(outcomes(rows)).toEqual([['1961', '1958', '1972', '1989', '1980', 'AGE_DOB'], undefined]);
  });

  test('a column that was sorted alone refuses the file', () => {
    const rows = sheet([1961, '31'], [1958, '35'], [1990, '41'], [1989, '49'], [1972, '60'], [1980, '63']);
    expect(outcomes(rows)[1]).toBe('AGE_COL');
  });

  test('an age of the day on which the file was saved agrees', () => {
    expect(outcomes(sheet([1961, '63'], [1958, '63'], [1972, '49']), '2024-09-01')[0]).toEqual([
      '1961',
      '1958',
      '1972',
    ]);
  });
});

describe('the century of a two-digit year', () => {
  test.each<[string, string, string, string]>([
    ['an elder', '17/08/15', '106', '1915'],
    ['a child', '17/08/15', '6', '2015'],
    ['an age that says neither', '17/08/15', '40', 'AGE_DOB'],
    ['no age', '17/08/05', '', '2005'],
  ])('%s', (_, born, age, wanted) => {
    expect(outcomes(sheet([born, age]))[0]).toEqual([wanted]);
  });
});
