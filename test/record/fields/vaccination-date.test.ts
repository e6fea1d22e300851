import { expect, test } from 'vitest';
import { readVaccinationDate } from '../../../src/record/fields/vaccination-date.ts';
import type { Cell } from '../../../src/record/source-row.ts';
import { dateCell, ERROR_CELL, numberCell, RULES, said, UNCALCULATED } from '../help.ts';

test.each<[string, Cell, string]>([
  ['as clerks write it', '02/10/2021', '2021-10-02'],
  ['a date cell', dateCell('2021-10-02'), '2021-10-02'],
  ['two digits are this century', '2-10-21', '2021-10-02'],
  ['a serial without a date format', numberCell('44471'), '2021-10-02'],
  ['the first day of the programme', '13/01/2021', '2021-01-13'],
  ['today', '31/03/2022', '2022-03-31'],
  ['with a time', '2021-10-02 09:15:00', '2021-10-02'],
  ['an instant of the zone of the sheet', '2021-10-02T08:15:00+07:00', '2021-10-02'],
  ['as PostgreSQL writes it', '2021-10-02 08:14:22+07', '2021-10-02'],
  ['as ODK writes it', '2021-10-02T08:14:22.000+0700', '2021-10-02'],
  ['late in the zone of the sheet', '2021-10-02T23:15:00+07:00', '2021-10-02'],
  ['an instant that is one day in all of Indonesia', '2021-10-02T01:15:00Z', '2021-10-02'],
  ['in a cell of ISO 8601', dateCell('2021-10-02', '2021-10-02T01:15:00Z'), '2021-10-02'],
  ['of a neighbouring zone', '2021-10-02T08:15:00+08:00', '2021-10-02'],
  ['in the afternoon, zone not named', '2021-10-02 16:00:00', '2021-10-02'],
])('read: %s', (_, cell, day) => {
  expect(readVaccinationDate(cell, RULES)).toEqual({ value: day, problems: [] });
});

test.each<[string, Cell | undefined, string]>([
  ['nothing', '', 'DATE_EMPTY error'],
  ['beyond the end of the row', undefined, 'DATE_EMPTY error'],
  ['zeros of a database: no dose', '0000-00-00', 'DATE_EMPTY error'],
  ['an empty date cell', dateCell('', '0'), 'DATE_EMPTY error'],
  ['a dash', '-', 'DATE_EMPTY error'],
  ['a day that is none', '31/09/2021', 'DATE_PARSE error v=31/09/2021'],
  ['words', 'sudah', 'DATE_PARSE error v=sudah'],
  ['two digits on a 29 February that was none', '29-2-21', 'DATE_PARSE error v=29-2-21'],
  ['a serial of before the programme', numberCell('20163'), 'DATE_PARSE error v=20163'],
  ['a serial of the future', numberCell('50000'), 'DATE_PARSE error v=50000'],
  ['midnight of Jakarta in UTC', '2021-10-01T17:00:00Z', 'DATE_PARSE error v=2021-10-01T17:00:00Z'],
  ['midnight of Makassar in UTC', '2021-10-01T16:00:00Z', 'DATE_PARSE error v=2021-10-01T16:00:00Z'],
  ['tomorrow', '01/04/2022', 'DATE_FUTURE error v=01/04/2022'],
  ['two digits of a birth date', '17-8-45', 'DATE_FUTURE error v=17/08/2045'],
  ['2012 typed for 2021', '02/10/2012', 'DATE_EARLY error v=02/10/2012'],
  ['a year typed into a cell made for dates', dateCell('1905-07-13', '2021'), 'DATE_EARLY error v=13/07/1905'],
  ['a formula error', ERROR_CELL, 'CELL_ERROR error v=#N/A'],
  ['a formula that was never calculated', UNCALCULATED, 'CELL_ERROR error v=='],
])('kept back: %s', (_, cell, problem) => {
  const reading = readVaccinationDate(cell, RULES);
  expect(said(reading)).toEqual([problem]);
  expect(reading).not.toHaveProperty('value');
});

test('before the programme: sent with a warning, for the dose may have been given abroad', () => {
  const reading = readVaccinationDate('12/01/2021', RULES);
  expect(reading.value).toBe('2021-01-12');
  expect(said(reading)).toEqual(['DATE_EARLY warning v=12/01/2021']);
});

test('another programme has another beginning', () => {
  expect(readVaccinationDate('12/01/2019', { ...RULES, programme: 'bian' }).problems).toEqual([]);
});

test.each<[string, Cell, string]>([
  ['midnight of Jakarta', '2021-10-01 17:00:00', '2021-10-02'],
  ['midnight of Jayapura', '1/10/2021 15:00', '2021-10-02'],
  ['with a Z', '2021-10-01T16:00:00Z', '2021-10-02'],
  ['two digits', '1/10/21 17:00', '2021-10-02'],
  ['one in the morning', '2021-10-01T18:10:00Z', '2021-10-02'],
  ['in the morning', '2021-10-02T01:15:00Z', '2021-10-02'],
  ['a cell with a fraction', dateCell('2021-10-01', '44470.7083333333'), '2021-10-02'],
])('where times are known to be of UTC: %s', (_, cell, day) => {
  expect(readVaccinationDate(cell, RULES, 'utc')).toEqual({ value: day, problems: [] });
});

test('where times are known to be of the place, days are as they are written', () => {
  expect(readVaccinationDate('2021-10-01T17:00:00Z', RULES, 'local').value).toBe('2021-10-01');
});
