/** By what number a person is known, and what the key is made of. */
import { describe, expect, test } from 'vitest';
import { findIdentity, isNik } from '../../src/record/identity.ts';
import { naturalKey } from '../../src/record/key.ts';
import type { DoseRecord, Participant } from '../../src/record/record.ts';
import { HEADINGS, headerOf, person, readings, row, said } from './rows.ts';

const PASSPORT = { passport: 'C7654321', nationality: 'IN' };

test.each<[string, Partial<Participant>, string | undefined]>([
  ['a NIK, as it stands', { nik: '3324015708450001' }, '3324015708450001'],
  ['a NIK before everything else', { nik: '3324015708450001', ...PASSPORT, kitas: '2C11JE1234T' }, '3324015708450001'],
  ['a passport with its country', PASSPORT, 'passport:IN:C7654321'],
  ['a passport before a stay permit', { ...PASSPORT, kitas: '2C11JE1234T' }, 'passport:IN:C7654321'],
  ['a stay permit', { kitas: '2C11JE1234T' }, 'kitas:2C11JE1234T'],
  [
    'a stay permit, where the country of the passport lacks',
    { passport: 'C7654321', kitas: '2C11JE1234T' },
    'kitas:2C11JE1234T',
  ],
  ['a passport without a country: nobody', { passport: 'C7654321' }, undefined],
  ['an Indonesian without a NIK: nobody', { passport: 'C7654321', nationality: 'ID' }, undefined],
  ['the NIK of the mother: nobody', { motherNik: '3324015505209001' }, undefined],
  ['nothing', {}, undefined],
])('%s', (_, participant, identity) => {
  expect(findIdentity(participant)).toBe(identity);
  expect(identity === undefined ? false : isNik(identity)).toBe(participant.nik !== undefined);
});

describe('a row', () => {
  const header = headerOf([...HEADINGS, 'No Paspor', 'Kewarganegaraan', 'No KITAS']);
  const of = (nik: string, ...more: readonly string[]) => row([...person({ NIK: nik }).cells.with(1, nik), ...more]);
  const keyOf = (record: DoseRecord | undefined) => record && naturalKey(record);

  test.each<[string, readonly [string, string, string, string], string]>([
    ['with a NIK', ['3324015708450001', 'C7654321', 'India', ''], '3324015708450001|covid19|1'],
    ['without one, with a passport', ['', 'c 7654321', 'India', ''], 'passport:IN:C7654321|covid19|1'],
    ['with a dash for the NIK', ['-', 'C7654321', 'India', ''], 'passport:IN:C7654321|covid19|1'],
    ['with WNA for the NIK', ['WNA', '', '', '2C11JE1234-T'], 'kitas:2C11JE1234T|covid19|1'],
  ])('%s is a record', (_, [nik, ...more], key) => {
    const [reading] = readings(of(nik, ...more), header);
    expect(reading?.kind === 'valid' ? keyOf(reading.record) : reading?.problems).toBe(key);
    expect(reading?.problems).toEqual([]);
  });

  test.each<[string, readonly [string, string, string, string], readonly string[]]>([
    ['without any number', ['', '', '', ''], ['NIK_EMPTY error']],
    ['with a passport of no country', ['', 'C7654321', '', ''], ['PASSPORT_COUNTRY error']],
    ['with a passport of a foreigner', ['', 'C7654321', 'WNA', ''], ['PASSPORT_COUNTRY error']],
    ['with a passport of an Indonesian', ['', 'C7654321', 'WNI', ''], ['NIK_EMPTY error']],
    [
      'with a NIK in the column of the passport',
      ['', '3324015708450001', 'India', ''],
      ['NIK_EMPTY error', 'VALUE_UNREAD warning'],
    ],
    [
      'with a NIK that is too short, and a passport',
      ['332401570845000', 'C7654321', 'India', ''],
      ['NIK_LENGTH error'],
    ],
    ['with a passport where the NIK belongs', ['C7654321', '', 'India', ''], ['NIK_LENGTH error']],
  ])('%s is none', (_, [nik, ...more], problems) => {
    expect(said(of(nik, ...more), header)).toEqual([problems]);
  });

  test('that has neither NIK nor sex is kept back: no other number says it', () => {
    const cells = of('', 'C7654321', 'India', '').cells.with(4, '');
    expect(said(row(cells), header)).toEqual([['SEX_UNKNOWN error']]);
  });
});
