/**
 * The sheets that were handed to us with the reports of what was misread in them: each must end right, in the built
 * program.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { correctWorkbook } from '../support/clerk-workbook.ts';
import { ENDS, type End } from './ends.ts';
import { type Ending, importHanded, openDesk } from './import-handed.ts';
import { KNOWN_WRONG } from './known.ts';
import { boja, got, lettered, withoutPhone } from './people.ts';

/** What is wrong with the way a sheet ended; nothing, if it is right. */
function faults(right: End, { exitCode, said, rows, arrived }: Ending): string[] {
  const must = [...right.arrives];
  const never = arrived.filter((record) => {
    const at = must.indexOf(record);
    if (at >= 0) must.splice(at, 1);
    return at < 0;
  });
  const held = Object.entries(right.held ?? {}).flatMap(([line, codes]) => {
    const got = rows.get(line) ?? new Set();
    const missing = codes.filter((code) => !got.has(code));
    return [
      ...(got.has('arrived') ? [`row ${line} arrived`] : []),
      ...missing.map((code) => `row ${line} does not say ${code}`),
    ];
  });
  const names = right.arrives.map((record) => /^\d+ (.+?) \d{4}-/.exec(record)?.[1] ?? '');
  return [
    ...(exitCode === right.exit ? [] : [`exit code ${exitCode}, not ${right.exit}`]),
    ...(right.says ?? []).filter((words) => !words.test(said)).map((words) => `does not say ${words}`),
    ...held,
    ...never.map((record) => `false: ${record}`),
    ...must.map((record) => `missing: ${record}`),
    ...[...names, ...(right.never ?? [])].filter((text) => said.includes(text)).map((text) => `prints ${text}`),
  ];
}

describe('a handed sheet', () => {
  test.concurrent.for(Object.entries(ENDS))('%s', async ([sheet, right], { expect }) => {
    const wrong = faults(right, await importHanded(sheet));
    if (KNOWN_WRONG.includes(sheet)) expect(wrong, 'ends right now: take it out of known.ts').not.toEqual([]);
    else expect(wrong, right.why).toEqual([]);
  });

  test('each has its end in the table', () => {
    expect(Object.keys(ENDS).sort()).toEqual(readdirSync(new URL('./sheets/', import.meta.url)).sort());
    expect(KNOWN_WRONG.filter((sheet) => !(sheet in ENDS))).toEqual([]);
  });
});

describe('the judgement of this test', () => {
  const right: End = { why: '', exit: 3, says: [/CODE/], held: { 3: ['NIK_DOB'] }, arrives: ['1 Siti 1990-01-01'] };
  const rows = new Map([['3', new Set(['NIK_DOB'])]]);
  const ending: Ending = { exitCode: 3, said: 'CODE', rows, arrived: ['1 Siti 1990-01-01'] };
  test.each<[string, Partial<Ending>, string[]]>([
    ['as it must be', {}, []],
    ['another exit code', { exitCode: 0 }, ['exit code 0, not 3']],
    ['a word that is not said', { said: '' }, ['does not say /CODE/']],
    ['a row that is held for something else', { rows: new Map() }, ['row 3 does not say NIK_DOB']],
    ['a row that arrives', { rows: new Map([['3', new Set(['NIK_DOB', 'arrived'])]]) }, ['row 3 arrived']],
    ['a record twice', { arrived: [...ending.arrived, ...ending.arrived] }, ['false: 1 Siti 1990-01-01']],
    ['a record that is missing', { arrived: [] }, ['missing: 1 Siti 1990-01-01']],
    ['a name that is printed', { said: 'CODE Siti' }, ['prints Siti']],
  ])('%s', (_, change, wrong) => {
    expect(faults(right, { ...ending, ...change })).toEqual(wrong);
  });
});

describe('the cure of a handed sheet', () => {
  test('the order of its dates, said once', async () => {
    await using desk = await openDesk();
    await desk.lay('04-us-dates-as-text.csv');
    const { exitCode, arrived } = await desk.import('04-us-dates-as-text.csv', '--map', 'Tgl Vaksin=date:mdy');
    const days = ['10-05', '10-06', '10-13', '10-14', '10-20', '11-03'];
    expect([exitCode, arrived.map((record) => / dose 1 2021-(\S+) /.exec(record)?.[1])]).toEqual([
      0,
      [...days, ...days, ...days],
    ]);
  });

  const BOJA_1 = '1 2021-10-05 coronavac 202110234B Puskesmas Boja';
  const GIVEN = ['--set', 'dose=1', '--set', 'date=2021-10-05', '--set', 'vaccine=Sinovac'];
  test.each<[string, string, readonly string[], readonly string[]]>([
    [
      'first and last name together are the name',
      '11-first-last-name.xlsx',
      ['--map', 'Nama Depan=name', '--map', 'Nama Belakang=name'],
      got(BOJA_1, boja(1, 2, 3, 4)),
    ],
    [
      'what its title says, said with the command',
      '13-hanya-judul.xlsx',
      ['--set', 'dose=2', '--set', 'date=2021-10-05', '--set', 'vaccine=Sinovac'],
      got('2 2021-10-05 coronavac - -', [
        '3324015103709100 SITI AMINAH 1970-03-11 female -',
        '3324010202979101 Budi Santoso 1997-02-02 male -',
        '3324010406829102 Ahmad Fauzi 1982-06-04 male -',
        '3324015704479103 NUR HIDAYAH 1947-04-17 female -',
        '3324011407499104 Slamet Riyadi 1949-07-14 male -',
        '3324014309729105 Dewi Lestari 1972-09-03 female -',
      ]),
    ],
    [
      'the text beside a value is the NIK, and the name',
      'A-inlineStr-with-v-concatenated.xlsx',
      GIVEN,
      [
        '3324011503550001 Siti Aminah 1955-03-15 female +6281234567890 dose 1 2021-10-05 coronavac - - at Kendal',
        '3324015503550002 Ani 1955-03-15 female +6281234567891 dose 1 2021-10-05 coronavac - - at Kendal',
      ],
    ],
    [
      'the NIK says which day the instant is',
      'A-iso-instant-in-t-d-cell-read-as-previous-day.xlsx',
      GIVEN,
      [
        '3324015503550001 Siti Aminah 1955-03-15 female +6281234567890 dose 1 2021-10-05 coronavac - - at Kendal',
        '3324015503550002 Ani 1955-03-15 female +6281234567891 dose 1 2021-10-05 coronavac - - at Kendal',
      ],
    ],
  ])('%s', async (_, sheet, flags, arrives) => {
    await using desk = await openDesk();
    await desk.lay(sheet);
    const { arrived } = await desk.import(sheet, ...flags);
    expect(arrived.toSorted()).toEqual([...arrives].sort());
  });

  test('corrected NIKs are copied over the wrong ones, as is advised', async () => {
    await using desk = await openDesk();
    const sheet = '39-nik-and-corrected-nik.xlsx';
    await desk.lay(sheet);
    await correctWorkbook(join(desk.folder, sheet), (book) => {
      book.worksheets[0]?.eachRow((row, line) => {
        const corrected = row.getCell(3);
        if (line > 1 && corrected.text !== '') row.getCell(2).value = corrected.text;
        if (line > 1) corrected.value = null;
      });
    });
    const { exitCode, arrived } = await desk.import(sheet, '--map', 'NIK=nik');
    expect([exitCode, arrived]).toEqual([0, got(BOJA_1, boja(1, 2, 3, 4, 5))]);
  });

  test('the right one of two lists is moved below the left one, as is advised', async () => {
    await using desk = await openDesk();
    const sheet = '15-two-tables-side-by-side.xlsx';
    await desk.lay(sheet);
    await correctWorkbook(join(desk.folder, sheet), (book) => {
      const [list] = book.worksheets;
      for (let line = 2; line <= 6; line++) {
        const right = Array.from({ length: 8 }, (_, at) => list?.getRow(line).getCell(10 + at).value);
        right.forEach((value, at) => {
          const cell = list?.getRow(line + 5).getCell(1 + at);
          if (cell) cell.value = value ?? null;
        });
      }
      list?.spliceColumns(9, 9);
    });
    const { exitCode, arrived } = await desk.import(sheet);
    const all = withoutPhone(boja(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
    expect([exitCode, arrived]).toEqual([0, got('1 2021-10-05 coronavac - -', all)]);
  });

  test('a sheet that grows asks nothing again of what was corrected, and sends nothing twice', async () => {
    await using desk = await openDesk();
    await desk.lay('grow-1.xlsx', 'data.xlsx');
    await desk.import('data.xlsx');
    const correction = readdirSync(desk.folder).find((name) => name.startsWith('perbaikan-')) ?? '';
    await correctWorkbook(join(desk.folder, correction), (book) => {
      for (const list of book.worksheets)
        list.eachRow((row) => {
          const nik = row.getCell(3);
          if (nik.text === '33240115') nik.value = '3324010202979101';
        });
    });
    expect((await desk.import(correction)).exitCode).toBe(0);
    await desk.lay('grow-2.xlsx', 'data.xlsx');
    const { exitCode, arrived } = await desk.import('data.xlsx');
    const all = got('1 2021-10-02 coronavac - -', lettered(...Array.from({ length: 15 }, (_, at) => at + 1)));
    expect([exitCode, arrived.toSorted()]).toEqual([0, [...all].sort()]);
  });
});
