/** What is not seen, and can change what is, reaches neither a screen nor a log nor JSON. */
import { describe, expect, it } from 'vitest';
import { isPrintable, jsonLine, oneLine, visibleLine } from '../src/printable.ts';

const UNSEEN: readonly (readonly [name: string, from: number, to: number])[] = [
  ['controls', 0x00, 0x1f],
  ['DEL and C1', 0x7f, 0x9f],
  ['the soft hyphen', 0xad, 0xad],
  ['a joiner of graphemes', 0x34f, 0x34f],
  ['the Arabic letter mark', 0x61c, 0x61c],
  ['fillers of Hangul', 0x115f, 0x1160],
  ['zero-width, and marks of direction', 0x200b, 0x200f],
  ['separators of lines and paragraphs, embeddings and overrides', 0x2028, 0x202e],
  ['joiners, invisible operators, isolates', 0x2060, 0x206f],
  ['the byte order mark', 0xfeff, 0xfeff],
  ['private use', 0xe000, 0xe000],
  ['a half of a pair', 0xd800, 0xd800],
  ['tags', 0xe0001, 0xe007f],
];
const each = UNSEEN.flatMap(([name, from, to]) =>
  Array.from(
    { length: to - from + 1 },
    (_, at) => [name, (from + at).toString(16), String.fromCodePoint(from + at)] as const,
  ),
);
/** As they are and not as \u…. */
const isIn = (text: string, unseen: string): boolean => text.includes(unseen);

describe.each(each)('%s: U+%s', (_, code, unseen) => {
  const text = `peserta${unseen}xslx.txt`;

  it('is not on a line of the screen', () => {
    expect(oneLine(text)).toMatch(/^peserta ?xslx\.txt$/);
    expect(visibleLine(text)).toBe('pesertaxslx.txt');
  });

  it('is written out in JSON, which says the same', () => {
    const line = jsonLine({ file: text, [text]: 1 });
    expect([isIn(line, unseen), JSON.parse(line)]).toEqual([false, { file: text, [text]: 1 }]);
  });

  it('makes an id odd', () => {
    expect([isPrintable(text), isPrintable(unseen), code !== '']).toEqual([false, false, true]);
  });
});

it.each(['Puskesmas Boja', 'Nur’aini', 'Ådne–Ñoño', 'بيانات', '接种', '✔ 3', 'a\u0301', '😀'])('%s is seen', (text) => {
  expect([oneLine(text), visibleLine(text), JSON.parse(jsonLine(text)), isPrintable(text)]).toEqual([
    text,
    text,
    text,
    true,
  ]);
});

it('our own colours stay on a line, other sequences do not', () => {
  const red = '\u001b[31mgalat\u001b[39m';
  expect(visibleLine(red)).toBe(red);
  expect(visibleLine('\u001b[2J\u001b[8m\u001b]0;x\u0007')).toBe('[2J[8m]0;x');
});
