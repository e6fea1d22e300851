import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isValidDay, readDate } from '../../../src/record/dates/dates.ts';
import type { Cell } from '../../../src/record/source-row.ts';
import { anyCell, dateCell, ERROR_CELL, numberCell, UNCALCULATED } from '../help.ts';

const INDEPENDENCE = { kind: 'day', day: '1945-08-17' };

describe('a day', () => {
  test.each<[string, Cell]>([
    ['with slashes', '17/08/1945'],
    ['with dashes', '17-08-1945'],
    ['with dots', '17.08.1945'],
    ['with blanks', '17 08 1945'],
    ['with blanks around the dashes', '17 - 08 - 1945'],
    ['without leading zeros', '17/8/1945'],
    ['with mixed separators', '17/08-1945'],
    ['as a database writes it', '1945-08-17'],
    ['as a database writes it, with a time', '1945-08-17 00:00:00'],
    ['ISO with a T', '1945-08-17T10:30:00'],
    ['midnight of UTC, as an export of days has it', '1945-08-17T00:00:00.000Z'],
    ['with an Indonesian time', '17/8/1945 10.30.00'],
    ['with a time of Jakarta', '17/08/1945 09:15 WIB'],
    ['with an American time', '17/08/1945 9:15 AM'],
    ['without separators, year first', '19450817'],
    ['without separators, day first', '17081945'],
    ['with the month in words', '17 Agustus 1945'],
    ['with a short month', '17-Agu-1945'],
    ['Agt', '17 Agt 1945'],
    ['Ags.', '17 Ags. 1945'],
    ['in English', '17 August 1945'],
    ['in English, month first', 'August 17, 1945'],
    ['in capitals without blanks', '17AGUSTUS1945'],
    ['Roman month', '17-VIII-1945'],
    ['year, month in words, day', '1945 Agustus 17'],
    ['a place before it', 'Kendal, 17-08-1945'],
    ['a place before dots that look like a time', 'Kendal, 17.08.1945'],
    ['a place of two words before it', 'Kab. Kendal, 17 Agustus 1945'],
    ['a place without a comma', 'KENDAL 17-08-1945'],
    ['a place that begins like a month', 'Mayong, 17 Agustus 1945'],
    ['a village with a number before it', 'Dusun 3, 17/8/1945'],
    ['a weekday before it', "Jum'at, 17 Agustus 1945"],
    ['blanks and no-break spaces around it', ' \u00a017/08/1945 '],
    ['a date cell', dateCell('1945-08-17', '16666')],
    ['eight digits in a numeric cell', numberCell('19450817')],
    ['eight digits, day first, in a numeric cell', numberCell('17081945')],
    ['eight digits that a program has made a fraction of', '19450817.0'],
    ['eight digits as Java writes numbers', numberCell('1.9450817E7')],
  ])('%s', (_, cell) => {
    expect(readDate(cell)).toEqual(INDEPENDENCE);
  });

  test.each([
    ['Januari', 1],
    ['Djanuari', 1],
    ['Pebruari', 2],
    ['Peb', 2],
    ['Maret', 3],
    ['March', 3],
    ['April', 4],
    ['Mei', 5],
    ['May', 5],
    ['Juni', 6],
    ['Djuni', 6],
    ['Juli', 7],
    ['Djuli', 7],
    ['Agst', 8],
    ['Sept', 9],
    ['Oktober', 10],
    ['October', 10],
    ['Nopember', 11],
    ['Nop', 11],
    ['Desember', 12],
    ['Dec', 12],
    ['XII', 12],
    ['iv', 4],
  ])('the month %s', (name, month) => {
    expect(readDate(`5 ${name} 1955`)).toEqual({ kind: 'day', day: `1955-${String(month).padStart(2, '0')}-05` });
  });

  test.each([
    ['5101945', { kind: 'day', day: '1945-10-05' }],
    ['4021945', { kind: 'day', day: '1945-02-04' }],
    ['2101945', { kind: 'day', day: '1945-10-02' }],
    // Perhaps the 10th of May.
    ['1051945', { kind: 'unreadable', text: '1051945' }],
    ['3121945', { kind: 'unreadable', text: '3121945' }],
    // A year first has no zero to lose.
    ['1945817', { kind: 'unreadable', text: '1945817' }],
    ['5131945', { kind: 'unreadable', text: '5131945' }],
  ])('eight digits that lost the zero in front: %s', (digits, wanted) => {
    expect(readDate(digits)).toEqual(wanted);
    expect(readDate(numberCell(digits))).toEqual(wanted);
  });

  test('29 February exists in leap years only', () => {
    expect(readDate('29/02/2000')).toEqual({ kind: 'day', day: '2000-02-29' });
    expect(readDate('29/02/1900').kind).toBe('unreadable');
    expect(readDate('29-2-2021').kind).toBe('unreadable');
  });
});

const NOON = 12 * 3600;
test.each<[string, Cell, object]>([
  ['an instant of UTC', '1955-03-14T17:00:00.000Z', { day: '1955-03-14', clock: { seconds: 17 * 3600, zone: 0 } }],
  [
    'in a cell of ISO 8601',
    dateCell('1955-03-14', '1955-03-14T17:00:00Z'),
    { day: '1955-03-14', clock: { seconds: 61_200, zone: 0 } },
  ],
  [
    'in a cell with a fraction',
    dateCell('2021-10-04', '44473.7083333333'),
    { day: '2021-10-04', clock: { seconds: 61_200 } },
  ],
  ['rounded down', dateCell('2021-10-04', '44473.99999'), { day: '2021-10-04', clock: { seconds: 86_399 } }],
  ['its zone named', '2021-10-02T12:00:00+07:00', { day: '2021-10-02', clock: { seconds: NOON, zone: 420 } }],
  ['as PostgreSQL writes it', '2021-10-02 12:00:00+07', { day: '2021-10-02', clock: { seconds: NOON, zone: 420 } }],
  ['as ODK writes it', '2021-10-02T12:00:00.000+0700', { day: '2021-10-02', clock: { seconds: NOON, zone: 420 } }],
  ['west of Greenwich', '2021-10-02T12:00:00-05:30', { day: '2021-10-02', clock: { seconds: NOON, zone: -330 } }],
  [
    'as JavaScript writes it',
    'Sat Oct 02 2021 12:00:00 GMT+0700 (Western Indonesia Time)',
    { day: '2021-10-02', clock: { seconds: NOON, zone: 420 } },
  ],
  ['with UTC behind', '2021-10-02 12:00:00 UTC', { day: '2021-10-02', clock: { seconds: NOON, zone: 0 } }],
  ['midnight of Jakarta in UTC, no zone', '2021-10-01 17:00:00', { day: '2021-10-01', clock: { seconds: 61_200 } }],
  ['of Makassar, in American', '1/10/2021 4:00:00 PM', { day: '2021-10-01', clock: { seconds: 57_600 } }],
  ['of Jayapura', '2021-10-01T15:00', { day: '2021-10-01', clock: { seconds: 54_000 } }],
  ['of Jakarta before 1964', '1955-03-14 16:30:00', { day: '1955-03-14', clock: { seconds: 59_400 } }],
  ['the last second', '2021-10-01 23:59:59', { day: '2021-10-01', clock: { seconds: 86_399 } }],
])('a time of day that may move the day: %s', (_, cell, wanted) => {
  expect(readDate(cell)).toEqual({ kind: 'day', ...wanted });
});

test.each<[string, Cell]>([
  ['in the morning', '02/10/2021 08:15'],
  ['in the afternoon', '2021-10-02 14:31:07'],
  ['pukul', '2 Okt 2021, pukul 08.15 WIB'],
  ['jam', '02/10/2021 jam 8.15'],
  ['midnight in the zone of a database', '2021-10-02 00:00:00+07'],
  ['a cell with noon', dateCell('2021-10-02', '44471.5')],
  ['midnight and noise', dateCell('2021-10-02', '44471.0000001')],
  ['an American morning', '2/10/2021 5:00:00 AM'],
])('a time of day that says nothing: %s', (_, cell) => {
  expect(readDate(cell)).toEqual({ kind: 'day', day: '2021-10-02' });
});

describe('a bare number is marked, for it may be anything', () => {
  test.each<[string, Cell]>([
    ['in a numeric cell without a date style', numberCell('44471')],
    ['with a time', numberCell('44471.375')],
    ['in a CSV', '44471'],
  ])('%s', (_, cell) => {
    expect(readDate(cell)).toEqual({ kind: 'day', day: '2021-10-02', fromSerial: true });
  });

  test.each([
    ['a year', '1945'],
    ['day, month and year in six digits', '170845'],
    ['a day of the next century but one', '99999'],
    ['E-notation', '4.4E+4'],
  ])('%s is no serial', (_, raw) => {
    expect(readDate(numberCell(raw)).kind).toBe('unreadable');
  });
});

test.each([
  ['17-8-45', 17, 8, 45],
  ['17/08/45', 17, 8, 45],
  ['17 Agt 45', 17, 8, 45],
  ['29-02-00', 29, 2, 0],
])('two digits leave the century open: %s', (text, day, month, yy) => {
  expect(readDate(text)).toEqual({ kind: 'two-digit-year', day, month, yy });
});

test.each<[string, Cell | undefined]>([
  ['nothing', ''],
  ['beyond the end of the row', undefined],
  ['blanks', '  \u00a0'],
  ['a dash', '-'],
  ['zeros of a database', '0000-00-00'],
  ['zeros of a database, with a time', '0000-00-00 00:00:00'],
  ['zeros', '00/00/0000'],
  ['an empty date as Excel shows it', '00/01/1900'],
  ['an empty date cell', dateCell('', '0')],
  ['a formula that found nothing', numberCell('0')],
])('empty: %s', (_, cell) => {
  expect(readDate(cell)).toEqual({ kind: 'empty' });
});

test.each<[string, Cell]>([
  ['31 February', '31/02/1980'],
  ['29-02 in two digits that is in no century', '29-02-01'],
  ['American, month first', '08/17/1945'],
  ['only a year', '1945'],
  ['only month and year', 'Agustus 1945'],
  ['a year of five digits', '17/08/19455'],
  ['a year of one digit', '17/08/5'],
  ['a remark behind', '17/08/1945 (KTP)'],
  ['two dates', '17/08/1945 18/08/1945'],
  ['words', 'tidak tahu'],
  ['a word for a month that is none', '17 Bulan 1945'],
  ['an age', '66 tahun'],
  ['a sum', '=TODAY()'],
  ['a serial that is no day', dateCell('', '60')],
  ['an error', ERROR_CELL],
])('unreadable: %s', (_, cell) => {
  expect(readDate(cell).kind).toBe('unreadable');
});

test('a formula without a value says nothing', () => {
  expect(readDate(UNCALCULATED)).toEqual({ kind: 'empty' });
});

test('whatever a cell holds, a day that is read exists', () => {
  fc.assert(
    fc.property(anyCell, (cell) => {
      const date = readDate(cell);
      if (date.kind === 'two-digit-year') {
        expect([1900, 2000].some((century) => isValidDay(century + date.yy, date.month, date.day))).toBe(true);
      }
      if (date.kind !== 'day') return;
      expect(date.day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(isValidDay(Number(date.day.slice(0, 4)), Number(date.day.slice(5, 7)), Number(date.day.slice(8)))).toBe(
        true,
      );
    }),
    { numRuns: 2000 },
  );
});

test('every day comes back from every way to write it', () => {
  const two = (n: number): string => String(n).padStart(2, '0');
  fc.assert(
    fc.property(
      fc.integer({ min: 1900, max: 2099 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      (year, month, day) => {
        const expected = { kind: 'day', day: `${year}-${two(month)}-${two(day)}` };
        for (const separator of ['/', '-', '.', ' '])
          expect(readDate([day, month, year].join(separator))).toEqual(expected);
        expect(readDate(`${year}${two(month)}${two(day)}`)).toEqual(expected);
        expect(readDate(`${two(day)}${two(month)}${year}`)).toEqual(expected);
        expect(readDate(`Semarang, ${day}-${two(month)}-${year}`)).toEqual(expected);
      },
    ),
  );
});
