import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { knownForms, type Mapping, withForm } from '../../src/mappings/mappings.ts';
import { readMappings, writeMappings } from '../../src/mappings/mappings-file.ts';
import type { Meaning } from '../../src/record/header/form.ts';
import { FIELDS } from '../../src/record/problems.ts';

const folder = mkdtempSync(join(tmpdir(), 'mappings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'baru', 'columns.yaml');

const meanings = fc.array(
  fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constantFrom<Meaning>(...FIELDS, 'none')),
  {
    minLength: 1,
    maxLength: 5,
  },
);
const mapping: fc.Arbitrary<Mapping> = fc.record({
  signature: fc.stringMatching(/^[0-9a-f]{32}$/),
  file: fc.string({ unit: 'grapheme' }),
  confirmed: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  columns: meanings.map((pairs) => new Map(pairs)),
});

describe('the file of the mappings', () => {
  test('none is none', async () => {
    expect(await readMappings(path)).toEqual([]);
  });

  test('gives back whatever was written, headings of any characters among it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mapping, { maxLength: 4 }), async (mappings) => {
        await writeMappings(path, mappings);
        expect(await readMappings(path)).toEqual(mappings);
      }),
      { numRuns: 60 },
    );
  });

  test('is the owner’s alone, explains itself, and nothing lies beside it', async () => {
    await writeMappings(path, []);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).toMatch(/^# Which column holds what/);
    expect(readdirSync(join(folder, 'baru'))).toEqual(['columns.yaml']);
  });

  const entry = (changes: Record<string, string>): string =>
    Object.entries({
      form: 'a'.repeat(32),
      file: 'b.xlsx',
      confirmed: '2026-11-25T00:00:00.000Z',
      columns: '{ KTP: nik }',
      ...changes,
    })
      .map(([key, value], index) => `${index === 0 ? '-' : ' '} ${key}: ${value}\n`)
      .join('');

  test('may be written by hand, with comments', async () => {
    writeFileSync(path, `# milik saya\n${entry({ columns: '{ "No. KTP": nik, Kode: none }' })}`);
    expect((await readMappings(path))[0]?.columns).toEqual(
      new Map([
        ['No. KTP', 'nik'],
        ['Kode', 'none'],
      ]),
    ); // prettier-ignore
  });

  test.each<[string, string, number | undefined]>([
    ['half of it', entry({}).slice(0, 60), 3],
    ['no YAML', '- form: [\n', 2],
    ['no list', 'form: a\n', 1],
    ['a list of something else', '- KTP\n', 1],
    ['a field that is none', `# ya\n${entry({ columns: '{ KTP: nk }' })}`, 2],
    ['a form that is none', entry({ form: 'boja' }), 1],
    ['no day', entry({ confirmed: 'kemarin' }), 1],
    ['no columns', entry({ columns: '{}' }), 1],
    ['bytes of zero', '\0\0\0\0', 1],
  ])('%s is damaged, and that is said', async (_, text, line) => {
    writeFileSync(path, text);
    await expect(readMappings(path)).rejects.toMatchObject({
      code: 'MAPPINGS_DAMAGED',
      params: { path, ...(line ? { line } : {}) },
    });
  });

  test('one that cannot be read is no empty one', async () => {
    await expect(readMappings(folder)).rejects.toMatchObject({ code: 'DISK_FAILED' });
    chmodSync(path, 0o600);
  });
});

describe('what is remembered', () => {
  const at = { file: 'boja.xlsx', now: 5 };
  const told = (pairs: Record<string, Meaning>) => ({ signature: 'f', told: new Map(Object.entries(pairs)) });

  test('a form once, as it was said last', () => {
    const once = withForm([], told({ KTP: 'nik' }), at);
    expect(once).toEqual([{ signature: 'f', file: 'boja.xlsx', confirmed: 5, columns: new Map([['KTP', 'nik']]) }]);
    expect(withForm(once, told({ KTP: 'nik' }), { ...at, now: 9 })).toBe(once);
    const twice = withForm(once, told({ KTP: 'none' }), { ...at, now: 9 });
    expect(knownForms(twice)).toEqual(new Map([['f', new Map([['KTP', 'none']])]]));
  });

  test('nothing where nothing was said, and no heading that may be somebody’s number', () => {
    expect(withForm([], told({}), at)).toEqual([]);
    expect(withForm([], told({ 'Petugas 0812345678': 'none' }), at)).toEqual([]);
  });
});
