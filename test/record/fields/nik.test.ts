import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nikFacts, readNik } from '../../../src/record/fields/nik.ts';
import { isKnownRegion } from '../../../src/record/fields/regions.ts';
import type { Cell } from '../../../src/record/source-row.ts';
import { anyCell, dateCell, ERROR_CELL, numberCell, RULES, said, UNCALCULATED } from '../help.ts';

/** A man of Kendal born on 17-08-1945, and a woman born on the same day. */
const MAN = '3324011708450001';
const WOMAN = '3324015708450001';

test.each([
  ['a man', MAN],
  ['a woman', WOMAN],
  ['a region of old Papua, retired in 2022', '9101011708450001'],
  ['a new region of Papua', '9601011708450001'],
  ['East Timor', '5401011708450001'],
  ['born on 29 February 2000', '3324012902000001'],
  ['born on 29 February 1904 or 2004', '3324016902040001'],
])('clean: %s', (_, nik) => {
  expect(readNik(nik, RULES)).toEqual({ value: nik, problems: [] });
});

test.each<[string, Cell, string]>([
  ['spaces', '3324 0117 0845 0001', MAN],
  ['a blank at the end', `${MAN} `, MAN],
  ['no-break spaces', `\u00a03324\u00a0011708450001`, MAN],
  ['a zero-width space from a chat', `${MAN}\u200b`, MAN],
  ['dots', '33.24.01.170845.0001', MAN],
  ['dashes', '332401-170845-0001', MAN],
  ['a long dash', '332401–170845–0001', MAN],
  ['an apostrophe before it', `'${MAN}`, MAN],
  ['a curly apostrophe', `’${MAN}`, MAN],
  ['wrapped against Excel', `="${MAN}"`, MAN],
  ['in quotation marks', `"${MAN}"`, MAN],
])('cleaned: %s', (_, cell, nik) => {
  const reading = readNik(cell, RULES);
  expect(reading.value).toBe(nik);
  expect(said(reading)).toEqual(['NIK_CLEANED warning']);
});

describe('kept back', () => {
  test.each<[string, Cell | undefined, string]>([
    ['typed as a number', numberCell('3324011708450000'), 'NIK_NUMERIC error'],
    ['a number that looks whole', numberCell('3324011708450001'), 'NIK_NUMERIC error'],
    ['a number in E-notation', numberCell('3.32401170845E+15'), 'NIK_NUMERIC error'],
    ['a short number', numberCell('12345'), 'NIK_NUMERIC error'],
    ['a number with a date format', dateCell('', '3324011708450000'), 'NIK_NUMERIC error'],
    ['E-notation in a CSV, Indonesian', '3,32401E+15', 'NIK_NUMERIC error'],
    ['E-notation in a CSV, English', '3.32401E+15', 'NIK_NUMERIC error'],
    ['E-notation without a fraction', '3E+15', 'NIK_NUMERIC error'],
    ['with thousands separators', '3.324.011.708.450.001', 'NIK_NUMERIC error'],
    ['with English thousands separators', '3,324,011,708,450,001', 'NIK_NUMERIC error'],
    ['a fraction of zero from a data frame', '3324011708450001.0', 'NIK_NUMERIC error'],
    ['nothing', '', 'NIK_EMPTY error'],
    ['beyond the end of the row', undefined, 'NIK_EMPTY error'],
    ['a dash', '-', 'NIK_EMPTY error'],
    ['a nought', '0', 'NIK_EMPTY error'],
    ['there is none', 'Tidak ada', 'NIK_EMPTY error'],
    ['no identity card yet', 'belum punya e-KTP', 'NIK_EMPTY error'],
    ['not available', 'N/A', 'NIK_EMPTY error'],
    ['another remark is no such word', 'tidak terbaca', 'NIK_LENGTH error n=0'],
    ['15 digits', '332401170845000', 'NIK_LENGTH error n=15'],
    ['17 digits', '33240117084500011', 'NIK_LENGTH error n=17'],
    ['two NIKs in a cell', `${MAN} / ${WOMAN}`, 'NIK_LENGTH error n=32'],
    ['a letter O', '3324O11708450001', 'NIK_LENGTH error n=15'],
    ['a remark', `${MAN} (ibu)`, 'NIK_LENGTH error n=16'],
    ['not yet there', 'belum ada', 'NIK_EMPTY error'],
    ['true', { kind: 'boolean', raw: '1' }, 'NIK_EMPTY error'],
    ['day 00', '3324010008450001', 'NIK_DATE error dd=00 mm=08'],
    ['day 32', '3324013208450001', 'NIK_DATE error dd=32 mm=08'],
    ['day 40', '3324014008450001', 'NIK_DATE error dd=40 mm=08'],
    ['day 72', '3324017208450001', 'NIK_DATE error dd=72 mm=08'],
    ['day 85', '3324018508450001', 'NIK_DATE error dd=85 mm=08'],
    ['month 13', '3324011713450001', 'NIK_DATE error dd=17 mm=13'],
    ['month 00', '3324011700450001', 'NIK_DATE error dd=17 mm=00'],
    ['30 February', '3324013002450001', 'NIK_DATE error dd=30 mm=02'],
    ['29 February in no century', '3324012902450001', 'NIK_DATE error dd=29 mm=02'],
    ['a woman on 31 June', '3324017106450001', 'NIK_DATE error dd=71 mm=06'],
    ['serial 0000', '3324011708450000', 'NIK_SERIAL0 error'],
    ['one digit sixteen times', '3333333333333333', 'NIK_REPEATED error'],
    ['all zeros', '0000000000000000', 'NIK_REPEATED error'],
    ['typed along the keyboard', '1234567890123456', 'NIK_REPEATED error'],
    ['a formula error', ERROR_CELL, 'CELL_ERROR error v=#N/A'],
    ['a formula error in a CSV', '#REF!', 'CELL_ERROR error v=#REF!'],
    ['a formula that was never calculated', UNCALCULATED, 'CELL_ERROR error v=='],
  ])('%s', (_, cell, problem) => {
    const reading = readNik(cell, RULES);
    expect(said(reading)).toEqual([problem]);
    expect(reading).not.toHaveProperty('value');
  });
});

test('everything that is wrong is said at once', () => {
  expect(said(readNik('3399 0100 0845 0000', RULES))).toEqual([
    'NIK_CLEANED warning',
    'NIK_DATE error dd=00 mm=08',
    'NIK_SERIAL0 error',
    'NIK_REGION warning ppkk=3399',
  ]);
});

test.each([
  ['an unknown province', '9724011708450001', 'NIK_REGION warning ppkk=9724'],
  ['an unknown kabupaten', '3399011708450001', 'NIK_REGION warning ppkk=3399'],
])('sent with a warning: %s', (_, nik, problem) => {
  const reading = readNik(nik, RULES);
  expect(reading.value).toBe(nik);
  expect(said(reading)).toEqual([problem]);
});

test('without a NIK the row is held where the rules ask for it', () => {
  expect(said(readNik('', { ...RULES, emptyNik: 'hold' }))).toEqual(['NIK_EMPTY hold']);
});

test('an impossible date is a warning where the rules are lenient', () => {
  const reading = readNik('3324013208450001', { ...RULES, lenientNik: true });
  expect(reading.value).toBe('3324013208450001');
  expect(said(reading)).toEqual(['NIK_DATE warning dd=32 mm=08']);
});

test('what a NIK says of its person', () => {
  const date = { day: 17, month: 8, twoDigitYear: 45, birthDates: ['1945-08-17', '2045-08-17'] };
  expect(nikFacts(MAN)).toEqual({ sex: 'male', ...date });
  expect(nikFacts(WOMAN)).toEqual({ sex: 'female', ...date });
  expect(nikFacts('3324012902000001')?.birthDates).toEqual(['2000-02-29']);
  expect(nikFacts('3324013208450001')).toBeUndefined();
  expect(nikFacts('332401')).toBeUndefined();
});

test('540 codes of kabupaten and kota, and all of East Timor', () => {
  const known = Array.from({ length: 10_000 }, (_, code) => code).filter(isKnownRegion);
  expect(known.filter((code) => Math.floor(code / 100) !== 54)).toHaveLength(540);
  expect(new Set(known.map((code) => Math.floor(code / 100))).size).toBe(39);
  expect([3324, 9101, 9171, 5471].every(isKnownRegion)).toBe(true);
  // 9471 is how the statistics office numbers Jayapura; the NIK says 9171.
  expect(isKnownRegion(9471)).toBe(false);
});

test('whatever a cell holds, a NIK that is read has 16 digits and never was a number', () => {
  fc.assert(
    fc.property(anyCell, fc.boolean(), (cell, lenientNik) => {
      const { value } = readNik(cell, { ...RULES, lenientNik });
      if (value === undefined) return;
      expect(value).toMatch(/^\d{16}$/);
      expect(typeof cell).toBe('string');
    }),
    { numRuns: 2000 },
  );
});

test('every day of birth of both sexes is read, however the digits are separated', () => {
  const twoDigits = (n: number): string => String(n).padStart(2, '0');
  const person = fc.record({
    day: fc.integer({ min: 1, max: 28 }),
    month: fc.integer({ min: 1, max: 12 }),
    year: fc.integer({ min: 0, max: 99 }),
    serial: fc.integer({ min: 1, max: 9999 }),
    woman: fc.boolean(),
  });
  fc.assert(
    fc.property(
      person,
      fc.constantFrom('', ' ', '.', '-', '\u00a0'),
      ({ day, month, year, serial, woman }, separator) => {
        const marked = twoDigits(woman ? day + 40 : day);
        const parts = ['332401', `${marked}${twoDigits(month)}${twoDigits(year)}`, String(serial).padStart(4, '0')];
        expect(readNik(parts.join(separator), RULES).value).toBe(parts.join(''));
        expect(nikFacts(parts.join(''))).toMatchObject({
          day,
          month,
          twoDigitYear: year,
          sex: woman ? 'female' : 'male',
        });
      },
    ),
  );
});
