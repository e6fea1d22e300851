import { expect, test } from 'vitest';
import { readDate } from '../../../src/record/dates/dates.ts';
import { cellAsText } from '../../../src/record/fields/text-cell.ts';
import { dateCell } from '../help.ts';

test.each([
  ['a day', dateCell('2021-10-04', '44473'), '04/10/2021'],
  ['a day with a time that cannot move it', dateCell('2021-10-04', '44473.5'), '04/10/2021'],
  ['midnight of Jakarta in UTC', dateCell('2021-10-04', '44473.7083333333'), '04/10/2021 17:00:00'],
  ['rounded down', dateCell('2021-10-04', '44473.99999'), '04/10/2021 23:59:59'],
  ['ISO 8601', dateCell('2021-10-04', '2021-10-04T17:00:00.000Z'), '2021-10-04T17:00:00.000Z'],
])('in a correction sheet a date cell says the same as in its own: %s', (_, cell, text) => {
  expect(cellAsText(cell)).toBe(text);
  expect(readDate(text)).toEqual(readDate(cell));
});
