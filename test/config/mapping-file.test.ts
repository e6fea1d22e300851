/** What may stand in a mapping file, and that every mistake in one is said with its line. */
import { describe, expect, it, test } from 'vitest';
import { mappingOf, readMapping } from '../../src/config/mapping-file.ts';
import { RunError } from '../../src/errors.ts';

const GOOD = `
vaccines:
  bcg:
    names: [Vaksin BCG, "Imunisasi B.C.G."]
    codes:
      - { system: "http://sys-ids.kemkes.go.id/kfa", code: 093005208 }
  coronavac: [SNV, 511]
  td: Tetanus
sites:
  Puskesmas Kendal 1: [PKM Kendal I, pusk. kendal 1]
  Puskesmas Kendal 2:
categories:
  Lansia: ["> 60", Manula]
`;

describe('a mapping file', () => {
  const mapping = mappingOf(GOOD, 'mapping.yaml');

  it('names vaccines, with codes letter by letter', () => {
    const bcg = { vaccine: 'bcg', codes: [{ system: 'http://sys-ids.kemkes.go.id/kfa', code: '093005208' }] };
    expect(Object.fromEntries(mapping.vaccineNames)).toEqual({
      bcg,
      'vaksin bcg': bcg,
      'imunisasi b c g': bcg,
      coronavac: { vaccine: 'coronavac' },
      snv: { vaccine: 'coronavac' },
      '511': { vaccine: 'coronavac' },
      td: { vaccine: 'td' },
      tetanus: { vaccine: 'td' },
    });
  });

  it('lists sites and categories', () => {
    expect(Object.fromEntries(mapping.siteNames)).toEqual({
      'puskesmas kendal 1': 'Puskesmas Kendal 1',
      'pkm kendal i': 'Puskesmas Kendal 1',
      'pusk kendal 1': 'Puskesmas Kendal 1',
      'puskesmas kendal 2': 'Puskesmas Kendal 2',
    });
    expect(Object.fromEntries(mapping.categoryNames)).toEqual({ lansia: 'Lansia', '60': 'Lansia', manula: 'Lansia' });
  });

  it('keeps the names that people write, and no ids of the server where they have other names', () => {
    expect(mapping.writtenNames).toEqual({
      vaccines: ['Vaksin BCG', 'Imunisasi B.C.G.', 'SNV', '511', 'Tetanus'],
      sites: ['Puskesmas Kendal 1', 'PKM Kendal I', 'pusk. kendal 1', 'Puskesmas Kendal 2'],
      categories: ['Lansia', '> 60', 'Manula'],
    });
    const ids = mappingOf(
      'vaccines:\n  bcg:\nsites:\n  3324012: [Pustu Boja II]\n  PKM-01: PKM Kendal\n  3324013:\n',
      '',
    );
    expect(ids.writtenNames).toMatchObject({ vaccines: ['bcg'], sites: ['Pustu Boja II', 'PKM Kendal', '3324013'] });
  });

  it.each(['', '# nothing yet\n', 'vaccines:\nsites:\n'])('may be empty: %j', (text) => {
    const { vaccineNames, siteNames, categoryNames } = mappingOf(text, 'mapping.yaml');
    expect([vaccineNames.size, siteNames.size, categoryNames.size]).toEqual([0, 0, 0]);
  });
});

function refusal(text: string): { code: string; params: RunError['params'] } {
  try {
    mappingOf(text, 'mapping.yaml');
  } catch (error) {
    if (error instanceof RunError) return { code: error.code, params: error.params };
    throw error;
  }
  throw new Error('was taken');
}

test.each<[string, string, string, Record<string, unknown>]>([
  ['a bracket that never closes', 'sites:\n  A: [B\n', 'CONFIG_SYNTAX', { line: 3 }],
  ['the same vaccine twice', 'vaccines:\n  bcg:\n  bcg: [BCG]\n', 'MAPPING_TWICE', { line: 3, first: 2 }],
  ['a list', '- bcg\n', 'CONFIG_VALUE', { line: 1 }],
  [
    'a section that is misspelt',
    'vaccines:\ncatagories:\n',
    'CONFIG_KEY',
    { line: 2, key: 'catagories', nearest: 'categories' },
  ],
  [
    'a vaccine that is no short name',
    'vaccines:\n  bcg:\n  Vaksin TD: [TD]\n',
    'CONFIG_VALUE',
    { line: 3, key: 'vaccines.Vaksin TD', expected: 'bcg' },
  ],
  ['a site that is too long', `sites:\n  ${'x'.repeat(201)}:\n`, 'CONFIG_VALUE', { line: 2 }],
  ['a name that is a list', 'sites:\n  A: [[B]]\n', 'CONFIG_VALUE', { line: 2, key: 'sites.A' }],
  ['a name of nothing but signs', 'sites:\n  A: ["--"]\n', 'CONFIG_VALUE', { line: 2, key: 'sites.A' }],
  [
    'codes without a system',
    'vaccines:\n  bcg:\n    codes:\n      - { code: "1" }\n',
    'CONFIG_VALUE',
    { line: 4, key: 'vaccines.bcg.codes' },
  ],
  [
    'a word that a vaccine does not have',
    'vaccines:\n  bcg:\n    nama: [BCG]\n',
    'CONFIG_VALUE',
    { line: 3, key: 'vaccines.bcg.nama' },
  ],
  ['codes of a site', 'sites:\n  A:\n    codes: []\n', 'CONFIG_VALUE', { line: 3, key: 'sites.A' }],
  [
    'one name for two vaccines, in other letters',
    'vaccines:\n  bcg: [Bayi]\n  hb0:\n    names:\n      - BAYI.\n',
    'MAPPING_TWICE',
    { line: 5, first: 2, name: 'BAYI.' },
  ],
  ['a name that is another’s own', 'sites:\n  A: [B]\n  B:\n', 'MAPPING_TWICE', { line: 3, first: 2, name: 'B' }],
])('refused: %s', (_, text, code, params) => {
  expect(refusal(text)).toEqual({ code, params: expect.objectContaining({ file: 'mapping.yaml', ...params }) });
});

test('a file that is not there', async () => {
  await expect(readMapping('/tidak/ada/mapping.yaml')).rejects.toMatchObject({
    code: 'MAPPING_MISSING',
    params: { file: '/tidak/ada/mapping.yaml' },
  });
});
