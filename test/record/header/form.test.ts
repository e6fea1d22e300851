import { describe, expect, test } from 'vitest';
import { isMeaning, MEANINGS, readMeaning, signatureOf, signaturesOf } from '../../../src/record/header/form.ts';

const FORM = ['No', 'NIK', 'Nama', 'Tgl Lahir'];

describe('a correction sheet is known as its original', () => {
  const knows = (lines: readonly (readonly string[])[], original: readonly (readonly string[])[]) =>
    signaturesOf(lines).includes(signatureOf(original));

  test.each<[string, readonly (readonly string[])[]]>([
    ['Indonesian', [[...FORM, 'vax-upload: baris', 'vax-upload: alasan', 'vax-upload: asal']]],
    ['English', [[...FORM, 'vax-upload: row', 'vax-upload: reason', 'vax-upload: origin']]],
    [
      'with empty columns before them',
      [[...FORM, '', '', 'vax-upload: baris', 'vax-upload: alasan', 'vax-upload: asal']],
    ],
    [
      'with values from above its header',
      [[...FORM, 'Tanggal Vaksinasi', 'Faskes', 'vax-upload: baris', 'vax-upload: alasan']],
    ],
  ])('%s', (_, lines) => {
    expect(knows(lines, [FORM])).toBe(true);
  });

  test('with a header of two lines', () => {
    const upper = ['NIK', 'Nama', 'Dosis 1', ''];
    const lower = ['', '', 'Tanggal', 'Vaksin'];
    expect(
      knows(
        [
          [...upper, 'vax-upload', 'vax-upload'],
          [...lower, 'vax-upload: row', 'vax-upload: reason'],
        ],
        [upper, lower],
      ),
    ).toBe(true);
  });

  test('a heading more or less is another form', () => {
    expect(knows([[...FORM, 'JK']], [FORM])).toBe(false);
    expect(knows([['No', 'NIK', 'Nama', 'vax-upload: row']], [FORM])).toBe(false);
    expect(signaturesOf([FORM])).toEqual([signatureOf([FORM])]);
  });
});

describe('what a heading can be said to mean', () => {
  test.each(['nik', 'none', 'date', 'date:mdy', 'birthDate:ydm', 'date:utc', 'birthDate:mdy:local'])('%s', (word) => {
    expect(isMeaning(word)).toBe(true);
  });

  test.each(['', 'date:', 'date:mdyy', 'nik:mdy', 'date:utc:mdy', 'date:mdy:mdy', 7, undefined])('not %s', (word) => {
    expect(isMeaning(word)).toBe(false);
  });

  test('each names a field', () => {
    for (const word of MEANINGS)
      if (isMeaning(word) && word !== 'none') expect(word).toContain(readMeaning(word).field);
    expect(readMeaning('date:mdy:utc')).toEqual({ field: 'date', writing: { order: 'mdy', clock: 'utc' } });
  });
});
