import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { barLine, cut, cutMiddle, width } from '../../../src/report/screen/bar-line.ts';
import { wrap } from '../../../src/report/screen/wrap.ts';

const parts = { share: 0.5, percent: '50%', counts: '1.170/2.340', tail: 'server mati sejak 01.12, coba lagi 01.20' };

describe('the bar', () => {
  test('on an ordinary screen', () => {
    expect(barLine(parts, 80)).toBe('██████████░░░░░░░░░  50%  1.170/2.340  server mati sejak 01.12, coba lagi 01.20');
  });
  test('on a narrow one the bar itself goes first', () => {
    expect(barLine(parts, 62)).toBe('50%  1.170/2.340  server mati sejak 01.12, coba lagi 01.20');
  });
  test('then the counts', () => {
    expect(barLine(parts, 50)).toBe('50%  server mati sejak 01.12, coba lagi 01.20');
  });
  test('then the percentage, and the end is cut', () => {
    expect(barLine(parts, 42)).toBe('server mati sejak 01.12, coba lagi 01.20');
    expect(barLine(parts, 20)).toBe('server mati sejak …');
  });
  test('colours do not count as width', () => {
    const painted = barLine(parts, 80, (filled, empty) => `<${filled}|${empty}>`);
    expect(painted.replace(/[<|>]/g, '')).toBe(barLine(parts, 80));
  });
  test('never as wide as the screen, whatever the screen and the text', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 200 }),
        fc.double({ min: -1, max: 2, noNaN: true }),
        fc.string(),
        (columns, share, tail) => {
          expect(width(barLine({ ...parts, share, tail }, columns))).toBeLessThan(columns);
        },
      ),
    );
  });
});

describe('lines of text', () => {
  test('are cut with an ellipsis', () => {
    expect(cut('Membaca peserta.xlsx', 10)).toBe('Membaca p…');
    expect(cut('pendek', 10)).toBe('pendek');
  });
  test('a file name keeps its beginning and its end', () => {
    expect(cutMiddle('peserta-boja-oktober-2021-rekap.xlsx', 20)).toBe('peserta-bo…ekap.xlsx');
    expect(cutMiddle('peserta.xlsx', 20)).toBe('peserta.xlsx');
  });
  test('are broken at spaces and indented', () => {
    expect(wrap('satu dua tiga empat', 10)).toEqual(['satu dua', '  tiga', '  empat']);
    expect(wrap('  satu dua tiga', 10)).toEqual(['  satu dua', '    tiga']);
  });
  test('keep a command whole, so that it can be copied', () => {
    expect(wrap('jalankan `vax-upload resume` nanti', 16)).toEqual(['jalankan', '  `vax-upload resume`', '  nanti']);
  });
  test('keep a heading together with its field', () => {
    expect(wrap('Kolom: NIK ← "NO KTP", nama ← "NAMA PESERTA"', 30)).toEqual([
      'Kolom: NIK ← "NO KTP",',
      '  nama ← "NAMA PESERTA"',
    ]);
  });
  test('lose no word', () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), fc.integer({ min: 5, max: 80 }), (words, columns) => {
        expect(
          wrap(words.join(' '), columns)
            .flatMap((line) => line.trim().split(' '))
            .filter(Boolean),
        ).toEqual(words);
      }),
    );
  });
});
