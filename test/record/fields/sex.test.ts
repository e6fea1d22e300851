import { expect, test } from 'vitest';
import { readSex } from '../../../src/record/fields/sex.ts';
import type { Cell } from '../../../src/record/source-row.ts';
import { ERROR_CELL, numberCell, said, UNCALCULATED } from '../help.ts';

test.each<Cell>([
  'L',
  'l',
  'LK',
  'Lk.',
  'Laki-laki',
  'LAKI - LAKI',
  'laki laki',
  'Laki2',
  'Laki',
  'Pria',
  'Cowok',
  'Lelaki',
  'M',
  'Male',
  '1',
  ' L ',
  'L (Laki-laki)',
  numberCell('1'),
])('male: %s', (cell) => {
  expect(readSex(cell)).toEqual({ value: 'male', problems: [] });
});

test.each<Cell>([
  'P',
  'p',
  'PR',
  'Pr.',
  'Perempuan',
  'PEREMPUAN',
  'Wanita',
  'W',
  'Cewek',
  'F',
  'Female',
  '2',
  'P (Perempuan)',
  numberCell('2'),
])('female: %s', (cell) => {
  expect(readSex(cell)).toEqual({ value: 'female', problems: [] });
});

test.each<Cell | undefined>(['', '-', ' ', undefined])('nothing: %s', (cell) => {
  expect(readSex(cell)).toEqual({ problems: [] });
});

test.each<[string, Cell, string]>([
  ['both, as the heading says', 'L/P', 'SEX_UNKNOWN error v=L/P'],
  ['another letter', 'X', 'SEX_UNKNOWN error v=X'],
  ['another number', numberCell('3'), 'SEX_UNKNOWN error v=3'],
  ['an age', '66', 'SEX_UNKNOWN error v=66'],
  ['a formula error', ERROR_CELL, 'CELL_ERROR error v=#N/A'],
  ['a formula that was never calculated', UNCALCULATED, 'CELL_ERROR error v=='],
])('kept back: %s', (_, cell, problem) => {
  expect(said(readSex(cell))).toEqual([problem]);
});
