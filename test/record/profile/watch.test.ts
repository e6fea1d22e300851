import { describe, expect, test } from 'vitest';
import { type ColumnVerdict, watchColumns } from '../../../src/record/profile/watch.ts';
import { readRow } from '../../../src/record/row/read-row.ts';
import type { Cell, SourceRow } from '../../../src/record/source-row.ts';
import { HEADER, HEADINGS, headerOf, person, RULES, row, SHEET } from '../rows.ts';

/** As the intake does it: every row is read, and the watch is told what is wrong with it. Lines are 2, 3, 4 … */
function verdict(rows: readonly SourceRow[], header = HEADER): ColumnVerdict {
  const watch = watchColumns(header, { headings: HEADINGS, told: new Map() }, RULES);
  rows.forEach((each, index) => {
    const at = { ...each, line: index + 2 };
    const read = readRow(at, header, SHEET, RULES);
    if (read.kind === 'read') watch.see(at, read);
  });
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
      refuse: { code: 'NIK_COL_ZERO', field: 'nik', severity: 'error', params: { n: 10, rows: '2-11' } },
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
    const spaced = people(10, () => 0).map(({ cells }) =>
      row(cells.with(1, `'${String(cells[1]).replace(/(\d{4})/g, '$1 ')}`)),
    );
    expect(verdict(spaced).refuse?.code).toBe('NIK_COL_ZERO');
    expect(verdict(people(10, () => 0).map(({ cells }) => row(cells.with(1, '1234567890')))).refuse).toBeUndefined();
  });

  test('number cells are told row by row instead', () => {
    const numeric = people(20, () => 0).map(({ cells }) =>
      row(cells.with(1, { kind: 'number', raw: String(cells[1]) })),
    );
    expect(verdict(numeric).refuse).toBeUndefined();
  });
});

describe('DOB_SWAP_COL', () => {
  const births = (...cells: Cell[]) => cells.map((cell) => person({ 'Tgl Lahir': cell }));
  const early = ['1980-03-04', '1975-12-12', '1960-01-02', '1990-07-11', '1945-05-10'].map(date);
  const late = ['17/08/1945', '31-12-1950', '13/01/1960', '25.02.1971', '30/9/1999'];

  test('dates up to the 12th, texts above: the signature of an American Excel', () => {
    expect(verdict(births(...early, ...late)).notes).toEqual([
      { code: 'DOB_SWAP_COL', field: 'birthDate', severity: 'warning', params: { n: 5, rows: '2-6' } },
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

describe('DATE_SWAP_COL', () => {
  const given = (...cells: Cell[]) => cells.map((cell) => person({ 'Tgl Vaksin': cell }));
  /** 2 to 6 October 2021, as that Excel keeps them. */
  const early = ['2021-02-10', '2021-03-10', '2021-04-10', '2021-05-10', '2021-06-10'].map(date);
  const late = ['13/10/2021', '14/10/2021', '15-10-2021', '20/10/2021', '30.10.2021'];

  test('a campaign of October, of which the first days are strewn over the year: refused', () => {
    expect(verdict(given(...early, ...late)).refuse).toEqual({
      code: 'DATE_SWAP_COL',
      field: 'date',
      severity: 'error',
      params: { n: 5, rows: '2-6', keep: '--map "Tgl Vaksin=date:dmy"' },
    });
  });

  test.each<[string, Cell[]]>([
    ['a campaign of October, half of it as text', [...early.map((_, index) => date(`2021-10-0${index + 2}`)), ...late]],
    ['one date above the 12th', [...early, ...late, date('2021-10-13')]],
    ['one text up to the 12th', [...early, ...late, '02/10/2021']],
    ['only dates: once a month, on the 10th', [...early, ...early]],
    ['too few', [...early.slice(1), ...late]],
  ])('%s: nothing to say', (_, cells) => {
    expect(verdict(given(...cells)).refuse).toBeUndefined();
  });
});

describe('ROW_HIDDEN and NIK_IS_KK', () => {
  test('hidden rows that were read are counted', () => {
    const rows = people(3, () => 1).map((each, index) => ({ ...each, hidden: index > 0 }));
    expect(verdict(rows).notes).toEqual([{ code: 'ROW_HIDDEN', severity: 'warning', params: { n: 2, rows: '3-4' } }]);
  });

  test('one number for a whole family', () => {
    const family = ['SLAMET RIYADI', 'WAGIYEM', 'BUDI UTOMO'].map((Nama) => person({ Nama }));
    expect(verdict(family).notes).toEqual([
      { code: 'NIK_IS_KK', field: 'nik', severity: 'warning', params: { n: 3, rows: '2-4' } },
    ]);
  });

  test('one person twice, spelled in two ways, is no family', () => {
    const twice = ['MUHAMMAD SLAMET', 'Moch. Slamet', 'MUHAMMAD SLAMET'].map((Nama) => person({ Nama }));
    expect(codes(verdict(twice))).toEqual([undefined]);
  });

  test.each([
    [0, [undefined, 'NIK_IS_KK']],
    [199, [undefined, 'NIK_IS_KK']],
    [200, [undefined]],
    [900, [undefined]],
  ])('a number that comes again after %d others: beyond a house it is the ledger’s to find', (others, found) => {
    const far = [
      person({ NIK: '3324010101700009', Nama: 'SLAMET' }),
      ...people(others, (index) => (index % 9) + 1),
      person({ NIK: '3324010101700009', Nama: 'WAGIYEM' }),
    ];
    expect(codes(verdict(far))).toEqual(found);
  });
});

describe('a column of family card numbers', () => {
  /** Issued on a day of 2009 to 2018; the head of the family is older. */
  const cards = (count: number, born: string): SourceRow[] =>
    Array.from({ length: count }, (_, index) =>
      person({
        NIK: `33240112${String(1 + (index % 9)).padStart(2, '0')}${String(9 + (index % 10)).padStart(2, '0')}${1001 + index}`,
        'Tgl Lahir': born,
      }),
    );

  test('is refused, although no row shows it alone', () => {
    expect(verdict(cards(12, '05/06/1970')).refuse).toEqual({
      code: 'NIK_IS_KK',
      field: 'nik',
      severity: 'error',
      params: { n: 12, rows: '2-13' },
    });
  });

  test.each<[string, SourceRow[]]>([
    ['half of them: a few that were mistaken', [...cards(10, '05/06/1970'), ...people(10, () => 1)]],
    ['nine: too few to say', cards(9, '05/06/1970')],
    ['children born since then, with a wrong birth date', cards(12, '05/06/2012')],
  ])('%s: nothing to say of cards', (_, rows) => {
    expect(verdict(rows).refuse?.code).not.toBe('NIK_IS_KK');
  });
});

test('rows are said as stretches, the first twelve of them', () => {
  const every = (step: number) =>
    people(60, (index) => (index % step === 0 ? 2 : 1)).map((each, index) => ({ ...each, hidden: index % step === 0 }));
  expect(verdict(every(10)).notes[0]?.params).toEqual({ n: 6, rows: '2, 12, 22, 32, 42, 52' });
  expect(verdict(every(4)).notes[0]?.params).toEqual({
    n: 15,
    rows: '2, 6, 10, 14, 18, 22, 26, 30, 34, 38, 42, 46, …',
  });
});

test('a sheet without these columns has nothing to be watched', () => {
  expect(verdict([row(['3324015708450001', 'SITI'])], headerOf(['NIK', 'Nama']))).toEqual({ notes: [] });
});
