/** NIK_COL_DOB and SEX_COL: NIKs beside the birth dates and sexes of other rows. */
import { describe, expect, test } from 'vitest';
import { watchColumns } from '../../../src/record/profile/watch.ts';
import { readRow } from '../../../src/record/row/read-row.ts';
import type { SourceRow } from '../../../src/record/source-row.ts';
import { HEADER, HEADINGS, person, RULES, SHEET } from '../rows.ts';

function refusalOf(rows: readonly SourceRow[]): [string, unknown, unknown] | undefined {
  const watch = watchColumns(HEADER, { headings: HEADINGS, told: new Map() }, RULES);
  rows.forEach((each, index) => {
    const at = { ...each, line: index + 2 };
    const read = readRow(at, HEADER, SHEET, RULES);
    if (read.kind === 'read') watch.see(at, read);
  });
  const { refuse } = watch.verdict();
  return refuse && [refuse.code, refuse.params?.['rows'], refuse.params?.['male'] ?? refuse.params?.['female']];
}

interface Somebody {
  readonly nik: string;
  readonly born: string;
  readonly woman: boolean;
}

/** Every second one a woman; all days, months and years differ from those of the neighbours. */
const somebody = (index: number): Somebody => {
  const [day, month, year] = [1 + ((index * 7) % 28), 1 + ((index * 5) % 12), 50 + ((index * 3) % 45)];
  const woman = index % 2 === 0;
  const digits = (n: number): string => String(n).padStart(2, '0');
  return {
    nik: `332401${digits(day + (woman ? 40 : 0))}${digits(month)}${digits(year)}${String(1001 + index)}`,
    born: `${digits(day)}/${digits(month)}/19${year}`,
    woman,
  };
};
const PEOPLE = Array.from({ length: 24 }, (_, index) => somebody(index));

const rowOf = ({ nik, born, woman }: Somebody, sex = woman ? 'P' : 'L'): SourceRow =>
  person({ NIK: nik, Nama: `WARGA ${nik.slice(-2)}`, 'Tgl Lahir': born, JK: sex });
/** The NIKs in another order than the people. */
const withNiks = (niks: readonly string[]): SourceRow[] =>
  PEOPLE.slice(0, niks.length).map((each, index) => rowOf({ ...each, nik: niks[index] ?? '' }));

const niks = PEOPLE.map(({ nik }) => nik);

describe('NIK_COL_DOB', () => {
  test.each<[string, readonly SourceRow[], string | undefined]>([
    ['every NIK beside its person', withNiks(niks), undefined],
    ['the NIKs sorted alone', withNiks(niks.toSorted()), 'NIK_COL_DOB'],
    ['the NIKs shifted down by a row', withNiks([niks.at(-1) ?? '', ...niks.slice(0, -1)]), 'NIK_COL_DOB'],
    [
      'one NIK dragged down into a series',
      withNiks(niks.map((_, index) => String(3324014503550001n + BigInt(index)))),
      'NIK_COL_DOB',
    ],
    [
      'the last ten rows found in the wrong line of another sheet',
      withNiks([...niks.slice(0, 14), ...niks.slice(15), niks[0] ?? '']),
      'NIK_COL_DOB',
    ],
    ['a small sheet sorted alone', withNiks(niks.slice(0, 6).toSorted()), 'NIK_COL_DOB'],
    [
      'two children of three with the NIK of a parent',
      withNiks([niks[0] ?? '', niks[4] ?? '', niks[5] ?? '']),
      undefined,
    ],
    [
      'a wrong NIK here and there',
      withNiks(niks.map((nik, index) => (index % 3 === 0 ? (niks[22] ?? '') : nik))),
      undefined,
    ],
  ])('%s', (_, rows, code) => {
    expect(refusalOf(rows)?.[0]).toBe(code);
  });

  test('the rows are named', () => {
    expect(
      refusalOf(withNiks([niks[1] ?? '', niks[2] ?? '', niks[3] ?? '', niks[0] ?? '', ...niks.slice(4, 7)]))?.[1],
    ).toBe('2-5');
  });
});

describe('SEX_COL', () => {
  test.each<[string, (each: Somebody, index: number) => string, string | undefined, string | undefined]>([
    ['L and P', ({ woman }) => (woman ? 'P' : 'L'), undefined, undefined],
    ['P for pria, W for wanita', ({ woman }) => (woman ? 'W' : 'P'), 'SEX_COL', '"P"'],
    ['1 for women, 2 for men', ({ woman }) => (woman ? '1' : '2'), 'SEX_COL', '"2"'],
    ['L for women', ({ woman }) => (woman ? 'L' : 'M'), 'SEX_COL', '"L"'],
    ['one word for everybody: half of them are wrong', () => 'P', 'SEX_COL', undefined],
    ['sorted alone', (_, index) => (index < 12 ? 'L' : 'P'), 'SEX_COL', undefined],
    ['two typing errors', ({ woman }, index) => (woman === index > 2 ? 'P' : 'L'), undefined, undefined],
    ['most cells empty', () => '', undefined, undefined],
  ])('%s', (name, sexOf, code, word) => {
    const rows = PEOPLE.map((each, index) =>
      rowOf(each, name === 'two typing errors' && index > 2 ? undefined : sexOf(each, index)),
    );
    const found = refusalOf(rows);
    expect([found?.[0], found?.[2]]).toEqual([code, word]);
  });

  test.each<[string, number, (somebody: Somebody, index: number) => string, string | undefined]>([
    ['codes the other way round, of three people', 3, ({ woman }) => (woman ? '1' : '2'), 'SEX_COL'],
    ['P for pria, of three people', 3, ({ woman }) => (woman ? 'W' : 'P'), 'SEX_COL'],
    ['p for pria beside wanita', 4, ({ woman }) => (woman ? 'wanita' : 'p'), 'SEX_COL'],
    ['one typing error of three', 3, ({ woman }, index) => (index === 1 ? 'P' : woman ? 'P' : 'L'), undefined],
    [
      'one typing error beside another word for women',
      4,
      ({ woman }, i) => (i === 1 ? 'Perempuan' : woman ? 'P' : 'L'),
      undefined,
    ],
  ])('in a short sheet: %s', (_, rows, sexOf, code) => {
    expect(refusalOf(PEOPLE.slice(0, rows).map((each, index) => rowOf(each, sexOf(each, index))))?.[0]).toBe(code);
  });

  test('a NIK of somebody else proves nothing of a sex', () => {
    const rows = PEOPLE.slice(0, 8).map((each, index) =>
      rowOf(index < 3 ? { ...each, nik: PEOPLE[index + 9]?.nik ?? '' } : each),
    );
    expect(refusalOf(rows)).toBeUndefined();
  });
});
