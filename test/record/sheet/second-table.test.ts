import { describe, expect, test } from 'vitest';
import { readRow } from '../../../src/record/row/read-row.ts';
import { watchTables } from '../../../src/record/sheet/second-table.ts';
import type { Cell } from '../../../src/record/source-row.ts';
import { RULES, SHEET } from '../rows.ts';
import { header, PERSON, PLAIN, sheet } from '../sheets.ts';

/** What becomes of each row below the first header: a reading, skipped and why, or the line of another table. */
function below(rows: readonly (readonly Cell[])[], sheetName = ''): (string | number)[] {
  const all = sheet(...rows);
  const found = header(all, {}, sheetName);
  const watch = watchTables(found, all);
  const told: (string | number)[] = [watch.otherTable() ?? []].flat();
  for (const row of all.filter(({ line }) => line > found.line)) {
    const read = watch.see(row, readRow(row, found, SHEET, RULES));
    const other = watch.otherTable();
    if (other !== undefined) return [...told, other];
    told.push(read.kind === 'read' ? read.readings[0].kind : read.why);
  }
  return told;
}

const without = (cells: readonly Cell[], ...headings: readonly string[]): Cell[] =>
  cells.filter((_, at) => !headings.includes(PLAIN[at] ?? ''));
const NO_DATE = without(PLAIN, 'Tgl Vaksin');
const DATELESS = without(PERSON, 'Tgl Vaksin');
const NO_DOSE = without(PLAIN, 'Dosis');
const DOSELESS = without(PERSON, 'Dosis');

describe('a second table in the sheet', () => {
  test.each<[string, Cell[][]]>([
    [
      'two columns exchanged',
      [
        PLAIN,
        PERSON,
        PLAIN.map((text) => (text === 'Faskes' ? 'No Batch' : text === 'No Batch' ? 'Faskes' : text)),
        PERSON,
      ],
    ],
    ['another dose in the same column', [[...NO_DOSE, 'Tgl Dosis 1'], PERSON, [...NO_DOSE, 'Tgl Dosis 2'], PERSON]],
    ['one column further to the right', [PLAIN, PERSON, ['', ...PLAIN], ['', ...PERSON]]],
    [
      'name before NIK',
      [PLAIN, PERSON, ['No', 'Nama Lengkap', 'No KTP', ...PLAIN.slice(3)], ['2', 'BUDI', '3324011203809002']],
    ],
    ['a column more', [PLAIN, PERSON, [...PLAIN, 'Tgl Vaksin 2'], [...PERSON, '30/10/2021']]],
  ])('is told by its line: %s', (_, rows) => {
    expect(below(rows).at(-1)).toBe(3);
  });

  test.each<[string, Cell[][], string[]]>([
    ['the same headings on the next page', [PLAIN, PERSON, PLAIN, PERSON], ['valid', 'ROW_HEADER', 'valid']],
    [
      'in other words, and without the last column',
      [PLAIN, PERSON, ['No.', 'No KTP', 'Nama Lengkap', 'Tanggal Lahir', ...PLAIN.slice(4, 10)], PERSON],
      ['valid', 'ROW_HEADER', 'valid'],
    ],
    [
      'a column that is not read has another name',
      [[...PLAIN, 'Paraf'], PERSON, [...PLAIN, 'TTD'], PERSON],
      ['valid', 'ROW_HEADER', 'valid'],
    ],
    ['other headings with nobody below', [PLAIN, PERSON, ['', ...PLAIN]], ['valid', 'ROW_HEADER']],
    [
      'a title that comes again',
      [['DATA VAKSINASI'], PLAIN, PERSON, ['DATA VAKSINASI'], PLAIN, PERSON],
      ['valid', 'ROW_HEADER', 'ROW_HEADER', 'valid'],
    ],
    ['a person without a NIK', [PLAIN, ['1', '', 'SITI', '17/08/1945']], ['invalid']],
  ])('changes nothing: %s', (_, rows, told) => {
    expect(below(rows)).toEqual(told);
  });
});

describe('a value above the table', () => {
  test.each<[string, Cell[][], string, number]>([
    [
      'another day',
      [['Tanggal : 2 Oktober 2021'], NO_DATE, DATELESS, ['Tanggal', ': 3 Oktober 2021'], DATELESS],
      '',
      4,
    ],
    [
      'another day without a label',
      [['Tanggal : 2 Oktober 2021'], NO_DATE, DATELESS, ['Minggu, 3 Oktober 2021'], DATELESS],
      '',
      4,
    ],
    ['a dose, where the sheet is named after another', [NO_DOSE, DOSELESS, ['DOSIS 2'], DOSELESS], 'Dosis 1', 3],
  ])('is another one further down: %s', (_, rows, name, line) => {
    expect(below(rows, name).at(-1)).toBe(line);
  });

  test.each<[string, Cell[][], (string | number)[]]>([
    [
      'the same day, written otherwise',
      [['Tanggal : 2 Oktober 2021'], NO_DATE, DATELESS, ['Tanggal : 02/10/2021'], NO_DATE, DATELESS],
      ['valid', 'ROW_HEADER', 'ROW_HEADER', 'valid'],
    ],
    [
      'the day of a signature',
      [['Tanggal : 2 Oktober 2021'], NO_DATE, DATELESS, ['', '', '', '', 'Kendal, 5 Oktober 2021'], DATELESS],
      ['valid', 'ROW_TOTAL', 'valid'],
    ],
    [
      'a value that has a column',
      [PLAIN, PERSON, ['Tanggal : 3 Oktober 2021'], PERSON],
      ['valid', 'ROW_EMPTY', 'valid'],
    ],
  ])('is no other one: %s', (_, rows, told) => {
    expect(below(rows)).toEqual(told);
  });
});
