/**
 * The way back to the clerk: the correction sheet beside the file, the life of each row, everything that waits for a
 * person, and the corrected sheet in again.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { correctWorkbook, writeClerkWorkbook } from '../support/clerk-workbook.ts';
import { startFakeServer } from '../support/fake-server.ts';
import type { Ended } from '../support/program.ts';
import { Clerk, csv, events, expectDiscreet, outcomesOf, people, person, summaryOf } from './clerk.ts';

const clerk = new Clerk();
/**
 * Line 2-4 fine; 5 without a NIK; 6 with a date in the future; 7 refused by the server; 8 and 9 contradict each other;
 * 10 a copy of 2.
 */
const noNik = person(11, { nik: '' });
const future = person(12, { date: '04/10/2099' });
const refused = person(13, { lot: 'TIDAKADA' });
const rows = [...people(3), noNik, future, refused, person(14), person(14, { date: '06/10/2021' }), person(0)];
clerk.write('peserta.csv', csv(rows));
const server = await startFakeServer({
  rules: {
    refuse: (_, record) =>
      JSON.stringify(record).includes('TIDAKADA') ? [{ code: 'LOT', message: 'Batch tidak dikenal' }] : undefined,
  },
});
afterAll(() => server.close());
const TO = ['--to', server.url] as const;
const day = new Intl.DateTimeFormat('en-CA').format(Date.now());
const SHEET = `perbaikan-peserta-${day}.xlsx`;

let first: Ended;
beforeAll(async () => {
  first = await clerk.runs('import', 'peserta.csv', ...TO, '--lang', 'id');
});

describe('the correction sheet', () => {
  it('stands beside the file, for the owner alone, and the summary names it', () => {
    expect(first.exitCode).toBe(3);
    expect(first.out).toContain('9 baris = 3 diterima + 1 ditolak + 2 perlu perbaikan + 1 berulang + 2 ditahan');
    expect(first.out.replaceAll('\n', ' ')).toContain(`buka ${clerk.path(SHEET)}`);
    expect(first.err).toContain('berisi data pribadi');
    expect(statSync(clerk.path(SHEET)).mode & 0o777).toBe(0o600);
    expectDiscreet(first, rows);
  });

  it('has as many rows with a problem as the summary counts, both of two that contradict each other', async () => {
    expect(first.out).toMatch(/Dosis yang sama tercatat dua kali dengan data berbeda: 2 baris/);
    const checked = summaryOf((await clerk.runs('check', 'peserta.csv', '--json')).out);
    expect(checked['problems']).toContainEqual({ code: 'DUP_DIFF', severity: 'hold', rows: 2 });
  });

  it('no second one is written where an equal one lies, and none over it once somebody has been at work in it', async () => {
    const before = statSync(clerk.path(SHEET)).mtimeMs;
    const second = clerk.path(SHEET.replace('.xlsx', '-2.xlsx'));
    const again = await clerk.runs('import', 'peserta.csv', ...TO, '--lang', 'id');
    expect([again.exitCode, existsSync(second)]).toEqual([3, false]);
    expect(again.out.replaceAll('\n', ' ')).toContain(`buka ${clerk.path(SHEET)}`);
    cpSync(clerk.path(SHEET), clerk.path('asli.xlsx'));
    await correctWorkbook(clerk.path(SHEET), () => undefined);
    const touched = statSync(clerk.path(SHEET)).mtimeMs;
    expect(touched).not.toBe(before);
    expect((await clerk.runs('import', 'peserta.csv', ...TO)).exitCode).toBe(3);
    expect(statSync(clerk.path(SHEET)).mtimeMs).toBe(touched);
    expect(existsSync(second)).toBe(true);
    rmSync(second);
    cpSync(clerk.path('asli.xlsx'), clerk.path(SHEET));
    rmSync(clerk.path('asli.xlsx'));
  });

  it('that nobody has touched is passed over with a word: a whole folder can be imported every night', async () => {
    const files = readdirSync(clerk.folder).toSorted();
    const ended = await clerk.runs('import', 'peserta.csv', SHEET, ...TO, '--lang', 'id');
    expect(ended.exitCode).toBe(3);
    expect(ended.err).toContain(`${SHEET}: lembar perbaikan yang belum diubah; dilewati`);
    expect(ended.out).toContain('9 baris = ');
    expect(readdirSync(clerk.folder).toSorted()).toEqual(files);
  });

  it('of a sheet that needs --map goes in again with the same --map, although its overview has no such heading', async () => {
    clerk.write('unik.csv', csv([noNik]).replace('NIK', 'Kartu Identitas'));
    const map = ['--map', 'Kartu Identitas=nik', '--state', 'unik.db'];
    expect((await clerk.runs('import', 'unik.csv', ...TO, ...map)).exitCode).toBe(3);
    const { exitCode, out } = await clerk.runs(
      'check',
      `perbaikan-unik-${day}.xlsx`,
      '--map',
      'Kartu Identitas=nik',
      '--json',
    );
    expect([exitCode, outcomesOf(out)]).toEqual([3, { invalid: 1 }]);
  });

  it('in a folder that cannot be written to: the rows are safe, exit 74, rejects writes it elsewhere', async () => {
    // So deep that its own name is just short enough, and no other name is.
    let folder = '';
    while (clerk.path(folder).length < 3_850) folder = join(folder, 'x'.repeat(200));
    folder = join(folder, 'x'.repeat(4_080 - clerk.path(folder).length));
    mkdirSync(clerk.path(folder), { recursive: true });
    const file = join(folder, 'x.csv');
    clerk.write(file, csv([noNik]));
    const ended = await clerk.runs('import', file, ...TO, '--state', 'panjang.db');
    expect(ended.exitCode).toBe(74);
    expect(ended.out).toContain('1 row = 1 invalid');
    expect((await clerk.runs('rejects', '-o', 'lain.xlsx', '--state', 'panjang.db')).out).toContain('1 row to correct');
  });

  it('of a sheet with a name as long as a disk takes has a shorter one', async () => {
    clerk.write(`${'y'.repeat(240)}.csv`, csv([noNik]));
    const ended = await clerk.runs('import', `${'y'.repeat(240)}.csv`, ...TO, '--state', 'nama.db');
    expect(ended.exitCode).toBe(3);
    expect(readdirSync(clerk.folder)).toContain(`perbaikan-${'y'.repeat(180)}-${day}.xlsx`);
  });
});

describe('explain tells the life of a row in every state', () => {
  const cases: readonly (readonly [line: number, says: readonly RegExp[]])[] = [
    [
      2,
      [
        /a record of its own/,
        /batch [\da-f-]{36}/,
        /the server answered \([\d.]+ s\)/,
        /now: on the server/,
        /receipt r-/,
      ],
    ],
    [5, [/not sent: to be corrected/, /problem \(NIK\): The NIK is empty/]],
    [6, [/not sent: to be corrected/, /problem \(vaccination date\): /]],
    [7, [/now: refused by the server/, /the server's reason: LOT/]],
    [8, [/held|a person must decide/, /problem \(dose\): /]],
    [9, [/held: a person must decide/, /problem \(dose\): /]],
    [10, [/it is sent once/, /the same as peserta.csv, row 2/]],
  ];
  it.each(cases)('row %s', async (line, says) => {
    const ended = await clerk.runs('explain', 'peserta.csv', String(line));
    expect(ended.exitCode).toBe(0);
    for (const pattern of says) expect(ended.out).toMatch(pattern);
    expectDiscreet(ended, rows);
  });

  it('a row that is not there: exit 2 in two lines', async () => {
    const { exitCode, err } = await clerk.runs('explain', 'peserta.csv', '99');
    expect(exitCode).toBe(2);
    expect(err).toContain('row 99 of peserta.csv. [ROW_UNKNOWN]');
  });
});

describe('status and rejects', () => {
  it('status counts what is on the server and what needs a person, in both languages', async () => {
    expect((await clerk.runs('status')).out).toMatch(
      /waiting +0\n +in doubt +0\n +accepted +3\n +refused +1\n +need correction +2\n +held +2\nLast run: import, .*exit code 3/,
    );
    expect((await clerk.runs('status', '--lang', 'id')).out).toMatch(
      /menunggu +0\n(.*\n)*? +perlu perbaikan +2\n +ditahan +2\n/,
    );
    const { out } = await clerk.runs('status', '--json');
    expect(JSON.parse(out)).toMatchObject({ entries: { held: 1 }, forPerson: { invalid: 2, held: 2, refused: 1 } });
  });

  it('resume, with nothing left to send, does not say that all is done: exit 3, every row accounted for', async () => {
    const { out, exitCode } = await clerk.runs('resume', ...TO, '--lang', 'id');
    expect(exitCode).toBe(3);
    expect(out).toContain('5 catatan = 1 ditolak + 2 perlu perbaikan + 2 ditahan');
    expect(out).toContain('vax-upload rejects -o BERKAS');
    expect(out).not.toMatch(/Selesai|Tidak ada yang perlu dikerjakan/);
    expect(outcomesOf((await clerk.runs('resume', ...TO, '--json')).out)).toEqual({ refused: 1, invalid: 2, held: 2 });
  });

  it('a file that is all right: exit 0 of its own, and the others are not forgotten', async () => {
    clerk.write('baik.csv', csv([person(30)]));
    const said = await clerk.runs('import', 'baik.csv', ...TO);
    expect(said.exitCode).toBe(0);
    expect(said.out.replaceAll(/\s+/g, ' ')).toContain('every row of this file is on the server');
    expect(said.out.replaceAll(/\s+/g, ' ')).toContain(
      '5 other rows from earlier wait for a person: `vax-upload rejects -o FILE`',
    );
    const { out } = await clerk.runs('import', 'baik.csv', ...TO, '--lang', 'id');
    expect(out).toContain('semua baris berkas ini sudah ada di server');
    expect(out.replaceAll(/\s+/g, ' ')).toContain('Masih ada 5 baris lain dari impor sebelumnya');
    expect(summaryOf((await clerk.runs('import', 'baik.csv', ...TO, '--json')).out)).toMatchObject({
      otherRows: 5,
      exitCode: 0,
    });
  });

  it('rejects writes everything that needs a person into one workbook, 0600', async () => {
    const { out, err, exitCode } = await clerk.runs('rejects', '-o', 'semua.xlsx', '--lang', 'id');
    expect(exitCode).toBe(0);
    expect(out).toContain('data pribadi');
    expect(err).toBe('');
    expect(statSync(clerk.path('semua.xlsx')).mode & 0o777).toBe(0o600);
  });

  it('rejects into a folder writes a workbook for each file there, 0600', async () => {
    mkdirSync(clerk.path('lembar'));
    expect((await clerk.runs('rejects', '-o', 'lembar')).exitCode).toBe(0);
    const written = readdirSync(clerk.path('lembar'));
    expect(written.length).toBeGreaterThan(0);
    for (const name of written) expect(statSync(clerk.path(`lembar/${name}`)).mode & 0o777).toBe(0o600);
  });
});

describe('corrected and imported again', () => {
  it('untouched nothing of it is read; saved again without a correction nothing of it is sent', async () => {
    const stored = server.effects.size;
    const untouched = await clerk.runs('import', SHEET, ...TO, '--json');
    expect([untouched.exitCode, outcomesOf(untouched.out)]).toEqual([3, {}]);
    expect(events(untouched.out)).toContainEqual({ event: 'untouched', file: SHEET });
    cpSync(clerk.path(SHEET), clerk.path('asli.xlsx'));
    await correctWorkbook(clerk.path(SHEET), () => undefined);
    const ended = await clerk.runs('import', SHEET, ...TO, '--json');
    expect([ended.exitCode, outcomesOf(ended.out)]).toEqual([3, { invalid: 2, refused: 1, held: 2 }]);
    expect(server.effects.size).toBe(stored);
    rmSync(clerk.path('asli.xlsx'));
  });

  it('with the cells corrected every row is on the server: exit 0', async () => {
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(clerk.path(SHEET));
    const sheet = book.worksheets.find((each) => each.getRow(1).cellCount > 5 || each.getCell('A1').text === 'NIK');
    if (!sheet) throw new Error('no sheet with rows');
    const header = sheet.getRow(1).values as string[];
    const column = (heading: string): number => header.findIndex((cell) => String(cell).startsWith(heading));
    const line = (n: number) =>
      sheet
        .getRows(2, sheet.rowCount)
        ?.find((row) => row.values && String(row.getCell(column('Nama')).text) === rows[n - 2]?.name);
    line(5)!.getCell(column('NIK')).value = person(11).nik;
    line(6)!.getCell(column('Tgl Vaksin')).value = '04/10/2021';
    line(7)!.getCell(column('No Batch')).value = 'CTHSI111A';
    // Of the two that contradict each other the clerk keeps the one that is right.
    const contradicting = sheet
      .getRows(2, sheet.rowCount)!
      .filter((row) => row.getCell(column('Nama')).text === person(14).name);
    expect(contradicting).toHaveLength(2);
    sheet.spliceRows(contradicting[1]!.number, 1);
    await book.xlsx.writeFile(clerk.path('sudah-diperbaiki.xlsx'));

    const ended = await clerk.runs('import', 'sudah-diperbaiki.xlsx', ...TO, '--json');
    expect(ended.exitCode, ended.err).toBe(0);
    expect(outcomesOf(ended.out)).toEqual({ accepted: 4 });
    expect(server.effects.size).toBe(8);
    expect([...server.effects.values()].every(({ count }) => count === 1)).toBe(true);
    expect((await clerk.runs('status')).out).toMatch(/accepted +8\n +refused +0\n.*\n +held +0\n/);
  });

  it('nothing of the uncorrected sheet is left, although it had another name', async () => {
    expect((await clerk.runs('resume', ...TO)).exitCode).toBe(0);
    expect(JSON.parse((await clerk.runs('status', '--json')).out)).toMatchObject({
      forPerson: { invalid: 0, held: 0, refused: 0 },
    });
  });
});

/** Lines 2 and 3 have one name and birthday, and numbers that differ in the last digit; line 4 has no NIK. */
describe.each([
  ['dua.csv', 50],
  ['dua.xlsx', 40],
] as const)('two people under near numbers, %s', (file, n) => {
  const sheetFile = `jawaban-${file.replace('.', '-')}.xlsx`;
  const to = [...TO, '--state', `${file}.db`, '--json'] as const;
  const NEAR = [person(n), person(n, { nik: `${person(n).nik.slice(0, 15)}8` }), person(n + 1, { nik: '' })];
  const importing = async (name: string): Promise<[number | undefined, Record<string, number>]> => {
    const { exitCode, out } = await clerk.runs('import', name, ...to);
    return [exitCode, outcomesOf(out)];
  };
  const reasonsIn = (book: exceljs.Workbook): exceljs.Cell[] => {
    const sheet = book.worksheets.find((each) => each.getCell('A1').text === 'NIK');
    if (!sheet) throw new Error('no sheet with rows');
    const column = (sheet.getRow(1).values as string[]).indexOf('vax-upload: alasan');
    return (sheet.getRows(2, sheet.rowCount - 1) ?? []).map((row) => row.getCell(column));
  };

  it('stay held while other rows are corrected, and are sent when the clerk has emptied their reasons', async () => {
    if (file.endsWith('.csv')) clerk.write(file, csv(NEAR));
    else
      await writeClerkWorkbook(clerk.path(file), {
        Peserta: csv(NEAR)
          .trim()
          .split('\n')
          .map((line) => line.split(',')),
      });
    expect(await importing(file)).toEqual([3, { invalid: 1, held: 2 }]);
    const stored = server.effects.size;

    expect((await clerk.runs('rejects', '-o', sheetFile, '--state', `${file}.db`, '--lang', 'id')).exitCode).toBe(0);
    await correctWorkbook(clerk.path(sheetFile), (book) => {
      const [first, second, other] = reasonsIn(book);
      expect(first?.text).toContain('kosongkan sel "vax-upload: alasan"');
      expect(second?.text).toContain('kosongkan sel "vax-upload: alasan"');
      other!.worksheet.getCell(other!.fullAddress.row, 1).value = person(n + 1).nik;
    });
    expect(await importing(sheetFile), 'half corrected').toEqual([3, { accepted: 1, held: 2 }]);
    expect(server.effects.size).toBe(stored + 1);

    const next = `lagi-${sheetFile}`;
    expect((await clerk.runs('rejects', '-o', next, '--all', '--state', `${file}.db`, '--lang', 'id')).exitCode).toBe(
      0,
    );
    await correctWorkbook(clerk.path(next), (book) => {
      const asked = reasonsIn(book).filter(({ text }) => text.includes('NIK hampir sama'));
      expect(asked).toHaveLength(2);
      for (const cell of asked) cell.value = null;
    });
    const [exitCode, outcomes] = await importing(next);
    expect([exitCode, outcomes['accepted'], outcomes['held']]).toEqual([0, 2, undefined]);
    expect(server.effects.size).toBe(stored + 3);
  });
});
