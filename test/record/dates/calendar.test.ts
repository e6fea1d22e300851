import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clerkDay } from '../../../src/record/dates/calendar.ts';
import { ageInYears, daysBetween, isValidDay, serialToDay } from '../../../src/record/dates/dates.ts';

describe('serials of Excel', () => {
  test.each([
    ['the first day', 1, '1900-01-01'],
    ['the last day before the one that never was', 59, '1900-02-28'],
    ['29-02-1900, which never was', 60, ''],
    ['the first day after it', 61, '1900-03-01'],
    ['15 March 1955', 20163, '1955-03-15'],
    ['with a time of day', 44471.999, '2021-10-02'],
    ['a blank cell with a date format', 0, ''],
    ['a time without a day', 0.5, ''],
    ['negative', -1, ''],
    ['the last day that Excel knows', 2958465, '9999-12-31'],
    ['beyond it', 2958466, ''],
    ['not a number', Number.NaN, ''],
    ['infinite', Number.POSITIVE_INFINITY, ''],
  ])('%s', (_, serial, day) => {
    expect(serialToDay(serial, false)).toBe(day);
  });

  test('a workbook of the 1904 system counts 1462 days less', () => {
    expect(serialToDay(20163 - 1462, true)).toBe('1955-03-15');
    expect(serialToDay(60, true)).toBe('1904-03-01');
    expect(serialToDay(0, true)).toBe('');
  });

  // UTC has no gaps and no summer time, so `Date` is a fair second opinion as long as nobody asks it for local time.
  test('every serial after February 1900 is the day that the calendar of the machine says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 2958465 }), (serial) => {
        const day = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
        expect(serialToDay(serial, false)).toBe(day);
      }),
    );
  });
});

test.each([
  ['29 February in a leap year', 2000, 2, 29, true],
  ['29 February 1900', 1900, 2, 29, false],
  ['29 February 2021', 2021, 2, 29, false],
  ['31 April', 2021, 4, 31, false],
  ['31 December', 2021, 12, 31, true],
  ['month 13', 2021, 13, 1, false],
  ['month 0', 2021, 0, 1, false],
  ['day 0', 2021, 1, 0, false],
  ['year 0', 0, 1, 1, false],
  ['a digit was no digit', 2021, -1, 5, false],
])('%s', (_, year, month, day, valid) => {
  expect(isValidDay(year, month, day)).toBe(valid);
});

test.each([
  ['the day before the birthday', '1955-03-15', '2021-03-14', 65],
  ['on the birthday', '1955-03-15', '2021-03-15', 66],
  ['born on 29 February, the day before 1 March', '2000-02-29', '2021-02-28', 20],
  ['born on 29 February, on 1 March', '2000-02-29', '2021-03-01', 21],
  ['a newborn', '2021-10-02', '2021-10-02', 0],
  ['before birth', '2021-10-02', '2021-10-01', -1],
])('age: %s', (_, birth, on, age) => {
  expect(ageInYears(birth, on)).toBe(age);
});

test.each([
  ['the same day', '2021-10-02', '2021-10-02', 0],
  ['over the end of February', '2021-02-28', '2021-03-01', 1],
  ['over a leap day', '2020-02-28', '2020-03-01', 2],
  ['28 days to the second dose', '2021-09-02', '2021-09-30', 28],
  ['backwards', '2021-09-30', '2021-09-02', -28],
  ['before 1970', '1955-03-15', '1955-03-16', 1],
])('days: %s', (_, from, to, days) => {
  expect(daysBetween(from, to)).toBe(days);
});

test('days between two serials are their difference', () => {
  const serial = fc.integer({ min: 61, max: 100_000 });
  fc.assert(
    fc.property(serial, serial, (a, b) => {
      expect(daysBetween(serialToDay(a, false), serialToDay(b, false))).toBe(b - a);
    }),
  );
});

test('a clerk writes the day first', () => {
  expect(clerkDay('1955-03-15')).toBe('15/03/1955');
});
