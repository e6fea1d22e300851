import { describe, expect, test } from 'vitest';
import { HighWordsReader } from '../../../src/source/encoding/high-words.ts';
import { judgeEncoding } from '../../../src/source/encoding/judge-encoding.ts';
import { decodeBytes, type SingleByte } from '../../../src/source/encoding/single-byte.ts';

const ENCODINGS: readonly SingleByte[] = ['windows-1252', 'macintosh', 'cp850'];

/** The bytes of a text in an encoding. */
function bytesIn(text: string, encoding: SingleByte): Buffer {
  const bytes = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));
  const table = new Map(bytes.map((byte) => [decodeBytes(byte, encoding), byte]));
  return Buffer.from(
    Array.from(text, (letter) => table.get(letter) ?? `no ${letter} in ${encoding}`).join(''),
    'latin1',
  );
}

function judged(...parts: readonly (string | Buffer)[]): string {
  const reader = new HighWordsReader();
  reader.read(Buffer.concat(parts.map((part) => Buffer.from(part as string))));
  const found = judgeEncoding(reader.finish());
  return found === undefined ? 'refused' : `${found.encoding}${found.besideUtf8 ? ' beside UTF-8' : ''}`;
}

const NAMES = ['Renée', 'Muñoz', 'GARCÍA', 'Jürgen', 'Nicolò'].join('\n');

describe('a file of one encoding', () => {
  test.each(ENCODINGS)('%s is told by its names', (encoding) => {
    expect(judged(bytesIn(NAMES, encoding))).toBe(encoding);
  });

  test.each<[string, SingleByte, string, string]>([
    ['apostrophes and one accent of a Mac', 'macintosh', 'Nur’aini\nMa’ruf\nRenée', 'macintosh'],
    ['an apostrophe of a Mac, once, which may be damage', 'macintosh', 'Nur’aini', 'unknown'],
    ['the same in lines that end as a Mac ends them', 'macintosh', 'NIK;Nama\r1;Nur’aini\r', 'macintosh'],
    ['what a Mac and Windows may both mean, in such lines', 'windows-1252', 'NIK;Nama\r1;Nur’aini\r', 'unknown'],
    ['what a Mac and Windows may both mean', 'windows-1252', 'NIK;Nama\r\n1;Nur’aini\r\n2;Ma’ruf', 'windows-1252'],
    ['a letter that is another one on a Mac', 'macintosh', 'Köhler', 'unknown'],
    ['what DOS and a Mac may both mean', 'cp850', 'François\nFrançoise', 'unknown'],
    ['capitals of DOS', 'cp850', 'JOSÉ\nMUÑOZ\nNÚÑEZ', 'cp850'],
    ['pasted blanks that do not break', 'windows-1252', 'SITI\u00a0AMINAH\nbudi\u00a0santoso', 'windows-1252'],
    [
      'bullets, dashes and signs',
      'windows-1252',
      '•Siti\n2020–2021\nRT 1 – RW 2\n“Budi”\nm²\nNº 5\nSinovac™\n1°',
      'windows-1252',
    ],
    [
      'names of many peoples',
      'windows-1252',
      'João Simões\nKüçük\nØyvind\nÆgir\nStrauß\nÓSCAR\nSÃO\nÅsa\nÑusta',
      'windows-1252',
    ],
    [
      'one damaged word among a dozen',
      'windows-1252',
      `x\u00a4y\n${NAMES}\né1à\nNoël\nZoë\nAndré\nÉmile\nPaço\nLuís`,
      'windows-1252',
    ],
  ])('%s', (_, encoding, text, expected) => {
    expect(judged(bytesIn(text, encoding))).toBe(expected);
  });

  test.each([
    ['Russian of Windows', 'windows-1251', 'c8e2e0ed', 'cce0f0e8ff'],
    ['Arabic of Windows', 'windows-1256', 'e3cde3cf', 'dde1d3'],
    ['Chinese (GBK)', 'gbk', 'c0eec3f7', 'cdf5b7bc'],
    ['Chinese (Big5)', 'big5', 'a7f5a9fa', 'a4fdaadaaa'],
    ['Japanese (Shift-JIS)', 'shift-jis', '8e5293638abe', '8db293a1'],
    ['Korean', 'euc-kr', 'b1e8b9ceb1d4', 'c0cdc8f1'],
    ['Polish of Windows', 'windows-1250', '4cb363ea', '5761b3ea7361'],
  ])('%s is none that is read', (_, _name, first, second) => {
    const names = [Buffer.from(first, 'hex'), '\n', Buffer.from(second, 'hex'), '\n'];
    expect(judged(...names)).toBe('unknown');
    expect(judged(...names, ...names, ...names)).toBe('refused');
    expect(judged(...names, 'Siti\nBudi\nAna\nEka\nDwi\n')).toBe('unknown');
  });
});

const OTHERS = '\nSiti\nBudi\nAna\nEka\nDwi\nTri\nTono';

describe('a file of two encodings', () => {
  const western = bytesIn('Aimée', 'windows-1252');
  test.each<[string, readonly (string | Buffer)[], string]>([
    ['one byte of Windows', ['Renée\nJürgen\nNur’aini\n', western], 'windows-1252 beside UTF-8'],
    ['half and half', ['Renée\n', western], 'windows-1252 beside UTF-8'],
    ['half of a letter of UTF-8', ['Renée\nJürgen\nAim\n', Buffer.from('41696dc365', 'hex')], 'unknown beside UTF-8'],
    [
      'one name of UTF-8 among those of Windows',
      ['Renée\n', bytesIn(NAMES, 'windows-1252')],
      'windows-1252 beside UTF-8',
    ],
    ['one name of UTF-8 among those of a Mac', ['Renée\n', bytesIn(NAMES, 'macintosh')], 'macintosh beside UTF-8'],
    ['one name of Windows among those of a Mac', [bytesIn(NAMES, 'macintosh'), '\n', western, OTHERS], 'unknown'],
  ])('%s', (_, parts, expected) => {
    expect(judged(...parts)).toBe(expected);
  });
});

test('words over the edges of pieces are the same words', () => {
  const text = bytesIn(`${NAMES}\n${'x'.repeat(150)}é${'y'.repeat(150)}\n`, 'windows-1252');
  const whole = new HighWordsReader();
  whole.read(text);
  for (const size of [1, 2, 3, 5, 7, 11]) {
    const reader = new HighWordsReader();
    for (let at = 0; at < text.length; at += size) reader.read(text.subarray(at, at + size));
    const found = reader.finish();
    expect(found.words.slice(0, 5)).toEqual(whole.finish().words.slice(0, 5));
    expect({ ...found, words: [] }).toEqual({ ...whole.finish(), words: [] });
  }
});
