/**
 * One name and one birthday under two identity numbers: held where one slip of the fingers makes one number of the
 * other, else a warning.
 */
import { describe, expect, it } from 'vitest';
import { at, type Desk, dose, type RowAt, refuse, type SheetLine, SITI } from '../../support/ledger-desk.ts';
import type { Homes } from '../ledger-contract.ts';

const NEAR = '3324011203909871';
const SWAPPED = '3324011203909807';
const FAR = '3324021203909001';
const A = dose();
const A_SECOND = dose({}, { number: 2, date: '2021-10-30' });
const NEAR_SECOND = dose({ nik: NEAR }, { number: 2, date: '2021-10-30' });
const NEAR_FIRST = dose({ nik: NEAR });
const TWIN = dose({ nik: NEAR, name: 'Slamet Santoso' });
const OTHER_SPELLING = dose({ nik: NEAR, name: 'H. BUDI SANTOSO, S.Pd' }, { number: 2, date: '2021-10-30' });
const RIGHT = dose({ nik: FAR }, { number: 2, date: '2021-10-30' });

/** A row of the correction sheet that stands for this row of `kendal.xlsx`, its reasons left as they are. */
const again = (line: number, from: number, record = A, confirmed = false): RowAt =>
  at(line, record, { origin: { file: 'kendal.xlsx', sheet: 'OKT', line: from, confirmed } });
/** The same with the cell of the reasons emptied. */
const confirmed = (line: number, from: number, record = A): RowAt => again(line, from, record, true);

const bothOrders = <T>(a: T, b: T): [string, T[]][] => [
  ['in this order', [a, b]],
  ['in the other order', [b, a]],
];

export function namesakeContract(homes: Homes): void {
  describe('namesakes under numbers one slip apart', () => {
    it.each<[string, SheetLine[], object]>([
      ['a digit of the number differs, other doses', [at(5, A), at(9, NEAR_SECOND)], { held: 2 }],
      ['a digit differs, the same dose', [at(5, A), at(9, NEAR_FIRST)], { held: 2 }],
      ['two digits are exchanged', [at(5, A), at(9, dose({ nik: SWAPPED }))], { held: 2 }],
      ['the name is written another way', [at(5, A), at(9, OTHER_SPELLING)], { held: 2 }],
      [
        'all doses under both numbers',
        [at(5, A), at(6, A_SECOND), at(9, NEAR_FIRST), at(10, NEAR_SECOND)],
        { held: 4 },
      ],
      [
        'a dose under a spelling that is another name',
        [at(5, dose({ name: 'Budi Santosa' }, { number: 3 })), at(6, A), at(9, NEAR_SECOND)],
        { held: 3 },
      ],
      ['three numbers in a row', [at(5, A), at(6, NEAR_FIRST), at(7, dose({ nik: '3324011203909872' }))], { held: 3 }],
      [
        'on 1 July as well',
        [at(5, dose({ birthDate: '1990-07-01' })), at(6, dose({ nik: NEAR, birthDate: '1990-07-01' }))],
        { held: 2 },
      ],
      ['another row repeats one of them', [at(5, A), at(6, A), at(9, NEAR_SECOND)], { held: 3 }],
      [
        'one of the numbers is two people’s',
        [at(5, A), at(6, dose({ ...SITI, nik: NEAR })), at(7, NEAR_SECOND)],
        { held: 3 },
      ],
      ['twins', [at(5, A), at(9, TWIN)], { waiting: 2 }],
      ['another birth date', [at(5, A), at(9, dose({ nik: NEAR, birthDate: '1990-03-13' }))], { waiting: 2 }],
      ['another programme', [at(5, A), at(9, dose({ nik: NEAR }, {}, 'bias'))], { waiting: 2 }],
      ['two digits differ', [at(5, A), at(9, dose({ nik: '3324011203909881' }))], { waiting: 2 }],
    ])('%s', async (_, rows, outcomes) => {
      for (const order of orders(rows)) {
        const desk = await homes.desk();
        await desk.import('kendal.xlsx', order);
        expect(await desk.outcomes()).toEqual(outcomes);
      }
      const desk = await homes.desk();
      for (const [index, row] of rows.entries()) await desk.import(`${index}.xlsx`, [row]);
      expect(await desk.outcomes(), 'a file for every row').toEqual(outcomes);
      await desk.nextRun();
      for (const [index, row] of rows.entries()) await desk.import(`${index}.xlsx`, [row]);
      expect(await desk.outcomes(), 'the same files the next night').toEqual(outcomes);
    });

    it('each side names the other', async () => {
      const desk = await homes.desk();
      const { admissions } = await desk.begin('kendal.xlsx', [at(5, A), at(6, A_SECOND), at(9, NEAR_SECOND)]);
      expect(admissions[2]?.problems).toEqual([{ code: 'NIK_NEAR', field: 'nik', severity: 'hold', params: { r: 5 } }]);
      expect(await desk.desk()).toEqual([
        'kendal.xlsx 5 held NIK_NEAR:9',
        'kendal.xlsx 6 held NIK_NEAR:9',
        'kendal.xlsx 9 held NIK_NEAR:5',
      ]);
    });

    it.each(bothOrders(A, NEAR_SECOND))(
      'one waits from an earlier run: both are held, %s',
      async (_, [first, later]) => {
        const desk = await homes.desk();
        await desk.import('kendal.xlsx', [at(5, first!)]);
        await desk.nextRun();
        expect(await desk.import('susulan.xlsx', [at(9, later!)])).toEqual(['held']);
        expect(await desk.states()).toEqual({ held: 2 });
        expect(await desk.desk()).toEqual(['kendal.xlsx 5 held NIK_NEAR:9', 'susulan.xlsx 9 held NIK_NEAR:5']);
      },
    );

    it.each([
      ['on the server, its body erased', async (desk: Desk) => void (await desk.deliver())],
      ['on its way', async (desk: Desk) => void (await desk.claim())],
    ])('%s: it stays, and the newcomer is held, whatever comes first', async (_, send) => {
      for (const rows of orders([at(5, A), at(6, A_SECOND), at(9, NEAR_SECOND)])) {
        const desk = await homes.desk();
        await desk.import('kendal.xlsx', [at(5, A)]);
        await send(desk);
        await desk.nextRun();
        await desk.import('kendal.xlsx', rows);
        // The second dose of the one who is there waits too: who it belongs to is in question.
        const { held, ...rest } = await desk.states();
        expect([held, Object.values(rest)]).toEqual([2, [1]]);
        expect((await desk.outcomes()).held).toBe(2);
      }
    });

    it('what was refused stands in nobody’s way', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, A)]);
      await desk.deliver(refuse);
      await desk.nextRun();
      expect(await desk.import('kendal.xlsx', [at(5, A), at(9, NEAR_SECOND)])).toEqual(['owns', 'fresh']);
      expect(await desk.states()).toEqual({ refused: 1, pending: 1 });
    });
  });

  describe('a person is asked about near numbers', () => {
    const held = async (): Promise<Desk> => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, A), at(9, NEAR_SECOND)]);
      await desk.nextRun();
      return desk;
    };

    it('the same file again decides nothing, however often, and both sides still say why', async () => {
      const desk = await held();
      for (let night = 0; night < 3; night++) {
        await desk.import('kendal.xlsx', [at(5, A), at(9, NEAR_SECOND)]);
        expect(await desk.deliver()).toEqual([]);
        expect(await desk.desk()).toEqual(['kendal.xlsx 5 held NIK_NEAR:9', 'kendal.xlsx 9 held NIK_NEAR:5']);
        await desk.nextRun();
      }
    });

    it('a file of two, brought again by itself, still says why', async () => {
      const desk = await homes.desk();
      await desk.import('a.xlsx', [at(5, A)]);
      await desk.import('b.xlsx', [at(9, NEAR_SECOND)]);
      await desk.nextRun();
      expect(await desk.import('a.xlsx', [at(5, A)])).toEqual(['owns']);
      expect(await desk.desk()).toEqual(['a.xlsx 5 held NIK_NEAR:9', 'b.xlsx 9 held NIK_NEAR:5']);
    });

    it('the sheet again with more rows decides nothing: nobody has looked at these two', async () => {
      const desk = await held();
      await desk.import('kendal.xlsx', [at(5, A), at(9, NEAR_SECOND), at(10, dose(SITI))]);
      expect(await desk.outcomes()).toEqual({ held: 2, waiting: 1 });
    });

    it.each(bothOrders(confirmed(2, 5), confirmed(3, 9, NEAR_SECOND)))(
      'the correction sheet confirms both, %s: two people, both sent, and never asked about again',
      async (_, rows) => {
        const desk = await held();
        expect(await desk.import('perbaikan.xlsx', rows)).toEqual(['replaces', 'replaces']);
        expect(await desk.desk()).toEqual([]);
        expect(await desk.deliver()).toHaveLength(2);
        for (let night = 0; night < 2; night++) {
          await desk.nextRun();
          await desk.import('kendal.xlsx', [at(9, NEAR_SECOND), at(5, A)]);
          await desk.import('susulan.xlsx', [
            at(5, dose({}, { number: 3 })),
            at(6, dose({ nik: NEAR }, { number: 3 })),
          ]);
          expect((await desk.outcomes()).held).toBeUndefined();
          await desk.deliver();
        }
      },
    );

    it.each(bothOrders(confirmed(2, 5), confirmed(3, 9, NEAR_SECOND)))(
      'the correction sheet in two parts, on two nights, %s',
      async (_, [first, later]) => {
        const desk = await held();
        expect(await desk.import('perbaikan-1.xlsx', [first!])).toEqual(['replaces']);
        await desk.deliver();
        await desk.nextRun();
        expect(await desk.import('perbaikan-2.xlsx', [later!])).toEqual(['replaces']);
        expect(await desk.deliver()).toHaveLength(1);
        expect(await desk.states()).toEqual({ accepted: 2 });
        await desk.nextRun();
        await desk.import('kendal.xlsx', [at(5, A), at(9, NEAR_SECOND)]);
        expect(await desk.outcomes()).toEqual({ 'already-there': 2 });
      },
    );

    it('one is on the server: the correction sheet has only the newcomer, and its word is enough', async () => {
      const desk = await homes.desk();
      await desk.import('lama.xlsx', [at(5, A)]);
      await desk.deliver();
      await desk.nextRun();
      await desk.import('kendal.xlsx', [at(9, NEAR_SECOND)]);
      await desk.nextRun();
      expect(await desk.import('perbaikan.xlsx', [confirmed(2, 9, NEAR_SECOND)])).toEqual(['replaces']);
      await desk.deliver();
      await desk.nextRun();
      await desk.import('lama.xlsx', [at(5, A), at(6, dose({}, { number: 3 }))]);
      await desk.import('kendal.xlsx', [at(9, NEAR_SECOND)]);
      expect(await desk.outcomes()).toEqual({ 'already-there': 2, waiting: 1 });
    });

    it('nobody was asked about these two yet: a correction sheet for another reason is no answer', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [
        at(9, NEAR_SECOND),
        at(10, dose({ nik: NEAR }, { number: 2, date: '2021-10-31' })),
      ]);
      await desk.nextRun();
      await desk.import('lain.xlsx', [at(5, A)]);
      await desk.deliver();
      await desk.nextRun();
      expect(await desk.import('perbaikan.xlsx', [confirmed(2, 9, NEAR_SECOND)])).toEqual(['held']);
      expect(await desk.states()).toEqual({ accepted: 1, held: 1 });
    });

    it.each<[string, SheetLine[]]>([
      ['neither', [again(2, 5), again(3, 9, NEAR_SECOND)]],
      ['one of them', [confirmed(2, 5), again(3, 9, NEAR_SECOND)]],
      ['the other one', [again(2, 5), confirmed(3, 9, NEAR_SECOND)]],
    ])(
      'the correction sheet brings both and confirms %s: both stay held, and the next one may confirm them',
      async (_, rows) => {
        for (const order of orders([...rows, again(4, 10, dose(SITI))])) {
          const desk = await held();
          await desk.import('perbaikan-1.xlsx', order);
          expect(await desk.outcomes()).toEqual({ held: 2, waiting: 1 });
          expect((await desk.desk()).join()).toMatch(/NIK_NEAR:3.*NIK_NEAR:2/);
          expect(await desk.deliver()).toHaveLength(1);
          await desk.nextRun();
          await desk.import('perbaikan-2.xlsx', [confirmed(2, 5), confirmed(3, 9, NEAR_SECOND)]);
          expect(await desk.deliver()).toHaveLength(2);
          expect(await desk.desk()).toEqual([]);
        }
      },
    );

    it('three rows of two people, one of them not confirmed: all stay held, in every order', async () => {
      for (const rows of orders([confirmed(2, 5), again(3, 6, A_SECOND), confirmed(4, 9, NEAR_SECOND)])) {
        const desk = await homes.desk();
        await desk.import('kendal.xlsx', [at(5, A), at(6, A_SECOND), at(9, NEAR_SECOND)]);
        await desk.nextRun();
        await desk.import('perbaikan.xlsx', rows);
        expect(await desk.outcomes()).toEqual({ held: 3 });
      }
    });

    it('the same where one of them has a dose on the server', async () => {
      for (const rows of orders([again(3, 6, A_SECOND), confirmed(4, 9, NEAR_SECOND)])) {
        const desk = await homes.desk();
        await desk.import('kendal.xlsx', [at(5, A)]);
        await desk.deliver();
        await desk.nextRun();
        await desk.import('kendal.xlsx', [at(5, A), at(9, NEAR_SECOND), at(6, A_SECOND)]);
        expect(await desk.states()).toEqual({ accepted: 1, held: 2 });
        await desk.nextRun();
        await desk.import('perbaikan.xlsx', rows);
        expect(await desk.states()).toEqual({ accepted: 1, held: 2 });
      }
    });

    it('one is on the server: the newcomer stays held until it is confirmed', async () => {
      const desk = await homes.desk();
      await desk.import('lama.xlsx', [at(5, A)]);
      await desk.deliver();
      await desk.nextRun();
      await desk.import('kendal.xlsx', [at(9, NEAR_SECOND)]);
      for (let sheet = 1; sheet <= 2; sheet++) {
        await desk.nextRun();
        expect(await desk.import(`perbaikan-${sheet}.xlsx`, [again(2, 9, NEAR_SECOND)])).toEqual(['held']);
      }
      await desk.nextRun();
      expect(await desk.import('perbaikan-3.xlsx', [confirmed(2, 9, NEAR_SECOND)])).toEqual(['replaces']);
      expect(await desk.deliver()).toHaveLength(1);
    });

    it.each(bothOrders(again(2, 5), again(3, 9, RIGHT)))(
      'one number is corrected, %s: both are sent',
      async (_, rows) => {
        const desk = await held();
        expect((await desk.import('perbaikan.xlsx', rows)).toSorted()).toEqual(['fresh', 'replaces']);
        expect(await desk.desk()).toEqual([]);
        expect(await desk.states()).toEqual({ pending: 2 });
      },
    );

    it.each(bothOrders(at(5, A), at(9, RIGHT)))('one number is corrected in the sheet itself, %s', async (_, rows) => {
      const desk = await held();
      await desk.import('kendal.xlsx', rows);
      expect(await desk.desk()).toEqual([]);
      expect(await desk.states()).toEqual({ pending: 2 });
    });

    it('it was one person: both doses under one number', async () => {
      const desk = await held();
      await desk.import('perbaikan.xlsx', [again(2, 5), again(3, 9, A_SECOND)]);
      expect(await desk.desk()).toEqual([]);
      expect(await desk.states()).toEqual({ pending: 2 });
    });

    it('one row was deleted from the correction sheet: the other is sent, and the deleted one is not, even when its sheet grows', async () => {
      const desk = await held();
      await desk.import('perbaikan.xlsx', [again(2, 5)]);
      expect(await desk.deliver()).toHaveLength(1);
      await desk.nextRun();
      await desk.import('kendal.xlsx', [at(5, A), at(9, NEAR_SECOND), at(10, dose(SITI))]);
      expect(await desk.outcomes()).toEqual({ 'already-there': 1, held: 1, waiting: 1 });
    });

    it('asked again after one side was let go, an old answer does not count', async () => {
      const desk = await held();
      await desk.import('perbaikan-1.xlsx', [confirmed(2, 5)]);
      await desk.nextRun();
      await desk.import('kendal.xlsx', [at(5, A), at(9, NEAR_SECOND), at(10, dose(SITI))]);
      expect((await desk.outcomes()).held, 'both: neither was sent').toBe(2);
      await desk.nextRun();
      await desk.import('perbaikan-2.xlsx', [confirmed(2, 9, NEAR_SECOND)]);
      await desk.deliver();
      await desk.nextRun();
      await desk.import('kendal.xlsx', [at(5, A), at(9, NEAR_SECOND)], 'NOV');
      expect((await desk.outcomes()).held).toBe(1);
    });

    it('a file that is refused takes its question with it', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, A)]);
      const { id, kinds } = await desk.begin('b.xlsx', [at(9, NEAR_SECOND)]);
      expect(kinds).toEqual(['held']);
      await desk.ledger.abandonFile(id, 'refused');
      expect(await desk.outcomes()).toEqual({ waiting: 1 });
      expect(await desk.import('c.xlsx', [at(9, A_SECOND)])).toEqual(['fresh']);
    });
  });

  describe('namesakes under other numbers', () => {
    const FAR_SECOND = dose({ nik: FAR, name: 'Budi  SANTOSO' }, { number: 2 });

    it('are sent, with a warning that names the other row', async () => {
      const desk = await homes.desk();
      const { admissions } = await desk.begin('kendal.xlsx', [at(5, A), at(6, A_SECOND), at(9, FAR_SECOND)]);
      expect(admissions[2]).toEqual({
        kind: 'fresh',
        problems: [{ code: 'DUP_PERSON', severity: 'warning', params: { r: 5 } }],
      });
      expect(admissions.slice(0, 2).flatMap(({ problems }) => problems)).toEqual([]);
      expect(await desk.outcomes()).toEqual({ waiting: 3 });
    });

    it('across runs too, also when the other one is erased; and once, not every night', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, A)]);
      await desk.deliver();
      await desk.nextRun();
      const rows = [at(9, FAR_SECOND)];
      expect((await desk.begin('b.xlsx', rows)).admissions[0]?.problems).toMatchObject([
        { code: 'DUP_PERSON', params: { r: 5 } },
      ]);
      await desk.nextRun();
      await desk.import('b.xlsx', rows);
      await desk.nextRun();
      expect((await desk.begin('b.xlsx', rows)).admissions[0]?.problems).toEqual([]);
    });

    it.each([
      ['1 July', '1990-07-01'],
      ['31 December', '1990-12-31'],
      ['the 15th', '1990-03-15'],
    ])('say nothing on %s, which many have who do not know their birthday', async (_, birthDate) => {
      const desk = await homes.desk();
      const { admissions } = await desk.begin('a.xlsx', [
        at(5, dose({ birthDate })),
        at(9, dose({ birthDate, nik: FAR })),
      ]);
      expect(admissions[1]?.problems).toEqual([]);
    });

    it('say nothing of the number that a correction has just replaced', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, A)]);
      await desk.deliver(refuse);
      await desk.nextRun();
      expect((await desk.begin('p.xlsx', [again(2, 5, RIGHT)])).admissions).toEqual([{ kind: 'fresh', problems: [] }]);
    });

    it('a name that stands in every row is none: nothing follows from it, and no time is lost', async () => {
      const desk = await homes.desk();
      const rows = Array.from({ length: 3_000 }, (_, n) =>
        at(5 + n, dose({ nik: `332401120390${String(9001 - n * 3).padStart(4, '0')}` })),
      );
      await desk.import('kendal.xlsx', rows);
      expect((await desk.outcomes()).waiting).toBeGreaterThan(2_900);
    });
  });
}

function orders(rows: readonly SheetLine[]): SheetLine[][] {
  if (rows.length < 2) return [[...rows]];
  return rows.flatMap((row, index) => orders(rows.toSpliced(index, 1)).map((rest) => [row, ...rest]));
}
