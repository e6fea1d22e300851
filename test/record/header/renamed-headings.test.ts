import { expect, test } from 'vitest';
import type { DoseColumns } from '../../../src/record/header/columns.ts';
import { header, PERSON, search, sheet } from '../sheets.ts';

const WHO = ['NIK', 'Nama', 'Tgl Lahir', 'JK'];
/** The doses of a sheet with these headings behind those of the person, its columns counted from these. */
function doses(...headings: string[]): (readonly [number | undefined, Record<string, number>])[] {
  const { doses: groups } = header(sheet([...WHO, ...headings], PERSON));
  return groups.map(({ number, columns }: DoseColumns) => [
    number,
    Object.fromEntries(Object.entries(columns).map(([field, at]) => [field, at - WHO.length])),
  ]);
}

const PAIR = [
  [1, { date: 0, lot: 1 }],
  [2, { date: 2, lot: 3 }],
];

test.each<[string, string[]]>([
  ['of pandas', ['Tgl Vaksin', 'No Batch', 'Tgl Vaksin.1', 'No Batch.1']],
  ['of R', ['Tgl.Vaksin', 'No.Batch', 'Tgl.Vaksin.1', 'No.Batch.1']],
  ['of SQL', ['tgl_vaksin', 'no_batch', 'tgl_vaksin_1', 'no_batch_1']],
  ['of a table of Excel', ['Tgl Vaksin', 'No Batch', 'Tgl Vaksin2', 'No Batch2']],
  ['with the number of the dose behind a blank', ['Tgl Vaksin', 'No Batch', 'Tgl Vaksin 2', 'No Batch 2']],
  ['with the number in brackets', ['Tgl Vaksin', 'No Batch', 'Tgl Vaksin (2)', 'No Batch (2)']],
  ['of a tibble', ['Tgl Vaksin...5', 'No Batch...6', 'Tgl Vaksin...7', 'No Batch...8']],
  ['of a join in pandas', ['tgl_vaksin_x', 'no_batch_x', 'tgl_vaksin_y', 'no_batch_y']],
  ['of a join in R', ['Tgl Vaksin.x', 'No Batch.x', 'Tgl Vaksin.y', 'No Batch.y']],
])('the second of a pair %s is dose 2', (_, headings) => {
  expect(doses(...headings)).toEqual(PAIR);
});

test('the third of three is dose 3', () => {
  const three = ['Tgl Vaksin', 'Vaksin', 'Tgl Vaksin.1', 'Vaksin.1', 'Tgl Vaksin.2', 'Vaksin.2'];
  expect(doses(...three).map(([number, columns]) => [number, columns['date'], columns['vaccine']])).toEqual([
    [1, 0, 1],
    [2, 2, 3],
    [3, 4, 5],
  ]);
});

test('columns that say the dose themselves say it', () => {
  expect(doses('Dosis', 'Tgl Vaksin', 'Dosis.1', 'Tgl Vaksin.1')).toEqual([
    [undefined, { dose: 0, date: 1 }],
    [undefined, { dose: 2, date: 3 }],
  ]);
});

test.each<[string, string[], (number | undefined)[]]>([
  ['numbers of doses without a bare column', ['Tgl Vaksin 1', 'Tgl Vaksin 2'], [1, 2]],
  ['the same, made names of by R', ['Tgl.Vaksin.1', 'Tgl.Vaksin.2'], [1, 2]],
  ['in another order', ['Tgl Vaksin 2', 'Tgl Vaksin 1'], [1, 2]],
  ['a product beside the days of two doses', ['Vaksin', 'Vaksin 1', 'Vaksin 2'], [1, 2]],
  ['one of a tibble whose other was dropped', ['Dosis', 'Tgl Vaksin...7'], [undefined]],
])('a number says what it says: %s', (_, headings, expected) => {
  expect(doses(...headings).map(([number]) => number)).toEqual(expected);
});

test.each<[string, string[]]>([
  ['the second has the number 1', ['Tgl Vaksin', 'Tgl Vaksin 1']],
  ['the second has the number 3', ['Tgl Vaksin', 'Tgl Vaksin 3']],
  ['a day and two doses, or three doses', ['tgl_vaksin', 'tgl_vaksin_1', 'tgl_vaksin_2']],
  ['the first stands behind the second', ['Tgl Vaksin.1', 'Tgl Vaksin']],
  ['one column says the dose of two days', ['Dosis', 'Tgl Vaksin', 'Tgl Vaksin.1']],
])('asked about: %s', (_, headings) => {
  expect(search(sheet([...WHO, ...headings], PERSON))).toMatchObject({ kind: 'ambiguous', field: 'date' });
});

test('the second batch of one day is nobody’s', () => {
  const found = search(sheet([...WHO, 'Tgl Vaksin', 'No Batch', 'No Batch.1'], PERSON));
  expect(found).toMatchObject({ kind: 'ambiguous', field: 'lot', headings: ['No Batch', 'No Batch.1'] });
});

test('what a person says of a renamed column keeps its place', () => {
  const headings = [...WHO, 'Tgl Vaksin', 'Tgl Suntikan', 'Tgl Vaksin.1'];
  const found = header(sheet(headings, PERSON), { 'Tgl Vaksin.1': 'date:mdy', 'Tgl Suntikan': 'none' });
  expect(found.doses).toEqual([
    { number: 1, columns: { date: 4 } },
    { number: 2, columns: { date: 6 } },
  ]);
});
