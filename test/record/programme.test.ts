/**
 * A second programme, invented and defined as data alone: read by the reader of the first, kept by the same ledgers.
 */
import { describe, expect, test } from 'vitest';
import { createMemoryLedger } from '../../src/ledger/memory/memory-ledger.ts';
import type { TakenReading } from '../../src/ledger/sealed/prepare.ts';
import { canonicalRecord, naturalKey } from '../../src/record/key.ts';
import { COVID19 } from '../../src/record/programme/covid19.ts';
import { productsOf } from '../../src/record/programme/products.ts';
import type { Programme } from '../../src/record/programme.ts';
import type { Cell } from '../../src/record/source-row.ts';
import { wireRecord } from '../../src/target/json/wire-record.ts';
import { said } from './help.ts';
import { headerOf, RULES, readings, row } from './rows.ts';

const TWO_DOSES = { primary: 2, doses: 2, boosters: 'booster', beside: '' } as const;
const ROUTINE: Programme = {
  products: [
    { name: 'opv', label: 'Polio tetes (OPV)', atc: 'J07BF02', spellings: 'opv|polio|polio tetes', series: 'polio' },
    { name: 'ipv', label: 'Polio suntik (IPV)', atc: 'J07BF03', spellings: 'ipv|polio suntik', series: 'polio' },
    { name: 'mr', label: 'Campak Rubela (MR)', atc: 'J07BD53', spellings: 'mr|campak|campak rubela', series: 'mr' },
  ],
  series: [
    { name: 'polio', ...TWO_DOSES },
    { name: 'mr', ...TWO_DOSES },
  ],
  words: 'rutin',
  ages: [],
  intervals: [{ from: '2021-01-01', doses: [2], vaccine: 'opv', days: 28, source: 'invented' }],
};
const ROUTINE_RULES = { ...RULES, programme: 'rutin', content: ROUTINE };

const HEADINGS = ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis', 'Tgl Vaksin', 'Jenis Vaksin', 'No Batch', 'Faskes'];
const HEADER = headerOf(HEADINGS);
const ANI = ['3324015003200001', 'ANI LESTARI', '10/03/2020', 'P'];
const BUDI = ['3324011003200002', 'BUDI SANTOSO', '10/03/2020', 'L'];

/** The readings of lines of a long sheet, from line 2 on. */
function read(lines: readonly (readonly Cell[])[], rules: typeof RULES = ROUTINE_RULES) {
  return lines.flatMap((cells, at) => readings(row([...cells, 'A01', 'Posyandu Melati'], at + 2), HEADER, rules));
}

/** What `check` says of them: the kind of each admission and the codes beside it. */
async function admitted(lines: readonly (readonly Cell[])[]): Promise<string[]> {
  const ledger = createMemoryLedger();
  const taken = read(lines).map((reading): TakenReading => {
    const { at, kind, problems } = reading;
    const record = reading.kind === 'valid' ? { record: reading.record } : {};
    return { line: at.line, group: at.group, kind, problems, cells: () => [], ...record };
  });
  await ledger.openFile({ name: 'rutin.xlsx', digest: new Uint8Array(32) });
  await ledger.openSheet(1, {
    name: 'Posyandu',
    headerLine: 1,
    headings: HEADINGS,
    layout: { columns: {}, doses: [{ columns: {} }], defaults: {} },
  });
  const admissions = await ledger.admit(1, taken);
  return admissions.map(({ kind, problems }) => [kind, ...problems.map(({ code }) => code)].join(' '));
}

describe('a programme of two series', () => {
  test('the first doses of both on one day are two records, with the series in record and key', () => {
    const found = read([
      [...ANI, '1', '05/05/2021', 'Polio'],
      [...ANI, '1', '05/05/2021', 'Vaksin rutin Campak'],
      [...ANI, 'Dosis 2', '05/06/2021', 'IPV'],
    ]);
    expect(found.map((reading) => (reading.kind === 'valid' ? naturalKey(reading.record) : reading.problems))).toEqual([
      '3324015003200001|rutin|polio|1',
      '3324015003200001|rutin|mr|1',
      '3324015003200001|rutin|polio|2',
    ]);
    const [first] = found;
    if (first?.kind !== 'valid') throw new Error('not read');
    expect(canonicalRecord(first.record)).toContain('"dose":{"series":"polio","number":1,"date":"2021-05-05"');
    expect(wireRecord('k', first.record)).toContain('"dose":{"series":"polio","number":1,"date":"2021-05-05"');
    expect(first.record.dose.codes).toEqual([{ system: 'http://www.whocc.no/atc', code: 'J07BF02' }]);
  });

  test.each<[string, readonly Cell[][], string[]]>([
    [
      'first doses of two series on one day',
      [
        [...ANI, '1', '05/05/2021', 'OPV'],
        [...ANI, '1', '05/05/2021', 'MR'],
      ],
      ['fresh', 'fresh'],
    ],
    [
      'the second of one before the first of the other',
      [
        [...ANI, '1', '05/07/2021', 'MR'],
        [...ANI, '2', '05/06/2021', 'OPV'],
      ],
      ['fresh', 'fresh'],
    ],
    [
      'two doses of one series on one day',
      [
        [...ANI, '1', '05/05/2021', 'OPV'],
        [...ANI, '1', '05/05/2021', 'MR'],
        [...ANI, '2', '05/05/2021', 'IPV'],
      ],
      ['fresh', 'fresh', 'held DOSE_ORDER_ROWS'],
    ],
    [
      'one dose of one series on two days',
      [
        [...ANI, '1', '05/05/2021', 'OPV'],
        [...ANI, '1', '06/05/2021', 'OPV'],
        [...ANI, '1', '06/05/2021', 'MR'],
      ],
      ['fresh', 'held DUP_DIFF', 'fresh'],
    ],
    [
      'one row twice',
      [
        [...ANI, '1', '05/05/2021', 'MR'],
        [...ANI, '1', '05/05/2021', 'OPV'],
        [...ANI, '1', '05/05/2021', 'MR'],
      ],
      ['fresh', 'fresh', 'repeated DUP_EVENT'],
    ],
    [
      'one number of two children, each with another series',
      [
        [...ANI, '1', '05/05/2021', 'OPV'],
        [ANI[0] ?? '', 'CITRA DEWI', '10/03/2020', 'P', '1', '05/05/2021', 'MR'],
      ],
      ['fresh', 'held NIK_CONFLICT'],
    ],
    [
      'two children',
      [
        [...ANI, '1', '05/05/2021', 'OPV'],
        [...BUDI, '1', '05/05/2021', 'MR'],
      ],
      ['fresh', 'fresh'],
    ],
  ])('%s', async (_, lines, kinds) => {
    expect(await admitted(lines)).toEqual(kinds);
  });

  test.each<[string, Cell, Cell, string]>([
    ['a product of the other programme', '1', 'Sinovac', 'VACC_UNKNOWN error v=Sinovac'],
    ['a dose that the series does not have', '3', 'OPV', 'DOSE_BAD error v=3'],
    ['a booster, which the series does not have', 'Booster', 'MR', 'DOSE_BAD error v=Booster'],
  ])('%s', (_, number, vaccine, problem) => {
    expect(read([[...ANI, number, '05/05/2021', vaccine]]).map(said)).toEqual([[problem]]);
  });

  test('a name of the mapping file alone says nothing of its series', () => {
    const vaccineNames = new Map([
      ['hexa', { vaccine: 'hexavalen' }],
      ['tetes', { vaccine: 'opv' }],
    ]);
    const rules = { ...ROUTINE_RULES, vaccineNames };
    expect(read([[...ANI, '1', '05/05/2021', 'Hexa']], rules).map(said)).toEqual([['VACC_UNKNOWN error v=Hexa']]);
    const [tetes] = read([[...ANI, '1', '05/05/2021', 'Tetes']], rules);
    expect(tetes?.kind === 'valid' && tetes.record.dose.series).toBe('polio');
  });

  test('in a wide row doses are compared within their series only', () => {
    const wide = headerOf([
      ...['NIK', 'Nama', 'Tgl Lahir', 'JK'],
      ...['Tgl Vaksin 1', 'Jenis Vaksin 1', 'Tgl Vaksin 2', 'Jenis Vaksin 2', 'No Batch', 'Faskes'],
    ]);
    const of = (...cells: string[]) =>
      readings(row([...ANI, ...cells, 'A01', 'Posyandu Melati']), wide, ROUTINE_RULES).map(said);
    expect(of('05/05/2021', 'OPV', '05/05/2021', 'MR')).toEqual([[], []]);
    expect(of('05/05/2021', 'OPV', '05/05/2021', 'OPV').flat()).toContain('DOSE_ORDER hold a=1 b=2');
    expect(of('05/05/2021', 'OPV', '12/05/2021', 'OPV').flat()).toContain('DOSE_INTERVAL warning n=7 m=28');
  });
});

test('both programmes are read in one process, under one mapping file', () => {
  const covid = read([[...ANI, '1', '05/05/2022', 'Sinovac']], RULES);
  expect(covid.map((reading) => reading.kind === 'valid' && naturalKey(reading.record))).toEqual([
    '3324015003200001|covid19|1',
  ]);
  expect(read([[...ANI, '1', '05/05/2021', 'OPV']], RULES).map(({ kind }) => kind)).toEqual(['invalid']);
  expect(read([[...ANI, '1', '05/05/2021', 'OPV']]).map(({ kind }) => kind)).toEqual(['valid']);
});

test('a programme that was handed to a thread is the same one', () => {
  const lines = [[...ANI, '1', '05/05/2021', 'Campak']];
  expect(read(lines, structuredClone(ROUTINE_RULES))).toEqual(read(lines));
});

test('what is made of a programme is made once', () => {
  expect(productsOf(COVID19)).toBe(productsOf(COVID19));
  expect(productsOf(ROUTINE)).not.toBe(productsOf(COVID19));
});
