/** The correction sheet goes out, is corrected by the clerk, and comes back. */
import { readdirSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeOfFile } from '../../src/run/compose-place.ts';
import type { Context } from '../../src/run/context.ts';
import { rowsOfLedger, writeBesideFiles, writeWanted } from '../../src/run/corrections.ts';
import type { Setup } from '../../src/run/setup.ts';
import { stamp } from '../../src/text/numbers.ts';
import { correctWorkbook, writeClerkWorkbook } from '../support/clerk-workbook.ts';
import { refuse } from '../support/ledger-desk.ts';
import { Office } from '../support/office.ts';

/** A form as Puskesmas have it: titles, the place above the table, doses side by side below a heading of two lines. */
const FORM = [
  ['LAPORAN VAKSINASI COVID-19'],
  ['Puskesmas : Contoh Kendal 1'],
  [],
  ['No', 'NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis 1', '', 'Dosis 2', ''],
  ['', '', '', '', '', 'Tanggal', 'Jenis Vaksin', 'Tanggal', 'Jenis Vaksin'],
  ['1', '3324011203909870', 'Budi Santoso', '12/03/1990', 'L', '02/10/2021', 'Sinovac', '30/10/2021', 'Sinovac'],
  ['2', '33240157088500', 'Siti Rahayu', '17/08/1985', 'P', '02/10/2021', 'Sinovac', '30/10/2021', 'Sinovac'],
  ['3', '3324011203909879', 'Agus Wijaya', '12/03/1990', 'L', '02/10/2021', 'Sinovac', '', ''],
];

let office: Office;
let written: string[];
let setup: Setup;
let context: Context;
beforeEach(async () => {
  office = new Office();
  await office.desk.nextRun();
  await writeClerkWorkbook(office.path('kendal.xlsx'), { 'OKT 2021': FORM });
  written = [];
  const reporter = {
    report(event: { event: string; path?: string }) {
      if (event.path) written.push(event.path.slice(office.folder.length + 1));
    },
  };
  // Only these parts are looked at when a correction sheet is written.
  const parts = { language: 'id', reporter, place: placeOfFile(office.path('ledger.db')), timeZone: 'Asia/Jakarta' };
  setup = parts as unknown as Setup;
  context = {
    cwd: office.folder,
    worker: { pid: process.pid, isRunning: () => true },
    clock: { now: () => Date.UTC(2021, 9, 31, 20) },
  } as unknown as Context;
});
afterEach(() => office.close());

const states = () => office.desk.states();
const AGUS = '3324011203909879';

/** Takes the form in; the server refuses Agus and takes Budi. */
async function firstNight(): Promise<void> {
  await office.takeIn(['kendal.xlsx']);
  const life = await office.desk.ledger.lifeOf('kendal.xlsx', 8);
  const agus = life[0]?.entry?.key;
  await office.desk.deliver((key) => (key === agus ? refuse() : { kind: 'accepted', receipt: 'r' }));
}

describe('a form with a heading of two lines', () => {
  it('goes out with both lines, and comes back as the same columns, the place in a column of its own', async () => {
    await firstNight();
    expect(await states()).toEqual({ accepted: 2, refused: 1 });
    // The form is no longer there: its rows are copied into a workbook of our own.
    rmSync(office.path('kendal.xlsx'));
    await writeWanted(rowsOfLedger(office.desk.ledger, 'all'), { path: 'semua.xlsx', all: false }, setup, context);
    office.events.length = 0;
    await office.desk.nextRun();
    await office.takeIn(['semua.xlsx']);
    expect(office.events.find((event) => event.event === 'columns')).toMatchObject({
      sheet: 'OKT 2021',
      headerLine: 2,
      columns: expect.arrayContaining([
        { field: 'nik', headings: ['NIK'] },
        { field: 'site', headings: ['Faskes'] },
      ]),
      ignored: ['vax-upload: baris', 'vax-upload: alasan', 'vax-upload: asal'],
    });
    const [siti] = await office.desk.rowsForPerson('run');
    expect(siti?.sheet.layout.doses.map(({ number }) => number)).toEqual([1, 2]);
    expect(siti?.sheet.layout.columns.site).toBeDefined();
    expect(await states()).toEqual({ accepted: 2, refused: 1 });
  });

  it('lists each row once, whether nothing was corrected or everything', async () => {
    await firstNight();
    const before = await office.desk.desk();
    expect(before).toEqual([
      'kendal.xlsx 7 invalid NIK_LENGTH BATCH_EMPTY',
      'kendal.xlsx 7 invalid NIK_LENGTH BATCH_EMPTY',
      'kendal.xlsx 8 refused BATCH_EMPTY SERVER_REFUSED',
    ]);
    await writeBesideFiles(rowsOfLedger(office.desk.ledger, 'run'), setup, context);
    expect(written).toEqual(['perbaikan-kendal-2021-11-01.xlsx']);

    await office.desk.nextRun();
    await office.takeIn(written);
    expect((await office.desk.desk()).map((row) => row.replace(/^\S+ \d+ /, ''))).toEqual(
      before.map((row) => row.replace(/^\S+ \d+ /, '')),
    );

    await correctWorkbook(office.path(written[0] ?? ''), (book) => {
      const sheet = book.getWorksheet('OKT 2021');
      if (!sheet) throw new Error('no sheet');
      // The titles and both lines of the heading stand where they stood.
      sheet.getCell('B6').value = '3324015708850002';
      sheet.getCell('B7').value = '3324011203909871';
    });
    await office.desk.nextRun();
    await office.takeIn(written);
    expect(await office.desk.desk()).toEqual([]);
    expect(await states()).toEqual({ accepted: 2, pending: 3 });
    await office.desk.deliver();
    expect(await office.desk.outcomes()).toEqual({ accepted: 3 });
  });

  it('can be corrected in the form itself', async () => {
    await firstNight();
    await office.desk.nextRun();
    const corrected = FORM.map((cells) =>
      cells.map((cell) => (cell === '33240157088500' ? '3324015708850002' : cell === AGUS ? '3324011203909871' : cell)),
    );
    await writeClerkWorkbook(office.path('kendal.xlsx'), { 'OKT 2021': corrected });
    await office.takeIn(['kendal.xlsx']);
    expect(await office.desk.desk()).toEqual([]);
    expect(await states()).toEqual({ accepted: 2, pending: 3 });
    expect(await office.desk.outcomes()).toEqual({ 'already-there': 2, waiting: 3 });
  });
});

describe('the name of a correction sheet', () => {
  it.each([
    ['Asia/Jakarta', '2021-11-01'],
    ['UTC', '2021-10-31'],
  ])('has the day of the log: in the zone %s', async (TZ, day) => {
    await firstNight();
    await writeBesideFiles(rowsOfLedger(office.desk.ledger, 'run'), { ...setup, timeZone: TZ }, context);
    expect(written).toEqual([`perbaikan-kendal-${day}.xlsx`]);
    expect(stamp(context.clock.now(), TZ)).toContain(day);
  });

  it('is that of the file, a number where the name is taken, and does not grow from round to round', async () => {
    await firstNight();
    await writeBesideFiles(rowsOfLedger(office.desk.ledger, 'run'), setup, context);
    await writeBesideFiles(rowsOfLedger(office.desk.ledger, 'run'), setup, context);
    await office.desk.nextRun();
    await office.takeIn(['perbaikan-kendal-2021-11-01.xlsx']);
    await writeBesideFiles(rowsOfLedger(office.desk.ledger, 'run'), setup, context);
    // Of the same rows there is one.
    expect(written).toEqual(['', '', '-2'].map((n) => `perbaikan-kendal-2021-11-01${n}.xlsx`));
    expect(readdirSync(office.folder).toSorted()).toEqual([...new Set(['kendal.xlsx', ...written])].toSorted());
  });
});
