import { expect, test } from 'vitest';
import { readDoseNumber } from '../../../src/record/fields/dose-number.ts';
import type { Cell } from '../../../src/record/source-row.ts';
import { dateCell, ERROR_CELL, numberCell, said, UNCALCULATED } from '../help.ts';

test.each<[Cell, number]>([
  ['1', 1],
  ['2', 2],
  [numberCell('2'), 2],
  [numberCell('2.0'), 2],
  ['1.0', 1],
  ['02', 2],
  ['I', 1],
  ['II', 2],
  ['III', 3],
  ['iv', 4],
  ['ke-1', 1],
  ['Ke 2', 2],
  ['Dosis 1', 1],
  ['DOSIS KE-2', 2],
  ['dosis II', 2],
  ['Vaksin ke 1', 1],
  ['V1', 1],
  ['V2', 2],
  ['D2', 2],
  ['pertama', 1],
  ['Kedua', 2],
  ['Ketiga', 3],
  ['1 (satu)', 1],
  ['2 (dua)', 2],
  ['1st', 1],
  ['second dose', 2],
  ['Booster', 3],
  ['BOSTER', 3],
  ['booster 1', 3],
  ['Booster ke-1', 3],
  ['booster 2', 4],
  ['Booster II', 4],
  ['Booster kedua', 4],
  ['Lanjutan', 3],
  ['Dosis 3 (booster)', 3],
  ['Dosis 4 / Booster 2', 4],
  ['3', 3],
  ['4', 4],
])('%j is dose %i', (cell, dose) => {
  expect(readDoseNumber(cell)).toEqual({ value: dose, problems: [] });
});

test.each<[string, Cell | undefined, string]>([
  ['nothing', '', 'DOSE_EMPTY error'],
  ['beyond the end of the row', undefined, 'DOSE_EMPTY error'],
  ['a dash', '-', 'DOSE_EMPTY error'],
  ['zero, of a link to an empty cell', '0', 'DOSE_EMPTY error'],
  ['five', numberCell('5'), 'DOSE_BAD error v=5'],
  ['two doses in a cell', '1 & 2', 'DOSE_BAD error v=1 & 2'],
  ['a number and a word that disagree', '1 (dua)', 'DOSE_BAD error v=1 (dua)'],
  ['the third booster, or the third dose?', 'booster 3', 'DOSE_BAD error v=booster 3'],
  ['the second dose, or the booster?', 'dosis 2 booster', 'DOSE_BAD error v=dosis 2 booster'],
  ['1/2 that Excel made a date', dateCell('2021-02-01'), 'DOSE_BAD error v=2021-02-01'],
  ['a half', numberCell('1.5'), 'DOSE_BAD error v=1.5'],
  ['the vaccine', 'Sinovac', 'DOSE_BAD error v=Sinovac'],
  ['true', { kind: 'boolean', raw: '1' }, 'DOSE_BAD error v=TRUE'],
  ['a formula error', ERROR_CELL, 'CELL_ERROR error v=#N/A'],
  ['a formula error in a CSV', '#N/A', 'CELL_ERROR error v=#N/A'],
  ['a formula that was never calculated', UNCALCULATED, 'CELL_ERROR error v=='],
])('kept back: %s', (_, cell, problem) => {
  const reading = readDoseNumber(cell);
  expect(said(reading)).toEqual([problem]);
  expect(reading).not.toHaveProperty('value');
});
