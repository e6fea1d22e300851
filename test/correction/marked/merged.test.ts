/**
 * Cells merged over several rows, where only some of these rows need a person: each that stays keeps what the merged
 * cell says.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CorrectionInput } from '../../../src/correction/copied/correction-input.ts';
import { markWorkbook } from '../../../src/correction/marked/mark-workbook.ts';
import { PROBLEM_TEXTS } from '../../../src/text/codes.ts';
import { zipTexts } from '../../support/plain-workbook.ts';
import { readTrap } from '../../support/trap-reading.ts';
import { workbookFaults } from '../../support/workbook-faults.ts';

const folder = mkdtempSync(join(tmpdir(), 'merged-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'sesi.xlsx');
const out = join(folder, 'perbaikan.xlsx');

const HEADINGS = ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis', 'Tgl Vaksin', 'Jenis Vaksin', 'No Batch', 'Faskes'];
const NAMES = ['Anwar', 'Badru', 'Cahya', 'Darma', 'Endah', 'Fitri'];
/** Of the rows 2 to 7 these stay, as 2 to 4. */
const WRONG = [3, 4, 7];

beforeAll(async () => {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('OKT 2021');
  sheet.addRow(HEADINGS);
  for (const [at, name] of NAMES.entries())
    sheet.addRow([
      `332401010190900${at}`,
      name,
      '01/01/1990',
      'L',
      '1',
      new Date(Date.UTC(2021, 9, 2)),
      'Sinovac',
      'B1',
      'PKM',
    ]);
  sheet.getColumn(6).numFmt = 'dd/mm/yyyy';
  for (const ref of ['F2:F5', 'G2:G5', 'H2:H5', 'I2:I7', 'H6:H7']) sheet.mergeCells(ref);
  sheet.getCell('H6').value = { formula: 'CONCATENATE("B",2)', result: 'B2' };
  await book.xlsx.writeFile(path);
  const input: CorrectionInput = {
    file: 'sesi.xlsx',
    digest: '9f86d081',
    sheet: 'OKT 2021',
    header: [HEADINGS],
    columns: { nik: 0, name: 1, birthDate: 2, sex: 3, dose: 4, date: 5, vaccine: 6, lot: 7, site: 8 },
    place: { headerLine: 1, headingLines: [1] },
    rows: WRONG.map((line) => ({
      line,
      cells: [],
      problems: [
        { code: 'DUP_DIFF' as const, field: 'dose' as const, severity: 'hold' as const, params: { d: 1, r: 9 } },
      ],
    })),
  };
  const original = { path, digest: createHash('sha256').update(readFileSync(path)).digest() };
  const marked = { path: out, original, sheets: [input], texts: PROBLEM_TEXTS, lang: 'id' as const, all: false };
  expect(await markWorkbook(marked)).toBe(true);
});

it('is a workbook that Excel would open, without merged rows', async () => {
  expect(await workbookFaults(out)).toEqual([]);
  const texts = await zipTexts(out);
  expect(
    [...texts].filter(([name]) => name.startsWith('xl/worksheets/')).some(([, xml]) => xml.includes('mergeCell ')),
  ).toBe(false);
});

it('comes back as it was: the day, vaccine, lot and site of each row', async () => {
  const { records, notes } = await readTrap(out);
  expect(notes).toEqual([]);
  expect(
    records.map(({ participant: { name }, dose: { date, vaccine, lot, site } }) =>
      [name, date, vaccine, lot, site].join(' '),
    ),
  ).toEqual([
    'Badru 2021-10-02 coronavac B1 PKM',
    'Cahya 2021-10-02 coronavac B1 PKM',
    'Fitri 2021-10-02 coronavac B2 PKM',
  ]);
});

it('holds nobody who is fine', async () => {
  for (const [, xml] of await zipTexts(out))
    for (const name of ['Anwar', 'Darma', 'Endah']) expect(xml).not.toContain(name);
});
