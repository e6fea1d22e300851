import { describe, expect, test } from 'vitest';
import type { Meaning } from '../../../src/record/header/form.ts';
import { findHeader } from '../../../src/record/header/header.ts';
import { dateCell, numberCell } from '../help.ts';
import { readings, row } from '../rows.ts';

const HEADINGS = ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis', 'Tgl Vaksin', 'Vaksin'];
const headerWith = (headings: readonly string[], map: Readonly<Record<string, Meaning>>) => {
  const found = findHeader([row(headings, 1)], new Map(Object.entries(map)));
  if (found.kind !== 'found') throw new Error(found.kind);
  return found.header;
};

describe('a column of whose dates a person has said how they are written', () => {
  const given = (meaning: Meaning, cell: Parameters<typeof dateCell>[0] | ReturnType<typeof dateCell>) => {
    const header = headerWith(HEADINGS, { 'Tgl Vaksin': meaning });
    const [reading] = readings(row(['3324014304800001', 'SITI', '03/04/1980', 'P', '1', cell, 'Sinovac']), header);
    return reading?.kind === 'valid' ? reading.record.dose.date : reading?.problems.map(({ code }) => code)[0];
  };

  test.each<[string, Meaning, Parameters<typeof given>[1], string]>([
    ['month first', 'date:mdy', '10/5/2021', '2021-10-05'],
    ['with dashes', 'date:mdy', '10-05-2021', '2021-10-05'],
    ['with dots', 'date:mdy', '10.05.2021', '2021-10-05'],
    ['with blanks', 'date:mdy', '10 5 2021', '2021-10-05'],
    ['two digits', 'date:mdy', '10/5/21', '2021-10-05'],
    ['no separators', 'date:mdy', '10052021', '2021-10-05'],
    ['no separators, and the zero in front lost', 'date:mdy', '2152021', '2021-02-15'],
    ['which may be two days', 'date:mdy', '1052021', 'DATE_PARSE'],
    ['no separators, as a number', 'date:mdy', numberCell('10052021'), '2021-10-05'],
    ['as a number that lost its zero', 'date:mdy', numberCell('2152021'), '2021-02-15'],
    ['year, day, month as a number', 'date:ydm', numberCell('20210510'), '2021-10-05'],
    ['day first, as a number', 'date:dmy', numberCell('5102021'), '2021-10-05'],
    ['an American time behind it', 'date:mdy', '10/5/2021 8:15:00 AM', '2021-10-05'],
    ['a name of the month', 'date:mdy', '5 Okt 2021', '2021-10-05'],
    ['a day before the month is none', 'date:mdy', '13/10/2021', 'DATE_PARSE'],
    ['year, day, month', 'date:ydm', '2021-05-10', '2021-10-05'],
    ['with slashes', 'date:ydm', '2021/05/10', '2021-10-05'],
    ['without', 'date:ydm', '20210510', '2021-10-05'],
    ['a time behind it', 'date:ydm', '2021-05-10 08:15:00', '2021-10-05'],
    ['what begins with a day stays as it is', 'date:ydm', '05/10/2021', '2021-10-05'],
    ['day first, looked at', 'date:dmy', '05/10/2021', '2021-10-05'],
    ['instants of UTC', 'date:utc', '2021-10-04 17:00:00', '2021-10-05'],
    ['with a Z', 'date:utc', '2021-10-04T16:00:00Z', '2021-10-05'],
    ['both', 'date:mdy:utc', '10/4/2021 5:00:00 PM', '2021-10-05'],
    ['times of the place', 'date:local', '2021-10-05T17:00:00Z', '2021-10-05'],
  ])('%s (%s)', (_, meaning, cell, day) => {
    expect(given(meaning, cell)).toBe(day);
  });

  test('date cells know what they are', () => {
    expect(given('date:mdy', dateCell('2021-10-05'))).toBe('2021-10-05');
    expect(given('date:ydm', dateCell('2021-10-05'))).toBe('2021-10-05');
  });

  test('birth dates', () => {
    const header = headerWith(HEADINGS, { 'Tgl Lahir': 'birthDate:mdy' });
    const [reading] = readings(
      row(['3324014403800001', 'SITI', '03/04/1980', 'P', '1', '02/10/2021', 'Sinovac']),
      header,
    );
    expect(reading).toMatchObject({
      record: { participant: { birthDate: '1980-03-04' }, dose: { date: '2021-10-02' } },
    });
  });

  test('one of the doses of a wide sheet', () => {
    const wide = ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Tgl Dosis 1', 'Vaksin 1', 'Tgl Dosis 2', 'Vaksin 2'];
    const header = headerWith(wide, { 'Tgl Dosis 1': 'date:mdy', 'Tgl Dosis 2': 'date:mdy' });
    const cells = ['3324014304800001', 'SITI', '03/04/1980', 'P', '10/5/2021', 'Sinovac', '11/2/2021', 'Sinovac'];
    expect(readings(row(cells), header)).toMatchObject([
      { record: { dose: { number: 1, date: '2021-10-05' } } },
      { record: { dose: { number: 2, date: '2021-11-02' } } },
    ]);
  });

  test('what a person says goes before what the heading says', () => {
    const heading = 'Tgl Vaksin (MM/DD/YYYY)';
    const headings = HEADINGS.map((text) => (text === 'Tgl Vaksin' ? heading : text));
    const header = headerWith(headings, { [heading]: 'date:dmy' });
    const [reading] = readings(
      row(['3324014304800001', 'SITI', '03/04/1980', 'P', '1', '05/10/2021', 'Sinovac']),
      header,
    );
    expect(reading).toMatchObject({ record: { dose: { date: '2021-10-05' } } });
  });
});
