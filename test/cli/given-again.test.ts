/**
 * Rows that say that they were not given, on their way through a correction sheet: nothing of it is lost, and what a
 * clerk decides is heard.
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type exceljs from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { correctWorkbook } from '../support/clerk-workbook.ts';
import { Clerk, csv, outcomesOf, person } from './clerk.ts';

const clerk = new Clerk();
let written = 0;
const TRAPS = join(import.meta.dirname, '..', '..', 'fixtures', 'traps');

beforeAll(() => {
  clerk.write('kosong.csv', csv([person(1, { date: '' })]));
  for (const name of ['html-struck-through.xls', 'not-there-between-rows.xlsx', 'note-at-a-cell.xlsx'])
    copyFileSync(join(TRAPS, name), clerk.path(name));
});

async function correctionOf(file: string, lang: string): Promise<string> {
  const out = `betul-${++written}-${file}.xlsx`;
  expect((await clerk.runs('check', file, '-o', out, '--lang', lang)).exitCode).toBe(3);
  return out;
}

async function outcomes(file: string): Promise<Record<string, number>> {
  return outcomesOf((await clerk.runs('check', file, '--json')).out);
}

const rowsOf = (book: exceljs.Workbook): { sheet: exceljs.Worksheet; reason: number } => {
  const sheet = book.worksheets.find((one) => one.getCell('A1').text === 'NIK');
  if (!sheet) throw new Error('no sheet with rows');
  return {
    sheet,
    reason: (sheet.getRow(1).values as string[]).findIndex((text) => /^vax-upload: (?:alasan|reason)$/.test(text)),
  };
};

describe('a correction sheet', () => {
  it('our note at a cell ("Tanggal vaksinasi kosong") is no remark on the row, once the cell is filled in', async () => {
    const sheet = await correctionOf('kosong.csv', 'id');
    await correctWorkbook(clerk.path(sheet), (book) => {
      const { sheet: rows } = rowsOf(book);
      rows.getRow(2).getCell((rows.getRow(1).values as string[]).indexOf('Tgl Vaksin')).value = '04/10/2021';
    });
    expect(await outcomes(sheet)).toEqual({ waiting: 1 });
  });

  it.each([
    ['a line through cells, in a format that is copied', 'html-struck-through.xls', 2],
    ['a line between rows that says who did not come', 'not-there-between-rows.xlsx', 2],
    ['notes at cells', 'note-at-a-cell.xlsx', 2],
  ])('brings back what it holds where nothing was decided: %s', async (_, file, held) => {
    for (const lang of ['en', 'id']) expect(await outcomes(await correctionOf(file, lang))).toEqual({ invalid: held });
  });

  it.each([
    [
      'the line is taken away',
      'html-struck-through.xls',
      (row: exceljs.Row) =>
        row.eachCell((cell) => {
          cell.style = { ...cell.style, font: {} };
        }),
    ],
    [
      'the reason of a row below such a title is emptied',
      'not-there-between-rows.xlsx',
      (row: exceljs.Row, reason: number) => {
        row.getCell(reason).value = null;
      },
    ],
    [
      'the note says that it was given',
      'note-at-a-cell.xlsx',
      (row: exceljs.Row) =>
        row.eachCell({ includeEmpty: true }, (cell) => {
          if (cell.note) cell.note = 'sudah divaksin';
        }),
    ],
  ] as const)('lets a row pass once %s', async (_, file, decide) => {
    const sheet = await correctionOf(file, 'id');
    await correctWorkbook(clerk.path(sheet), (book) => {
      const { sheet: rows, reason } = rowsOf(book);
      decide(rows.getRow(2), reason);
    });
    expect(await outcomes(sheet)).toEqual({ waiting: 1, invalid: 1 });
  });
});
