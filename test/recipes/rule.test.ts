/** The recipe for a new rule (CONTRIBUTING.md), followed in a copy. */
import { expect, test } from 'vitest';
import { Copy } from './copy.ts';

test('recipe of a rule: a code without its sentences does not compile, and one with them is said in both languages', async () => {
  using copy = new Copy();
  copy.add('src/record/problems.ts', "  'PHONE_BAD',", "  'PHONE_SHARED',");
  expect(await copy.build()).toContain('src/text/codes.ts');

  copy.add(
    'src/text/codes-person.ts',
    '  PHONE_BAD: {',
    `  PHONE_SHARED: {
    id: 'No HP ini dipakai banyak orang.', en: 'Many people share this phone number.',
    tryId: 'Tulis No HP orangnya.', tryEn: 'Write the number of the person.',
  },`,
  );
  expect(await copy.build()).toEqual([]);
  const { problemHeadline } = await copy.built<typeof import('../../src/text/headline.ts')>('text/headline.js');
  const said = problemHeadline as (code: string, language: 'id' | 'en') => string;
  expect([said('PHONE_SHARED', 'id'), said('PHONE_SHARED', 'en')]).toEqual([
    'No HP ini dipakai banyak orang',
    'Many people share this phone number',
  ]);
}, 180_000);
