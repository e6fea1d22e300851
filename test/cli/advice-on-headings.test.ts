/**
 * What the program advises where headings or sheets are not clear is followed to the letter, and leads to a right
 * import.
 */
import { describe, expect, test } from 'vitest';
import type { DoseRecord } from '../../src/record/record.ts';
import { writeClerkWorkbook } from '../support/clerk-workbook.ts';
import { startFakeServer } from '../support/fake-server.ts';
import { Clerk, errorLines, summaryOf } from './clerk.ts';

type Row = readonly string[];
const HEADINGS = ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis', 'Tgl Vaksin', 'Jenis Vaksin'];
const SITI = ['3324015708459001', 'SITI AMINAH', '17/08/1945', 'P', '1', '02/10/2021', 'Sinovac'];
const BUDI = ['3324011203809002', 'BUDI SANTOSO', '12/03/1980', 'L', '1', '02/10/2021', 'Sinovac'];
const people = (headings: Row, ...rows: Row[]): readonly Row[] => [headings, ...rows];
const with_ = (row: Row, changes: Readonly<Record<number, string>>): Row => row.map((cell, at) => changes[at] ?? cell);
const under = (changes: Readonly<Record<number, string>>): Row => with_(HEADINGS, changes);
const without = (rows: readonly Row[], column: number): readonly Row[] =>
  rows.map((cells) => cells.filter((_, at) => at !== column));
const two = (row: Row): Row => [...row.slice(0, 4), ...row.slice(5), '30/10/2021', row[6] ?? ''];

interface Advice {
  readonly of: string;
  readonly rows: readonly Row[];
  readonly code: string;
  /** The `--map` values of the second line; all of them are typed, unless `only` says which. */
  readonly maps: readonly string[];
  readonly only?: readonly string[];
  /** What a person does in Excel, if that is the advice. */
  readonly inExcel?: (rows: readonly Row[]) => readonly Row[];
  /** What arrives: name, dose and day. */
  readonly doses: readonly (readonly [name: string, dose: number, date: string])[];
}

const BOTH = [
  ['SITI AMINAH', 1, '2021-10-02'],
  ['BUDI SANTOSO', 1, '2021-10-02'],
] as const;
const FOUR = [
  ['SITI AMINAH', 1, '2021-10-02'],
  ['SITI AMINAH', 2, '2021-10-30'],
  ['BUDI SANTOSO', 1, '2021-10-02'],
  ['BUDI SANTOSO', 2, '2021-10-30'],
] as const;
const DOUBLE = people(
  [...HEADINGS.slice(0, 6), 'Vaksin / No Batch'],
  with_(SITI, { 6: 'Sinovac / B1' }),
  with_(BUDI, { 6: 'Sinovac / B1' }),
);
const SPLIT = (rows: readonly Row[]): readonly Row[] =>
  rows.map((cells, at) =>
    at === 0 ? [...cells.slice(0, 6), 'Vaksin', 'No Batch'] : [...cells.slice(0, 6), ...(cells[6] ?? '').split(' / ')],
  );
const DAYS = (...headings: string[]): readonly Row[] =>
  people(
    [...HEADINGS.slice(0, 4), headings[0] ?? '', 'Jenis Vaksin', headings[1] ?? '', 'Jenis Vaksin'],
    two(SITI),
    two(BUDI),
  );

const ADVICE: readonly Advice[] = [
  {
    of: 'mistyped headings',
    rows: people(under({ 0: 'NIK Pesrta', 1: 'Nma Lengkap' }), SITI, BUDI),
    code: 'HEADER_UNSURE',
    maps: ['NIK Pesrta=nik', 'Nma Lengkap=name'],
    doses: BOTH,
  },
  {
    of: 'a name in two columns',
    rows: people(
      ['NIK', 'Nama Depan', 'Nama Belakang', ...HEADINGS.slice(2)],
      ...[SITI, BUDI].map((row) => [row[0] ?? '', ...(row[1] ?? '').split(' '), ...row.slice(2)]),
    ),
    code: 'HEADER_UNSURE',
    maps: ['Nama Depan=name', 'Nama Belakang=name'],
    doses: BOTH,
  },
  {
    of: 'an unknown column of names',
    rows: people(under({ 1: 'Yang Divaksin' }), SITI, BUDI),
    code: 'HEADER_NONE',
    maps: [],
    inExcel: (rows) => [under({}), ...rows.slice(1)],
    doses: BOTH,
  },
  {
    of: 'two columns that may be the name',
    rows: people([...under({ 1: 'Nama WBP' }), 'Nama Napi'], [...SITI, 'x'], [...BUDI, 'y']),
    code: 'HEADER_NONE',
    maps: ['B:B=name'],
    doses: BOTH,
  },
  {
    of: 'an unknown column of NIKs',
    rows: people(under({ 0: 'Kode Unik' }), SITI, BUDI),
    code: 'HEADER_NONE',
    maps: ['A:A=nik'],
    doses: BOTH,
  },
  {
    of: 'a column for two things, taken apart',
    rows: DOUBLE,
    code: 'HEADER_SEVERAL',
    maps: ['Vaksin / No Batch=vaccine', 'Vaksin / No Batch=lot', 'Vaksin / No Batch=none'],
    only: [],
    inExcel: SPLIT,
    doses: BOTH,
  },
  {
    of: 'a column for two things that holds one',
    rows: DOUBLE.map((cells, at) => (at === 0 ? cells : with_(cells, { 6: 'Sinovac' }))),
    code: 'HEADER_SEVERAL',
    maps: ['Vaksin / No Batch=vaccine', 'Vaksin / No Batch=lot', 'Vaksin / No Batch=none'],
    only: ['Vaksin / No Batch=vaccine'],
    doses: BOTH,
  },
  {
    of: 'two columns of days, of which one counts',
    rows: people([...HEADINGS, 'Tanggal Suntik'], [...SITI, '03/10/2021'], [...BUDI, '03/10/2021']),
    code: 'HEADER_AMBIG',
    maps: ['Tgl Vaksin=date'],
    doses: BOTH,
  },
  {
    of: 'two columns of days, of two doses',
    rows: DAYS('Tgl Vaksin', 'Tgl Vaksin 3'),
    code: 'HEADER_AMBIG',
    maps: ['Tgl Vaksin=date'],
    only: [],
    inExcel: ([, ...rows]) => [
      [...HEADINGS.slice(0, 4), 'Tgl Vaksin 1', 'Jenis Vaksin 1', 'Tgl Vaksin 2', 'Jenis Vaksin 2'],
      ...rows,
    ],
    doses: FOUR,
  },
  {
    of: 'one heading over the days of two doses',
    rows: DAYS('Tgl Vaksin', 'Tgl Vaksin'),
    code: 'HEADER_AMBIG',
    maps: [],
    inExcel: ([, ...rows]) => [
      [...HEADINGS.slice(0, 4), 'Tgl Vaksin 1', 'Jenis Vaksin 1', 'Tgl Vaksin 2', 'Jenis Vaksin 2'],
      ...rows,
    ],
    doses: FOUR,
  },
  {
    of: 'one heading over two columns of birth dates',
    rows: people([...HEADINGS, 'Tgl Lahir'], [...SITI, '01/01/1980'], [...BUDI, '01/01/1980']),
    code: 'HEADER_AMBIG',
    maps: [],
    inExcel: (rows) => without(rows, HEADINGS.length),
    doses: BOTH,
  },
  {
    of: 'two lists side by side',
    rows: people([...HEADINGS, '', ...HEADINGS], [...SITI, '', ...BUDI]),
    code: 'SHEET_BESIDE',
    maps: [],
    inExcel: ([headings = [], row = []]) => [headings.slice(0, 7), row.slice(0, 7), row.slice(8)],
    doses: BOTH,
  },
  {
    of: 'two tables below each other',
    rows: people(
      HEADINGS,
      SITI,
      ['Nama', 'NIK', ...HEADINGS.slice(2)],
      [BUDI[1] ?? '', BUDI[0] ?? '', ...BUDI.slice(2)],
    ),
    code: 'SHEET_TABLES',
    maps: [],
    inExcel: ([headings = []]) => [headings, SITI, BUDI],
    doses: BOTH,
  },
  {
    of: 'only wishes for days',
    rows: people(under({ 5: 'Tanggal vaksin yang diinginkan' }), SITI, BUDI),
    code: 'SHEET_WISHES',
    maps: [],
    inExcel: ([headings = [], ...rows]) => [
      [...headings, 'Tgl Vaksin'],
      ...rows.map((cells) => [...cells, '02/10/2021']),
    ],
    doses: BOTH,
  },
  {
    of: 'a title that calls everything off',
    rows: [['DAFTAR PESERTA BATAL VAKSIN'], ...people(HEADINGS, SITI, BUDI)],
    code: 'SHEET_NOT_GIVEN',
    maps: [],
    inExcel: ([, ...rows]) => [['DAFTAR HADIR VAKSINASI'], ...rows],
    doses: BOTH,
  },
];

const csv = (rows: readonly Row[]): string => rows.map((cells) => `${cells.join(';')}\n`).join('');

describe.each(['id', 'en'])('in %s', (language) => {
  test.each(ADVICE.map((advice) => [advice.of, advice] as const))(
    '%s',
    async (_, { rows, code, maps, only, inExcel, doses }) => {
      const clerk = new Clerk();
      clerk.write('data.csv', csv(rows));
      const refused = await clerk.runs('check', 'data.csv', '--lang', language);
      const [what = '', advice = ''] = errorLines(refused.err);
      expect([refused.exitCode, what]).toEqual([65, expect.stringContaining(`[${code}]`)]);
      const advised = [...advice.matchAll(/--map "([^"]+)"/g)].map(([, told = '']) => told);
      const isGeneric = maps.length === 0 && code === 'HEADER_NONE';
      if (!isGeneric) expect(advised).toEqual(maps);

      clerk.write('data.csv', csv(inExcel ? inExcel(rows) : rows));
      const typed = inExcel && only === undefined ? [] : (only ?? maps);
      const server = await startFakeServer();
      try {
        const flags = typed.flatMap((told) => ['--map', told]);
        const followed = await clerk.runs('import', 'data.csv', '--to', server.url, '--json', ...flags);
        expect([followed.exitCode, summaryOf(followed.out).outcomes['accepted']]).toEqual([0, doses.length]);
        const stored = Array.from(server.effects.values(), ({ record }) => {
          const { participant, dose } = record as DoseRecord;
          return [participant.name, dose.number, dose.date];
        });
        expect(stored.toSorted()).toEqual(doses.toSorted());
      } finally {
        await server.close();
      }
    },
  );

  test('a second sheet whose headings are not known: what is advised reads it', async () => {
    const clerk = new Clerk();
    await writeClerkWorkbook(clerk.path('data.xlsx'), {
      Januari: people(HEADINGS, SITI),
      Februari: people(under({ 0: 'Nomor Kependudukan Warga' }), BUDI),
    });
    const refused = await clerk.runs('check', 'data.xlsx', '--lang', language);
    const [what = '', advice = ''] = errorLines(refused.err);
    expect([refused.exitCode, what]).toEqual([65, expect.stringContaining('[SHEET_UNREAD]')]);
    const [, map = ''] = /--map "([^"]+)"/.exec(advice) ?? [];
    expect(map).toBe('Nomor Kependudukan Warga=nik');
    const followed = await clerk.runs('check', 'data.xlsx', '--map', map, '--json');
    expect([followed.exitCode, summaryOf(followed.out).outcomes['waiting']]).toEqual([0, 2]);
  });
});
