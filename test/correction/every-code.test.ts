/**
 * Every problem that there is reaches the clerk, in both languages and both kinds of correction sheet: a coloured cell
 * with a note, and a reason.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CorrectionInput } from '../../src/correction/copied/correction-input.ts';
import { writeCorrectionSheet } from '../../src/correction/copied/correction-sheet.ts';
import { markWorkbook } from '../../src/correction/marked/mark-workbook.ts';
import { FIELDS, type Field, PROBLEM_CODES, type ProblemCode } from '../../src/record/problems.ts';
import { PROBLEM_TEXTS } from '../../src/text/codes.ts';
import type { Language } from '../../src/text/language.ts';
import { FILL_COLOURS } from '../../src/workbook/look.ts';
import { workbookFaults } from '../support/workbook-faults.ts';

const folder = mkdtempSync(join(tmpdir(), 'codes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** By the beginning of their names; what is about a row or a file has no field. */
const FIELD_OF: readonly (readonly [RegExp, Field])[] = [
  [/^NIK_DOB$|^DOB/, 'birthDate'],
  [/^NIK_SEX$|^SEX/, 'sex'],
  [/^NIK/, 'nik'],
  [/^NAME/, 'name'],
  [/^PHONE/, 'phone'],
  [/^DATE|^AGE/, 'date'],
  [/^DOSE|^DUP_DIFF$/, 'dose'],
  [/^VACC/, 'vaccine'],
  [/^BATCH/, 'lot'],
  [/^SITE/, 'site'],
  [/^CELL/, 'address'],
];
const fieldOf = (code: ProblemCode): Field | undefined => FIELD_OF.find(([pattern]) => pattern.test(code))?.[1];
const PARAMS = {
  v: 'X',
  n: 15,
  dd: '32',
  mm: '13',
  ppkk: '9999',
  nik: '01/01/1990',
  cell: '02/01/1990',
  rows: 7,
  r: 7,
  a: '1921',
  b: '2021',
  d: 2,
  m: 12,
  nearest: 'Sinovac',
  encoding: 'windows-1252',
};

const path = join(folder, 'semua.xlsx');
const SHEET: CorrectionInput = {
  file: 'semua.xlsx',
  digest: '9f86d081',
  sheet: 'OKT',
  header: [[...FIELDS]],
  columns: Object.fromEntries(FIELDS.map((field, column) => [field, column])),
  place: { headerLine: 1, headingLines: [1] },
  rows: PROBLEM_CODES.map((code, index) => {
    const field = fieldOf(code);
    return {
      line: index + 2,
      cells: FIELDS.map((each) => `${each} ${index}`),
      problems: [{ code, severity: 'error' as const, params: PARAMS, ...(field ? { field } : {}) }],
    };
  }),
};

beforeAll(async () => {
  const book = new exceljs.Workbook();
  book.addWorksheet('OKT').addRows([[...FIELDS], ...SHEET.rows.map(({ cells }) => [...cells])]);
  await book.xlsx.writeFile(path);
});

async function marked(lang: Language): Promise<string> {
  const out = join(folder, `marked-${lang}.xlsx`);
  const original = { path, digest: createHash('sha256').update(readFileSync(path)).digest() };
  expect(await markWorkbook({ path: out, original, sheets: [SHEET], texts: PROBLEM_TEXTS, lang, all: false })).toBe(
    true,
  );
  return out;
}

async function copied(lang: Language): Promise<string> {
  const out = join(folder, `copied-${lang}.xlsx`);
  await writeCorrectionSheet({ path: out, sheets: [SHEET], texts: PROBLEM_TEXTS, lang });
  return out;
}

describe.each([
  ['marked', 'id', marked],
  ['marked', 'en', marked],
  ['copied', 'id', copied],
  ['copied', 'en', copied],
] as const)('%s, %s', (_, lang, write) => {
  const book = new exceljs.Workbook();
  beforeAll(async () => {
    const out = await write(lang);
    expect(await workbookFaults(out)).toEqual([]);
    await book.xlsx.readFile(out);
  });

  it.each(PROBLEM_CODES.map((code, index) => [code, index] as const))('%s', (code, index) => {
    const sheet = book.getWorksheet('OKT');
    if (!sheet) throw new Error('no sheet');
    const headings = sheet.getRow(1).values as (string | undefined)[];
    const reasons = headings.findIndex(
      (heading) => heading === (lang === 'id' ? 'vax-upload: alasan' : 'vax-upload: reason'),
    );
    const field = fieldOf(code);
    const cell = sheet.getCell(index + 2, field ? FIELDS.indexOf(field) + 1 : reasons);
    const { [lang]: what, [lang === 'id' ? 'tryId' : 'tryEn']: tryThis } = PROBLEM_TEXTS[code];
    // Everything up to the first word that is filled in, and nothing that was forgotten.
    const begins = what.split('{')[0] ?? '';
    const reason = sheet.getCell(index + 2, reasons).text;
    expect(reason.startsWith(begins)).toBe(true);
    expect(reason).toContain(tryThis.split('{')[0] ?? '');
    expect(reason).not.toMatch(/[{}]|undefined/);
    expect(textOf(cell.note)).toContain(reason);
    expect(cell.fill?.type === 'pattern' && cell.fill.fgColor?.argb).toBe(FILL_COLOURS.error);
    const overview = book.worksheets[0]?.getSheetValues().map((row) => (Array.isArray(row) ? String(row[1]) : ''));
    expect(overview?.some((line) => line.startsWith(begins))).toBe(true);
  });
});

function textOf(note: string | exceljs.Comment | undefined): string {
  if (note === undefined || typeof note === 'string') return note ?? '';
  return (note.texts ?? []).map(({ text }) => text).join('');
}
