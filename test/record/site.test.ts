import { expect, test } from 'vitest';
import { readSite } from '../../src/record/site.ts';
import { ERROR_CELL, RULES, said } from './help.ts';

const listed = { siteNames: new Map([['puskesmas kendal 1', 'PKM KENDAL 01']]) };

test('without a list any site is taken as it stands', () => {
  expect(readSite(' Balai Desa  Boja', RULES)).toEqual({ value: 'Balai Desa Boja', problems: [] });
});

test('a listed site is sent under the name of the list', () => {
  expect(readSite('PUSKESMAS KENDAL-1', listed)).toEqual({ value: 'PKM KENDAL 01', problems: [] });
});

test('with a list others keep the row back', () => {
  expect(said(readSite('Balai Desa Boja', listed))).toEqual(['SITE_UNKNOWN error v=Balai Desa Boja']);
});

test('an empty site is a warning', () => {
  for (const cell of ['', '-', undefined]) expect(said(readSite(cell, listed))).toEqual(['SITE_EMPTY warning']);
});

test('a formula error keeps the row back only where a list must be kept to', () => {
  expect(said(readSite(ERROR_CELL, RULES))).toEqual(['CELL_ERROR warning v=#N/A']);
  expect(said(readSite(ERROR_CELL, listed))).toEqual(['CELL_ERROR error v=#N/A']);
});
