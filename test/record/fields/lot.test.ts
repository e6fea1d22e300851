import { expect, test } from 'vitest';
import { readLot } from '../../../src/record/fields/lot.ts';
import type { Cell } from '../../../src/record/source-row.ts';
import { ERROR_CELL, numberCell, said } from '../help.ts';

test.each(['202107012H', 'ABV5811', '2021E04', '0042021', '202107012', 'CTMAV 547', 'A-1021/B'])(
  'sent as it is: %s',
  (text) => {
    expect(readLot(text)).toEqual({ value: text, problems: [] });
  },
);

test('sent with the zeros and letters that the number format of the cell shows', () => {
  expect(readLot({ kind: 'number', raw: '12345', shown: '0012345' })).toEqual({ value: '0012345', problems: [] });
});

test.each<[string, Cell | undefined, string, string | undefined]>([
  ['nothing', '', 'BATCH_EMPTY warning', undefined],
  ['beyond the end of the row', undefined, 'BATCH_EMPTY warning', undefined],
  ['a dash', '-', 'BATCH_EMPTY warning', undefined],
  ['a numeric cell: zeros may be gone', numberCell('202107012'), 'BATCH_NUM warning v=202107012', '202107012'],
  ['2021E04 that became a number', numberCell('2.021E7'), 'BATCH_NUM warning v=2.021E7', undefined],
  [
    'a number of which Excel keeps the first fifteen digits',
    numberCell('1234567890123450'),
    'BATCH_NUM warning v=1234567890123450',
    undefined,
  ],
  ['2021E04 that became a number, in a CSV', '2,02E+07', 'BATCH_NUM warning v=2,02E+07', undefined],
  ['a formula error', ERROR_CELL, 'CELL_ERROR warning v=#N/A', undefined],
])('sent with a warning: %s', (_, cell, problem, value) => {
  const reading = readLot(cell);
  expect(said(reading)).toEqual([problem]);
  expect(reading.value).toBe(value);
});
