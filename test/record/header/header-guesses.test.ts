/** Headings that are nearly right: what is refused, what is only said, and what a confirmed form does the next time. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HeaderSearch } from '../../../src/record/header/columns.ts';
import { type KnownForms, type Meaning, signatureOf } from '../../../src/record/header/form.ts';
import { findHeader } from '../../../src/record/header/header.ts';
import { mapFlags } from '../../../src/record/header/map-flags.ts';
import type { Field } from '../../../src/record/problems.ts';
import { header, PERSON, search, sheet } from '../sheets.ts';

const guessed = (result: HeaderSearch): [string, Field][] =>
  result.kind === 'unsure' || result.kind === 'found'
    ? result.guesses.map(({ heading, field }) => [heading, field])
    : [];

describe('a person must confirm', () => {
  test.each<[string, string[], [string, Field][]]>([
    ['the NIK', ['NIK Pesrta', 'Nama', 'Tgl Lahir'], [['NIK Pesrta', 'nik']]],
    ['the name', ['NIK', 'Nma Lengkap', 'Tgl Lahir'], [['Nma Lengkap', 'name']]],
    [
      'both',
      ['NIK Pesrta', 'Nma Lengkap', 'NIK Ibu'],
      [
        ['NIK Pesrta', 'nik'],
        ['Nma Lengkap', 'name'],
      ],
    ], // prettier-ignore
    ['the birth date', ['NIK', 'Nama', 'Tgl Lahri'], [['Tgl Lahri', 'birthDate']]],
    ['the date of a dose', ['NIK', 'Nama', 'Tgl Vaksin 1', 'Tgl Vaksn 2'], [['Tgl Vaksn 2', 'date']]],
    [
      'the vaccine, and the lot with it',
      ['NIK', 'Nama', 'Jenis Vaksn', 'No. Batc'],
      [
        ['Jenis Vaksn', 'vaccine'],
        ['No. Batc', 'lot'],
      ],
    ],
  ])('%s', (_, headings, guesses) => {
    const result = search(sheet(['DAFTAR PESERTA'], headings, PERSON));
    expect(result).toMatchObject({ kind: 'unsure', form: { line: 2, headings } });
    expect(guessed(result)).toEqual(guesses);
  });

  test('a site that a line above the table would stand in for', () => {
    expect(search(sheet(['Puskesmas : Boja'], ['NIK', 'Nama', 'Tempat Vaksinsi'])).kind).toBe('unsure');
  });

  test('the day of the sheet’s name does not stand in for a mistyped column of dates', () => {
    expect(search(sheet(['NIK', 'Nama', 'Tgl Vaksn']), {}, '12 OKT 2021').kind).toBe('unsure');
  });
});

describe('only said, and not read', () => {
  test.each<[string, string[], [string, Field][]]>([
    ['a lot', ['NIK', 'Nama', 'No. Batc'], [['No. Batc', 'lot']]],
    ['a site', ['NIK', 'Nama', 'Tempat Vaksinsi'], [['Tempat Vaksinsi', 'site']]],
    ['the sex', ['NIK', 'Nama', 'Jenis Kelamn'], [['Jenis Kelamn', 'sex']]],
    ['the likeliest of two', ['NIK', 'Nama', 'Kategory Sasran', 'Kategori Sasran'], [['Kategori Sasran', 'category']]],
    ['nothing where there is a column', ['NIK', 'Nama', 'No Batch', 'No. Batc', 'NIK Pesrta'], []],
  ])('%s', (_, headings, guesses) => {
    const result = search(sheet(headings, PERSON));
    expect(result.kind).toBe('found');
    expect(guessed(result)).toEqual(guesses);
  });
});

describe('the answer', () => {
  const headings = ['NIK Pesrta', 'Nama', 'Tgl Lahri', 'No. Batc'];

  test('`--map` as it is proposed is all that is needed', () => {
    const result = search(sheet(headings));
    if (result.kind !== 'unsure') throw new Error(result.kind);
    expect(mapFlags(result.guesses)).toBe('--map "NIK Pesrta=nik" --map "Tgl Lahri=birthDate" --map "No. Batc=lot"');
    const map = Object.fromEntries(result.guesses.map(({ heading, field }) => [heading, field]));
    expect(header(sheet(headings), map).columns).toEqual({ nik: 0, name: 1, birthDate: 2 });
  });

  test('what would mean something to a shell is left out of it, and the heading is found all the same', () => {
    const odd = 'NIK "Pesrta"\n`$HOME`';
    const flags = mapFlags([{ heading: odd, field: 'nik' }]);
    expect(flags).toBe('--map "NIK Pesrta HOME=nik"');
    expect(header(sheet([odd, 'Nama']), { 'NIK Pesrta HOME': 'nik' }).columns.nik).toBe(0);
  });

  test('a guess that is none is not made again', () => {
    const result = search(sheet(['NIK', 'Nama', 'Tgl Lahri']), { 'Tgl Lahri': 'none' });
    expect([result.kind, guessed(result)]).toEqual(['found', []]);
  });

  const known = (lines: string[][], said: Record<string, Meaning>): KnownForms =>
    new Map([[signatureOf(lines), new Map(Object.entries(said))]]);
  const again = (rows: string[][], forms: KnownForms) => findHeader(sheet(...rows), new Map(), '', { forms });

  test('is used for the same form, below any title and with its columns moved, and for no other', () => {
    const forms = known([headings], { 'NIK Pesrta': 'nik', 'Tgl Lahri': 'birthDate', 'No. Batc': 'lot' });
    const moved = ['', 'Nama', 'no batc', 'NIK PESRTA', 'tgl_lahri'];
    const result = again([['Puskesmas Boja'], [], moved], forms);
    expect(result.kind === 'found' && result.header.columns).toEqual({ name: 1, nik: 3, birthDate: 4 });
    expect(again([[...headings, 'Keterangan']], forms).kind).toBe('unsure');
    expect(again([headings.slice(0, 3)], forms).kind).toBe('unsure');
  });

  test('holds for headings on two lines', () => {
    const two = [
      ['NIK', 'Nama', 'Dosis 1', '', ''],
      ['', '', 'Tangal', 'Merk Vaksn', 'No Batch'],
    ];
    expect(guessed(again(two, new Map()))).toEqual([['Dosis 1 Merk Vaksn', 'vaccine']]);
    const result = again(two, known(two, { 'Dosis 1 Merk Vaksn': 'vaccine' }));
    expect(result.kind === 'found' && result.header.doses).toEqual([
      { number: 1, columns: { date: 2, vaccine: 3, lot: 4 } },
    ]);
  });

  test('gives way to `--map`', () => {
    const forms = known([headings], { 'NIK Pesrta': 'nik', 'Tgl Lahri': 'birthDate', 'No. Batc': 'lot' });
    const map = new Map<string, Meaning>([['Tgl Lahri', 'date']]);
    const result = findHeader(sheet(headings), map, '', { forms });
    expect(result.kind === 'found' && result.header.doses).toEqual([{ columns: { date: 2, lot: 3 } }]);
  });
});

test('a form is known by its headings in any order and spelling of punctuation, and by no other', () => {
  const heading = fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8})?$/);
  fc.assert(
    fc.property(fc.uniqueArray(heading, { minLength: 1, maxLength: 8 }), fc.nat(), heading, (headings, turn, other) => {
      const cut = turn % headings.length;
      const turned = [...headings.slice(cut), '', ...headings.slice(0, cut)].map((text) => ` ${text.toUpperCase()}. `);
      expect(signatureOf([turned])).toBe(signatureOf([headings]));
      expect(signatureOf([[...headings, `${other} qqq`]])).not.toBe(signatureOf([headings]));
    }),
  );
});
