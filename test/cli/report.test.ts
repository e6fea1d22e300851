/** `report`, as an admin types it in the morning: the page, the same figures as CSV and JSON, and nobody in them. */
import { readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startFakeServer } from '../support/fake-server.ts';
import { Clerk, csv, errorLines, expectDiscreet, people, person } from './clerk.ts';

const clerk = new Clerk();
clerk.env = { TZ: 'Asia/Jakarta', LANG: 'en_GB.UTF-8' };
const server = await startFakeServer({
  rules: {
    refuse: (_, record) => (JSON.stringify(record).includes('LOT-X') ? [{ message: 'no such lot' }] : undefined),
  },
});
afterAll(() => server.close());

/** Two rows are wrong, one is refused by the server, one file cannot be read at all. */
const ROWS = [...people(40), person(50, { nik: '' }), person(51, { nik: '123' }), person(52, { lot: 'LOT-X' })];
const SITE = 'Puskesmas Contoh';

beforeAll(async () => {
  clerk.write('peserta okt.csv', csv(ROWS));
  clerk.write('kosong.csv', '');
  clerk.write(
    'vax-upload.yaml',
    `target: { type: json, url: '${server.url}' }\ndelivery: { lookBack: 0s, doubtWait: 10ms, retry: { first: 10ms, cap: 20ms } }\n`,
  );
  server.next('503', 'ok');
  expect((await clerk.runs('import', 'peserta okt.csv', 'kosong.csv')).exitCode).toBe(65);
});

const read = (name: string): string => readFileSync(clerk.path(name), 'utf8');

interface Figures {
  readonly night: { readonly day: string; readonly landed: number; readonly outages: number; readonly files: unknown };
  readonly now: Record<string, number>;
  readonly facilities: unknown;
  readonly problems: readonly { readonly code: string; readonly rows: number }[];
  readonly todo: readonly { readonly deed: string }[];
}
const figures = async (...args: readonly string[]): Promise<Figures> =>
  JSON.parse((await clerk.runs('report', '--json', ...args)).out) as Figures;

it('writes the page, and says what to do with it', async () => {
  const ended = await clerk.runs('report', '-o', 'laporan.html', '--lang', 'id');
  expect(ended).toMatchObject({ exitCode: 0, err: '' });
  expect(ended.out.split('\n')[0]).toBe('Laporan: laporan.html');
  const page = read('laporan.html');
  expect(page).toContain('<html lang="id">');
  for (const words of ['40 catatan sampai di server', 'peserta okt.csv', 'kosong.csv kosong.', SITE, 'WIB'])
    expect(page).toContain(words);
  expectDiscreet({ ...ended, out: page }, ROWS);
});

it('may be read by whoever may read ordinary files: it is handed around', () => {
  expect(statSync(clerk.path('laporan.html')).mode & 0o777).toBe(0o666 & ~process.umask());
});

it('has the same figures for programs, on stdout and in a file', async () => {
  const found = await figures();
  expect(found).toMatchObject({
    night: {
      landed: 40,
      outages: 1,
      files: [
        { name: 'kosong.csv', rows: 0, refusedBy: 'FILE_EMPTY' },
        { name: 'peserta okt.csv', rows: 43 },
      ],
    },
    now: { landed: 40, waiting: 0, inDoubt: 0, invalid: 2, refused: 1, held: 0 },
    facilities: [{ name: SITE, landed: 40, waiting: 0, forPerson: 3 }],
    todo: [{ deed: 'refused-file' }, { deed: 'correct' }],
  });
  expect(found.problems.map(({ rows }) => rows).reduce((a, b) => a + b)).toBe(3);
  expect((await clerk.runs('report', '--json', 'angka.json')).exitCode).toBe(0);
  expect(JSON.parse(read('angka.json'))).toEqual({ ...found, madeAt: expect.any(String) });
});

it.each([
  ['en', ','],
  ['id', ';'],
])('has them for a spreadsheet (%s)', async (language, separator) => {
  expect((await clerk.runs('report', '--csv', 'angka.csv', '--lang', language)).exitCode).toBe(0);
  const lines = read('angka.csv')
    .split('\r\n')
    .map((line) => line.split(separator));
  expect(lines[0]).toEqual(['\ufeffpart', 'from', 'until', 'name', 'measure', 'value']);
  const value = (part: string, measure: string) =>
    lines.find(([first, , , , fifth]) => first === part && fifth === measure)?.at(-1);
  expect([value('night', 'landed'), value('now', 'invalid'), value('facility', 'forPerson')]).toEqual(['40', '2', '3']);
  expectDiscreet({ exitCode: 0, out: read('angka.csv'), err: '' }, ROWS);
});

it('an earlier report is written over, whichever of the three', async () => {
  for (const [flag, file] of [
    ['-o', 'laporan.html'],
    ['--csv', 'angka.csv'],
    ['--json', 'angka.json'],
  ] as const) {
    clerk.write('kosong.html', '');
    expect((await clerk.runs('report', flag, file)).exitCode).toBe(0);
  }
  expect((await clerk.runs('report', '-o', 'kosong.html')).exitCode).toBe(0);
});

it.each<[string, readonly string[], string, string]>([
  ['a page of somebody else', ['-o', 'lain.html'], 'OUTPUT_EXISTS', 'lain.html'],
  ['the sheet of a clerk', ['--csv', 'peserta okt.csv'], 'OUTPUT_EXISTS', 'peserta okt.csv'],
  ['a folder', ['-o', '.html'], 'VALUE_WRONG', '--output'],
  ['the configuration', ['--json', 'vax-upload.yaml'], 'VALUE_WRONG', '--json vax-upload.json'],
  ['a page as a workbook', ['-o', 'laporan.xlsx'], 'VALUE_WRONG', '--output laporan.html'],
  ['nothing at all', [], 'OPTION_MISSING', '--help'],
  ['a night of which nothing is known', ['-o', 'x.html', '--night', '2001-01-01'], 'VALUE_WRONG', '--night 20'],
])('does not write over, or write: %s', async (_, args, code, said) => {
  clerk.write('lain.html', '<p>Rapat</p>');
  const before = read('lain.html') + read('peserta okt.csv');
  const { exitCode, err } = await clerk.runs('report', ...args, '--lang', 'en');
  const [what = '', tryThis = ''] = errorLines(err);
  expect([exitCode, what.includes(`[${code}]`), (what + tryThis).includes(said)]).toEqual([2, true, true]);
  expect(read('lain.html') + read('peserta okt.csv')).toBe(before);
});

it('the night that is advised is told', async () => {
  const { err } = await clerk.runs('report', '-o', 'x.html', '--night', 'kemarin', '--lang', 'en');
  const [, advised = ''] = /Write it like this: --night (\S+)/.exec(err) ?? [];
  const found = await figures('--night', advised);
  expect(found.night).toMatchObject({ day: advised, landed: 40 });
});

it('without a ledger it says so', async () => {
  const { exitCode, err } = await clerk.runs('report', '-o', 'x.html', '--state', 'tidak-ada.db');
  expect([exitCode, err]).toEqual([2, expect.stringContaining('LEDGER_MISSING')]);
});
