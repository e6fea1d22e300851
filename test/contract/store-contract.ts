/**
 * What every store of entries comes to with the files of one run: the rules of admission (src/ledger/rules) over it.
 * The store in memory and the one in SQLite must say the same of every row.
 */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identityOf } from '../../src/record/identity.ts';
import { type DoseRecord, OUTCOMES } from '../../src/record/record.ts';
import { at, dose, SITI } from '../support/ledger-desk.ts';
import { anyPeople, anySheet } from '../support/small-sheets.ts';
import { type Bring, type File, kept, refused } from './admission/files.ts';

const A = dose();
const SECOND = dose({}, { number: 2 });
const OTHER_DAY = dose({}, { date: '2021-10-03' });
const EARLIER = dose({}, { number: 2, date: '2021-09-01' });
const ON_ONE_DAY = dose({}, { number: 2, date: '2021-10-02' });
const NEAR = dose({ nik: '3324011203909871' });
/** The same person, but another comparable name. */
const SPELT = dose({ name: 'Budi Santosa' }, { number: 2 });
const SITI_SAME_NIK = dose({ ...SITI, nik: identityOf(A.participant) });
/** Doses of an invented programme of several series. */
const POLIO = dose({}, { series: 'polio' }, 'rutin');
const MR = dose({}, { series: 'mr' }, 'rutin');
const MR_EARLIER = dose({}, { series: 'mr', number: 2, date: '2021-09-01' }, 'rutin');
/** Nobody's neighbour. */
const FAR = dose({ nik: '3324021203909001' });
const FROM = { origin: { file: 'kendal.xlsx', sheet: 'OKT', line: 5, confirmed: false } };

/** Files, what is said of each row as it comes, and what each row has come to in the end. */
const CASES: readonly (readonly [says: string, files: readonly File[], atTheDoor: string, rows: string])[] = [
  [
    'a row repeated after its dose was contested',
    [kept(at(5, A), at(6, OTHER_DAY), at(7, A))],
    'fresh | held DUP_DIFF:5 | repeated DUP_EVENT:5',
    '0.5 held, 0.6 held, 0.7 held',
  ],
  [
    'a number of two people',
    [kept(at(5, A), at(6, SITI_SAME_NIK), at(7, A))],
    'fresh | held NIK_CONFLICT:5 | held NIK_CONFLICT:5',
    '0.5 held, 0.6 held, 0.7 held',
  ],
  [
    'a number of two people whose second one has no dose of her own, and another dose',
    [kept(at(5, SECOND), at(6, dose({ ...SITI, nik: identityOf(A.participant) }, { number: 2 })), at(7, A))],
    'fresh | held NIK_CONFLICT:5 | held NIK_CONFLICT:5',
    '0.5 held, 0.6 held, 0.7 held',
  ],
  [
    'a contest brought by a file that was refused',
    [kept(at(5, A)), refused(at(5, OTHER_DAY), at(6, SITI_SAME_NIK))],
    'fresh | held DUP_DIFF:5 | held NIK_CONFLICT:5',
    '0.5 waiting',
  ],
  [
    'a contest of days, made one of people by a file that was refused',
    [kept(at(5, A), at(6, OTHER_DAY)), refused(at(5, SITI_SAME_NIK)), kept(at(5, SECOND))],
    'fresh | held DUP_DIFF:5 | held NIK_CONFLICT:5 | fresh',
    '0.5 held, 0.6 held, 2.5 waiting',
  ],
  [
    'two near numbers of one name',
    [kept(at(5, A), at(6, NEAR), at(7, SECOND))],
    'fresh | held NIK_NEAR:5 | held NIK_NEAR:6',
    '0.5 held, 0.6 held, 0.7 held',
  ],
  [
    'near numbers in a file that was refused',
    [kept(at(5, A)), refused(at(5, NEAR)), kept(at(5, SECOND))],
    'fresh | held NIK_NEAR:5 | fresh',
    '0.5 waiting, 2.5 waiting',
  ],
  [
    'near numbers, one of which is two people’s, and a dose under another spelling',
    [kept(at(5, NEAR), at(6, dose({ ...SITI, nik: identityOf(NEAR.participant) })), at(7, A), at(8, SPELT))],
    'fresh | held NIK_CONFLICT:5 | held NIK_NEAR:5 | held NIK_NEAR:5',
    '0.5 held, 0.6 held, 0.7 held, 0.8 held',
  ],
  [
    'a second dose before the first',
    [kept(at(5, A)), kept(at(5, EARLIER))],
    'fresh | held DOSE_ORDER_ROWS:5',
    '0.5 held, 1.5 held',
  ],
  [
    'a second dose on the day of the first, and the first again',
    [kept(at(5, ON_ONE_DAY), at(6, A), at(7, A), at(8, ON_ONE_DAY))],
    'fresh | held DOSE_ORDER_ROWS:5 | repeated DUP_EVENT:6 | repeated DUP_EVENT:5',
    '0.5 held, 0.6 held, 0.7 held, 0.8 held',
  ],
  [
    'a dose of two days, one of them that of the other dose',
    [kept(at(5, A), at(6, OTHER_DAY), at(7, dose({}, { number: 2, date: '2021-10-03' })))],
    'fresh | held DUP_DIFF:5 | held DOSE_ORDER_ROWS:5',
    '0.5 held, 0.6 held, 0.7 held',
  ],
  [
    'doses out of order in a file that was refused',
    [kept(at(5, A)), refused(at(5, EARLIER)), kept(at(5, SECOND))],
    'fresh | held DOSE_ORDER_ROWS:5 | fresh',
    '0.5 waiting, 2.5 waiting',
  ],
  [
    'doses out of order under a number of two people',
    [kept(at(5, A), at(6, EARLIER), at(7, SITI_SAME_NIK))],
    'fresh | held DOSE_ORDER_ROWS:5 | held NIK_CONFLICT:5',
    '0.5 held, 0.6 held, 0.7 held',
  ],
  [
    'first doses of two series on one day, and one of them again',
    [kept(at(5, POLIO), at(6, MR), at(7, POLIO))],
    'fresh | fresh | repeated DUP_EVENT:5',
    '0.5 waiting, 0.6 waiting, 0.7 repeated',
  ],
  [
    'a second dose before the first of another series, and then before that of its own',
    [kept(at(5, POLIO), at(6, MR_EARLIER)), kept(at(5, MR))],
    'fresh | fresh | held DOSE_ORDER_ROWS:6',
    '0.5 waiting, 0.6 held, 1.5 held',
  ],
  [
    'one dose of a series on two days beside that of another one',
    [kept(at(5, POLIO), at(6, MR), at(7, dose({}, { series: 'mr', date: '2021-10-03' }, 'rutin')))],
    'fresh | fresh | held DUP_DIFF:6',
    '0.5 waiting, 0.6 held, 0.7 held',
  ],
  [
    'a number of two people, of whom each has another series',
    [kept(at(5, POLIO), at(6, dose({ ...SITI, nik: identityOf(A.participant) }, { series: 'mr' }, 'rutin')))],
    'fresh | held NIK_CONFLICT:5',
    '0.5 held, 0.6 held',
  ],
  [
    'near numbers of one name, each with another series',
    [kept(at(5, POLIO), at(6, dose(NEAR.participant, { series: 'mr' }, 'rutin')))],
    'fresh | held NIK_NEAR:5',
    '0.5 held, 0.6 held',
  ],
  [
    'two correction sheets that make two people of one row',
    [kept(at(2, A, FROM)), kept(at(2, FAR, FROM))],
    'fresh | held ROW_COPIES:2',
    '0.2 held, 1.2 held',
  ],
  [
    'two that make two doses of it',
    [kept(at(2, A, FROM), at(3, SECOND, FROM))],
    'fresh | held ROW_COPIES:2',
    '0.2 held, 0.3 held',
  ],
  [
    'two that say two days of it',
    [kept(at(2, A, FROM)), kept(at(2, OTHER_DAY, FROM))],
    'fresh | held DUP_DIFF:2',
    '0.2 held, 1.2 held',
  ],
  [
    'three of which two agree',
    [kept(at(2, A, FROM)), kept(at(2, FAR, FROM)), kept(at(2, A, FROM))],
    'fresh | held ROW_COPIES:2 | held ROW_COPIES:2',
    '0.2 held, 1.2 held, 2.2 held',
  ],
  [
    'three that all say something else',
    [kept(at(2, A, FROM), at(3, FAR, FROM), at(4, OTHER_DAY, FROM))],
    'fresh | held ROW_COPIES:2 | held DUP_DIFF:2 ROW_COPIES:3',
    '0.2 held, 0.3 held, 0.4 held',
  ],
  [
    'two that agree',
    [kept(at(2, A, FROM)), kept(at(2, A, FROM))],
    'fresh | repeated DUP_EVENT:2',
    '0.2 waiting, 1.2 repeated',
  ],
  [
    'one that disagrees and was refused',
    [kept(at(2, A, FROM)), refused(at(2, FAR, FROM)), kept(at(2, A, FROM))],
    'fresh | held ROW_COPIES:2 | repeated DUP_EVENT:2',
    '0.2 waiting, 2.2 repeated',
  ],
  [
    'a row of no correction sheet that says what one of two copies says',
    [kept(at(5, A)), kept(at(2, FAR, FROM), at(3, A, FROM))],
    'fresh | fresh DUP_PERSON:5 | held ROW_COPIES:2',
    '0.5 held, 1.2 held, 1.3 held',
  ],
  [
    'the same, the other way round',
    [kept(at(2, FAR, FROM), at(3, A, FROM)), kept(at(5, A))],
    'fresh | held ROW_COPIES:2 | repeated DUP_EVENT:3',
    '0.2 held, 0.3 held, 1.5 held',
  ],
  [
    'a row that repeats one of a file that was refused',
    [refused(at(5, A)), kept(at(5, A), at(6, A))],
    'fresh | fresh | repeated DUP_EVENT:5',
    '1.5 waiting, 1.6 repeated',
  ],
];

export function storeContract(name: string, bring: Bring): void {
  describe(`${name}: what becomes of the rows of a run`, () => {
    it.each(CASES)('%s', async (_, files, atTheDoor, rows) => {
      const cameTo = await bring(files);
      expect(cameTo.atTheDoor.join(' | ')).toBe(atTheDoor);
      expect(cameTo.rows.join(', ')).toBe(rows);
    });

    it('the same row a thousand times, and then one that contests it: all or none of them', async () => {
      const many = Array.from({ length: 1_000 }, (_, index) => at(5 + index, A));
      for (const [last, held] of [
        [A, 0],
        [OTHER_DAY, 1_001],
        [SITI_SAME_NIK, 1_001],
      ] as const)
        expect((await bring([kept(...many, at(2_000, last))])).outcomes.held).toBe(held);
    });

    it('any files of a run: the sums are those of the rows', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyFile, { maxLength: 4 }), async (files) => {
          const { rows, outcomes } = await bring(files);
          const blank = 3 * files.filter((file) => !file.refused).length;
          for (const outcome of OUTCOMES) {
            const listed = rows.filter((row) => row.endsWith(` ${outcome}`)).length;
            expect(outcomes[outcome], outcome).toBe(listed + (outcome === 'skipped' ? blank : 0));
          }
        }),
        { numRuns: 150 },
      );
    });

    it('rows in another order: the same rows are held', async () => {
      await fc.assert(
        fc.asyncProperty(anyOrder, async ({ rows, order, cut }) => {
          const inOrder = rows.map((_, index) => index);
          const asTheyCame = await heldOf(bring, rows, inOrder, rows.length);
          expect((await heldOf(bring, rows, order, cut)).toSorted((a, b) => a - b)).toEqual(asTheyCame);
        }),
        { numRuns: 100 },
      );
    });
  });
}

/** That two stores find and compare alike, by whatever they keep: every row, every word at the door, and the sums. */
export function storesAgree(one: readonly [string, Bring], other: readonly [string, Bring]): void {
  it(`${one[0]} and ${other[0]} find the same, whatever the files of a run`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyFile, { maxLength: 4 }), async (files) => {
        expect(await one[1](files)).toEqual(await other[1](files));
      }),
      { numRuns: 150 },
    );
  });
}

const anyFile: fc.Arbitrary<File> = fc.record({ sheet: anySheet, refused: fc.nat(5).map((n) => n === 0) });

const anyOrder = anyPeople.chain((rows) => {
  const indices = rows.map((_, index) => index);
  return fc.record({
    rows: fc.constant(rows),
    order: fc.shuffledSubarray(indices, { minLength: rows.length, maxLength: rows.length }),
    cut: fc.nat(rows.length),
  });
});

/** Which of the rows are held when they come in this order, in two files that are cut there. */
async function heldOf(
  bring: Bring,
  rows: readonly DoseRecord[],
  order: readonly number[],
  cut: number,
): Promise<number[]> {
  const sheet = order.map((index, position) => at(5 + position, rows[index] ?? A));
  const cameTo = await bring([kept(...sheet.slice(0, cut)), kept(...sheet.slice(cut))]);
  return order.filter((_, position) => {
    const file = position < cut ? 0 : 1;
    return cameTo.rows.includes(`${file}.${5 + position} held`);
  });
}
