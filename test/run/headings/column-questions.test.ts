/** The conversation about headings, with somebody who types. */
import { describe, expect, test } from 'vitest';
import type { Guess, HeaderForm } from '../../../src/record/header/columns.ts';
import { converse } from '../../../src/run/headings/column-questions.ts';
import { LANGUAGES } from '../../../src/text/language.ts';
import { messagesFor } from '../../../src/text/messages-for.ts';

const form: HeaderForm = {
  line: 4,
  headings: ['No', 'NIK Pesrta', 'Nma Lengkap', 'NIK Ibu', 'NIK Karyawan', 'No KK', '', 'Kode', 'No HP', 'No HP 2'],
  signature: 'f',
  told: new Map(),
};
const place = { file: 'boja.xlsx', sheet: 'OKT' };
const guesses: Guess[] = [
  { heading: 'NIK Pesrta', field: 'nik' },
  { heading: 'Nma Lengkap', field: 'name' },
];

/** Types these lines, then ends the input. */
function clerk(typed: readonly string[], language: 'id' | 'en' = 'id') {
  const screen: string[] = [];
  const left = [...typed];
  const ask = async (prompt: string): Promise<string | undefined> => {
    const line = left.shift();
    screen.push(prompt + (line ?? ''));
    return line;
  };
  const conversation = converse(messagesFor(language), ask, (lines) => screen.push(...lines));
  return { screen, left, ...conversation };
}

describe('proposals', () => {
  test.each([['y'], ['Y'], ['ya'], [' yes ']])('%j takes them all', async (typed) => {
    const { confirm, left } = clerk([typed]);
    expect(await confirm({ form, place, guesses })).toEqual(guesses);
    expect(left).toEqual([]);
  });

  test.each([['t'], ['n'], ['tidak'], ['no']])('%j takes none', async (typed) => {
    expect(await clerk([typed]).confirm({ form, place, guesses })).toEqual([]);
  });

  test('Enter alone and anything else is asked again: nothing is confirmed by accident', async () => {
    const { confirm, screen } = clerk(['', 'x', '3', '0', '-1', 'y']);
    expect(await confirm({ form, place, guesses })).toEqual(guesses);
    expect(screen.filter((line) => line === 'Ketik salah satu, lalu tekan Enter.')).toHaveLength(5);
  });

  // Offered for the NIK: 1 No, 2 NIK Pesrta, 3 Kode …; for the name: 1 No, 2 Nma Lengkap, 3 Kode …
  test('a number chooses another column, and what is chosen is shown before it counts', async () => {
    const { confirm, screen } = clerk(['2', '3', 'y']);
    expect(await confirm({ form, place, guesses })).toEqual([guesses[0], { heading: 'Kode', field: 'name' }]);
    expect(screen.join('\n')).toMatch(/nama ← "Nma Lengkap".*nama ← "Kode"/s);
  });

  test('one column holds one thing; 0 is no column', async () => {
    expect(await clerk(['1', '3', '2', '3', 'y']).confirm({ form, place, guesses })).toEqual([
      { heading: 'Kode', field: 'name' },
    ]);
    expect(await clerk(['1', '0', 'y']).confirm({ form, place, guesses })).toEqual([guesses[1]]);
  });

  test('the mother’s, the employer’s and the family’s number are not even offered', async () => {
    const { confirm, screen } = clerk(['1']);
    expect(await confirm({ form, place, guesses })).toBe('nobody');
    const offered = screen.filter((line) => /^ +\d+ {2}"/.test(line)).join('\n');
    expect(offered).toContain('"Kode"');
    expect(offered).not.toMatch(/Ibu|Karyawan|KK/);
  });

  test.each(LANGUAGES)('all of it is said (%s)', async (language) => {
    const { confirm, screen } = clerk(['y'], language);
    await confirm({ form, place, guesses: [...guesses, { heading: 'No HP 2', field: 'date', dose: 2 }] });
    const said = screen.join('\n');
    expect(said).toContain('boja.xlsx');
    expect(said).toContain('OKT');
    for (const heading of form.headings.filter((text) => text !== '')) expect(said).toContain(`"${heading}"`);
    expect(said).not.toMatch(/undefined|null|\[object/);
  });
});

describe('a choice', () => {
  test('between two columns, or neither', async () => {
    const choice = { why: 'tie', form, place, field: 'phone', among: ['No HP', 'No HP 2'] } as const;
    expect(await clerk(['2']).choose(choice)).toBe('No HP 2');
    expect(await clerk(['0']).choose(choice)).toBeUndefined();
    expect(await clerk(['3', 'y', '']).choose(choice)).toBe('nobody');
  });

  test('of a column that was not recognised', async () => {
    expect(await clerk(['3']).choose({ why: 'missing', form, place, field: 'nik', among: form.headings })).toBe('Kode');
  });
});

test('the end of the input is no answer', async () => {
  const { confirm, screen } = clerk([]);
  expect(await confirm({ form, place, guesses })).toBe('nobody');
  expect(screen.at(-1)).toBe('Tidak dijawab: tidak ada yang diingat.');
});
