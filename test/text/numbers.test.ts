import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { figuresOf, stamp } from '../../src/text/numbers.ts';

const en = figuresOf('en');
const id = figuresOf('id');
const S = 1000;
const MIN = 60 * S;
const H = 60 * MIN;

describe('numbers', () => {
  test.each([
    [0, '0', '0'],
    [999, '999', '999'],
    [1234, '1,234', '1.234'],
    [1_234_567, '1,234,567', '1.234.567'],
  ])('%d', (value, english, indonesian) => {
    expect(en.number(value)).toBe(english);
    expect(id.number(value)).toBe(indonesian);
  });

  test('a share is rounded down, so that 100% means all of it', () => {
    expect(en.percent(0.999)).toBe('99%');
    expect(en.percent(1)).toBe('100%');
    expect(en.percent(1.2)).toBe('100%');
  });
});

describe('durations', () => {
  test.each([
    [0, '0 s', '0 dtk'],
    [400, '0.4 s', '0,4 dtk'],
    [9_940, '9.9 s', '9,9 dtk'],
    [9_999, '10 s', '10 dtk'],
    [59_400, '59 s', '59 dtk'],
    [59_600, '1 min', '1 mnt'],
    [2 * MIN + 5 * S, '2 min 05 s', '2 mnt 05 dtk'],
    [H - 1, '1 h', '1 jam'],
    [8 * H + 20 * MIN, '8 h 20 min', '8 jam 20 mnt'],
    [27 * H, '1 d 03 h', '1 hari 03 jam'],
  ])('%d ms', (ms, english, indonesian) => {
    expect(en.duration(ms)).toBe(english);
    expect(id.duration(ms)).toBe(indonesian);
  });

  test('never shows 60 of anything', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * H }), (ms) => {
        expect(en.duration(ms)).not.toMatch(/\b60 |\b24 h$/);
      }),
    );
  });
});

describe('rates', () => {
  test('fast ones by the second, slow ones by the minute', () => {
    expect(en.rate(3.42)).toBe('3.4/s');
    expect(id.rate(3.42)).toBe('3,4/dtk');
    expect(id.rate(0.2)).toBe('12/mnt');
    expect(en.rate(1234.5)).toBe('1,235/s');
    expect(en.rate(0.05)).toBe('3/min');
  });
});

describe('times', () => {
  const at = Date.UTC(2026, 10, 22, 18, 12, 5); // 01:12:05 on the 23rd in Jakarta

  test("the reader's own clock, in the spelling of the language", () => {
    expect(en.clock(at, at, 'Asia/Jakarta')).toBe('01:12');
    expect(id.clock(at, at, 'Asia/Jakarta')).toBe('01.12');
    expect(en.clock(at, at, 'Asia/Jayapura')).toBe('03:12');
    expect(en.clock(at, at, 'Asia/Jakarta', true)).toMatch(/^01:12:\d\d$/);
    expect(id.clock(at, at, 'Asia/Jakarta', true)).toMatch(/^01\.12\.\d\d$/);
  });

  test('a time of yesterday says so', () => {
    expect(en.clock(at, at + 21 * H, 'Asia/Jakarta')).toBe('Nov 23 01:12');
    expect(id.clock(at, at + 21 * H, 'Asia/Jakarta')).toBe('23 Nov 01.12');
  });

  test('midnight is 00, not 24', () => {
    expect(en.clock(Date.UTC(2026, 0, 1, 17), Date.UTC(2026, 0, 1, 17), 'Asia/Jakarta')).toBe('00:00');
  });

  test.each(['WIB-7', ':/etc/localtime', ''])(
    "a time zone that only the machine understands is the machine's own: %j",
    (zone) => {
      expect(stamp(at, zone)).toBe(stamp(at));
    },
  );

  test('a log line sorts by its time', () => {
    expect(stamp(at, 'Asia/Jakarta')).toBe('2026-11-23 01:12:05');
  });
});
