/**
 * Columns of dates that refuse a file: the advice is followed as it was printed, is remembered, and holds in the
 * correction sheet too.
 */
import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { correctWorkbook } from '../support/clerk-workbook.ts';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { styles, workbookParts, worksheet, zipBytes } from '../support/xlsx-writer.ts';
import { Clerk, csv, errorLines, outcomesOf, people, person } from './clerk.ts';

let server: FakeServer;
beforeEach(async () => {
  await server?.close();
  server = await startFakeServer();
});
afterAll(() => server.close());

const trap = (clerk: Clerk, name: string): string => {
  copyFileSync(join(import.meta.dirname, '../../fixtures/traps', name), clerk.path(name));
  return name;
};
/** The flags that an error proposes: first what it seems to be, then what to type if it is not. */
const proposed = (err: string): string[][] =>
  Array.from(err.matchAll(/--map "([^"]*)"/g), ([, value = '']) => ['--map', value]);
const daysOnServer = (): string[] =>
  Array.from(server.effects.values(), ({ record }) => (record as { dose: { date: string } }).dose.date).sort();
const birthsOnServer = (): string[] =>
  Array.from(
    server.effects.values(),
    ({ record }) => (record as { participant: { birthDate: string } }).participant.birthDate,
  ).sort();
const to = (): readonly string[] => ['--to', server.url];

describe('a column with the month first', () => {
  it('is refused in both languages, let in as advised, known the next day, and read so in its correction sheet', async () => {
    const clerk = new Clerk();
    clerk.write(
      'rabu.csv',
      csv([
        person(1, { date: '10/5/2021' }),
        person(2, { date: '10/13/2021' }),
        person(3, { nik: '', date: '10/6/2021' }),
      ]),
    );
    const refused = await clerk.runs('import', 'rabu.csv', ...to(), '--lang', 'id');
    expect(refused.exitCode).toBe(65);
    expect(errorLines(refused.err)).toEqual([
      'Galat: Di kolom "Tgl Vaksin" pada rabu.csv, tanggal tampaknya ditulis bulan di depan hari (baris 3). Tidak ada yang dikirim. [DATE_COL_ORDER]',
      'Coba: Periksa baris itu. Kalau memang begitu, tambahkan `--map "Tgl Vaksin=date:mdy"` (cukup sekali, lalu diingat); kalau tidak, `--map "Tgl Vaksin=date:dmy"`.',
    ]);
    const [map = []] = proposed(refused.err);
    const imported = await clerk.runs('import', 'rabu.csv', ...to(), ...map, '--json');
    expect([imported.exitCode, outcomesOf(imported.out)]).toEqual([3, { accepted: 2, invalid: 1 }]);
    expect(daysOnServer()).toEqual(['2021-10-05', '2021-10-13']);
    expect((await clerk.runs('mappings')).out).toMatch(/"Tgl Vaksin" +vaccination date \(mdy\)/);

    clerk.write('kamis.csv', csv([person(4, { date: '10/7/2021' })]));
    expect((await clerk.runs('import', 'kamis.csv', ...to())).exitCode).toBe(0);
    expect(daysOnServer()).toEqual(['2021-10-05', '2021-10-07', '2021-10-13']);

    const sheet = readdirSync(clerk.folder).find((name) => name.startsWith('perbaikan-rabu')) ?? '';
    await correctWorkbook(clerk.path(sheet), (book) => {
      const rows = book.worksheets.at(-1);
      if (rows) rows.getRow(2).getCell(1).value = person(3).nik;
    });
    expect((await clerk.runs('import', sheet, ...to())).exitCode).toBe(0);
    expect(daysOnServer()).toEqual(['2021-10-05', '2021-10-06', '2021-10-07', '2021-10-13']);
  });

  it('who has looked and finds the day first says so: the rows that are no day wait for a person', async () => {
    const clerk = new Clerk();
    clerk.write('salah.csv', csv([person(1, { date: '05/10/2021' }), person(2, { date: '10/13/2021' })]));
    const [, keep = []] = proposed((await clerk.runs('check', 'salah.csv')).err);
    const { out } = await clerk.runs('import', 'salah.csv', ...to(), ...keep, '--json');
    expect(outcomesOf(out)).toEqual({ accepted: 1, invalid: 1 });
    expect(daysOnServer()).toEqual(['2021-10-05']);
  });

  it.each([
    ['american-times.csv', ['2021-10-02', '2021-10-03']],
    ['month-first.csv', ['2021-10-05', '2021-10-06', '2021-10-13', '2021-10-14']],
    ['year-day-month.csv', ['2021-10-05', '2021-10-13', '2021-10-14']],
  ])('%s', async (name, days) => {
    const clerk = new Clerk();
    const [map = []] = proposed((await clerk.runs('check', trap(clerk, name))).err);
    expect((await clerk.runs('import', name, ...to(), ...map)).exitCode).toBe(0);
    expect(daysOnServer()).toEqual(days);
  });

  it('in a wide sheet each column is said, those that may be either with the one that proves it', async () => {
    const clerk = new Clerk();
    const name = trap(clerk, 'month-first-wide.xlsx');
    const flags = proposed((await clerk.runs('check', name)).err)
      .slice(0, 2)
      .flat();
    expect(flags).toEqual(['--map', 'Tgl Dosis 2=date:mdy', '--map', 'Tgl Dosis 1=date:mdy']);
    expect((await clerk.runs('import', name, ...to(), ...flags)).exitCode).toBe(0);
    expect(daysOnServer()).toEqual(['2021-10-02', '2021-10-02', '2021-10-30', '2021-10-30']);
  });

  it('birth dates, and then the dates of the doses beside them, which may be either', async () => {
    const clerk = new Clerk();
    const name = trap(clerk, 'month-first-birth-dates.xlsx');
    const [births = []] = proposed((await clerk.runs('check', name)).err);
    const asked = await clerk.runs('check', name, ...births);
    expect(asked.exitCode).toBe(65);
    const [, keep = []] = proposed(asked.err);
    expect(keep).toEqual(['--map', 'Tgl Vaksin=date:dmy']);
    await clerk.runs('import', name, ...to(), ...births, ...keep);
    expect(birthsOnServer()).toEqual(['1945-08-17', '1980-03-01', '1980-04-01', '1980-05-01']);
    expect(new Set(daysOnServer())).toEqual(new Set(['2021-10-02']));
  });
});

describe('the correction sheet of a column with the month first', () => {
  /** Row 2 sends; 3 has a date cell and no NIK; 4 no date. */
  const workbook = (): Uint8Array => {
    const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
    const row = (number: number, cells: readonly string[]): string => `<row r="${number}">${cells.join('')}</row>`;
    const [header = '', ...rows] = csv([
      person(1, { date: '10/13/2021' }),
      person(2, { nik: '' }),
      person(3, { date: 'besok' }),
    ])
      .trim()
      .split('\n');
    const xml = [header, ...rows].map((line, index) =>
      row(
        index + 1,
        line
          .split(',')
          .map((value, column) => (index === 2 && column === 5 ? '<c s="1"><v>44474</v></c>' : text(value))),
      ),
    );
    return zipBytes(
      workbookParts({ styles: styles([0, 14]), sheets: [{ name: 'Data', xml: worksheet(xml.join('')) }] }),
    );
  };
  const map = ['--map', 'Tgl Vaksin=date:mdy'];

  it.each(['marked', 'copied'])('says each date so that it is one day in every order (%s)', async (how) => {
    const clerk = new Clerk();
    clerk.write('campur.xlsx', workbook());
    expect(outcomesOf((await clerk.runs('import', 'campur.xlsx', ...to(), ...map, '--json')).out)).toEqual({
      accepted: 1,
      invalid: 2,
    });
    if (how === 'copied') {
      rmSync(clerk.path('campur.xlsx'));
      await clerk.runs('rejects', '-o', 'perbaikan-lagi.xlsx', '--lang', 'id');
    }
    const sheet =
      how === 'copied'
        ? 'perbaikan-lagi.xlsx'
        : (readdirSync(clerk.folder).find((name) => name.startsWith('perbaikan')) ?? '');
    let reasons = '';
    await correctWorkbook(clerk.path(sheet), (book) => {
      book.worksheets.at(-1)?.eachRow((row) => {
        const cells = Array.from({ length: row.cellCount }, (_, at) => row.getCell(at + 1).text);
        reasons += cells.join('|');
        if (cells[1] === person(2).name) row.getCell(1).value = person(2).nik;
        if (cells[1] === person(3).name) row.getCell(6).value = '6 Okt 2021';
      });
    });
    expect(reasons).toMatch(
      /tulis bulannya dengan kata, misalnya 2 Okt 2021|write the month as a word, for example 2 Oct 2021/,
    );
    await clerk.runs('import', sheet, ...to());
    expect(daysOnServer()).toEqual(['2021-10-05', '2021-10-06', '2021-10-13']);
  });
});

it('birth dates that an Excel has exchanged are let in with --fix-dates, which the NIKs prove', async () => {
  const clerk = new Clerk();
  // Saved as text after the Excel has made 5 January of every typed 01/05.
  const rows = people(20).map((each, n) =>
    n < 12 ? { ...each, born: each.born.replace(/^(..).(..)/, '$2/$1') } : each,
  );
  clerk.write('lahir.csv', csv(rows));
  const refused = await clerk.runs('check', 'lahir.csv');
  expect(refused.exitCode).toBe(65);
  expect(errorLines(refused.err)[1]).toContain('`--fix-dates`');
  expect((await clerk.runs('import', 'lahir.csv', ...to(), '--fix-dates')).exitCode).toBe(0);
  expect(birthsOnServer()).toEqual(
    people(20)
      .map(({ born }) => born.split('/').reverse().join('-'))
      .sort(),
  );
});

describe('days at midnight of another clock', () => {
  it.each([
    [0, ['2021-10-02', '2021-10-04', '2021-10-13']],
    [1, ['2021-10-01', '2021-10-03', '2021-10-12']],
  ])('are let in as they were meant (flag %d)', async (flag, days) => {
    const clerk = new Clerk();
    const name = trap(clerk, 'doses-at-midnight-in-utc.xlsx');
    const refused = await clerk.runs('check', name);
    expect(errorLines(refused.err)[0]).toContain('each may be a day early (rows 2-4)');
    const map = proposed(refused.err)[flag] ?? [];
    expect((await clerk.runs('import', name, ...to(), ...map)).exitCode).toBe(0);
    expect(daysOnServer()).toEqual(days);
  });

  it('a row that waited keeps its time in the correction sheet, and so its day', async () => {
    const clerk = new Clerk();
    const rows = people(2).map((each) => ({ ...each, date: '2021-10-04 17:00:00' }));
    clerk.write('utc.csv', csv([...rows, person(9, { nik: '', date: '2021-10-04 17:00:00' })]));
    await clerk.runs('import', 'utc.csv', ...to(), '--map', 'Tgl Vaksin=date:utc');
    const sheet = readdirSync(clerk.folder).find((name) => name.startsWith('perbaikan-utc')) ?? '';
    await correctWorkbook(clerk.path(sheet), (book) => {
      const cells = book.worksheets.at(-1)?.getRow(2);
      if (cells) cells.getCell(1).value = person(9).nik;
    });
    expect((await clerk.runs('import', sheet, ...to())).exitCode).toBe(0);
    expect(daysOnServer()).toEqual(['2021-10-05', '2021-10-05', '2021-10-05']);
  });

  it('are read where the NIKs prove them, and that is said', async () => {
    const clerk = new Clerk();
    const { exitCode, err, out } = await clerk.runs(
      'import',
      trap(clerk, 'birth-dates-at-midnight-in-utc.csv'),
      ...to(),
    );
    expect(exitCode).toBe(0);
    expect(birthsOnServer()).toEqual(['1945-08-17', '1980-03-12']);
    expect(daysOnServer()).toEqual(['2021-10-02', '2021-10-02']);
    expect(`${out}${err}`.replaceAll(/\s+/g, ' ')).toContain('Days were written by a program as instants of UTC');
  });
});
