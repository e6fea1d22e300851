/** The fields that a record can do without: what is read, what is nothing, and what is left out with a word. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simpleReaderOf } from '../../../src/record/fields/simple-readers.ts';
import type { Cell } from '../../../src/record/source-row.ts';
import { DOSE_PROPERTIES, type Field, PARTICIPANT_PROPERTIES } from '../../../src/record/table/fields.ts';
import { anyCell, dateCell, numberCell, RULES, said } from '../help.ts';

const read = (field: Field, cell: Cell) => {
  const property = [...PARTICIPANT_PROPERTIES, ...DOSE_PROPERTIES].find((each) => each.field === field);
  const reader = property && simpleReaderOf(property);
  if (!reader) throw new Error(`${field} is not read by itself`);
  return reader(cell, RULES, field);
};
const hiding = (day: string, hides: 'day' | 'year'): Cell => ({ kind: 'date', raw: '44896', day, hides });

/** [field, what the clerk wrote, the cell, what is sent]. */
const READ: readonly (readonly [Field, string, Cell, string])[] = [
  ['birthPlace', 'a town', 'KENDAL', 'KENDAL'],
  ['birthPlace', 'a town abroad', "Xi'an", "Xi'an"],
  ['village', 'a village', 'Sukorejo', 'Sukorejo'],
  ['village', 'a village with a number', 'Boja 2', 'Boja 2'],
  ['postalCode', 'five digits', '51363', '51363'],
  ['postalCode', 'a number', numberCell('51363'), '51363'],
  ['postalCode', 'a number with a point', '51.363', '51363'],
  ['nationality', 'WNI', 'WNI', 'ID'],
  ['nationality', 'in capitals', 'INDONESIA', 'ID'],
  ['nationality', 'in Indonesian', 'Korea Selatan', 'KR'],
  ['nationality', 'in English', 'South Korea', 'KR'],
  ['nationality', 'an old word', 'Cina', 'CN'],
  ['nationality', 'an adjective', 'British', 'GB'],
  ['nationality', 'a foreigner of a country', 'WNA (India)', 'IN'],
  ['nationality', 'the code of ISO', 'jp', 'JP'],
  ['motherNik', 'a NIK', '3324015505209001', '3324015505209001'],
  ['motherNik', 'with blanks', ' 3324 0155 0520 9001', '3324015505209001'],
  ['passport', 'a passport', 'C7654321', 'C7654321'],
  ['passport', 'in small letters, with a blank', 'c 7654321', 'C7654321'],
  ['passport', 'digits only, as text', '123456789', '123456789'],
  ['kitas', 'a KITAS', '2C11JE1234-T', '2C11JE1234T'],
  ['kitas', 'a KITAP', '2d12ae0012-at', '2D12AE0012AT'],
  ['expirationDate', 'a day', '01/10/2022', '2022-10-01'],
  ['expirationDate', 'a date cell', dateCell('2022-10-01'), '2022-10-01'],
  ['expirationDate', 'two digits of a year', '01-10-22', '2022-10-01'],
  ['expirationDate', 'a month: until its last day', 'Des 2022', '2022-12-31'],
  ['expirationDate', 'a month in digits', '02/2024', '2024-02-29'],
  ['expirationDate', 'a month of which Excel made the first day', hiding('2022-12-01', 'day'), '2022-12-31'],
  ['performer', 'a name', 'Bidan Ani', 'Bidan Ani'],
  ['performer', 'a name with a title', 'dr. Budi S.', 'dr. Budi S.'],
  ['performerNik', 'a NIK', '3324015505809001', '3324015505809001'],
];

const NOTHING: readonly (readonly [Field, Cell])[] = [
  ...(['birthPlace', 'village', 'postalCode', 'nationality', 'motherNik', 'passport', 'kitas'] as const).flatMap(
    (field) => ['', '-', ' '].map((cell) => [field, cell] as const),
  ),
  ...(['expirationDate', 'performer', 'performerNik'] as const).flatMap((field) =>
    ['', '-'].map((cell) => [field, cell] as const),
  ),
  ['nationality', 'WNA'],
  ['passport', 'tidak ada'],
  ['motherNik', 'belum punya KTP'],
];

/** What another column, another person or Excel has put there. */
const UNREAD: readonly (readonly [Field, string, Cell])[] = [
  ['birthPlace', 'with the date', 'Kendal, 17-08-1945'],
  ['postalCode', 'a digit too few', '5136'],
  ['postalCode', 'a zero in front', '01363'],
  ['postalCode', 'a telephone number', '081234567890'],
  ['nationality', 'no country', 'Wakanda'],
  ['nationality', 'AS, which is another country to ISO', 'AS'],
  ['nationality', 'a number', '1'],
  ['motherNik', 'a number cell, which has lost a digit', numberCell('3324015505209000')],
  ['motherNik', 'a name', 'SITI AMINAH'],
  ['motherNik', 'fifteen digits', '332401550520900'],
  ['motherNik', 'an impossible day', '3324013502209001'],
  ['passport', 'a NIK', '3324015708450001'],
  ['passport', 'a number cell', numberCell('123456789')],
  ['passport', 'what Excel made of 12E45678', '1.2E+45'],
  ['passport', 'a country', 'INDIA'],
  ['passport', 'a name', 'JOHN SMITH'],
  ['kitas', 'a passport', 'C7654321'],
  ['kitas', 'a NIK', '3324015708450001'],
  ['expirationDate', 'month and two digits: a day of a month, or a month of a year', '12/22'],
  ['expirationDate', 'a day without its year', hiding('2025-12-22', 'year')],
  ['expirationDate', 'a number', numberCell('44896')],
  ['expirationDate', 'a day that does not exist', '31/02/2022'],
  ['expirationDate', 'a batch', 'CTHSI111A'],
  ['performer', 'a NIK', '3324015505809001'],
  ['performer', 'a code', '123'],
  ['performerNik', 'a NIP', '198503122010012001'],
  ['performerNik', 'a name', 'Bidan Ani'],
];

describe('a field that a record can do without', () => {
  test.each(READ)('%s, %s', (field, _, cell, value) => {
    expect(read(field, cell)).toEqual({ value, problems: [] });
  });

  test.each(NOTHING)('%s: %j is nothing, and nothing is wrong with it', (field, cell) => {
    expect(read(field, cell)).toEqual({ problems: [] });
  });

  test.each(UNREAD)('%s is left out, with VALUE_UNREAD: %s', (field, _, cell) => {
    const reading = read(field, cell);
    expect(reading.value).toBeUndefined();
    expect(said(reading)).toEqual([expect.stringMatching(/^VALUE_UNREAD warning v=/)]);
  });

  test('never keeps a row back, whatever its cell holds', () => {
    // The series of a dose comes with its vaccine and has no cell.
    const optional = [...PARTICIPANT_PROPERTIES, ...DOSE_PROPERTIES].filter(
      ({ need, kind }) => need === 'optional' && kind !== 'series',
    );
    fc.assert(
      fc.property(fc.constantFrom(...optional), anyCell, ({ field }, cell) => {
        if (field === 'category') return;
        const { problems } = read(field as Field, cell ?? '');
        expect(problems.every(({ severity, code }) => severity === 'warning' || code === 'CELL_DITTO')).toBe(true);
      }),
    );
  });
});
