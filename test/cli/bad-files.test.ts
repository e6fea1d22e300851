/** Files that cannot be taken in: two lines, exit 65, nothing sent, nobody's data shown, in both languages. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { workbookParts, worksheet, zipBytes } from '../support/xlsx-writer.ts';
import { Clerk, csv, errorLines, expectDiscreet, people, summaryOf } from './clerk.ts';

const server: FakeServer = await startFakeServer();
afterAll(() => server.close());
const clerk = new Clerk();
const rows = people(20);
const TO = ['--to', server.url] as const;

const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const sheetXml = (lines: readonly (readonly string[])[]): string =>
  worksheet(lines.map((cells, index) => `<row r="${index + 1}">${cells.map(text).join('')}</row>`).join(''));
const workbook = (xml: string) => workbookParts({ sheets: [{ name: 'Data', xml }] });
const lines = csv(rows)
  .trim()
  .split('\n')
  .map((line) => line.split(','));
const good = zipBytes(workbook(sheetXml(lines)));
/** [MS-CFB]: the magic bytes, and the names of streams in the directory. */
const compound = (...streams: string[]): Buffer =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(2_000),
    ...streams.map((name) => Buffer.concat([Buffer.from(name, 'utf16le'), Buffer.alloc(128)])),
  ]);
const bomb = () =>
  zipBytes(
    workbook(worksheet(`<row r="1">${text('NIK')}</row>${' '.repeat(40_000_000)}`)).map((part) => ({
      ...part,
      deflate: true,
    })),
  );
const withoutLast = (column: number): string =>
  csv(rows.map((row, n) => (column === 0 ? { ...row, nik: `${row.nik.slice(0, 15)}0`, phone: `08109${n}` } : row)));

const copyTrap = (trap: string, name: string): void =>
  copyFileSync(join(import.meta.dirname, '../../fixtures/traps', `${trap}.xlsx`), clerk.path(`${name}.xlsx`));

/** Numbers of cards issued from 2009 on, for people born in 1970. */
const cards = (): string =>
  csv(rows.map((row, n) => ({ ...row, nik: `332401120${1 + (n % 9)}${10 + (n % 9)}${1001 + n}`, born: '05/06/1970' })));

/** What the clerk has done, the file, and what it is told. */
const CASES: readonly (readonly [name: string, file: string, make: () => unknown, code: string])[] = [
  ['a name with a typing mistake', 'tidak-ada.xlsx', () => undefined, 'FILE_MISSING'],
  ['an empty file', 'kosong.csv', () => clerk.write('kosong.csv', ''), 'FILE_EMPTY'],
  ['a pipe that nobody writes to', 'pipa', () => execFileSync('mkfifo', [clerk.path('pipa')]), 'FILE_NOT_REGULAR'],
  [
    'a link to a sheet in another folder',
    'tautan.csv',
    () => {
      mkdirSync(clerk.path('lain'));
      clerk.write('lain/asli.csv', csv(rows));
      symlinkSync('lain/asli.csv', clerk.path('tautan.csv'));
    },
    'FILE_IS_LINK',
  ],
  ['a PDF named .xlsx', 'pdf.xlsx', () => clerk.write('pdf.xlsx', '%PDF-1.7\n%âãÏÓ\n1 0 obj\n'), 'FILE_TYPE'],
  [
    'a workbook of old Excel that is only a shell',
    'lama.xls',
    () => clerk.write('lama.xls', compound('Workbook')),
    'FILE_DAMAGED',
  ],
  [
    'a sheet of LibreOffice without a sheet in it',
    'lembar.ods',
    () =>
      clerk.write(
        'lembar.ods',
        zipBytes([{ name: 'mimetype', body: 'application/vnd.oasis.opendocument.spreadsheet' }]),
      ),
    'FILE_DAMAGED',
  ],
  [
    'a workbook behind a password',
    'sandi.xlsx',
    () => clerk.write('sandi.xlsx', compound('EncryptionInfo', 'EncryptedPackage')),
    'FILE_ENCRYPTED',
  ],
  ['a zip bomb', 'bom.xlsx', () => clerk.write('bom.xlsx', bomb()), 'FILE_TOO_LARGE'],
  [
    'half of a workbook',
    'putus.xlsx',
    () => clerk.write('putus.xlsx', good.subarray(0, good.length - 400)),
    'FILE_DAMAGED',
  ],
  [
    'names in an encoding of another country',
    'rusia.csv',
    () => clerk.write('rusia.csv', Buffer.from(csv(rows).replaceAll('\n', ',Èâàí\n'), 'latin1')),
    'FILE_ENCODING',
  ],
  [
    'a sheet without a header',
    'tanpa-judul.csv',
    () => clerk.write('tanpa-judul.csv', csv(rows).split('\n').slice(1).join('\n')),
    'HEADER_NONE',
  ],
  [
    'two columns for one field',
    'dua.csv',
    () => clerk.write('dua.csv', csv(rows).replace('No HP', 'Tanggal Lahir')),
    'HEADER_AMBIG',
  ],
  [
    'headings that are only nearly right',
    'mirip.csv',
    () => clerk.write('mirip.csv', csv(rows).replace('Nama Lengkap', 'Nma Lengkap')),
    'HEADER_UNSURE',
  ],
  ['a NIK column that Excel has damaged', 'nol.csv', () => clerk.write('nol.csv', withoutLast(0)), 'NIK_COL_ZERO'],
  ['a NIK column of family card numbers', 'kk.csv', () => clerk.write('kk.csv', cards()), 'NIK_COL_KK'],
  [
    'dates of doses with day and month exchanged',
    'tukar.xlsx',
    () => copyTrap('days-of-doses-exchanged', 'tukar'),
    'DATE_COL_SWAPPED',
  ],
  [
    'birth dates with day and month exchanged, as the NIKs show',
    'lahir.xlsx',
    () => copyTrap('days-and-months-mixed', 'lahir'),
    'DOB_COL_SWAPPED',
  ],
  ['dates of doses with the month first', 'bulan.xlsx', () => copyTrap('month-first-wide', 'bulan'), 'DATE_COL_ORDER'],
  ['days that a program wrote in UTC', 'utc.xlsx', () => copyTrap('doses-at-midnight-in-utc', 'utc'), 'DATE_COL_UTC'],
  ['a column of NIKs that was sorted alone', 'urut.xlsx', () => copyTrap('niks-sorted-alone', 'urut'), 'NIK_COL_DOB'],
  [
    'a column of corrected NIKs that nobody reads',
    'catatan.xlsx',
    () => copyTrap('corrected-niks-that-nobody-reads', 'catatan'),
    'NIK_COL_UNREAD',
  ],
  ['a column of ages that was sorted alone', 'umur.xlsx', () => copyTrap('ages-sorted-alone', 'umur'), 'AGE_COL'],
  ['P for pria beside W for wanita', 'pria.xlsx', () => copyTrap('p-for-pria', 'pria'), 'SEX_COL'],
  [
    'a column about presence in unknown words',
    'status.xlsx',
    () => copyTrap('presence-in-unknown-words', 'status'),
    'GIVEN_COL',
  ],
  ['a list of people called off', 'batal.xlsx', () => copyTrap('called-off-in-the-title', 'batal'), 'SHEET_NOT_GIVEN'],
  ['a list of registrations', 'daftar.xlsx', () => copyTrap('registration-wishes', 'daftar'), 'SHEET_WISHES'],
  [
    'two tables in one sheet',
    'dua-tabel.xlsx',
    () => copyTrap('second-table-with-other-columns', 'dua-tabel'),
    'SHEET_TABLES',
  ],
  [
    'a sheet of people without headings',
    'lembar-dua.xlsx',
    () => copyTrap('sheet-without-headings', 'lembar-dua'),
    'SHEET_UNREAD',
  ],
];

it('files in a folder are named without saying which command', async () => {
  mkdirSync(clerk.path('isi folder'));
  const { err } = await clerk.runs('check', 'isi folder/');
  expect(errorLines(err)[0]).toContain('[FILE_IS_FOLDER]');
  expect(errorLines(err)[1]).toBe('Try: Name the files in it, for example "isi folder"/*.xlsx.');
});

describe.each(CASES)('%s', (_, file, make, code) => {
  make();

  it(`is told in two lines [${code}], and nothing is sent`, async () => {
    const runs = [
      clerk.runs('import', file, ...TO, '--lang', 'en', '--state', `en-${file}.db`),
      clerk.runs('check', file, '--lang', 'id', '--json'),
    ];
    const [english, indonesian] = (await Promise.all(runs)) as [Awaited<(typeof runs)[0]>, Awaited<(typeof runs)[0]>];
    for (const [ended, words] of [[english, ['Error', 'Try']] as const, [indonesian, ['Galat', 'Coba']] as const]) {
      expect(ended.exitCode).toBe(65);
      const said = errorLines(ended.err);
      expect(said.map((line) => line.slice(0, line.indexOf(':')))).toEqual(words);
      expect(said[0]).toContain(`[${code}]`);
      // the file as it was typed, not where it is
      expect(said[0]).toContain(file);
      expect(said[0]).not.toContain(clerk.folder);
      expectDiscreet(ended, rows);
    }
    expect(english.out).toContain('Next: look at the file named above');
    expect(english.out).not.toContain('nothing to do');
    expect(summaryOf(indonesian.out)).toMatchObject({ command: 'check', rows: 0, exitCode: 65 });
    expect(server.effects.size).toBe(0);
  });
});

describe('a CSV with a quote that is never closed', () => {
  it('costs its own row: two lines are said about it, the rest is sent, exit 3', async () => {
    const broken = csv(rows).replace(`,${rows[4]?.name},`, `,"${rows[4]?.name},`);
    clerk.write('kutip.csv', broken);
    const ended = await clerk.runs('import', 'kutip.csv', ...TO, '--rows');
    expect(ended.exitCode).toBe(3);
    expect(ended.out.split('\n').filter((line) => line.startsWith('kutip.csv, row 6: invalid: '))).toHaveLength(1);
    expect(ended.out).toMatch(/20 rows = 19 accepted \+ 1 invalid/);
    expect(ended.err).toContain('Correction sheet: ');
    expect(server.effects.size).toBe(19);
    expectDiscreet(ended, rows);
  });
});

describe('several files', () => {
  it('one that cannot be read does not keep the others back: exit 65, their rows are sent', async () => {
    const before = server.effects.size;
    clerk.write('baik.csv', csv(people(5, 100)));
    clerk.write('baik2.csv', csv(people(5, 200)));
    const ended = await clerk.runs(
      'import',
      'baik.csv',
      'pdf.xlsx',
      'nol.csv',
      'baik2.csv',
      ...TO,
      '--state',
      'beberapa.db',
      '--json',
    );
    expect(ended.exitCode).toBe(65);
    expect(summaryOf(ended.out)).toMatchObject({ files: 2, rows: 10, outcomes: { accepted: 10 }, exitCode: 65 });
    expect(server.effects.size).toBe(before + 10);
    expect(errorLines(ended.err)).toHaveLength(4);
  });

  it('a heading of --map that one of them does not have keeps only that one back', async () => {
    clerk.write('ktp.csv', csv(people(5, 300)).replace('NIK,', 'Kartu,'));
    clerk.write('biasa.csv', csv(people(5, 400)));
    const ended = await clerk.runs(
      'import',
      'biasa.csv',
      'ktp.csv',
      '--map',
      'Kartu=nik',
      ...TO,
      '--state',
      'peta.db',
      '--json',
    );
    expect(ended.exitCode).toBe(2);
    expect(errorLines(ended.err)[0]).toContain('"Kartu" (biasa.csv). [MAP_COLUMN]');
    expect(summaryOf(ended.out).outcomes).toMatchObject({ accepted: 5 });
  });

  it('the same bytes twice, under any name, are repeated rows', async () => {
    clerk.write('salin.csv', csv(people(5, 500)));
    clerk.write('salinan.csv', csv(people(5, 500)));
    const ended = await clerk.runs(
      'import',
      'salin.csv',
      'salinan.csv',
      'salin.csv',
      ...TO,
      '--state',
      'salin.db',
      '--json',
    );
    expect(ended.exitCode).toBe(0);
    expect(summaryOf(ended.out)).toMatchObject({ rows: 15, outcomes: { accepted: 5, repeated: 10 } });
  });

  it('in a check, what a refused file holds is no twin of anything', async () => {
    const damaged = csv(rows.map((row) => ({ ...row, nik: `${row.nik.slice(0, 15)}0` })));
    clerk.write('rusak.csv', damaged);
    clerk.write('satu.csv', damaged.split('\n').slice(0, 4).join('\n'));
    const ended = await clerk.runs('check', 'satu.csv', 'rusak.csv', 'satu.csv', '--json');
    expect(ended.exitCode).toBe(65);
    expect(summaryOf(ended.out)).toMatchObject({ rows: 6, outcomes: { waiting: 3, repeated: 3, held: 0 } });
  });
});
