/**
 * What the program advises where the columns of a sheet contradict each other is followed to the letter, and leads to a
 * right import.
 */
import { expect, test } from 'vitest';
import { Clerk, errorLines, summaryOf } from './clerk.ts';

const HEADINGS = ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis', 'Tgl Vaksin', 'Jenis Vaksin'];
const SITI = ['3324015708459001', 'SITI AMINAH', '17/08/1945', 'P', '1', '02/10/2021', 'Sinovac'];
const BUDI = ['3324011203809002', 'BUDI SANTOSO', '12/03/1980', 'L', '1', '02/10/2021', 'Sinovac'];
const sheet = (rows: readonly (readonly string[])[]): string => rows.map((cells) => `${cells.join(';')}\n`).join('');

/** Every `--map` that the second line names. */
function advised(err: string): string[] {
  return [...(errorLines(err)[1] ?? '').matchAll(/--map "([^"]+)"/g)].map(([, told]) => told ?? '');
}

/** Each piece of advice, in a folder of its own, since what is said is remembered. */
async function followed(rows: readonly (readonly string[])[], told: string): Promise<readonly unknown[]> {
  const clerk = new Clerk();
  clerk.write('data.csv', sheet(rows));
  const { exitCode, out } = await clerk.runs('check', 'data.csv', '--map', told, '--json');
  return [exitCode, summaryOf(out).outcomes];
}

test('a second NIK that is called the better one: either is read, or the corrections are copied over the first', async () => {
  const rows = [
    [...HEADINGS, 'NIK Perbaikan'],
    [...SITI, SITI[0] ?? ''],
    ['3324011203809003', ...BUDI.slice(1), BUDI[0] ?? ''],
  ];
  const clerk = new Clerk();
  clerk.write('data.csv', sheet(rows));
  const { exitCode, err } = await clerk.runs('check', 'data.csv', '--lang', 'en');
  expect([exitCode, advised(err)]).toEqual([65, ['NIK Perbaikan=nik', 'NIK=nik']]);
  expect(await followed(rows, 'NIK Perbaikan=nik')).toEqual([0, expect.objectContaining({ waiting: 2 })]);
  const copied = rows.map((cells, at) => (at === 0 ? cells : [cells.at(-1) ?? '', ...cells.slice(1, -1), '']));
  expect(await followed(copied, 'NIK=nik')).toEqual([0, expect.objectContaining({ waiting: 2 })]);
});

test('a column of NIKs that nobody reads: it is read, or left out', async () => {
  const rows = [
    [...HEADINGS, 'Catatan Kantor'],
    [...SITI, SITI[0] ?? ''],
    ['3324011203809003', ...BUDI.slice(1), BUDI[0] ?? ''],
  ];
  const clerk = new Clerk();
  clerk.write('data.csv', sheet(rows));
  const { exitCode, err } = await clerk.runs('check', 'data.csv', '--lang', 'id');
  expect([exitCode, advised(err)]).toEqual([65, ['Catatan Kantor=nik', 'Catatan Kantor=none']]);
  for (const told of advised(err))
    expect(await followed(rows, told), told).toEqual([0, expect.objectContaining({ waiting: 2 })]);
});

test('P for pria: the words of the column are replaced', async () => {
  const people = Array.from({ length: 4 }, (_, at) => {
    const day = 10 + at;
    const [nik, sex] = at % 2 === 0 ? [`332401${day}0380900${at}`, 'P'] : [`332401${day + 40}0380900${at}`, 'W'];
    return [nik, `ORANG ${'ABCD'[at]}`, `${day}/03/1980`, sex, ...SITI.slice(4)];
  });
  const more = people.map((cells, at) =>
    cells.with(0, (cells[0] ?? '').replace(/.$/, String(5 + at))).with(1, `WARGA ${'EFGH'[at]}`),
  );
  const rows = [HEADINGS, ...people, ...more];
  const clerk = new Clerk();
  clerk.write('data.csv', sheet(rows));
  const { exitCode, err } = await clerk.runs('check', 'data.csv', '--lang', 'en');
  expect([exitCode, errorLines(err)[0]]).toEqual([65, expect.stringContaining('"P" seems to mean male')]);
  const words = new Map([
    ['P', 'Laki-laki'],
    ['W', 'Perempuan'],
  ]);
  clerk.write('betul.csv', sheet(rows.map((cells) => cells.map((cell) => words.get(cell) ?? cell))));
  const again = await clerk.runs('check', 'betul.csv', '--json');
  expect([again.exitCode, summaryOf(again.out).outcomes]).toEqual([0, expect.objectContaining({ waiting: 8 })]);
});

test('ages that were sorted alone: the ages are left out', async () => {
  const rows = [
    [...HEADINGS, 'Umur'],
    ...Array.from({ length: 6 }, (_, at) => {
      const year = 50 + 7 * at;
      return [
        `3324011203${year}900${at}`,
        `ORANG ${'ABCDEF'[at]}`,
        `12/03/19${year}`,
        'L',
        ...SITI.slice(4),
        String(36 + 7 * at),
      ];
    }),
  ];
  const clerk = new Clerk();
  clerk.write('data.csv', sheet(rows));
  const { exitCode, err } = await clerk.runs('check', 'data.csv', '--lang', 'en');
  expect([exitCode, advised(err)]).toEqual([65, ['Umur=none']]);
  expect(await followed(rows, 'Umur=none')).toEqual([0, expect.objectContaining({ waiting: 6 })]);
});
