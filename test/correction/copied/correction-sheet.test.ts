import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CorrectionInput, ProblemTexts } from '../../../src/correction/copied/correction-input.ts';
import { writeCorrectionSheet } from '../../../src/correction/copied/correction-sheet.ts';
import type { HeaderSearch } from '../../../src/record/header/columns.ts';
import { findHeader } from '../../../src/record/header/header.ts';
import type { Problem } from '../../../src/record/problems.ts';
import { PROBLEM_CODES, type ProblemCode } from '../../../src/record/problems.ts';
import { readRow } from '../../../src/record/row/read-row.ts';
import type { SourceRow } from '../../../src/record/source-row.ts';
import { openSource } from '../../../src/source/open.ts';
import type { ProblemText } from '../../../src/text/problem-text.ts';
import { rulesOn } from '../../support/reading-rules.ts';

const TEXTS = Object.fromEntries(
  PROBLEM_CODES.map((code): [ProblemCode, ProblemText] => [
    code,
    {
      id: `${code} {n} {v} salah.`,
      en: `${code} {n} {v} wrong.`,
      tryId: `Perbaiki ${code}.`,
      tryEn: `Correct ${code}.`,
    },
  ]),
) as ProblemTexts;

const HEADER = ['No', 'NIK', 'Nama', 'Tgl Lahir', 'Dosis', 'Tgl Vaksin'];
const COLUMNS = { rowNumber: 0, nik: 1, name: 2, birthDate: 3, dose: 4, date: 5 };

const SHEET: CorrectionInput = {
  file: 'kendal.xlsx',
  digest: '9f86d081',
  sheet: 'OKT 2021',
  header: [HEADER],
  columns: COLUMNS,
  defaults: { site: 'Puskesmas Contoh Kendal' },
  rows: [
    {
      line: 12,
      cells: ['4', '3324011203909870', 'Bambang Satu', '12/03/1990', '1', '05/10/2021'],
      problems: [{ code: 'NIK_NUMERIC', field: 'nik', severity: 'error' }],
    },
    {
      line: 31,
      cells: ['23', '332401120390987', '', '00/01/1900', '2'],
      problems: [
        { code: 'PHONE_BAD', field: 'phone', severity: 'warning' },
        { code: 'NIK_LENGTH', field: 'nik', severity: 'error', params: { n: 15 } },
        { code: 'NIK_REGION', field: 'nik', severity: 'warning', params: { ppkk: '3324' } },
        { code: 'DATE_EMPTY', field: 'date', severity: 'error' },
      ],
    },
    {
      line: 40,
      cells: ['32', '33240112039098', '=HYPERLINK("x")', '01/02/1980', '1', '06/10/2021'],
      problems: [
        { code: 'NIK_LENGTH', field: 'nik', severity: 'error', params: { n: 14 } },
        { code: 'DUP_DIFF', severity: 'hold', params: { n: 1 } },
      ],
    },
  ],
};
const WIDE: CorrectionInput = {
  file: 'kendal.xlsx',
  digest: '9f86d081',
  sheet: 'OKT/2021',
  header: [
    ['NIK', 'Nama', 'Dosis 1', '', 'Dosis 2', ''],
    ['', '', 'Tgl', 'Vaksin', 'Tgl', 'Vaksin'],
  ],
  columns: { nik: 0, name: 1 },
  doses: [
    { number: 1, columns: { date: 2, vaccine: 3 } },
    { number: 2, columns: { date: 4, vaccine: 5 } },
  ],
  rows: [
    {
      line: 9,
      cells: ['3324011203909871', 'Bambang Dua', '05/10/2021', 'Sinovac', '01/09/2021', 'Sinovac'],
      problems: [{ code: 'DOSE_ORDER', field: 'date', severity: 'hold', group: 2 }],
    },
  ],
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'correction-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const RULES = rulesOn('2021-10-20');
/** A correction sheet of kendal.csv that came back and is no longer there: two cells too many, then our columns. */
const CAME_BACK: CorrectionInput = {
  file: 'perbaikan-kendal.xlsx',
  digest: '00000000',
  sheet: 'kendal',
  header: [[...HEADER, '', '', 'vax-upload: row', 'vax-upload: reason', 'vax-upload: origin']],
  columns: COLUMNS,
  rows: [
    {
      line: 2,
      cells: [
        '4',
        '3324011203909870',
        'Bambang Satu',
        '12/03/1990',
        '1',
        '05/10/2021',
        'lebih',
        'lagi',
        '12',
        'alasan lama',
        'kendal.csv #9f86d081',
      ],
      problems: [{ code: 'ROW_SHIFTED', severity: 'error' }],
      origin: { file: 'kendal.csv', sheet: '', line: 12, digest: '9f86d081' },
    },
  ],
};
const RED = 'FFFFC7CE';
const AMBER = 'FFFFEB9C';

describe('the rows of a correction sheet that came back', () => {
  it('lose our columns and nothing of the clerk, and still name the row of the first file', async () => {
    const path = join(folder, 'lagi.xlsx');
    await writeCorrectionSheet({ path, sheets: [CAME_BACK], texts: TEXTS, lang: 'id' });
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path);
    const sheet = book.worksheets[1];
    expect(sheet?.getRow(1).values).toEqual([
      undefined,
      ...HEADER,
      undefined,
      undefined,
      'vax-upload: baris',
      'vax-upload: alasan',
      'vax-upload: asal',
    ]);
    expect(sheet?.getRow(2).values).toEqual([
      undefined,
      ...['4', '3324011203909870', 'Bambang Satu', '12/03/1990', '1', '05/10/2021', 'lebih', 'lagi', '12'],
      'ROW_SHIFTED … … salah. Perbaiki ROW_SHIFTED.',
      'kendal.csv #9f86d081',
    ]);
  });
});

describe('the workbook', () => {
  let path: string;
  let book: exceljs.Workbook;
  beforeAll(async () => {
    path = join(folder, 'new folder', 'perbaikan.xlsx');
    expect(await writeCorrectionSheet({ path, sheets: [SHEET, WIDE], texts: TEXTS, lang: 'id' })).toEqual({ rows: 4 });
    book = new exceljs.Workbook();
    await book.xlsx.readFile(path);
  });
  const sheetAt = (index: number): exceljs.Worksheet => {
    const sheet = book.worksheets[index];
    if (!sheet) throw new Error(`the workbook has no sheet ${index}`);
    return sheet;
  };
  const noteOf = (cell: exceljs.Cell): string =>
    typeof cell.note === 'string' ? cell.note : (cell.note?.texts ?? []).map(({ text }) => text).join('');

  it('has an overview and a sheet for each sheet that has rows, under names that Excel takes', () => {
    expect(book.worksheets.map((sheet) => sheet.name)).toEqual(['Ringkasan', 'OKT 2021', 'OKT 2021 (2)']);
  });

  it('counts the problems, those that keep rows back first, and says where they are', () => {
    const rows = sheetAt(0).getSheetValues() as (undefined | unknown[])[];
    const lengthAt = rows.findIndex((row) => String(row?.[1]).startsWith('NIK_LENGTH'));
    expect(rows[lengthAt]?.slice(1)).toEqual(['NIK_LENGTH … … salah.', 2, 'Perbaiki NIK_LENGTH.', 'OKT 2021: 31, 40']);
    const only = rows.find((row) => String(row?.[1]).startsWith('DUP_DIFF'));
    expect(only?.[1]).toBe('DUP_DIFF 1 … salah.');
    expect(rows.findIndex((row) => String(row?.[1]).startsWith('PHONE_BAD'))).toBeGreaterThan(lengthAt);
    expect(rows.some((row) => row?.[3] === 'kendal.xlsx' && row[4] === 'OKT/2021')).toBe(true);
    expect(rows.some((row) => row?.includes('NIK'))).toBe(false);
  });

  it('keeps the header and every cell of the row, adds the value from above the header, the line and the reasons', () => {
    const sheet = sheetAt(1);
    expect(sheet.getRow(1).values).toEqual([
      undefined,
      ...HEADER,
      'Faskes',
      'vax-upload: baris',
      'vax-upload: alasan',
      'vax-upload: asal',
    ]);
    expect(sheet.getRow(3).values).toEqual([
      undefined,
      ...['23', '332401120390987', undefined, '00/01/1900', '2', undefined, 'Puskesmas Contoh Kendal', '31'],
      [
        'NIK_LENGTH 15 … salah. Perbaiki NIK_LENGTH.',
        'DATE_EMPTY … … salah. Perbaiki DATE_EMPTY.',
        'PHONE_BAD … … salah. Perbaiki PHONE_BAD.',
        'NIK_REGION … … salah. Perbaiki NIK_REGION.',
      ].join('\n'),
      'kendal.xlsx / OKT 2021 #9f86d081',
    ]);
    expect(sheet.rowCount).toBe(4);
  });

  it('holds everything as text that stays text, a formula of the clerk too', () => {
    for (const sheet of [sheetAt(1), sheetAt(2)]) {
      sheet.eachRow((row) => {
        row.eachCell({ includeEmpty: true }, (cell) => {
          expect(cell.numFmt).toBe('@');
          expect([exceljs.ValueType.String, exceljs.ValueType.Null]).toContain(cell.type);
        });
      });
    }
    expect(sheetAt(1).getCell('C4').value).toBe('=HYPERLINK("x")');
    // A row that the clerk adds below is text as well.
    expect(sheetAt(1).getColumn(2).numFmt).toBe('@');
  });

  it('colours the cells with problems and explains each in a note', () => {
    const sheet = sheetAt(1);
    expect(colour(sheet.getCell('B3'))).toBe(RED);
    expect(noteOf(sheet.getCell('B3'))).toBe(
      'vax-upload:\nNIK_LENGTH 15 … salah. Perbaiki NIK_LENGTH.\nNIK_REGION … … salah. Perbaiki NIK_REGION.',
    );
    expect(colour(sheet.getCell('F3'))).toBe(RED);
    expect(colour(sheet.getCell('C3'))).toBeUndefined();
    expect(noteOf(sheet.getCell('C3'))).toBe('');
  });

  it('colours the reason where the row as a whole or a missing column is meant', () => {
    expect(colour(sheetAt(1).getCell('I4'))).toBe(AMBER);
    expect(noteOf(sheetAt(1).getCell('I4'))).toContain('DUP_DIFF');
    expect(noteOf(sheetAt(1).getCell('I3'))).toContain('PHONE_BAD');
  });

  it('finds the cell of the right dose in a wide row, below a header of two lines', () => {
    const sheet = sheetAt(2);
    expect(sheet.getRow(1).getCell(5).value).toBe('Dosis 2');
    expect(sheet.getRow(2).getCell(7).value).toBe('vax-upload: baris');
    expect(colour(sheet.getCell('E3'))).toBe(AMBER);
    expect(colour(sheet.getCell('C3'))).toBeUndefined();
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 2 });
  });

  it('never makes a damaged NIK look whole again: uncorrected, it is refused when the sheet comes back', () => {
    expect(sheetAt(1).getCell('B2').value).toBe('3.32401120390987E+15');
  });

  it('can be given back: the overview is no list, our columns are passed over, and an uncorrected row is refused as before', async () => {
    const source = await openSource(path);
    const found: { readonly search: HeaderSearch; readonly rows: readonly SourceRow[] }[] = [];
    for (const sheet of source.sheets) {
      const rows: SourceRow[] = [];
      for await (const some of sheet.rows()) rows.push(...some);
      found.push({ search: findHeader(rows.slice(0, 30), new Map()), rows });
    }
    await source.close();
    expect(found.map(({ search }) => search.kind)).toEqual(['none', 'found', 'found']);
    const [, main] = found;
    if (main?.search.kind !== 'found') throw new Error('no header');
    const { header } = main.search;
    expect(header.ignored).toEqual(['vax-upload: baris', 'vax-upload: alasan', 'vax-upload: asal']);
    expect(header.headings.site).toBe('Faskes');
    const first = readRow(main.rows[1] as SourceRow, header, { file: 'perbaikan.xlsx', sheet: 'OKT 2021' }, RULES);
    expect(first.kind === 'read' && first.readings[0].problems.map(({ code }) => code)).toContain('NIK_NUMERIC');
  });

  it('is the owner’s alone, and so is the folder that was made for it', () => {
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'new folder')).mode & 0o777).toBe(0o700);
    expect(readdirSync(join(folder, 'new folder'))).toEqual(['perbaikan.xlsx']);
  });

  const calc = hasCalc();
  it.runIf(calc)(`opens in LibreOffice Calc${calc ? '' : ' (not looked at: no soffice here)'}`, () => {
    const out = join(folder, 'calc');
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    // -1: every sheet into a CSV of its own.
    const filter = 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1';
    execFileSync('soffice', [profile, '--headless', '--convert-to', filter, '--outdir', out, path], {
      stdio: 'ignore',
    });
    const csv = readFileSync(join(out, 'perbaikan-OKT 2021.csv'), 'utf8');
    expect(csv.split('\n')[0]).toBe(
      'No;NIK;Nama;Tgl Lahir;Dosis;Tgl Vaksin;Faskes;vax-upload: baris;vax-upload: alasan;vax-upload: asal',
    );
    expect(csv).toContain('4;3.32401120390987E+15;Bambang Satu;12/03/1990;1;05/10/2021;Puskesmas Contoh Kendal;12;');
    expect(readdirSync(out)).toHaveLength(3);
  });
});

describe('writing it', () => {
  it('writes nothing when no row needs a person', async () => {
    const path = join(folder, 'none.xlsx');
    expect(await writeCorrectionSheet({ path, sheets: [{ ...SHEET, rows: [] }], texts: TEXTS, lang: 'en' })).toEqual({
      rows: 0,
    });
    expect(readdirSync(folder)).not.toContain('none.xlsx');
  });

  it('speaks English too', async () => {
    const path = join(folder, 'english.xlsx');
    await writeCorrectionSheet({ path, sheets: [SHEET], texts: TEXTS, lang: 'en' });
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path);
    expect(book.worksheets[0]?.name).toBe('Summary');
    expect(book.worksheets[1]?.getCell('H1').value).toBe('vax-upload: row');
    expect(book.worksheets[1]?.getCell('I2').value).toBe('NIK_NUMERIC … … wrong. Correct NIK_NUMERIC.');
  });

  it('replaces the sheet of last night as a whole', async () => {
    const path = join(folder, 'again.xlsx');
    writeFileSync(path, 'old', { mode: 0o644 });
    await writeCorrectionSheet({ path, sheets: [SHEET], texts: TEXTS, lang: 'id' });
    expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('refuses with a known error when a folder is in the way, and leaves nothing behind', async () => {
    const path = join(folder, 'taken', 'sheet.xlsx');
    mkdirSync(path, { recursive: true });
    const writing = writeCorrectionSheet({ path, sheets: [SHEET], texts: TEXTS, lang: 'id' });
    await expect(writing).rejects.toMatchObject({ code: 'OUTPUT_EXISTS', params: { path } });
    expect(readdirSync(join(folder, 'taken'))).toEqual(['sheet.xlsx']);
  });

  it('writes notes for the first thousands of cells only, and every row', async () => {
    const column: Problem = { code: 'DOB_SWAP_COL', severity: 'warning', params: { n: 7, rows: '2-7, 9' } };
    const rows = Array.from({ length: 6_000 }, (_, i) => ({
      ...SHEET.rows[0],
      line: i + 2,
    })) as CorrectionInput['rows'];
    const path = join(folder, 'many.xlsx');
    await writeCorrectionSheet({ path, sheets: [{ ...SHEET, rows, notes: [column] }], texts: TEXTS, lang: 'id' });
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path);
    const sheet = book.worksheets[1];
    expect(sheet?.rowCount).toBe(6_001);
    const overview = (book.worksheets[0]?.getSheetValues() ?? []) as (undefined | unknown[])[];
    expect(overview.find((row) => row?.[1] === 'NIK_NUMERIC … … salah.')?.slice(2)).toEqual([
      6_000,
      'Perbaiki NIK_NUMERIC.',
      'OKT 2021: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 dan 5988 lagi',
    ]);
    expect(overview.find((row) => row?.[1] === 'DOB_SWAP_COL 7 … salah.')?.slice(2)).toEqual([
      7,
      'Perbaiki DOB_SWAP_COL.',
      'OKT 2021: 2-7, 9',
    ]);
    expect(sheet?.getCell('B5001').note).toBeTruthy();
    expect(sheet?.getCell('B5002').note).toBeFalsy();
    expect(sheet && colour(sheet.getCell('B6001'))).toBe(RED);
  });
});

function colour(cell: exceljs.Cell): string | undefined {
  return cell.fill?.type === 'pattern' ? cell.fill.fgColor?.argb : undefined;
}

function hasCalc(): boolean {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
