import { expect, test } from 'vitest';
import { readBirthDate } from '../../../src/record/fields/birth-date.ts';
import type { Cell } from '../../../src/record/source-row.ts';
import { dateCell, ERROR_CELL, numberCell, RULES, said, UNCALCULATED } from '../help.ts';

const context = { nik: undefined, vaccinationDate: '2021-10-02', rules: RULES };
const CHILD = '3324011708100001';

test.each<[string, Cell, string]>([
  ['an elder', '15/03/1955', '1955-03-15'],
  ['a date cell', dateCell('1955-03-15', '20163'), '1955-03-15'],
  ['place and date in one', 'Kendal, 15 Maret 1955', '1955-03-15'],
  ['born on the day of the dose', '02/10/2021', '2021-10-02'],
  ['120 years old', '03/10/1900', '1900-10-03'],
  ['two digits that can only be 19..', '15-3-55', '1955-03-15'],
])('read: %s', (_, cell, day) => {
  expect(readBirthDate(cell, context)).toEqual({ value: day, problems: [] });
});

test.each<[string, Cell | undefined, string]>([
  ['nothing', '', 'DOB_EMPTY error'],
  ['beyond the end of the row', undefined, 'DOB_EMPTY error'],
  ['a dash', '-', 'DOB_EMPTY error'],
  ['an empty date as Excel shows it', '00/01/1900', 'DOB_PARSE error v=00/01/1900'],
  ['31 February', '31/02/1980', 'DOB_PARSE error v=31/02/1980'],
  ['words', 'lupa', 'DOB_PARSE error v=lupa'],
  ['a serial that nothing confirms', numberCell('20163'), 'DOB_PARSE error v=20163'],
  ['tomorrow', '01/04/2022', 'DOB_RANGE error v=01/04/2022'],
  ['the day after the dose', '03/10/2021', 'DOB_RANGE error v=03/10/2021'],
  ['121 years old', '02/10/1900', 'DOB_RANGE error v=02/10/1900'],
  ['29 that Excel made 2029', '17/08/2029', 'DOB_RANGE error v=17/08/2029'],
  ['a formula error', ERROR_CELL, 'CELL_ERROR error v=#N/A'],
  ['a formula error in a CSV', '#VALUE!', 'CELL_ERROR error v=#VALUE!'],
  ['a formula that was never calculated', UNCALCULATED, 'CELL_ERROR error v=='],
  ['a year typed into a cell made for dates', dateCell('1905-04-28', '1945'), 'DOB_PARSE error v=1945'],
  ['two digits, a child or an elder, no NIK', '17-8-10', 'DOB_AMBIG hold a=17/08/1910 b=17/08/2010'],
])('kept back: %s', (_, cell, problem) => {
  const reading = readBirthDate(cell, context);
  expect(said(reading)).toEqual([problem]);
  expect(reading).not.toHaveProperty('value');
});

test('two digits that the NIK confirms are the younger person, with a word to the clerk', () => {
  const reading = readBirthDate('17-8-10', { ...context, nik: CHILD });
  expect(reading.value).toBe('2010-08-17');
  expect(said(reading)).toEqual(['DOB_AMBIG warning a=17/08/1910 b=17/08/2010']);
});

test('two digits that the NIK does not confirm are held', () => {
  expect(said(readBirthDate('18-8-10', { ...context, nik: CHILD }))).toEqual([
    'DOB_AMBIG hold a=18/08/1910 b=18/08/2010',
  ]);
});

test('two digits that the NIK confirms are held where nobody so young was ever vaccinated', () => {
  const reading = readBirthDate('17-8-19', { ...context, nik: '3324011708190001' });
  expect(reading).not.toHaveProperty('value');
  expect(said(reading)).toEqual(['DOB_AMBIG hold a=17/08/1919 b=17/08/2019']);
  expect(
    readBirthDate('17-8-19', { ...context, nik: '3324011708190001', rules: { ...RULES, programme: 'bian' } }).value,
  ).toBe('2019-08-17');
});

test('the day that looks like a typed year counts where the NIK has it', () => {
  expect(readBirthDate(dateCell('1905-04-28', '1945'), { ...context, nik: '3324012804050001' }).value).toBe(
    '1905-04-28',
  );
});

test('29 February decides the century by itself', () => {
  expect(readBirthDate('29-2-00', context).value).toBe('2000-02-29');
});

test('a serial without a date format counts where the NIK has the same day', () => {
  expect(readBirthDate(numberCell('20163'), { ...context, nik: '3324011503550001' })).toEqual({
    value: '1955-03-15',
    problems: [],
  });
  expect(said(readBirthDate(numberCell('20163'), { ...context, nik: CHILD }))).toEqual(['DOB_PARSE error v=20163']);
});

test('without a vaccination date only today limits', () => {
  expect(readBirthDate('31/03/2022', { ...context, vaccinationDate: undefined }).value).toBe('2022-03-31');
});

const SITI = { ...context, nik: '3324015503550001' };
const NIK_OF_THE_14TH = { ...context, nik: '3324015403550001' };

test.each<[string, Cell, string]>([
  ['midnight of Jakarta in UTC', '1955-03-14T17:00:00.000Z', '1955-03-15'],
  ['no zone', '1955-03-14 17:00:00', '1955-03-15'],
  ['as it was in 1955', '1955-03-14T16:30:00.000Z', '1955-03-15'],
  ['of Makassar', '14/03/1955 16:00', '1955-03-15'],
  ['in American', '14/3/1955 3:00:00 PM', '1955-03-15'],
  ['rounded down', '1955-03-14 23:59:48', '1955-03-15'],
  ['a cell of ISO 8601', dateCell('1955-03-14', '1955-03-14T17:00:00Z'), '1955-03-15'],
  ['a cell with a fraction', dateCell('1955-03-14', '20162.7083333333'), '1955-03-15'],
  ['a serial without a format', numberCell('20162.7083333333'), '1955-03-15'],
  ['the NIK has the day as it stands', '1955-03-15 17:00:00', '1955-03-15'],
  ['midnight of the place itself', '1955-03-15T00:00:00+07:00', '1955-03-15'],
])('an instant whose day the NIK proves: %s', (_, cell, day) => {
  expect(readBirthDate(cell, SITI)).toEqual({ value: day, problems: [] });
});

test.each<[string, Cell]>([
  ['UTC', '1955-03-15T17:00:00.000Z'],
  ['no zone', '1955-03-15 17:00:00'],
  ['no zone, two digits', '15/03/55 17:00'],
  ['a cell with a fraction', dateCell('1955-03-15', '20163.7083333333')],
])('an instant of one of two days, of which the NIK has neither: %s', (_, cell) => {
  expect(readBirthDate(cell, NIK_OF_THE_14TH)).not.toHaveProperty('value');
  expect(readBirthDate(cell, context).problems).toMatchObject([{ code: 'DOB_PARSE', severity: 'error' }]);
});

test('a birth in the morning is that day, with or without a NIK', () => {
  expect(readBirthDate('15/03/1955 08:15', context).value).toBe('1955-03-15');
  expect(readBirthDate('1955-03-15T01:15:00Z', context).value).toBe('1955-03-15');
});
