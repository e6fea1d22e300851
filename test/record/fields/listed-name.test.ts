import { describe, expect, test } from 'vitest';
import { readCategory, readSite } from '../../../src/record/fields/listed-name.ts';
import { ERROR_CELL, RULES, said } from '../help.ts';

const listed = {
  siteNames: new Map([
    ['puskesmas kendal 1', 'PKM KENDAL 01'],
    ['balai desa boga', 'Balai Desa Boga'],
    ['sd 1 weleri', 'SD 1 Weleri'],
    ['lapas kendal', 'Lapas Kendal'],
    ['pustu boja ii', '3324012'],
  ]),
  writtenNames: {
    ...RULES.writtenNames,
    sites: ['Puskesmas Kendal 1', 'Balai Desa Boga', 'Balai Desa Boya', 'SD 1 Weleri', 'Lapas Kendal', 'Pustu Boja II'],
  },
};
const categories = {
  categoryNames: new Map([
    ['lansia', 'Lansia'],
    ['60', 'Lansia'],
    ['remaja', 'Remaja'],
  ]),
  writtenNames: { ...RULES.writtenNames, categories: ['Lansia', '> 60', 'Remaja'] },
};

describe('a site', () => {
  test('without a list is taken as it stands', () => {
    expect(readSite(' Balai Desa  Boja', RULES)).toEqual({ value: 'Balai Desa Boja', problems: [] });
  });

  test('of the list is sent under the name that stands there', () => {
    expect(readSite('PUSKESMAS KENDAL-1', listed)).toEqual({ value: 'PKM KENDAL 01', problems: [] });
  });

  test.each([
    [
      'nearly one of the list, but never guessed',
      'Lapas Kendall',
      'SITE_UNKNOWN error v=Lapas Kendall nearest=Lapas Kendal',
    ],
    [
      'as near to two',
      'Balai Desa Boja',
      'SITE_UNKNOWN error v=Balai Desa Boja nearest=Balai Desa Boga, Balai Desa Boya',
    ],
    ['like none of them', 'GOR', 'SITE_UNKNOWN error v=GOR'],
    ['only as long as one of them', 'Pustu Weleri', 'SITE_UNKNOWN error v=Pustu Weleri'],
    ['the same but for its number', 'Puskesmas Kendal 2', 'SITE_UNKNOWN error v=Puskesmas Kendal 2'],
    [
      'a number in Roman figures',
      'PUSKESMAS KENDAL I',
      'SITE_UNKNOWN error v=PUSKESMAS KENDAL I nearest=Puskesmas Kendal 1',
    ],
    [
      'a number with a zero before it',
      'Puskesmas Kendal 01',
      'SITE_UNKNOWN error v=Puskesmas Kendal 01 nearest=Puskesmas Kendal 1',
    ],
    [
      'near to one that the server knows by a number',
      'Pustu Bojaa 2',
      'SITE_UNKNOWN error v=Pustu Bojaa 2 nearest=Pustu Boja II',
    ],
  ])('kept back: %s', (_, cell, problem) => {
    expect(said(readSite(cell, listed))).toEqual([problem]);
    expect(readSite(cell, listed)).not.toHaveProperty('value');
  });

  test('that is empty is a warning', () => {
    for (const cell of ['', '-', undefined]) expect(said(readSite(cell, listed))).toEqual(['SITE_EMPTY warning']);
  });

  test('with a formula error keeps the row back only where a list must be kept to', () => {
    expect(said(readSite(ERROR_CELL, RULES))).toEqual(['CELL_ERROR warning v=#N/A']);
    expect(said(readSite(ERROR_CELL, listed))).toEqual(['CELL_ERROR error v=#N/A']);
  });
});

describe('a category', () => {
  test('without a list is taken as it stands', () => {
    expect(readCategory('Lanjut usia', RULES)).toEqual({ value: 'Lanjut usia', problems: [] });
  });

  test('of the list is sent under the name that stands there', () => {
    expect(readCategory('> 60', categories)).toEqual({ value: 'Lansia', problems: [] });
  });

  test('that is not in the list keeps the row back, and says which is near', () => {
    expect(said(readCategory('Lanssia', categories))).toEqual(['CATEGORY_UNKNOWN error v=Lanssia nearest=Lansia']);
  });

  test('that is empty is nothing to speak of', () => {
    for (const cell of ['', '-', undefined]) expect(readCategory(cell, categories)).toEqual({ problems: [] });
  });
});

test('the code of a facility in a number cell is what the sheet shows', () => {
  const cell = { kind: 'number', raw: '12', shown: '0012' } as const;
  expect(readSite(cell, RULES).value).toBe('0012');
  const siteNames = new Map([['0012', 'PKM KENDAL 12']]);
  expect(readSite(cell, { ...RULES, siteNames }).value).toBe('PKM KENDAL 12');
});

test('a facility of which Excel has made a day is left out', () => {
  const reading = readSite({ kind: 'date', raw: '44228', day: '2021-02-01' }, RULES);
  expect([reading.value, said(reading)]).toEqual([undefined, ['CELL_GARBLED warning v=2021-02-01']]);
});
