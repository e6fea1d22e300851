import { expect, test } from 'vitest';
import { shiftedRows } from '../../src/intake/shifted-row.ts';
import { readRow } from '../../src/record/row/read-row.ts';
import { HEADER, person, RULES, SHEET } from '../record/rows.ts';

const CSV = { format: 'csv' } as const;
const XLSX = { format: 'xlsx' } as const;
const OURS = ['vax-upload: row', 'vax-upload: reason', 'vax-upload: origin'];
const from = (file: string) => ({ file, sheet: '', line: 3, confirmed: false, cells: [] });
const row = (...cells: string[]) => ({ line: 3, hidden: false, cells });

test.each<[string, ReturnType<typeof shiftedRows>, string[], string | undefined, boolean]>([
  ['a row as wide as its header', shiftedRows(CSV, [['NIK', 'Nama']]), ['1', 'SITI'], undefined, false],
  ['a cell more', shiftedRows(CSV, [['NIK', 'Nama']]), ['1', 'Jl. A', ' RT 1'], undefined, true],
  ['a delimiter more', shiftedRows(CSV, [['NIK', 'Nama']]), ['1', 'SITI', '', ' '], undefined, false],
  ['a column without a heading', shiftedRows(CSV, [['NIK', 'Nama', '']]), ['1', 'SITI', 'lunas'], undefined, false],
  ['a note beside a workbook', shiftedRows(XLSX, [['NIK', 'Nama']]), ['1', 'SITI', 'lunas'], undefined, false],
  [
    'come back as it was',
    shiftedRows(XLSX, [['NIK', 'Nama', '', ...OURS]]),
    ['1', 'Jl. A', ' RT 1', '3'],
    'boja.csv',
    true,
  ],
  [
    'come back corrected',
    shiftedRows(XLSX, [['NIK', 'Nama', '', ...OURS]]),
    ['1', 'Jl. A, RT 1', '', '3'],
    'boja.csv',
    false,
  ],
  [
    'the note of a workbook, come back',
    shiftedRows(XLSX, [['NIK', 'Nama', '', ...OURS]]),
    ['1', 'SITI', 'lunas', '3'],
    'boja.xlsx',
    false,
  ],
])('%s', (_, seen, cells, file, shifted) => {
  const marked = seen(row(...cells), file === undefined ? undefined : from(file));
  expect(marked.broken).toBe(shifted ? 'shifted' : undefined);
});

test('a shifted row is kept back whatever its cells say', () => {
  expect(readRow({ ...person(), broken: 'shifted' }, HEADER, SHEET, RULES)).toMatchObject({
    readings: [{ kind: 'invalid', problems: [{ code: 'ROW_SHIFTED', severity: 'error' }] }],
  });
});
