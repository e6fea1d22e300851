/**
 * The way back as a clerk goes it: the correction sheet is opened in a real LibreOffice, typed into, saved in whatever
 * format, and imported again. What was corrected is a new version of its row; what was not stays as it was; nothing is
 * sent twice.
 */
import { cpSync, readdirSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeOfFile } from '../../src/run/compose-place.ts';
import type { Context } from '../../src/run/context.ts';
import { rowsOfLedger, writeBesideFiles, writeWanted } from '../../src/run/corrections.ts';
import type { Setup } from '../../src/run/setup.ts';
import { hasCalc } from '../support/calc.ts';
import {
  Calc,
  deleteRow,
  deleteSheet,
  insertRow,
  open,
  renameSheet,
  sortDown,
  type,
  WITHOUT_CALC,
} from '../support/calc-clerk.ts';
import { writeClerkWorkbook } from '../support/clerk-workbook.ts';
import { Office } from '../support/office.ts';

const FORM = [
  ['LAPORAN VAKSINASI COVID-19'],
  ['Puskesmas : Contoh Kendal 1'],
  ['No', 'NIK', 'Nama', 'Tgl Lahir', 'JK', 'Catatan', 'Dosis', 'Tgl Vaksin', 'Jenis Vaksin', 'No Batch'],
  ['1', '3324011203909870', 'Budi Santoso', '12/03/1990', 'L', 'hadir', '1', '02/10/2021', 'Sinovac', 'A1'],
  ['2', '33240157088500', 'Siti Rahayu', '17/08/1985', 'P', 'lansia', '1', '02/10/2021', 'Sinovac', 'A1'],
  ['3', '3324011203909879', 'Agus Wijaya', '12/03/1990', 'L', '', '1', '02/10/2021', 'Sinovac', 'A1'],
  ['4', '', 'Dewi Lestari', '01/02/1979', 'P', 'NIK menyusul', '1', '02/10/2021', 'Sinovac', 'A1'],
  ['5', '3324014505920003', 'Rina Wati', '31/02/1992', 'P', '', '1', '02/10/2021', 'Sinovac', 'A1'],
  ['6', '3324010101800005', 'Joko Susilo', '01/01/1980', 'L', '', '1', '02/10/2021', 'Sinovac', 'A1'],
  ['7', '3324010101800005', 'Joko Susilo', '01/01/1980', 'L', '', '1', '09/10/2021', 'Sinovac', 'A1'],
];
const SHEET = 'OKT 2021';
const SITI = '3324015708850002';
const DEWI = '3324014102790001';

/** Rows of the correction sheet: 4 Siti, 5 Dewi, 6 Rina, 7 and 8 Joko. */
const UNTOUCHED = ['Dewi NIK_EMPTY', 'Rina DOB_PARSE', 'Joko DUP_DIFF', 'Joko DUP_DIFF'];

const calc = new Calc();
afterAll(() => calc.close());

let office: Office;
let setup: Setup;
let context: Context;
beforeEach(async () => {
  office = new Office();
  await office.desk.nextRun();
  await writeClerkWorkbook(office.path('kendal.xlsx'), { [SHEET]: FORM });
  // Only these parts are looked at when a correction sheet is written.
  setup = {
    language: 'id',
    reporter: { report: () => undefined },
    place: placeOfFile(office.path('ledger.db')),
    timeZone: 'Asia/Jakarta',
  } as unknown as Setup;
  const worker = { pid: process.pid, isRunning: () => true };
  context = { cwd: office.folder, worker, clock: { now: () => Date.UTC(2021, 9, 31, 20) } } as unknown as Context;
});
afterEach(() => office.close());

/** A night: these files are taken in, everything is sent, the correction sheet is written. Returns what was sent. */
async function night(...files: string[]): Promise<number> {
  await office.desk.nextRun();
  await office.takeIn(files);
  const sent = await office.desk.deliver();
  await writeBesideFiles(rowsOfLedger(office.desk.ledger, 'run'), setup, context);
  return sent.length;
}

/** Who needs a person and why, by the first name in the row. */
async function desk(): Promise<string[]> {
  return (await office.desk.rowsForPerson('all')).map(({ cells, problems }) => {
    const name = cells
      .map((cell) => /^(\w+) \w+$/.exec(cell)?.[1])
      .find((first) => /^(?:Siti|Dewi|Rina|Joko|Agus|Budi)$/.test(first ?? ''));
    const worst = problems.find(({ severity }) => severity !== 'warning');
    return `${name} ${worst?.code}`;
  });
}

const CORRECTION = 'perbaikan-kendal-2021-11-01.xlsx';

describe.runIf(hasCalc())(`corrected in LibreOffice Calc${WITHOUT_CALC}`, { timeout: 240_000 }, () => {
  it.each(['diperbaiki.xlsx', 'diperbaiki.ods', 'diperbaiki.csv', 'diperbaiki.xls'])(
    'and saved as %s',
    async (saved) => {
      expect(await night('kendal.xlsx')).toBe(2);
      expect(await desk()).toEqual(['Siti NIK_LENGTH', ...UNTOUCHED]);

      calc.edit(office.path(CORRECTION), [open(SHEET), type('B4', SITI)], office.path(saved));
      expect(await night(saved)).toBe(1);
      expect((await desk()).toSorted()).toEqual(UNTOUCHED.toSorted());
      expect(await office.desk.states()).toEqual({ accepted: 3, held: 1 });

      // The same file once more, and the original once more: nothing is sent.
      expect(await night(saved)).toBe(0);
      expect(await night('kendal.xlsx')).toBe(0);
      expect(await office.desk.states()).toEqual({ accepted: 3, held: 1 });
    },
  );

  it('with the word in the cell with the reasons: that row is asked about no more, nor when the original comes again', async () => {
    await night('kendal.xlsx');
    // Columns K to M are ours, the reasons last; 5 Dewi, 6 Rina.
    calc.edit(
      office.path(CORRECTION),
      [open(SHEET), type('M5', 'abaikan'), type('M6', 'Ignore.')],
      office.path('abaikan.xlsx'),
    );
    expect(await night('abaikan.xlsx')).toBe(0);
    expect(await desk()).toEqual(['Siti NIK_LENGTH', 'Joko DUP_DIFF', 'Joko DUP_DIFF']);
    expect(await night('kendal.xlsx')).toBe(0);
    expect(await desk()).toEqual(['Siti NIK_LENGTH', 'Joko DUP_DIFF', 'Joko DUP_DIFF']);
    expect(await office.desk.outcomes()).toEqual({ 'already-there': 2, invalid: 1, held: 2, dismissed: 2 });
  });

  it('twice: the correction of a correction', async () => {
    await night('kendal.xlsx');
    calc.edit(office.path(CORRECTION), [open(SHEET), type('B4', SITI)], office.path('satu.xlsx'));
    await night('satu.xlsx');
    const [second = ''] = readdirSync(office.folder).filter((name) => name.startsWith('perbaikan-satu'));
    // 4 Dewi, 5 Rina, 6 and 7 Joko, of whom the second row is wrong.
    const deeds = [open(SHEET), type('B4', DEWI), type('D5', '05/05/1992'), deleteRow(7)];
    calc.edit(office.path(second), deeds, office.path('dua.xlsx'));
    expect(await night('dua.xlsx')).toBe(3);
    expect(await desk()).toEqual([]);
    expect(await office.desk.states()).toEqual({ accepted: 6 });
  });

  it('with rows sorted, one deleted, one inserted, the sheet renamed and the overview thrown away', async () => {
    await night('kendal.xlsx');
    const deeds = [
      open(SHEET),
      sortDown('A4:M8', 2),
      renameSheet('sudah saya perbaiki'),
      deleteSheet('Ringkasan'),
      // Siti, Rina, Joko, Joko, Dewi.
      type('B4', SITI),
      deleteRow(8),
      insertRow(5),
    ];
    calc.edit(office.path(CORRECTION), deeds, office.path('acak.xlsx'));
    expect(await night('acak.xlsx')).toBe(1);
    // What is no longer in the file was not decided.
    expect((await desk()).toSorted()).toEqual(UNTOUCHED.toSorted());
    expect(await office.desk.states()).toEqual({ accepted: 3, held: 1 });
  });

  it('with every row in it: those that are on the server stay what they are', async () => {
    await night('kendal.xlsx');
    await writeWanted(rowsOfLedger(office.desk.ledger, 'all'), { path: 'semua.xlsx', all: true }, setup, context);
    calc.edit(
      office.path('semua.xlsx'),
      [open(SHEET), type('B5', SITI), type('D8', '05/05/1992')],
      office.path('penuh.xlsx'),
    );
    await office.desk.nextRun();
    await office.takeIn(['penuh.xlsx']);
    expect(await office.desk.deliver()).toHaveLength(2);
    expect(await office.desk.outcomes()).toEqual({ accepted: 2, 'already-there': 2, invalid: 1, held: 2 });
    expect((await desk()).toSorted()).toEqual(['Dewi NIK_EMPTY', 'Joko DUP_DIFF', 'Joko DUP_DIFF']);
  });

  it('and copied back into the original', async () => {
    await night('kendal.xlsx');
    cpSync(office.path('kendal.xlsx'), office.path('lama.xlsx'));
    calc.edit(
      office.path('lama.xlsx'),
      [open(SHEET), type('B5', `'${SITI}`), type('D8', '05/05/1992')],
      office.path('kendal.xlsx'),
    );
    expect(await night('kendal.xlsx')).toBe(2);
    expect((await desk()).toSorted()).toEqual(['Dewi NIK_EMPTY', 'Joko DUP_DIFF', 'Joko DUP_DIFF']);
  });
});
