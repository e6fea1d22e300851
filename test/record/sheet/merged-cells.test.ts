import { expect, test } from 'vitest';
import { readRow } from '../../../src/record/row/read-row.ts';
import { withMerged } from '../../../src/record/sheet/merged-cells.ts';
import type { MergedCell, SourceRow } from '../../../src/record/source-row.ts';
import { HEADER, HEADINGS, only, person, RULES, SHEET } from '../rows.ts';

const ROW = person();
/** These cells of the row above, merged down over the next one. */
function merged(
  row: SourceRow,
  headings: readonly (typeof HEADINGS)[number][],
  more: Partial<MergedCell> = {},
): SourceRow {
  const cells = headings.map((heading): MergedCell => {
    const column = HEADINGS.indexOf(heading);
    return { column, cell: ROW.cells[column] ?? '', from: 2, isStruck: false, ...more };
  });
  return { ...row, line: 3, merged: cells };
}
const PERSON = ['NIK', 'Nama', 'Tgl Lahir', 'JK'] as const;

/** What the row comes to: dose, day, lot and site of a valid one. */
function told(row: SourceRow): string {
  const read = readRow(withMerged(row, HEADER), HEADER, SHEET, RULES);
  if (read.kind === 'skipped') return read.why;
  const [first] = read.readings;
  if (first.kind === 'invalid') return first.problems.map(({ code }) => code).join(' ');
  const { number, date, lot, site } = first.record.dose;
  return [number, date, lot, site].join(' ');
}

test.each<[string, SourceRow, string]>([
  ['no merged cell', { ...person({ 'No Batch': '' }), line: 3 }, '1 2021-10-02  Puskesmas Kendal 1'],
  [
    'lot and site once for several people',
    merged(person({ 'No Batch': '', Faskes: '' }), ['No Batch', 'Faskes']),
    '1 2021-10-02 2021E04 Puskesmas Kendal 1',
  ],
  [
    'a text that is hidden below the merged cell',
    merged(person({ 'No Batch': 'LAMA' }), ['No Batch']),
    '1 2021-10-02 2021E04 Puskesmas Kendal 1',
  ],
  [
    'day, dose and vaccine once',
    merged(person({ Dosis: '', 'Tgl Vaksin': '', 'Jenis Vaksin': '' }), ['Dosis', 'Tgl Vaksin', 'Jenis Vaksin']),
    '1 2021-10-02 2021E04 Puskesmas Kendal 1',
  ],
  [
    'a heading merged down from the header',
    merged(person({ 'No Batch': '' }), ['No Batch'], { from: 1 }),
    '1 2021-10-02  Puskesmas Kendal 1',
  ],
  ['a struck one', merged(person({ 'No Batch': '' }), ['No Batch'], { isStruck: true }), 'ROW_CANCELLED'],
  [
    'the second dose of a person',
    merged(only({ Dosis: '2', 'Tgl Vaksin': '30/10/2021', 'Jenis Vaksin': 'Sinovac' }), PERSON),
    '2 2021-10-30  ',
  ],
  [
    'the same, with the day unreadable',
    merged(only({ Dosis: '2', 'Tgl Vaksin': '30/10/20211', 'Jenis Vaksin': 'Sinovac' }), PERSON),
    'DATE_PARSE BATCH_EMPTY SITE_EMPTY',
  ],
  [
    'two doses of one merged day',
    merged(only({ Dosis: '2' }), [...PERSON, 'Tgl Vaksin', 'Jenis Vaksin']),
    '2 2021-10-02  ',
  ],
  ['a second dose that is still to come', merged(only({ Dosis: '2' }), [...PERSON, 'No Batch']), 'ROW_EMPTY'],
  ['a second dose that was not given', merged(only({ Dosis: '2', 'Tgl Vaksin': 'belum' }), PERSON), 'ROW_EMPTY'],
  ['a tall row', merged(only({}), HEADINGS), 'ROW_EMPTY'],
  [
    'a prepared row below a session',
    merged(only({ No: '2' }), ['Tgl Vaksin', 'Jenis Vaksin', 'No Batch', 'Faskes']),
    'ROW_EMPTY',
  ],
  [
    'headings merged over two lines in the middle of the sheet',
    merged(only({ 'Tgl Vaksin': 'Tanggal' }), ['NIK', 'Nama'], { cell: 'NIK' }),
    'ROW_EMPTY',
  ],
])('%s', (_, row, expected) => {
  expect(told(row)).toBe(expected);
});

test('a row without merged cells is given back as it is', () => {
  const row = person();
  expect(withMerged(row, HEADER)).toBe(row);
});
