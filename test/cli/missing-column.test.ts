/**
 * What a sheet lacks as a whole is a column of its correction sheet; and what a person is told to edit there can be
 * edited.
 */
import exceljs from 'exceljs';
import { afterAll, describe, expect, it } from 'vitest';
import { correctWorkbook } from '../support/clerk-workbook.ts';
import { startFakeServer } from '../support/fake-server.ts';
import { Clerk, outcomesOf, person } from './clerk.ts';

const clerk = new Clerk();
const server = await startFakeServer();
afterAll(() => server.close());
const day = new Intl.DateTimeFormat('en-CA').format(Date.now());
const RED = 'FFFFC7CE';

type Row = readonly string[];
const personOf = (n: number): Row => [person(n).nik, person(n).name, person(n).born, n % 2 ? 'P' : 'L'];
/** Without the number of the dose. */
const LONG = (n: number): readonly Row[] => [
  ['NIK', 'Nama Lengkap', 'Tgl Lahir', 'JK', 'Tgl Vaksin', 'Jenis Vaksin', 'Keterangan'],
  [...personOf(n), '04/10/2021', 'Sinovac', ''],
  [...personOf(n + 1), '04/10/2021', 'Sinovac', ''],
];
/** Each dose with its day, none with its vaccine. */
const WIDE = (n: number): readonly Row[] => [
  ['NIK', 'Nama Lengkap', 'Tgl Lahir', 'JK', 'Tgl Vaksin Dosis 1', 'Tgl Vaksin Dosis 2'],
  [...personOf(n), '04/10/2021', '02/11/2021'],
];
/** The same in a header of two lines. */
const TWO_LINES = (n: number): readonly Row[] => [
  ['NIK', 'Nama Lengkap', 'Tgl Lahir', 'JK', 'Dosis 1', '', 'Dosis 2', ''],
  ['', '', '', '', 'Tanggal', 'No Batch', 'Tanggal', 'No Batch'],
  [...personOf(n), '04/10/2021', 'B1', '02/11/2021', 'B2'],
];
/** Without the birth date, which is taken from no NIK. */
const NOT_BORN = (n: number): readonly Row[] => [
  ['NIK', 'Nama Lengkap', 'JK', 'Dosis', 'Tgl Vaksin', 'Jenis Vaksin'],
  [person(n).nik, person(n).name, n % 2 ? 'P' : 'L', '1', '04/10/2021', 'Sinovac'],
];

async function write(file: string, rows: readonly Row[]): Promise<void> {
  if (file.endsWith('.csv')) {
    clerk.write(file, rows.map((row) => row.join(';')).join('\r\n'));
    return;
  }
  const book = new exceljs.Workbook();
  book.addWorksheet('OKT').addRows(rows.map((row) => [...row]));
  await book.xlsx.writeFile(clerk.path(file));
}

let people = 0;
describe.each([
  ['the dose', LONG, 'Dosis', () => '1', 2],
  ['the vaccine of a wide sheet', WIDE, 'Jenis Vaksin', () => 'Sinovac', 2],
  ['the vaccine of a wide sheet with two lines of headings', TWO_LINES, 'Jenis Vaksin', () => 'Sinovac', 2],
  ['the birth date', NOT_BORN, 'Tanggal Lahir', (n: number) => person(n).born, 1],
] as const)('%s', (name, sheetOf, heading, valueFor, records) => {
  it.each(['xlsx', 'csv'])(
    'stands nowhere in an .%s: one coloured column to fill in, and every row arrives',
    async (kind) => {
      people += 2;
      const n = people;
      const rows = sheetOf(n);
      const value = valueFor(n);
      const stem = `${name.replaceAll(' ', '-')}-${kind}`;
      const to = ['--to', server.url, '--state', `${stem}.db`, '--json'] as const;
      await write(`${stem}.${kind}`, rows);
      expect((await clerk.runs('import', `${stem}.${kind}`, ...to)).exitCode).toBe(3);

      const path = `perbaikan-${stem}-${day}.xlsx`;
      await correctWorkbook(clerk.path(path), (book) => {
        const sheet = book.worksheets.find((each) => each.getCell('A1').text === 'NIK');
        if (!sheet) throw new Error('no sheet with rows');
        const headings = (sheet.getRow(1).values as string[]).flatMap((text, column) =>
          text === heading ? [column] : [],
        );
        expect(headings).toHaveLength(1);
        const [column = 0] = headings;
        const header = rows.findLastIndex(([first]) => first === 'NIK' || first === '') + 1;
        expect(sheet.getCell(1, column).fill).toMatchObject({ fgColor: { argb: RED } });
        expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: header });
        for (let line = header + 1; line <= sheet.rowCount; line++) {
          const cell = sheet.getCell(line, column);
          expect([cell.text, cell.fill]).toMatchObject(['', { fgColor: { argb: RED } }]);
          for (const at of [1, column]) expect(sheet.getCell(line, at).alignment?.vertical).toBe('top');
          cell.value = value;
        }
      });
      const { exitCode, out } = await clerk.runs('import', path, ...to);
      expect([exitCode, outcomesOf(out)]).toEqual([0, { accepted: records }]);
      expect((await clerk.runs('import', `${stem}.${kind}`, ...to)).exitCode).toBe(0);
    },
  );
});

it('a remark that holds a row can be taken out of a protected sheet, and the row arrives', async () => {
  const to = ['--to', server.url, '--state', 'terkunci.db', '--json'] as const;
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('OKT', { views: [{ state: 'frozen', xSplit: 2 }] });
  const dosed = (row: Row, dose: string): Row => [...row.slice(0, 4), dose, ...row.slice(4)];
  const held = dosed([...personOf(40), '04/10/2021', 'Sinovac', 'batal'], '1');
  sheet.addRows([dosed(LONG(0)[0] ?? [], 'Dosis'), held].map((row) => [...row]));
  await sheet.protect('rahasia', {});
  await book.xlsx.writeFile(clerk.path('terkunci.xlsx'));
  expect((await clerk.runs('import', 'terkunci.xlsx', ...to)).exitCode).toBe(3);
  const path = `perbaikan-terkunci-${day}.xlsx`;
  await correctWorkbook(clerk.path(path), (marked) => {
    const rows = marked.getWorksheet('OKT');
    if (!rows) throw new Error('no sheet with rows');
    expect(rows.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 1 });
    const headings = rows.getRow(1).values as string[];
    for (const name of ['Keterangan', 'vax-upload: alasan', 'vax-upload: reason']) {
      const column = headings.indexOf(name);
      if (column >= 0) expect(rows.getCell(2, column).protection?.locked, name).toBe(false);
    }
    rows.getCell(2, headings.indexOf('Keterangan')).value = null;
  });
  const { exitCode, out } = await clerk.runs('import', path, ...to);
  expect([exitCode, outcomesOf(out)]).toEqual([0, { accepted: 1 }]);
});
