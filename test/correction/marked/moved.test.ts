/**
 * Everything that hangs on rows goes with them when the rows that are fine are taken out; and nothing of the people who
 * are fine is left anywhere.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CorrectionInput } from '../../../src/correction/copied/correction-input.ts';
import { markWorkbook } from '../../../src/correction/marked/mark-workbook.ts';
import type { Problem } from '../../../src/record/problems.ts';
import { PROBLEM_TEXTS } from '../../../src/text/codes.ts';
import { zipTexts } from '../../support/plain-workbook.ts';
import { workbookFaults } from '../../support/workbook-faults.ts';
import { all, below, first, type Node, parseXml } from '../../support/xml-tree.ts';

const folder = mkdtempSync(join(tmpdir(), 'moved-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'penuh.xlsx');

const HEADINGS = ['No', 'NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis'];
const PEOPLE = ['Anwar', 'Badru', 'Cahya', 'Darma', 'Endah', 'Fitri', 'Galih', 'Hesti', 'Indah', 'Jamal'];
/** Of rows 3 to 12 these stay, as 3, 4 and 5. */
const WRONG: readonly (readonly [line: number, problem: Problem])[] = [
  [4, { code: 'NIK_LENGTH', field: 'nik', severity: 'error', params: { n: 15 } }],
  [7, { code: 'DOB_RANGE', field: 'birthDate', severity: 'error', params: { v: '17/08/2049' } }],
  [12, { code: 'SEX_UNKNOWN', field: 'sex', severity: 'error', params: { v: 'X' } }],
];

async function writeOriginal(): Promise<void> {
  const book = new exceljs.Workbook();
  book.properties.date1904 = true;
  const sheet = book.addWorksheet('OKT 2021', {
    views: [{ state: 'frozen', ySplit: 2, topLeftCell: 'A9', activeCell: 'B9' }],
  });
  sheet.addRow(['Vaksinasi Oktober']);
  sheet.addRow(HEADINGS);
  PEOPLE.forEach((name, index) => {
    sheet.addRow([index + 1, `332401010190000${index}`, name, new Date(Date.UTC(1990, 0, 1 + index)), 'L', 1]);
    sheet.getCell(index + 3, 4).numFmt = 'dd/mm/yyyy';
  });
  sheet.getCell('F12').value = { formula: 'A12-9', result: 1 };
  sheet.addRow([{ formula: 'SUM(F3:F12)', result: 10 }, '', 'Jumlah']);
  sheet.mergeCells('A1:F1');
  sheet.mergeCells('E4:E5');
  sheet.mergeCells('E7:F7');
  sheet.getCell('C5').value = { text: 'Cahya', hyperlink: 'https://contoh.example/cahya' };
  sheet.getCell('C7').value = { text: 'Endah', hyperlink: 'https://contoh.example/endah' };
  sheet.getCell('C6').note = 'catatan tentang Darma';
  sheet.getCell('C12').note = 'catatan tentang Jamal';
  sheet.getRow(7).hidden = true;
  sheet.autoFilter = 'A2:F12';
  sheet.pageSetup.printArea = 'A1:F13';
  sheet.pageSetup.printTitlesRow = '2:2';
  sheet.addConditionalFormatting({
    ref: 'F3:F12',
    rules: [{ type: 'expression', priority: 1, formulae: ['F3>2'], style: { font: { bold: true } } }],
  });
  for (let row = 3; row <= 12; row++) {
    sheet.getCell(row, 5).dataValidation = { type: 'list', allowBlank: true, formulae: ['"L,P"'] };
    sheet.getCell(row, 2).dataValidation = { type: 'whole', operator: 'greaterThan', formulae: [0] };
  }
  const pixel = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const image = book.addImage({ buffer: pixel as unknown as exceljs.Buffer, extension: 'png' });
  sheet.addImage(image, { tl: { col: 7, row: 0 }, ext: { width: 20, height: 20 } });
  await sheet.protect('rahasia', {});
  const november = book.addWorksheet('NOV');
  november.addTable({
    name: 'Peserta',
    ref: 'A1',
    headerRow: true,
    columns: HEADINGS.map((name) => ({ name, filterButton: true })),
    rows: PEOPLE.slice(0, 5).map((name, index) => [
      String(index + 1),
      `332401010190000${index}`,
      `${name} Kedua`,
      '',
      'L',
      '2',
    ]),
  });
  book.addWorksheet('Referensi').addRow(['isi lain']);
  await book.xlsx.writeFile(path);
}

function input(sheet: string, headerLine: number, wrong: typeof WRONG): CorrectionInput {
  return {
    file: 'penuh.xlsx',
    digest: '9f86d081',
    sheet,
    header: [HEADINGS],
    columns: { rowNumber: 0, nik: 1, name: 2, birthDate: 3, sex: 4, dose: 5 },
    place: { headerLine, headingLines: [headerLine] },
    rows: wrong.map(([line, problem]) => ({ line, cells: [], problems: [problem] })),
  };
}

async function mark(out: string, every: boolean): Promise<ReadonlyMap<string, string>> {
  const sheets = [
    input('OKT 2021', 2, WRONG),
    input('NOV', 1, [
      [3, WRONG[0]![1]],
      [6, WRONG[2]![1]],
    ]),
  ];
  const digest = createHash('sha256').update(readFileSync(path)).digest();
  const original = { path, digest };
  const file = join(folder, out);
  expect(await markWorkbook({ path: file, original, sheets, texts: PROBLEM_TEXTS, lang: 'id', all: every })).toBe(true);
  return zipTexts(file);
}

const part = (texts: ReadonlyMap<string, string>, name: string): Node => parseXml(texts.get(name) ?? '');
const refs = (node: Node, name: string, attribute = 'ref'): string[] =>
  [...below(node)].flatMap((each) => (each.name === name ? (each.attributes[attribute] ?? []) : []));

let few: ReadonlyMap<string, string>;
let october: Node;
beforeAll(async () => {
  await writeOriginal();
  few = await mark('sedikit.xlsx', false);
  october = part(few, 'xl/worksheets/sheet1.xml');
});

describe('rows are taken out', () => {
  it('of a workbook that Excel would open, for the owner alone', async () => {
    expect(await workbookFaults(path)).toEqual([]);
    expect(await workbookFaults(join(folder, 'sedikit.xlsx'))).toEqual([]);
    expect(statSync(join(folder, 'sedikit.xlsx')).mode & 0o777).toBe(0o600);
  });

  it('and what is merged, linked, filtered, checked and printed goes with those that stay', () => {
    expect(refs(october, 'mergeCell')).toEqual(['A1:F1', 'E4:F4']);
    expect(refs(october, 'hyperlink')).toEqual(['C4']);
    expect(few.get('xl/worksheets/_rels/sheet1.xml.rels')).not.toContain('cahya');
    expect(refs(october, 'autoFilter')).toEqual(['A2:F5']);
    expect(refs(october, 'conditionalFormatting', 'sqref')).toEqual(['F3:F5']);
    const validations = [...below(october)]
      .filter(({ name }) => name === 'dataValidation')
      .map(({ attributes }) => attributes);
    // exceljs writes the last cell of a list twice.
    const rules = validations.map(({ type, sqref }) => `${type} ${sqref}`);
    expect(rules).toContain('list E3:E5');
    // "A whole number" is what damages NIKs.
    expect(rules.filter((rule) => !rule.startsWith('list'))).toEqual(['textLength B3:B5']);
    const names = all(first(part(few, 'xl/workbook.xml'), 'definedNames'), 'definedName');
    const said = Object.fromEntries(
      names.map(({ attributes, text }) => [attributes['name'], `${attributes['localSheetId']} ${text}`]),
    );
    expect(said['_xlnm.Print_Area']).toBe("1 'OKT 2021'!$A$1:$F$5");
    expect(said['_xlnm.Print_Titles']).toBe("1 'OKT 2021'!$2:$2");
  });

  it('no row is hidden, and the list is scrolled to its beginning below what is frozen', () => {
    const rows = all(first(october, 'sheetData'), 'row');
    expect(rows.map(({ attributes }) => [attributes['r'], attributes['hidden']])).toEqual(
      ['1', '2', '3', '4', '5'].map((r) => [r, undefined]),
    );
    expect(refs(october, 'pane', 'topLeftCell')).toEqual(['A3']);
    expect(refs(october, 'pane', 'ySplit')).toEqual(['2']);
  });

  it('notes stay with their cells, ours before them', () => {
    const comments = [...few].find(([name]) => /comments\d+\.xml$/.test(name))?.[1] ?? '';
    expect(refs(parseXml(comments), 'comment').toSorted()).toEqual(['B3', 'C5', 'D4', 'E5']);
    expect(comments).toContain('catatan tentang Jamal');
    expect(comments).not.toContain('Darma');
  });

  it('a table ends where its rows end', () => {
    const table = part(few, [...few.keys()].find((name) => name.startsWith('xl/tables/')) ?? '');
    expect(table.attributes['ref']).toBe('A1:F3');
    expect(refs(table, 'autoFilter')).toEqual(['A1:F3']);
  });

  it('a day of 1904 is written as text, a formula as its value', () => {
    const cells = new Map(
      [...below(october)].filter(({ name }) => name === 'c').map((cell) => [cell.attributes['r'], cell]),
    );
    expect(first(first(cells.get('D4'), 'is'), 't')?.text).toBe('05/01/1990');
    expect(first(cells.get('F5'), 'v')?.text).toBe('1');
    expect(first(cells.get('F5'), 'f')).toBeUndefined();
  });

  it('cells to correct can be typed into although the sheet is protected', () => {
    const xfs = all(first(part(few, 'xl/styles.xml'), 'cellXfs'), 'xf');
    const cells = [...below(october)].filter(({ name }) => name === 'c');
    const locked = (ref: string): string | undefined => {
      const style = Number(cells.find(({ attributes }) => attributes['r'] === ref)?.attributes['s']);
      return first(xfs[style], 'protection')?.attributes['locked'];
    };
    expect(['B3', 'D4', 'E5'].map(locked)).toEqual(['0', '0', '0']);
    expect(locked('C3')).toBeUndefined();
    expect(first(october, 'sheetProtection')).toBeDefined();
  });

  it('nobody who is fine is left in any part', () => {
    const whole = [...few.values()].join('\n');
    for (const gone of ['Anwar', 'Cahya', 'Darma', 'Hesti', 'Badru Kedua'.replace('Badru', 'Anwar')])
      expect(whole).not.toContain(gone);
    for (const stays of ['Badru', 'Endah', 'Jamal', 'isi lain']) expect(whole).toContain(stays);
  });
});

describe('every row stays', () => {
  it('where it was, with all that hangs on it', async () => {
    const every = await mark('semua.xlsx', true);
    expect(await workbookFaults(join(folder, 'semua.xlsx'))).toEqual([]);
    const sheet = part(every, 'xl/worksheets/sheet1.xml');
    const was = part(await zipTexts(path), 'xl/worksheets/sheet1.xml');
    for (const [name, attribute] of [
      ['mergeCell'],
      ['hyperlink'],
      ['autoFilter'],
      ['conditionalFormatting', 'sqref'],
    ] as const)
      expect(refs(sheet, name, attribute)).toEqual(refs(was, name, attribute));
    expect([...below(sheet)].filter(({ name }) => name === 'f').map(({ text }) => text)).toEqual([
      'A12-9',
      'SUM(F3:F12)',
    ]);
    const row = (node: Node, r: string) =>
      all(first(node, 'sheetData'), 'row').find(({ attributes }) => attributes['r'] === r);
    expect(row(sheet, '7')?.attributes['hidden']).toBeUndefined();
    // Someone who is fine: not one cell of theirs is changed, but for the number of the row in our column.
    const values = (node: Node) =>
      all(row(node, '9'), 'c').map((cell) => [cell.attributes['r'], first(cell, 'v')?.text]);
    expect(values(sheet).slice(0, 6)).toEqual(values(was));
  });
});
