import { describe, expect, test } from 'vitest';
import { absent, clean, type FieldReading, wrong } from '../../../src/record/fields/field-reading.ts';
import type { Sex } from '../../../src/record/record.ts';
import { checkPerson, type PersonReadings } from '../../../src/record/row/person-checks.ts';
import { numberCell, RULES, said } from '../help.ts';

/** A man of Kendal born on 5 March 1955. */
const NIK = clean('3324010503550001');
const MALE = clean<Sex>('male');
const FEMALE = clean<Sex>('female');
const day = (text: string): FieldReading<string> => clean(text);

function check(person: Partial<PersonReadings>, fixDates = false): ReturnType<typeof checkPerson> {
  return checkPerson({ nik: NIK, birthDate: day('1955-03-05'), sex: MALE, ...person }, { ...RULES, fixDates });
}

test('all agrees', () => {
  expect(check({})).toEqual({ birthDate: '1955-03-05', sex: 'male', problems: [] });
  expect(check({ nik: clean('3324014503550001'), sex: FEMALE }).problems).toEqual([]);
});

test('a child of 2010 agrees as well as an elder of 1910', () => {
  const nik = clean('3324010503100001');
  expect(check({ nik, birthDate: day('2010-03-05') }).problems).toEqual([]);
  expect(check({ nik, birthDate: day('1910-03-05') }).problems).toEqual([]);
});

describe('the birth date differs from the NIK', () => {
  test('alone: a warning, for the card may rightly say so', () => {
    const checked = check({ birthDate: day('1955-03-06') });
    expect(said(checked)).toEqual(['NIK_DOB warning nik=05/03/1955 cell=06/03/1955']);
    expect(checked.birthDate).toBe('1955-03-06');
  });

  test('and the sex too: an error, for the NIK is probably of somebody else', () => {
    expect(said(check({ birthDate: day('1955-03-06'), sex: FEMALE }))).toEqual([
      'NIK_DOB error nik=05/03/1955 cell=06/03/1955',
      'NIK_SEX warning',
    ]);
  });

  test.each([
    ['day, month and year: a hold, for no correction changes all three', '1962-11-20', 'hold'],
    ['day and month', '1955-11-20', 'warning'],
    ['day and year, as on the card of somebody registered on 1 July', '1962-03-20', 'warning'],
    ['the year alone', '1956-03-05', 'warning'],
    ['a child under the number of a parent born on the same day of a month', '1981-11-05', 'hold'],
    ['a child under the number of a parent born in the same month', '1981-03-20', 'hold'],
    ['a child under the number of a parent with the same birthday', '1981-03-05', 'hold'],
    ['one wrong digit in the year, thirty years away', '1985-03-05', 'warning'],
    ['a younger brother or sister, born in the same month', '1969-03-20', 'warning'],
  ])('%s', (_, birthDate, severity) => {
    expect(check({ birthDate: day(birthDate) }).problems.map((each) => [each.code, each.severity])).toEqual([
      ['NIK_DOB', severity],
    ]);
  });

  test('then the NIK does not say the sex of an empty cell', () => {
    expect(said(check({ birthDate: day('1955-03-06'), sex: absent }))).toEqual([
      'NIK_DOB warning nik=05/03/1955 cell=06/03/1955',
      'SEX_UNKNOWN error v=',
    ]);
  });

  test('the century named is the one that a person would compare with', () => {
    const nik = clean('3324010503100001');
    expect(said(check({ nik, birthDate: day('2010-03-06') }))).toEqual([
      'NIK_DOB warning nik=05/03/2010 cell=06/03/2010',
    ]);
    expect(said(check({ nik, birthDate: day('1911-03-05') }))).toEqual([
      'NIK_DOB warning nik=05/03/1910 cell=05/03/1911',
    ]);
  });
});

describe('day and month exchanged by an American Excel', () => {
  const birthDate = day('1955-05-03');

  test('is said, and nothing is changed', () => {
    const checked = check({ birthDate });
    expect(said(checked)).toEqual(['DOB_SWAP warning a=03/05/1955 b=05/03/1955']);
    expect(checked.birthDate).toBe('1955-05-03');
  });

  test('is corrected where the rules ask for it', () => {
    const checked = check({ birthDate }, true);
    expect(said(checked)).toEqual(['DOB_SWAP warning a=03/05/1955 b=05/03/1955']);
    expect(checked.birthDate).toBe('1955-03-05');
  });

  test('is no excuse where the correction would lie after the dose', () => {
    const infant = { nik: clean('3324010503210001'), birthDate: day('2021-05-03') };
    expect(said(check({ ...infant, vaccinationDate: '2021-03-04' }))).toEqual([
      'NIK_DOB warning nik=05/03/2021 cell=03/05/2021',
    ]);
  });

  test('does not make a different sex an error', () => {
    expect(said(check({ birthDate, sex: FEMALE }))).toEqual([
      'DOB_SWAP warning a=03/05/1955 b=05/03/1955',
      'NIK_SEX warning',
    ]);
  });
});

describe('sex', () => {
  test('differs: a warning, and the sheet is sent', () => {
    const checked = check({ sex: FEMALE });
    expect(said(checked)).toEqual(['NIK_SEX warning']);
    expect(checked.sex).toBe('female');
  });

  test('an empty cell is filled from the NIK', () => {
    const checked = check({ sex: absent });
    expect(said(checked)).toEqual(['SEX_FROM_NIK warning']);
    expect(checked.sex).toBe('male');
    expect(check({ nik: clean('3324014503550001'), sex: absent }).sex).toBe('female');
  });

  test('a cell that says something unknown is not overruled', () => {
    const checked = check({ sex: wrong('SEX_UNKNOWN', 'sex', { v: 'X' }) });
    expect(checked.problems).toEqual([]);
    expect(checked).not.toHaveProperty('sex');
  });

  test('an empty cell whose NIK has no possible date is an error', () => {
    expect(said(check({ nik: clean('3324013208450001'), sex: absent }))).toEqual(['SEX_UNKNOWN error v=']);
  });

  test('an empty birth date does not keep the sex from being filled in', () => {
    const checked = check({ birthDate: wrong('DOB_EMPTY', 'birthDate'), sex: absent });
    expect(said(checked)).toEqual(['SEX_FROM_NIK warning']);
    expect(checked).not.toHaveProperty('birthDate');
  });
});

test('the number of the family card in the column of the NIK: a person decides, and nothing else is compared', () => {
  for (const kk of ['3324010503550001', ' 3324 0105 0355 0001', "'3324010503550001"]) {
    expect(said(check({ kk, birthDate: day('1980-01-01'), sex: FEMALE }))).toEqual(['NIK_IS_KK hold']);
  }
});

test('another family card number, or none, says nothing', () => {
  for (const kk of ['3324011203070002', '', undefined, numberCell('3324010503550000')])
    expect(check({ kk }).problems).toEqual([]);
});

test('without a readable NIK there is nothing to compare', () => {
  const checked = check({ nik: wrong('NIK_LENGTH', 'nik', { n: 15 }), sex: absent });
  expect(checked).toEqual({ birthDate: '1955-03-05', problems: [] });
});
