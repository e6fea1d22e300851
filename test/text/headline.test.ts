import { describe, expect, test } from 'vitest';
import { PROBLEM_CODES } from '../../src/record/problems.ts';
import { headline, problemHeadline } from '../../src/text/headline.ts';
import { LANGUAGES } from '../../src/text/language.ts';

describe('a sentence without its particulars', () => {
  test.each([
    ['the first sentence is enough', 'Nama kosong. Tulis nama dari KTP.', 'Nama kosong'],
    ['up to the semicolon', 'NIK tersimpan sebagai angka; digit terakhir hilang.', 'NIK tersimpan sebagai angka'],
    ['a quoted value after a colon goes', 'Jenis vaksin tidak dikenal: "{v}".', 'Jenis vaksin tidak dikenal'],
    ['a clause that needs a number goes', 'NIK must have 16 digits, found {n}.', 'NIK must have 16 digits'],
    [
      'an aside that needs a value goes',
      'Birth date differs from the NIK ({nik} ≠ {cell}).',
      'Birth date differs from the NIK',
    ],
    ['an aside without one stays', 'Tanggal vaksinasi kosong (wajib).', 'Tanggal vaksinasi kosong (wajib)'],
    [
      'a value in the only clause becomes an ellipsis',
      'Kode wilayah NIK {ppkk} tidak dikenal.',
      'Kode wilayah NIK … tidak dikenal',
    ],
    ['so does a quoted one', 'The value "{v}" is unknown.', 'The value … is unknown'],
  ])('%s', (_, sentence, expected) => {
    expect(headline(sentence)).toBe(expected);
  });
});

describe.each(LANGUAGES)('every problem in %s', (language) => {
  test.each(PROBLEM_CODES)('%s', (code) => {
    const said = problemHeadline(code, language);
    expect(said.length).toBeGreaterThan(3);
    expect(said.length).toBeLessThanOrEqual(90);
    expect(said).not.toMatch(/[{}]|undefined|[.:;,]$/);
  });
});
