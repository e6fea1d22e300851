/** `check -o`: the correction sheet without a ledger and without a server. */
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { correctWorkbook, writeClerkWorkbook } from '../support/clerk-workbook.ts';
import { startFakeServer } from '../support/fake-server.ts';
import type { Ended } from '../support/program.ts';
import {
  Clerk,
  csv,
  errorLines,
  events,
  expectDiscreet,
  outcomesOf,
  type Person,
  people,
  person,
  summaryOf,
} from './clerk.ts';

const clerk = new Clerk();
const noNik = person(11, { nik: '' });
const future = person(12, { date: '04/10/2099' });
/** Lines 2 to 4 are fine, 5 and 6 wrong, 7 and 8 contradict each other, 9 repeats 7 and so is held too. */
const ROWS: readonly Person[] = [
  ...people(3),
  noNik,
  future,
  person(14),
  person(14, { date: '06/10/2021' }),
  person(14),
];
const HEADINGS = [
  'NIK',
  'Nama Lengkap',
  'Tgl Lahir',
  'No HP',
  'Catatan',
  'Dosis',
  'Tgl Vaksin',
  'Jenis Vaksin',
  'No Batch',
  'Faskes',
];

const server = await startFakeServer({});
afterAll(() => server.close());

beforeAll(async () => {
  clerk.write('peserta.csv', csv(ROWS));
  await writeClerkWorkbook(clerk.path('peserta.xlsx'), {
    'OKT 2021': [
      HEADINGS,
      ...ROWS.map(({ nik, name, born, phone, date, vaccine, lot }, index) => [
        nik,
        name,
        born,
        phone,
        `catatan ${index}`,
        '1',
        date,
        vaccine,
        lot,
        'Puskesmas Contoh',
      ]),
    ],
  });
});

async function sheetOf(name: string): Promise<exceljs.Worksheet> {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(clerk.path(name));
  const sheet = book.worksheets[1];
  if (!sheet) throw new Error('no second sheet');
  return sheet;
}

const namesIn = (sheet: exceljs.Worksheet): string[] =>
  (sheet.getColumn(2).values as (string | undefined)[]).filter(
    (value) => value !== undefined && value !== HEADINGS[1],
  ) as string[];

describe.each(['peserta.xlsx', 'peserta.csv'])('check %s -o', (file) => {
  const out = `betul-${file.slice(-3)}.xlsx`;
  let ended: Ended;
  beforeAll(async () => {
    ended = await clerk.runs('check', file, '-o', out, '--lang', 'id');
  });

  it('says what it says without, and names the sheet as one with personal data', () => {
    expect(ended.exitCode).toBe(3);
    expect(ended.out).toContain('8 baris = 2 perlu perbaikan + 3 ditahan + 3 siap dikirim');
    expect(ended.err).toContain(`Lembar perbaikan: ${clerk.path(out)} (5 baris; berisi data pribadi`);
    expect(ended.out.replaceAll('\n', ' ')).toContain('data pribadi: hapus setelah selesai');
    expectDiscreet(ended, ROWS);
  });

  it('leaves this one file, for the owner alone, and no ledger', () => {
    expect(statSync(clerk.path(out)).mode & 0o777).toBe(0o600);
    expect(existsSync(clerk.path('.vax-upload/ledger.db'))).toBe(false);
    expect(readdirSync(clerk.folder).filter((name) => /^\..+\.tmp$/.test(name))).toEqual([]);
  });

  it('has the rows that need a person, those that are held because of a later one too', async () => {
    const sheet = await sheetOf(out);
    expect(namesIn(sheet)).toEqual([noNik.name, future.name, person(14).name, person(14).name, person(14).name]);
    const reasons = sheet.getRow(1).values as string[];
    const at = reasons.indexOf('vax-upload: alasan');
    expect(sheet.getCell(4, at).text).toContain('dosis 1, baris 8');
    expect(sheet.getCell(5, at).text).toContain('dosis 1, baris 7');
    expect(sheet.getCell(6, at).text).toContain('dosis 1, baris 7');
  });

  it('corrected, it passes; and import takes it for those very rows', async () => {
    const fixed = `selesai-${out}`;
    copyFileSync(clerk.path(out), clerk.path(fixed));
    await correctWorkbook(clerk.path(fixed), (book) => {
      const sheet = book.worksheets[1];
      if (!sheet) throw new Error('no second sheet');
      const date = (sheet.getRow(1).values as string[]).indexOf('Tgl Vaksin');
      sheet.getCell('A2').value = person(11).nik;
      sheet.getCell(3, date).value = '04/10/2021';
      for (const row of [5, 6]) sheet.getRow(row).values = [];
    });
    expect((await clerk.runs('check', fixed)).exitCode).toBe(0);
    const to = ['--to', server.url, '--state', `${file}.db`];
    const first = await clerk.runs('import', file, ...to, '--json');
    expect(outcomesOf(first.out)).toMatchObject({ invalid: 2, held: 3 });
    const second = await clerk.runs('import', fixed, ...to, '--json');
    expect([second.exitCode, Object.values(outcomesOf(second.out)).reduce((a, b) => a + b, 0)]).toEqual([0, 3]);
    expect((await clerk.runs('status', '--state', `${file}.db`)).out).toMatch(
      /accepted +6\n +refused +0\n.*\n +held +0\n/,
    );
    expect([...server.effects.values()].every(({ count }) => count === 1)).toBe(true);
  });

  it('--all has every row, with every column, the rows that are fine without a reason', async () => {
    const all = `semua-${out}`;
    expect((await clerk.runs('check', file, '-o', all, '--all', '--lang', 'id')).err).toContain('(5 baris;');
    const sheet = await sheetOf(all);
    expect(namesIn(sheet)).toEqual(ROWS.map(({ name }) => name));
    const reasons = sheet.getColumn((sheet.getRow(1).values as string[]).indexOf('vax-upload: alasan')).values;
    expect(reasons.slice(2, 5).filter(Boolean)).toEqual([]);
    expect(reasons.slice(5).filter(Boolean)).toHaveLength(5);
    if (file === 'peserta.xlsx') expect(sheet.getCell('E3').value).toBe('catatan 1');
    expect(outcomesOf((await clerk.runs('check', all, '--json')).out)).toEqual({ waiting: 3, invalid: 2, held: 3 });
  });

  it('--json tells of the sheet, and of the summary last', async () => {
    const other = `lagi-${out}`;
    const { out: said } = await clerk.runs('check', file, '-o', other, '--json');
    expect(events(said).filter(({ event }) => event === 'correction-sheet')).toEqual([
      { event: 'correction-sheet', path: clerk.path(other), rows: 5 },
    ]);
    expect(summaryOf(said).exitCode).toBe(3);
  });
});

describe('check -o', () => {
  it('writes nothing when every row is fine', async () => {
    clerk.write('baik.csv', csv(people(3)));
    expect((await clerk.runs('check', 'baik.csv', '-o', 'tidak-perlu.xlsx')).exitCode).toBe(0);
    expect(existsSync(clerk.path('tidak-perlu.xlsx'))).toBe(false);
  });

  it('into a folder writes one for each file, into one file all of them', async () => {
    mkdirSync(clerk.path('lembar'));
    expect((await clerk.runs('check', 'peserta.csv', 'peserta.xlsx', '-o', 'lembar')).exitCode).toBe(3);
    const written = readdirSync(clerk.path('lembar'));
    expect(written).toHaveLength(2);
    for (const name of written) expect(statSync(clerk.path(`lembar/${name}`)).mode & 0o777).toBe(0o600);
    await clerk.runs('check', 'peserta.csv', 'peserta.xlsx', '-o', 'gabung.xlsx');
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(clerk.path('gabung.xlsx'));
    expect(book.worksheets.map(({ name }) => name)).toEqual(['Summary', 'peserta', 'OKT 2021']);
  });

  it.each(['peserta.xlsx', './peserta.xlsx', 'sama.xlsx', 'keras.xlsx'])(
    'never over the sheet that is checked (%s)',
    async (target) => {
      if (!existsSync(clerk.path('sama.xlsx'))) symlinkSync('peserta.xlsx', clerk.path('sama.xlsx'));
      if (!existsSync(clerk.path('keras.xlsx'))) linkSync(clerk.path('peserta.xlsx'), clerk.path('keras.xlsx'));
      const before = readFileSync(clerk.path('peserta.xlsx'));
      const { exitCode, err } = await clerk.runs('check', 'peserta.xlsx', '-o', target);
      expect(exitCode).toBe(2);
      expect(err).toContain('[OUTPUT_EXISTS]');
      expect(readFileSync(clerk.path('peserta.xlsx')).equals(before)).toBe(true);
    },
  );

  it('says of whole columns and sheets what import says of them', async () => {
    const sheet = join(import.meta.dirname, '..', '..', 'fixtures', 'perlu-perbaikan.xlsx');
    expect((await clerk.runs('check', sheet, '-o', 'kolom.xlsx', '--lang', 'id')).exitCode).toBe(3);
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(clerk.path('kolom.xlsx'));
    const said = JSON.stringify(book.worksheets[0]?.getSheetValues());
    expect(said).toContain('Baris tersembunyi ikut dibaca');
    expect(said).toContain('Nomor KK');
  });

  it('--all alone is not understood', async () => {
    const { exitCode, err } = await clerk.runs('check', 'peserta.csv', '--all');
    expect([exitCode, errorLines(err)[0]]).toEqual([2, expect.stringContaining('-o, --output <file>')]);
  });

  it('where nothing can be written: exit 74, and what was found is said all the same', async () => {
    const ended = await clerk.runs('check', 'peserta.xlsx', '-o', 'peserta.csv/betul.xlsx');
    expect(ended.exitCode).toBe(74);
    expect(ended.out).toContain('8 rows = 2 invalid + 3 held + 3 ready to send');
    expectDiscreet(ended, ROWS);
  });
});

describe('rejects', () => {
  const STATE = ['--state', 'peserta.xlsx.db'] as const;

  it('never over anything: not over a sheet, nor over a correction sheet in which somebody may be at work', async () => {
    clerk.write('dikerjakan.xlsx', 'half corrected');
    for (const target of ['peserta.xlsx', 'dikerjakan.xlsx']) {
      const before = readFileSync(clerk.path(target));
      for (const command of [
        ['rejects', '-o', target, ...STATE],
        ['check', 'peserta.csv', '-o', target],
      ]) {
        const { err, exitCode } = await clerk.runs(...command);
        expect(err).toContain('[OUTPUT_EXISTS]');
        expect(exitCode).toBe(2);
      }
      expect(readFileSync(clerk.path(target))).toEqual(before);
    }
  });

  it('--all has every row of files that are still there', async () => {
    const to = ['--to', server.url, '--state', 'lagi.db'];
    await clerk.runs('import', 'peserta.xlsx', ...to);
    const { out } = await clerk.runs('rejects', '-o', 'lengkap.xlsx', '--all', '--state', 'lagi.db', '--lang', 'id');
    expect(out).toContain('5 baris perlu diperbaiki. Perbaiki sel yang ditandai');
    expect(namesIn(await sheetOf('lengkap.xlsx'))).toEqual(ROWS.map(({ name }) => name));
    // Uncorrected and imported again, nothing changes.
    const again = await clerk.runs('import', 'lengkap.xlsx', ...to, '--json');
    expect([again.exitCode, outcomesOf(again.out)]).toEqual([3, { 'already-there': 3, invalid: 2, held: 3 }]);
  });
});
