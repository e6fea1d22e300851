import { describe, expect, test } from 'vitest';
import { type ColumnVerdict, watchColumns } from '../../src/record/column-watch.ts';
import type { Cell, SourceRow } from '../../src/record/source-row.ts';
import { HEADER, headerOf, person, row } from './rows.ts';

function verdict(rows: readonly SourceRow[], header = HEADER): ColumnVerdict {
  const watch = watchColumns(header);
  for (const each of rows) watch.see(each);
  return watch.verdict();
}

function codes({ refuse, notes }: ColumnVerdict): (string | undefined)[] {
  return [refuse?.code, ...notes.map(({ code }) => code)];
}

/** `count` people with NIKs of their own, the serial ending as told. */
function people(count: number, lastDigit: (index: number) => number): SourceRow[] {
  return Array.from({ length: count }, (_, index) =>
    person({
      NIK: `332401570845${String(index + 1).padStart(3, '0')}${lastDigit(index)}`,
      Nama: `WARGA ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[index % 26]}`,
    }),
  );
}

const date = (day: string): Cell => ({ kind: 'date', raw: '1', day });

describe('NIK_COL_ZERO', () => {
  test('a column whose NIKs all end in 0 is refused', () => {
    expect(verdict(people(10, () => 0))).toEqual({
      refuse: { code: 'NIK_COL_ZERO', field: 'nik', severity: 'error', params: { n: 10, m: 10 } },
      notes: [],
    });
  });

  test.each([
    ['half of them', people(10, (index) => index % 2), undefined],
    ['more than half of them', people(11, (index) => index % 2), 'NIK_COL_ZERO'],
    ['a tenth of them, as is natural', people(100, (index) => index % 10), undefined],
    ['nine of nine: too few to say', people(9, () => 0), undefined],
  ])('%s', (_, rows, code) => {
    expect(verdict(rows).refuse?.code).toBe(code);
  });

  test('NIKs with blanks and apostrophes count, other numbers do not', () => {
    const spaced = people(10, () => 0).map(({ cells }) => row(cells.with(1, `'${String(cells[1]).replace(/(\d{4})/g, '$1 ')}`)));
    expect(verdict(spaced).refuse?.code).toBe('NIK_COL_ZERO');
    expect(verdict(people(10, () => 0).map(({ cells }) => row(cells.with(1, '1234567890')))).refuse).toBeUndefined();
  });

  test('number cells are told row by row instead', () => {
    const numeric = people(20, () => 0).map(({ cells }) => row(cells.with(1, { kind: 'number', raw: String(cells[1]) })));
    expect(verdict(numeric).refuse).toBeUndefined();
  });
});

describe('DOB_SWAP_COL', () => {
  const births = (...cells: Cell[]) => cells.map((cell) => person({ 'Tgl Lahir': cell }));
  const early = ['1980-03-04', '1975-12-12', '1960-01-02', '1990-07-11', '1945-05-10'].map(date);
  const late = ['17/08/1945', '31-12-1950', '13/01/1960', '25.02.1971', '30/9/1999'];

  test('dates up to the 12th, texts above: the signature of an American Excel', () => {
    expect(verdict(births(...early, ...late)).notes).toEqual([
      { code: 'DOB_SWAP_COL', field: 'birthDate', severity: 'warning', params: { n: 5 } },
    ]);
  });

  test.each<[string, Cell[]]>([
    ['one date above the 12th', [...early, ...late, date('1980-03-13')]],
    ['one text up to the 12th', [...early, ...late, '5/8/1945']],
    ['only dates', [...early, ...early]],
    ['only texts', [...late, ...late]],
    ['too few', [...early.slice(1), ...late]],
    ['months as words prove nothing', [...early, ...late.map(() => '17 Agustus 1945')]],
  ])('%s: nothing to say', (_, cells) => {
    expect(verdict(births(...cells)).notes.map(({ code }) => code)).not.toContain('DOB_SWAP_COL');
  });
});

describe('ROW_HIDDEN and NIK_IS_KK', () => {
  test('hidden rows that were read are counted', () => {
    const rows = people(3, () => 1).map((each, index) => ({ ...each, hidden: index > 0 }));
    expect(verdict(rows).notes).toEqual([{ code: 'ROW_HIDDEN', severity: 'warning', params: { n: 2 } }]);
  });

  test('one number for a whole family', () => {
    const family = ['SLAMET RIYADI', 'WAGIYEM', 'BUDI UTOMO'].map((Nama) => person({ Nama }));
    expect(verdict(family).notes).toEqual([{ code: 'NIK_IS_KK', field: 'nik', severity: 'warning', params: { n: 1 } }]);
  });

  test('one person twice, spelled in two ways, is no family', () => {
    const twice = ['MUHAMMAD SLAMET', 'Moch. Slamet', 'MUHAMMAD SLAMET'].map((Nama) => person({ Nama }));
    expect(codes(verdict(twice))).toEqual([undefined]);
  });

  test('memory stays small: a number that comes again after thousands of rows is the ledger’s to find', () => {
    const strangers = people(900, (index) => (index % 9) + 1);
    const far = [
      person({ NIK: '3324010101700009', Nama: 'SLAMET' }),
      ...strangers,
      person({ NIK: '3324010101700009', Nama: 'WAGIYEM' }),
    ];
    expect(codes(verdict(far))).toEqual([undefined]);
  });
});

test('a sheet without these columns has nothing to be watched', () => {
  expect(verdict([row(['3324015708450001', 'SITI'])], headerOf(['NIK', 'Nama']))).toEqual({ notes: [] });
});
