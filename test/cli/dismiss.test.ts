/**
 * `dismiss FILE LINE`: a row that waits for a person is taken off the list, for this sheet and for the one of tomorrow.
 */
import { userInfo } from 'node:os';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeClerkWorkbook } from '../support/clerk-workbook.ts';
import { startFakeServer } from '../support/fake-server.ts';
import { Clerk, csv, events, expectDiscreet, outcomesOf, people, person, summaryOf } from './clerk.ts';

const clerk = new Clerk();
/** Line 3 without a NIK, line 4 with a date in the future. */
const rows = [person(0), person(11, { nik: '' }), person(12, { date: '04/10/2099' })];
const server = await startFakeServer({});
afterAll(() => server.close());
const TO = ['--to', server.url] as const;

beforeAll(async () => {
  clerk.write('peserta.csv', csv(rows));
  expect((await clerk.runs('import', 'peserta.csv', ...TO)).exitCode).toBe(3);
});

it('says what it has done, and the row is gone from the list, the status and the exit code', async () => {
  const ended = await clerk.runs('dismiss', 'peserta.csv', '3', '--lang', 'id');
  expect([ended.exitCode, ended.out]).toEqual([
    0,
    'Baris 3 dari peserta.csv diabaikan: tidak dikirim, dan tidak ditanyakan lagi.\n',
  ]);
  expectDiscreet(ended, rows);
  expect(JSON.parse((await clerk.runs('status', '--json')).out)).toMatchObject({
    forPerson: { invalid: 1 },
    dismissed: 1,
  });
  expect((await clerk.runs('status', '--lang', 'en')).out).toMatch(/dismissed +1\n/);
  expect((await clerk.runs('rejects', '-o', 'satu.xlsx', '--lang', 'en')).out).toContain('1 row to correct');
  expect(events((await clerk.runs('dismiss', 'peserta.csv', '4', '--json')).out)).toEqual([
    { file: 'peserta.csv', line: 4, rows: 1 },
  ]);
  const again = await clerk.runs('import', 'peserta.csv', ...TO, '--json');
  expect([again.exitCode, outcomesOf(again.out)]).toEqual([0, { 'already-there': 1, dismissed: 2 }]);
  expect(summaryOf(again.out)['problems']).toEqual([{ code: 'SEX_FROM_NIK', severity: 'warning', rows: 1 }]);
  expect((await clerk.runs('resume', ...TO)).exitCode).toBe(0);
});

it('its life says who and when', async () => {
  const { out } = await clerk.runs('explain', 'peserta.csv', '3', '--lang', 'en');
  expect(out).toMatch(new RegExp(`dismissed \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d by ${userInfo().username}\\n`));
  const [life] = events((await clerk.runs('explain', 'peserta.csv', '3', '--json')).out);
  expect(life).toMatchObject({ kind: 'dismissed', dismissed: { at: expect.any(String), by: userInfo().username } });
});

it("holds in tomorrow's sheet of that name, in which the row stands elsewhere", async () => {
  clerk.write('peserta.csv', csv([...people(3, 20), ...rows]));
  const { exitCode, out } = await clerk.runs('import', 'peserta.csv', ...TO, '--json');
  expect([exitCode, outcomesOf(out)]).toEqual([0, { accepted: 3, 'already-there': 1, dismissed: 2 }]);
});

it.each([
  ['a row that is on the server', ['peserta.csv', '2'], 'ROW_NOT_WAITING', 'vax-upload explain peserta.csv 2'],
  ['a row that nobody has read', ['peserta.csv', '99'], 'ROW_UNKNOWN', 'as it was imported'],
  ['no row at all', ['peserta.csv', 'tiga'], 'VALUE_WRONG', 'vax-upload dismiss peserta.csv 17'],
])('%s: two lines', async (_, args, code, cure) => {
  const { exitCode, err } = await clerk.runs('dismiss', ...args, '--lang', 'en');
  expect(exitCode).toBe(2);
  expect(err.replaceAll(/\s+/g, ' ')).toContain(`[${code}]`);
  expect(err.replaceAll(/\s+/g, ' ')).toContain(cure);
});

it('a line that waits in two sheets: the flag that is advised says which', async () => {
  const header = ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis', 'Tgl Vaksin', 'Jenis Vaksin'];
  const row = (name: string) => ['', name, '01/02/1979', 'P', '1', '04/10/2021', 'Sinovac'];
  await writeClerkWorkbook(clerk.path('dua.xlsx'), {
    Boja: [header, row('Dewi Contoh')],
    Kaliwungu: [header, row('Rina Contoh')],
  });
  const state = ['--state', 'dua.db'];
  expect((await clerk.runs('import', 'dua.xlsx', ...TO, ...state)).exitCode).toBe(3);
  const unsure = await clerk.runs('dismiss', 'dua.xlsx', '2', ...state, '--lang', 'en');
  const [, sheet = ''] = /--sheet "([^"]+)"/.exec(unsure.err) ?? [];
  expect([unsure.exitCode, sheet]).toEqual([2, 'Boja']);
  expect((await clerk.runs('dismiss', 'dua.xlsx', '2', '--sheet', sheet, ...state)).exitCode).toBe(0);
  expect(JSON.parse((await clerk.runs('status', '--json', ...state)).out)).toMatchObject({
    forPerson: { invalid: 1 },
    dismissed: 1,
  });
});
