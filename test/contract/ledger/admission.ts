/** What becomes of a row that meets the ledger: src/ledger/rules, row by row. */

import { describe, expect, it } from 'vitest';
import { identityOf } from '../../../src/record/identity.ts';
import type { DoseRecord } from '../../../src/record/record.ts';
import { at, dose, foreign, type Sheet, SITI } from '../../support/ledger-desk.ts';
import type { Homes } from '../ledger-contract.ts';

const A = dose();
const OTHER_DAY = dose({}, { date: '2021-10-03' });
const OTHER_VACCINE = dose({}, { vaccine: 'pfizer' });
const OTHER_PHONE = dose({ phone: '+6281234567890' });
const SECOND = dose({}, { number: 2, date: '2021-10-30' });
/** A second dose before the first one, on its day, and too soon after it. */
const SECOND_EARLIER = dose({}, { number: 2, date: '2021-09-01' });
const SECOND_SAME_DAY = dose({}, { number: 2, date: '2021-10-02' });
const EARLY_SECOND = { number: 2, date: '2021-09-01' };
/** Of an invented programme of several series. */
const ofSeries = (series: string, given: Partial<DoseRecord['dose']> = {}) => dose({}, { series, ...given }, 'rutin');
const THIRD = dose({}, { number: 3, date: '2022-05-02' });
const SAME_NIK_SITI = dose({ name: SITI.name, birthDate: SITI.birthDate, sex: SITI.sex });
const SITI_FIRST = dose(SITI);
const SITI_SECOND = dose(
  { name: SITI.name, birthDate: SITI.birthDate, sex: SITI.sex },
  { number: 2, date: '2021-10-30' },
);
const OTHER_SPELLING = dose({ name: 'BUDI SANTOSA' });

interface Case {
  readonly says: string;
  readonly rows: Sheet;
  readonly kinds: readonly string[];
  readonly outcomes: Readonly<Record<string, number>>;
}

const CASES: readonly Case[] = [
  { says: 'one person, one dose', rows: [at(5, A)], kinds: ['fresh'], outcomes: { waiting: 1 } },
  {
    says: 'both doses of a person',
    rows: [at(5, A), at(6, SECOND)],
    kinds: ['fresh', 'fresh'],
    outcomes: { waiting: 2 },
  },
  {
    says: 'the same row twice',
    rows: [at(5, A), at(9, A)],
    kinds: ['fresh', 'repeated'],
    outcomes: { waiting: 1, repeated: 1 },
  },
  {
    says: 'the same dose, the name spelt another way',
    rows: [at(5, A), at(9, OTHER_SPELLING)],
    kinds: ['fresh', 'repeated'],
    outcomes: { waiting: 1, repeated: 1 },
  },
  {
    says: 'the same dose, once with a phone number',
    rows: [at(5, A), at(9, OTHER_PHONE)],
    kinds: ['fresh', 'repeated'],
    outcomes: { waiting: 1, repeated: 1 },
  },
  {
    says: 'a person with a passport, twice',
    rows: [at(5, foreign(A)), at(9, foreign(A))],
    kinds: ['fresh', 'repeated'],
    outcomes: { waiting: 1, repeated: 1 },
  },
  {
    says: 'a person with a passport on two days',
    rows: [at(5, foreign(A)), at(9, foreign(OTHER_DAY))],
    kinds: ['fresh', 'held'],
    outcomes: { held: 2 },
  },
  {
    says: 'two people with one passport',
    rows: [at(5, foreign(A)), at(9, foreign(SAME_NIK_SITI))],
    kinds: ['fresh', 'held'],
    outcomes: { held: 2 },
  },
  {
    says: 'one number of two countries',
    rows: [at(5, foreign(A)), at(9, foreign(SITI_FIRST, { nationality: 'KR', passport: 'C7654321' }))],
    kinds: ['fresh', 'fresh'],
    outcomes: { waiting: 2 },
  },
  {
    says: 'the same dose on two days',
    rows: [at(5, A), at(9, OTHER_DAY)],
    kinds: ['fresh', 'held'],
    outcomes: { held: 2 },
  },
  {
    says: 'the same dose of two vaccines',
    rows: [at(5, A), at(9, OTHER_VACCINE)],
    kinds: ['fresh', 'held'],
    outcomes: { held: 2 },
  },
  {
    says: 'twice the same, then another day',
    rows: [at(5, A), at(6, A), at(9, OTHER_DAY)],
    kinds: ['fresh', 'repeated', 'held'],
    outcomes: { held: 3 },
  },
  {
    says: 'another day between two that are the same',
    rows: [at(5, A), at(6, OTHER_DAY), at(9, A)],
    kinds: ['fresh', 'held', 'repeated'],
    outcomes: { held: 3 },
  },
  {
    says: 'three days for one dose',
    rows: [at(5, A), at(6, OTHER_DAY), at(7, OTHER_VACCINE)],
    kinds: ['fresh', 'held', 'held'],
    outcomes: { held: 3 },
  },
  {
    says: 'a contested dose does not hold the other dose of the person',
    rows: [at(5, A), at(6, SECOND), at(9, OTHER_DAY)],
    kinds: ['fresh', 'fresh', 'held'],
    outcomes: { held: 2, waiting: 1 },
  },
  {
    says: 'a second dose before the first, in another row',
    rows: [at(5, A), at(9, SECOND_EARLIER)],
    kinds: ['fresh', 'held'],
    outcomes: { held: 2 },
  },
  {
    says: 'two doses on one day, the second one twice, and another person',
    rows: [at(5, A), at(6, SECOND_SAME_DAY), at(9, SECOND_SAME_DAY), at(10, dose(SITI))],
    kinds: ['fresh', 'held', 'repeated', 'fresh'],
    outcomes: { held: 3, waiting: 1 },
  },
  {
    says: 'a third dose after two that are out of order',
    rows: [at(5, A), at(6, SECOND_EARLIER), at(9, THIRD)],
    kinds: ['fresh', 'held', 'fresh'],
    outcomes: { held: 2, waiting: 1 },
  },
  {
    says: 'a dose recorded on two days, one of which is the day of another dose',
    rows: [at(5, A), at(6, OTHER_DAY), at(9, dose({}, { number: 2, date: '2021-10-03' }))],
    kinds: ['fresh', 'held', 'held'],
    outcomes: { held: 3 },
  },
  {
    says: 'one NIK, two people',
    rows: [at(5, A), at(9, SAME_NIK_SITI)],
    kinds: ['fresh', 'held'],
    outcomes: { held: 2 },
  },
  {
    says: 'one NIK, two people, different doses: all doses under it are held',
    rows: [at(5, A), at(6, SECOND), at(9, SITI_SECOND)],
    kinds: ['fresh', 'fresh', 'held'],
    outcomes: { held: 3 },
  },
  {
    says: 'the stranger has a dose that nobody else has',
    rows: [at(5, A), at(9, SITI_SECOND)],
    kinds: ['fresh', 'held'],
    outcomes: { held: 2 },
  },
  {
    says: 'two people, then the first one again',
    rows: [at(5, A), at(6, SITI_SECOND), at(9, A)],
    kinds: ['fresh', 'held', 'held'],
    outcomes: { held: 3 },
  },
  {
    says: 'the same NIK in another programme is another key',
    rows: [at(5, A), at(9, dose({ name: SITI.name, birthDate: SITI.birthDate }, {}, 'bias'))],
    kinds: ['fresh', 'fresh'],
    outcomes: { waiting: 2 },
  },
  {
    says: 'a wrong row and a totals row',
    rows: [{ line: 5, wrong: ['123', 'Budi'] }, { line: 6 }],
    kinds: ['invalid', 'skipped'],
    outcomes: { invalid: 1, skipped: 1 },
  },
  {
    says: 'two doses of one wide row',
    rows: [at(5, A, { group: 1 }), at(5, SECOND, { group: 2 })],
    kinds: ['fresh', 'fresh'],
    outcomes: { waiting: 2 },
  },
];

export function admissionContract(homes: Homes): void {
  describe('a sheet for the first time', () => {
    it.each(CASES)('$says', async ({ rows, kinds, outcomes }) => {
      const desk = await homes.desk();
      expect(await desk.import('kendal.xlsx', rows)).toEqual(kinds);
      expect(await desk.outcomes()).toEqual(outcomes);
    });

    it.each(CASES)('comes to the same in any order: $says', async ({ rows, outcomes }) => {
      for (const order of orders(rows)) {
        const desk = await homes.desk();
        await desk.import('kendal.xlsx', order);
        expect(await desk.outcomes()).toEqual(outcomes);
      }
    });

    it.each(CASES)('comes to the same with a file for every row: $says', async ({ rows, outcomes }) => {
      const desk = await homes.desk();
      for (const [index, row] of rows.entries()) await desk.import(`${index}.xlsx`, [row]);
      expect(await desk.outcomes()).toEqual(outcomes);
    });

    it.each(CASES)(
      'can be read again the next night, with nothing sent in between: $says',
      async ({ rows, outcomes }) => {
        const desk = await homes.desk();
        await desk.import('kendal.xlsx', rows);
        await desk.nextRun();
        await desk.import('kendal.xlsx', rows);
        expect(await desk.outcomes()).toEqual(outcomes);
      },
    );
  });

  describe('what a person is told', () => {
    it('a dose that is out of order with one that is contested is held, however often the first was repeated', async () => {
      const desk = await homes.desk();
      const repeated = Array.from({ length: 59 }, (_, row) => at(5 + row, dose()));
      const contesting = at(80, dose({}, { date: '2021-12-30' }));
      const second = at(81, dose({}, { number: 2, date: '2021-11-30' }));
      const { id, kinds } = await desk.begin('kendal.xlsx', [...repeated, contesting, second], 'OKT', 5);
      await desk.ledger.closeFile(id, 0);
      expect(kinds.slice(-2)).toEqual(['held', 'held']);
    });

    it('names the other row, on both sides', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, A), at(9, OTHER_DAY)]);
      expect(await desk.desk()).toEqual(['kendal.xlsx 5 held DUP_DIFF:9', 'kendal.xlsx 9 held DUP_DIFF:5']);
    });

    it('names the other dose, on both sides', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, A), at(9, SECOND_EARLIER)]);
      expect(await desk.desk()).toEqual([
        'kendal.xlsx 5 held DOSE_ORDER_ROWS:9',
        'kendal.xlsx 9 held DOSE_ORDER_ROWS:5',
      ]);
    });

    it('warns of an interval and of another vaccine between rows, not again within one', async () => {
      const soon = dose({}, { number: 2, date: '2021-10-09', vaccine: 'pfizer' });
      const desk = await homes.desk();
      const rows = [
        at(5, A),
        at(9, soon),
        at(10, dose(SITI), { group: 1 }),
        at(10, dose(SITI, soon.dose), { group: 2 }),
      ];
      const { admissions } = await desk.begin('kendal.xlsx', rows);
      expect(admissions.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
        [],
        ['VACC_MIX', 'DOSE_INTERVAL'],
        [],
        [],
      ]);
    });

    it('both doses go out when one of them is corrected and both are brought again', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, A), at(9, SECOND_EARLIER)]);
      await desk.nextRun();
      await desk.import('kendal.xlsx', [at(5, A), at(9, SECOND_EARLIER)]);
      expect(await desk.outcomes()).toEqual({ held: 2 });
      await desk.nextRun();
      await desk.import('perbaikan.xlsx', [at(2, A), at(3, SECOND)]);
      expect(await desk.outcomes()).toEqual({ waiting: 2 });
    });

    describe('a dose that is on the server from an earlier run', () => {
      const SOON = dose({}, { number: 2, date: '2021-10-09', vaccine: 'pfizer' });
      const second = (date: string) => dose({}, { number: 2, date });
      async function sent(...first: readonly DoseRecord[]) {
        const desk = await homes.desk();
        await desk.import(
          'kendal.xlsx',
          first.map((record, index) => at(5 + index, record)),
        );
        const batch = await desk.claim();
        if (batch) await desk.settle(batch, () => ({ kind: 'accepted', receipt: 'r' }));
        await desk.nextRun();
        return desk;
      }

      it.each<[string, DoseRecord, DoseRecord, Record<string, number>]>([
        ['a later dose before it', A, SECOND_EARLIER, { held: 1 }],
        ['a later dose on its day', A, second(A.dose.date), { held: 1 }],
        ['an earlier dose after it', second('2021-09-02'), A, { held: 1 }],
        ['a later dose after it', A, SECOND, { waiting: 1 }],
        ['somebody else on its day', A, dose(SITI, second(A.dose.date).dose), { waiting: 1 }],
        ['the first dose of another series on its day', ofSeries('polio'), ofSeries('mr'), { waiting: 1 }],
        ['a later dose of another series before it', ofSeries('polio'), ofSeries('mr', EARLY_SECOND), { waiting: 1 }],
        ['a later dose of its series before it', ofSeries('polio'), ofSeries('polio', EARLY_SECOND), { held: 1 }],
        ['the same dose of its series', ofSeries('polio'), ofSeries('polio'), { 'already-there': 1 }],
      ])('%s', async (_, first, newcomer, outcomes) => {
        const desk = await sent(first);
        await desk.import('susulan.xlsx', [at(9, newcomer)]);
        expect(await desk.outcomes()).toEqual(outcomes);
        expect(await desk.desk()).toEqual('held' in outcomes ? ['susulan.xlsx 9 held DOSE_ORDER_ROWS:5'] : []);
      });

      it('warns of the interval and of another vaccine', async () => {
        const desk = await sent(A);
        const { admissions } = await desk.begin('susulan.xlsx', [at(9, SOON)]);
        expect(admissions[0]?.problems.map(({ code }) => code)).toEqual(['VACC_MIX', 'DOSE_INTERVAL']);
      });

      it('goes out once its date is corrected, or a person has said that it is right', async () => {
        for (const [record, confirmed] of [
          [SECOND, false],
          [SECOND_EARLIER, true],
        ] as const) {
          const desk = await sent(A);
          await desk.import('susulan.xlsx', [at(9, SECOND_EARLIER)]);
          await desk.nextRun();
          const origin = { file: 'susulan.xlsx', sheet: 'OKT', line: 9, confirmed };
          await desk.import('perbaikan.xlsx', [at(2, record, { origin })]);
          expect(await desk.outcomes()).toEqual({ waiting: 1 });
        }
      });

      it('stays held when the correction sheet brings it as it was', async () => {
        const desk = await sent(A);
        await desk.import('susulan.xlsx', [at(9, SECOND_EARLIER)]);
        await desk.nextRun();
        const origin = { file: 'susulan.xlsx', sheet: 'OKT', line: 9, confirmed: false };
        await desk.import('perbaikan.xlsx', [at(2, SECOND_EARLIER, { origin })]);
        expect(await desk.outcomes()).toEqual({ held: 1 });
      });
    });

    it('says it once for a number that stands in every row', async () => {
      const desk = await homes.desk();
      const strangers = Array.from({ length: 40 }, (_, i) =>
        at(6 + i, dose({ ...SITI, nik: identityOf(A.participant) })),
      );
      await desk.import('kendal.xlsx', [at(5, A), ...strangers]);
      expect((await desk.desk())[0]).toBe('kendal.xlsx 5 held NIK_CONFLICT:6');
      expect(await desk.outcomes()).toEqual({ held: 41 });
    });

    it('says of a repeated row which one it repeats', async () => {
      const desk = await homes.desk();
      const { admissions } = await desk.begin('kendal.xlsx', [at(5, A), at(9, A)]);
      expect(admissions[1]?.problems).toEqual([{ code: 'DUP_EVENT', severity: 'warning', params: { r: 5 } }]);
    });
  });
}

function orders(rows: Sheet): Sheet[] {
  if (rows.length < 2) return [rows];
  return rows.flatMap((row, index) => orders(rows.toSpliced(index, 1)).map((rest) => [row, ...rest]));
}
