/** `--set field=value`: a value for every row of the sheets that have no column for it. */
import exceljs from 'exceljs';
import { afterAll, describe, expect, it } from 'vitest';
import { correctWorkbook } from '../support/clerk-workbook.ts';
import { startFakeServer } from '../support/fake-server.ts';
import { Clerk, outcomesOf, person } from './clerk.ts';

const clerk = new Clerk();
clerk.env = {
  VAX_UPLOAD_DELIVERY_RETRY_FIRST: '50ms',
  VAX_UPLOAD_DELIVERY_RETRY_CAP: '100ms',
  VAX_UPLOAD_DELIVERY_PATIENCE: '200ms',
};
const server = await startFakeServer();
afterAll(() => server.close());
const TO = ['--to', server.url, '--json'] as const;
const SET = ['--set', 'dose=2', '--set', 'date=2021-10-05', '--set', 'vaccine=Sinovac'] as const;
const day = new Intl.DateTimeFormat('en-CA').format(Date.now());

const people = (n: number): string[][] => [
  ['NIK', 'Nama Lengkap', 'Tgl Lahir', 'JK'],
  ...[n, n + 1].map((each) => [person(each).nik, person(each).name, person(each).born, each % 2 ? 'P' : 'L']),
];

async function write(file: string, rows: readonly string[][]): Promise<void> {
  if (file.endsWith('.csv')) {
    clerk.write(file, rows.map((row) => row.join(',')).join('\n'));
    return;
  }
  const book = new exceljs.Workbook();
  book.addWorksheet('Peserta').addRows([...rows]);
  await book.xlsx.writeFile(clerk.path(file));
}

function dosesOf(n: number): unknown[] {
  const found = [...server.effects.values()].map(
    ({ record }) => record as { participant: { nik: string }; dose: object },
  );
  return found.filter(({ participant }) => participant.nik === person(n).nik).map(({ dose }) => dose);
}

describe.each([
  ['csv', 2],
  ['xlsx', 4],
] as const)('a sheet of people in .%s', (kind, n) => {
  const file = `daftar.${kind}`;
  const state = ['--state', `${kind}.db`];

  it('is read with the values that it lacks, by check and by import', async () => {
    const rows = people(n);
    rows[2]?.splice(0, 1, '');
    await write(file, rows);
    const checked = await clerk.runs('check', file, ...SET, '--json');
    expect([checked.exitCode, outcomesOf(checked.out)]).toEqual([3, { waiting: 1, invalid: 1 }]);
    const { exitCode, out } = await clerk.runs('import', file, ...SET, ...TO, ...state);
    expect([exitCode, outcomesOf(out)]).toEqual([3, { accepted: 1, invalid: 1 }]);
    expect(dosesOf(n)).toMatchObject([{ number: 2, date: '2021-10-05', vaccine: 'coronavac' }]);
  });

  it('comes back as a correction sheet that holds them: no flag is needed again', async () => {
    const path = `perbaikan-daftar-${day}${kind === 'csv' ? '' : '-2'}.xlsx`;
    await correctWorkbook(clerk.path(path), (book) => {
      const sheet = book.worksheets.find((each) => each.getCell('A1').text === 'NIK');
      if (!sheet) throw new Error('no sheet with rows');
      sheet.getCell('A2').value = person(n + 1).nik;
    });
    const { exitCode, out } = await clerk.runs('import', path, ...TO, ...state);
    expect([exitCode, outcomesOf(out)]).toEqual([0, { accepted: 1 }]);
    expect(dosesOf(n + 1)).toMatchObject([{ number: 2, date: '2021-10-05', vaccine: 'coronavac' }]);
    const again = await clerk.runs('import', file, ...SET, ...TO, ...state);
    expect([again.exitCode, outcomesOf(again.out)]).toEqual([0, { 'already-there': 2 }]);
  });
});

it('a column of the sheet is read, and that is said', async () => {
  const rows = people(6).map((row, line) => [...row, line === 0 ? 'Dosis' : '1']);
  await write('berkolom.csv', rows);
  const ended = await clerk.runs('check', 'berkolom.csv', ...SET, '--lang', 'en');
  expect(ended.err).toContain('From --set, for every row: vaccination date = "2021-10-05", vaccine = "Sinovac"');
  expect(ended.err).toContain('Not used of --set: dose; the sheet has a column for it, which is read');
  await clerk.runs('import', 'berkolom.csv', ...SET, ...TO, '--state', 'berkolom.db');
  expect(dosesOf(6)).toMatchObject([{ number: 1, date: '2021-10-05' }]);
});

it.each([
  ['above its table', 'judul.csv', [['Tanggal : 4 Oktober 2021'], ...people(8)]],
  ['by its name', 'nama.xlsx', people(8)],
])('a sheet that says another day %s is refused; without the flag it is read', async (_, file, rows) => {
  await write(file, rows);
  if (file.endsWith('.xlsx'))
    await correctWorkbook(clerk.path(file), (book) => {
      for (const sheet of book.worksheets) sheet.name = '4 Oktober 2021';
    });
  const refused = await clerk.runs('check', file, ...SET, '--json');
  expect([refused.exitCode, refused.out]).toEqual([65, expect.stringContaining('SET_DISPUTED')]);
  const read = await clerk.runs('check', file, '--set', 'dose=2', '--set', 'vaccine=Sinovac', '--json');
  expect([read.exitCode, outcomesOf(read.out)]).toEqual([0, { waiting: 2 }]);
});

it('another value before anything could be sent: only what was said last is sent', async () => {
  const state = ['--state', 'salah.db'];
  await write('salah.csv', people(10));
  await server.down();
  expect((await clerk.runs('import', 'salah.csv', '--set', 'dose=1', ...SET.slice(2), ...TO, ...state)).exitCode).toBe(
    5,
  );
  await server.up();
  const { exitCode, out } = await clerk.runs('import', 'salah.csv', ...SET, ...TO, ...state);
  expect([exitCode, outcomesOf(out)]).toEqual([0, { accepted: 2 }]);
  for (const n of [10, 11]) expect(dosesOf(n)).toMatchObject([{ number: 2 }]);
});
