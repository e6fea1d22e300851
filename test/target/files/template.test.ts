/** What a record says in the columns that a server wants. */
import { describe, expect, it } from 'vitest';
import { cellsOf, type From, isDayForm, PLAIN, SOURCES } from '../../../src/target/files/template.ts';
import { inventedConsignments } from '../../support/consignments.ts';

const [one] = inventedConsignments(1);
if (!one) throw new Error('nobody');

describe('a column holds', () => {
  it.each<[what: string, from: From, cell: string]>([
    ['the key', { field: 'key' }, one.key],
    ['the batch', { field: 'batch' }, 'b-1'],
    ['the programme', { field: 'programme' }, 'covid19'],
    ['a NIK as it is', { field: 'nik' }, one.record.participant.nik ?? ''],
    ['a number of a dose', { field: 'dose' }, '1'],
    ['a day in the form of the template', { field: 'date' }, '02/10/2021'],
    ['a day in a form of its own', { field: 'birthDate', date: 'yyyymmdd' }, '19700817'],
    ['nothing where the record says nothing', { field: 'lot' }, ''],
    ['no day where there is none', { field: 'expirationDate' }, ''],
    ['another word', { field: 'sex', words: { male: 'L', female: 'P' } }, 'L'],
    ['its own word where no other is named', { field: 'vaccine', words: { pfizer: 'PFZ' } }, 'coronavac'],
    ['no word of the language', { field: 'vaccine', words: {} }, 'coronavac'],
    ['the first code', { field: 'code' }, '511'],
    ['the code of a system', { field: 'code', system: 'http://hl7.org/fhir/sid/cvx' }, '511'],
    ['no code of another system', { field: 'code', system: 'http://snomed.info/sct' }, ''],
    ['the same in every row', { value: 'SIMPUS' }, 'SIMPUS'],
  ])('%s', (_what, from, cell) => {
    const template = { ...PLAIN, date: 'dd/mm/yyyy', columns: [{ heading: 'X', from }] };
    expect(cellsOf(one, 'b-1', template)).toEqual([cell]);
  });
});

it('without a template every field of a record has a column, under its own name', () => {
  const headings = PLAIN.columns.map(({ heading }) => heading);
  expect(headings).toEqual(
    expect.arrayContaining(['key', 'nik', 'name', 'birthDate', 'dose', 'date', 'vaccine', 'lot']),
  );
  expect([...SOURCES].filter((name) => !headings.includes(name))).toEqual(['batch', 'programme', 'code']);
});

it.each([
  ['dd/mm/yyyy', true],
  ['yyyy-mm-dd', true],
  ['ddmmyyyy', true],
  ['dd.mm.yyyy', true],
  ['dd/mm', false],
  ['dd/mm/yy', false],
  ['dd/mm/yyyy/dd', false],
  ['tanggal dd mm yyyy', false],
])('%s is a form of days: %s', (form, is) => {
  expect(isDayForm(form)).toBe(is);
});
