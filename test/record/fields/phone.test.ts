import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPhone } from '../../../src/record/fields/phone.ts';
import type { Cell } from '../../../src/record/source-row.ts';
import { anyCell, ERROR_CELL, numberCell, said, UNCALCULATED } from '../help.ts';

test.each([
  ['081234567890'],
  ['6281234567890'],
  ['+6281234567890'],
  ['+62081234567890'],
  ['62081234567890'],
  ['0062 812 3456 7890'],
  ['0812-3456-7890'],
  ['0812.3456.7890'],
  ['0812 3456 7890'],
  ['(0812) 3456 7890'],
  ['O81234567890'],
  ['081234567890 (ibu)'],
  ['WA: 081234567890'],
  ['No. HP 0812 3456 7890'],
  ["'081234567890"],
  ['\u00a0081234567890 '],
])('%s', (text) => {
  expect(readPhone(text)).toEqual({ value: '+6281234567890', problems: [] });
});

test.each([
  ['the shortest', '0811234567', '+62811234567'],
  ['the longest', '0812345678901', '+62812345678901'],
  ['of Malaysia, with its code', '+60 12-345 6789', '+60123456789'],
])('%s', (_, text, phone) => {
  expect(readPhone(text)).toEqual({ value: phone, problems: [] });
});

test.each<[string, Cell]>([
  ['a number lost its zero', numberCell('81234567890')],
  ['a number with a fraction of zero', numberCell('81234567890.0')],
  ['text that lost its zero', '81234567890'],
  ['text that lost its zero, with dashes', '812-3456-7890'],
])('%s: restored', (_, cell) => {
  const reading = readPhone(cell);
  expect(reading.value).toBe('+6281234567890');
  expect(said(reading)).toEqual(['PHONE_LOST0 warning']);
});

test.each<[string, Cell, string]>([
  ['Excel lost digits', '8,12346E+10', 'PHONE_EXP warning v=8,12346E+10'],
  ['Excel lost digits, in English', '8.12346E+10', 'PHONE_EXP warning v=8.12346E+10'],
  ['Excel lost digits of a number', numberCell('8.12346E10'), 'PHONE_EXP warning v=8.12346E10'],
  ['two numbers in a cell', '0812 3456 7890 / 0857 1234 5678', 'PHONE_BAD warning v=0812 3456 7890 / 0857 1234 5678'],
  ['only zeros', '00000000000', 'PHONE_BAD warning v=00000000000'],
  ['a digit too many', '08123456789012', 'PHONE_BAD warning v=08123456789012'],
  ['too few digits', '08123', 'PHONE_BAD warning v=08123'],
  ['080…', '080234567890', 'PHONE_BAD warning v=080234567890'],
  ['a telephone at home', '0294381234', 'PHONE_BAD warning v=0294381234'],
  ['words', 'tidak punya', 'PHONE_BAD warning v=tidak punya'],
  ['a formula error', ERROR_CELL, 'CELL_ERROR warning v=#N/A'],
  ['a formula that was never calculated', UNCALCULATED, 'CELL_ERROR warning v=='],
])('sent without it: %s', (_, cell, problem) => {
  const reading = readPhone(cell);
  expect(said(reading)).toEqual([problem]);
  expect(reading).not.toHaveProperty('value');
});

test.each<Cell | undefined>(['', '-', undefined])('nothing: %s', (cell) => {
  expect(readPhone(cell)).toEqual({ problems: [] });
});

test('whatever a cell holds, a number that is read is E.164, and only a ditto mark keeps the row back', () => {
  fc.assert(
    fc.property(anyCell, (cell) => {
      const { value, problems } = readPhone(cell);
      if (value !== undefined) expect(value).toMatch(/^\+[1-9]\d{7,14}$/);
      expect(problems.every(({ code, severity }) => severity === 'warning' || code === 'CELL_DITTO')).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
