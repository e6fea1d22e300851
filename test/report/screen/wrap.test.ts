/** Sentences and tables on a screen of a given width. */
import { expect, test } from 'vitest';
import { fitted, wrap } from '../../../src/report/screen/wrap.ts';

test('a field of several words stays with its arrow and its heading', () => {
  const lines = wrap(
    'Kolom di a.xlsx: NIK ← "NIK", jenis kelamin ← "JK", no. HP ← "No HP", no. batch ← "No Batch"',
    41,
  );
  expect(lines).toEqual([
    'Kolom di a.xlsx: NIK ← "NIK",',
    '  jenis kelamin ← "JK", no. HP ← "No HP",',
    '  no. batch ← "No Batch"',
  ]);
});

test('a line that fits is left as it is, with all its blanks; a wider one is broken between words', () => {
  expect(fitted(['  menunggu         12', 'Terakhir dijalankan: import'], 22)).toEqual([
    '  menunggu         12',
    'Terakhir dijalankan:',
    '  import',
  ]);
});

test('the columns of a list stay below each other, and what is broken goes on in its own column', () => {
  expect(
    fitted(
      [
        '  1  json       API penerima dalam JSON, milik kita atau yang lain',
        '  5  files      berkas di sebuah folder, untuk diunggah dengan tangan',
        '  6  sandbox    belum ada: berlatih dengan server latihan',
      ],
      60,
    ),
  ).toEqual([
    '  1  json       API penerima dalam JSON, milik kita atau',
    '                yang lain',
    '  5  files      berkas di sebuah folder, untuk diunggah',
    '                dengan tangan',
    '  6  sandbox    belum ada: berlatih dengan server latihan',
  ]);
});
