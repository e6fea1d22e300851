import { expect, test } from 'vitest';
import { foldLabel } from '../../../src/record/words/fold.ts';

test.each([
  ['dots and capitals', 'No. HP', 'no hp'],
  ['an underscore from a database', 'TANGGAL_LAHIR', 'tanggal lahir'],
  ['a line break inside the heading', 'Tgl\nLahir', 'tgl lahir'],
  ['brackets and a slash', 'Tempat/Tgl. Lahir (KTP)', 'tempat tgl lahir ktp'],
  ['no-break spaces at the ends', '\u00a0NIK\u00a0', 'nik'],
  ['an accent', 'Posyandu Mélati', 'posyandu melati'],
  ['digits stay', 'Dosis ke-2', 'dosis ke 2'],
  ['only signs', ' -- / ', ''],
])('%s', (_, text, folded) => {
  expect(foldLabel(text)).toBe(folded);
});
