/** The sheets that were handed to us with the reports of what was misread in them: each must end right, in the built program. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ENDS, type End } from './ends.ts';
import { type Ending, importHanded, openDesk } from './import-handed.ts';
import { KNOWN_WRONG } from './known.ts';

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
    return [...(got.has('arrived') ? [`row ${line} arrived`] : []), ...missing.map((code) => `row ${line} does not say ${code}`)];
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
});
