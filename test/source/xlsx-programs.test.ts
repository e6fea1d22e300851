/** Files as other programs write them, beside those written by hand in the tests nearby. */
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../src/record/source-row.ts';
import { hasCalc, saveWithCalc } from '../support/calc.ts';
import { dateCell, freshPath, numberCell, type ReadSheet, readXlsx } from '../support/xlsx-reading.ts';

const day = (text: string) => new Date(`${text}T00:00:00Z`);

async function writeWithExceljs(): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  const data = workbook.addWorksheet('Dosis 1');
  data.addRow(['NIK', 'Nama', 'Tgl Lahir', 'Dosis', 'Rumus', 'Catatan']);
  data.addRow([
    '9601711204100001',
    "Nur'aini <b> & Sari",
    day('1955-03-15'),
    1,
    { formula: 'D2*2', result: 2 },
    'baris satu\nbaris dua',
  ]);
  data.addRow([
    '3324015708450001',
    { richText: [{ text: 'Siti ' }, { text: 'Rahayu', font: { bold: true } }] },
    day('1945-08-17'),
    2.5,
  ]);
  data.addRow([]);
  data.addRow(['', '', null, null, { formula: 'A1/0', result: { error: '#DIV/0!' } }, true]);
  data.getColumn(3).numFmt = '[$-421]dd mmmm yyyy';
  data.getRow(3).hidden = true;
  workbook.addWorksheet('Rahasia', { state: 'veryHidden' }).addRow(['x']);
  workbook.addWorksheet('Kosong');
  const path = freshPath();
  await workbook.xlsx.writeFile(path);
  return path;
}

const HEAD: readonly Cell[] = ['NIK', 'Nama', 'Tgl Lahir', 'Dosis', 'Rumus', 'Catatan'];
const PERSON: readonly Cell[] = [
  '9601711204100001',
  "Nur'aini <b> & Sari",
  dateCell('20163', '1955-03-15'),
  numberCell('1'),
  numberCell('2'),
  'baris satu\nbaris dua',
];

describe('a workbook by exceljs', () => {
  it('is read with its types, its hidden rows and its hidden sheets', async () => {
    const sheets = await readXlsx(await writeWithExceljs());
    expect(sheets).toEqual<ReadSheet[]>([
      {
        name: 'Dosis 1',
        hidden: false,
        rows: [
          { line: 1, hidden: false, cells: HEAD },
          { line: 2, hidden: false, cells: PERSON },
          {
            line: 3,
            hidden: true,
            cells: ['3324015708450001', 'Siti Rahayu', dateCell('16666', '1945-08-17'), numberCell('2.5')],
          },
          {
            line: 5,
            hidden: false,
            cells: ['', '', '', '', { kind: 'error', raw: '#DIV/0!' }, { kind: 'boolean', raw: '1' }],
          },
        ],
      },
      { name: 'Rahasia', hidden: true, rows: [{ line: 1, hidden: false, cells: ['x'] }] },
      { name: 'Kosong', hidden: false, rows: [] },
    ]);
  });

  it('is read when it was streamed, with text in the cells', async () => {
    const path = freshPath();
    const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
      filename: path,
      useSharedStrings: false,
      useStyles: true,
    });
    const sheet = workbook.addWorksheet('Data');
    for (let i = 0; i < 1500; i++) sheet.addRow([String(3324015708450001n + BigInt(i)), `Warga ${i}`]).commit();
    await workbook.commit();
    const rows = (await readXlsx(path))[0]?.rows ?? [];
    expect(rows.map((row) => row.cells)).toEqual(
      Array.from({ length: 1500 }, (_, i) => [String(3324015708450001n + BigInt(i)), `Warga ${i}`]),
    );
  });
});

describe('a workbook by LibreOffice Calc', () => {
  it.skipIf(!hasCalc())(
    `is read as what Calc was given${hasCalc() ? '' : ' (skipped: no LibreOffice Calc)'}`,
    { timeout: 60_000 },
    async () => {
      const written = await writeWithExceljs();
      const saved = saveWithCalc(written, 'xlsx');
      const [data, secret] = await readXlsx(saved);
      expect(data?.rows[0]?.cells).toEqual(HEAD);
      expect(data?.rows[1]?.cells).toEqual(PERSON);
      expect(data?.rows.map((row) => [row.line, row.hidden])).toEqual([
        [1, false],
        [2, false],
        [3, true],
        [5, false],
      ]);
      expect(secret?.hidden).toBe(true);
    },
  );
});
