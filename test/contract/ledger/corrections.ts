/** What a corrected row does to what an earlier run has left: replaced, or set aside where it has another key now. */

import { describe, expect, it } from 'vitest';
import { identityOf } from '../../../src/record/identity.ts';
import { at, digestOf, dose, type RowAt, refuse, SITI } from '../../support/ledger-desk.ts';
import type { Homes } from '../ledger-contract.ts';

const A = dose();
const NIK_RIGHT = '3324011203909871';
const OTHER_DAY = dose({}, { date: '2021-10-03' });
const OTHER_PHONE = dose({ phone: '+6281234567890' });
const CORRECTED_NIK = dose({ nik: NIK_RIGHT });
const SECOND = dose({}, { number: 2 });
const SITI_FIRST = dose(SITI);
const SAME_NIK_SITI = dose({ ...SITI, nik: identityOf(A.participant) });

export function correctionContract(homes: Homes): void {
  describe('the same key comes again in a later run', () => {
    it('refused, unchanged: stays refused, and is not sent again', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, A)]);
      await desk.deliver(refuse);
      await desk.nextRun();
      expect(await desk.import('kendal.xlsx', [at(5, A)])).toEqual(['owns']);
      expect(await desk.deliver()).toEqual([]);
      expect(await desk.outcomes()).toEqual({ refused: 1 });
      expect(await desk.desk()).toEqual(['kendal.xlsx 5 refused SERVER_REFUSED']);
    });

    it.each([
      ['another day', OTHER_DAY],
      ['only a phone number is new', OTHER_PHONE],
    ])('refused, corrected (%s): replaced and sent', async (_, corrected) => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, A)]);
      await desk.deliver(refuse);
      await desk.nextRun();
      expect(await desk.import('perbaikan.xlsx', [at(2, corrected)])).toEqual(['replaces']);
      expect(await desk.deliver()).toHaveLength(1);
      expect(await desk.outcomes()).toEqual({ accepted: 1 });
      expect(await desk.desk()).toEqual([]);
    });

    it('held, then one of the two brought alone: that one is sent, the other is decided against', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, A), at(6, A), at(9, OTHER_DAY)]);
      await desk.nextRun();
      expect(await desk.import('perbaikan.xlsx', [at(2, OTHER_DAY)])).toEqual(['replaces']);
      expect(await desk.desk()).toEqual([]);
      expect(await desk.deliver()).toHaveLength(1);
      expect(await desk.outcomes()).toEqual({ accepted: 1 });
    });

    it('held against another file, then cron brings one of the files again as it was: nobody has decided', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, A)]);
      await desk.import('susulan.xlsx', [at(9, OTHER_DAY)]);
      await desk.nextRun();
      expect(await desk.import('kendal.xlsx', [at(5, A)])).toEqual(['owns']);
      expect(await desk.deliver()).toEqual([]);
      expect(await desk.outcomes()).toEqual({ held: 1 });
      await desk.nextRun();
      expect(await desk.import('susulan.xlsx', [at(9, OTHER_DAY)])).toEqual(['owns']);
      expect(await desk.deliver()).toEqual([]);
      await desk.nextRun();
      expect(await desk.import('perbaikan.xlsx', [at(2, A)])).toEqual(['replaces']);
      expect(await desk.deliver()).toHaveLength(1);
    });

    it('held, then both brought again: held again', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, A), at(9, OTHER_DAY)]);
      await desk.nextRun();
      expect(await desk.import('perbaikan.xlsx', [at(2, OTHER_DAY), at(3, A)])).toEqual(['replaces', 'held']);
      expect(await desk.desk()).toEqual(['perbaikan.xlsx 2 held DUP_DIFF:3', 'perbaikan.xlsx 3 held DUP_DIFF:2']);
    });

    it.each([
      ['changed in its place: replaced', 'kendal.xlsx', at(5, OTHER_DAY), ['replaces'], { pending: 1 }],
      ['another phone in its place: replaced', 'kendal.xlsx', at(5, OTHER_PHONE), ['replaces'], { pending: 1 }],
      ['unchanged: stays', 'kendal.xlsx', at(5, A), ['owns'], { pending: 1 }],
      ['moved by one line: stays', 'kendal.xlsx', at(6, A), ['owns'], { pending: 1 }],
      [
        'the same dose from another office, with a phone: stays',
        'other.xlsx',
        at(5, OTHER_PHONE),
        ['owns'],
        { pending: 1 },
      ],
      ['another day in another place: held', 'kendal.xlsx', at(6, OTHER_DAY), ['held'], { held: 1 }],
      ['another day in another file: held', 'other.xlsx', at(5, OTHER_DAY), ['held'], { held: 1 }],
      ['somebody else in its place: held', 'kendal.xlsx', at(5, SAME_NIK_SITI), ['held'], { held: 1 }],
    ] as const)('waiting, %s', async (_, file, line, kinds, states) => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, A)]);
      await desk.nextRun();
      expect(await desk.import(file, [line, at(90, SITI_FIRST)])).toEqual([...kinds, 'fresh']);
      const { pending = 0, ...others } = await desk.states();
      expect({ ...(pending > 1 ? { pending: pending - 1 } : {}), ...others }).toEqual(states);
    });

    it('accepted: the same dose speaks for it, another day is held, and what is on the server stays', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, A)]);
      await desk.deliver();
      await desk.nextRun();
      expect(await desk.import('other.xlsx', [at(5, OTHER_PHONE), at(6, OTHER_DAY)])).toEqual(['owns', 'held']);
      expect(await desk.states()).toEqual({ accepted: 1 });
      expect(await desk.outcomes()).toEqual({ 'already-there': 1, held: 1 });
      expect(await desk.desk()).toEqual(['other.xlsx 6 held DUP_DIFF:5']);
      await desk.nextRun();
      expect(await desk.import('other.xlsx', [at(5, OTHER_PHONE), at(6, A)])).toEqual(['owns', 'repeated']);
      expect(await desk.desk()).toEqual([]);
    });

    it.each([
      ['on its way', false],
      ['in doubt', true],
    ])('%s: another day is held, and what was sent stays', async (_, lost) => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, A)]);
      const batch = await desk.claim();
      if (lost) await desk.settle(batch!, () => ({ kind: 'in-doubt' }));
      expect(await desk.import('other.xlsx', [at(5, OTHER_DAY)])).toEqual(['held']);
      await desk.settle(batch!, () => ({ kind: 'accepted', receipt: 'r' }));
      expect(await desk.outcomes()).toEqual({ accepted: 1, held: 1 });
    });

    it('refused for one person, then the number stands for two: both are held, in either order', async () => {
      for (const order of [
        [SAME_NIK_SITI, OTHER_DAY],
        [OTHER_DAY, SAME_NIK_SITI],
      ]) {
        const desk = await homes.desk();
        await desk.import('kendal.xlsx', [at(5, A)]);
        await desk.deliver(refuse);
        await desk.nextRun();
        await desk.import(
          'other.xlsx',
          order.map((record, index) => at(5 + index, record)),
        );
        expect(await desk.outcomes()).toEqual({ held: 2 });
        expect(await desk.deliver()).toEqual([]);
      }
    });
  });

  describe('a row is corrected and has another key now', () => {
    const refused = async (row: RowAt) => {
      const desk = await homes.desk();
      await desk.import('drop/kendal.xlsx', [row, at(90, SITI_FIRST)]);
      await desk.deliver((key) => (key === row.key ? refuse() : { kind: 'accepted', receipt: 'r' }));
      await desk.nextRun();
      return desk;
    };
    const ROW = at(5, A);

    it.each([
      ['the NIK', CORRECTED_NIK],
      ['the NIK and the spelling of the name', dose({ nik: NIK_RIGHT, name: 'H. BUDI SANTOSA' })],
      ['the dose', SECOND],
    ])('refused, %s corrected in the same sheet: the old entry is gone', async (_, corrected) => {
      const desk = await refused(ROW);
      expect(await desk.import('drop/kendal.xlsx', [at(5, corrected), at(90, SITI_FIRST)])).toEqual(['fresh', 'owns']);
      expect(await desk.states()).toEqual({ pending: 1, accepted: 1 });
      expect(await desk.desk()).toEqual([]);
      expect(await desk.ledger.lifeOf('drop/kendal.xlsx', 5)).toMatchObject([
        { kind: 'owner', entry: { state: 'pending' } },
      ]);
    });

    it('corrected in the correction sheet, whatever that is called and wherever the row stands in it', async () => {
      const desk = await refused(ROW);
      const origin = { file: 'kendal.xlsx', sheet: 'OKT', line: 5, confirmed: false };
      await desk.import('perbaikan-2021.xlsx', [at(2, CORRECTED_NIK, { origin })]);
      expect(await desk.states()).toEqual({ pending: 1, accepted: 1 });
      expect(await desk.desk()).toEqual([]);
    });

    it.each([
      ['another file name', 'other.xlsx', 'OKT', at(5, CORRECTED_NIK)],
      ['another sheet', 'drop/kendal.xlsx', 'NOV', at(5, CORRECTED_NIK)],
      ['another line', 'drop/kendal.xlsx', 'OKT', at(6, CORRECTED_NIK)],
      ['another dose of the row', 'drop/kendal.xlsx', 'OKT', at(5, CORRECTED_NIK, { group: 2 })],
      [
        'somebody else: the sheet of another day under the same name',
        'drop/kendal.xlsx',
        'OKT',
        at(5, dose({ ...SITI, nik: NIK_RIGHT })),
      ],
      [
        'a correction sheet of another row',
        'p.xlsx',
        'OKT',
        at(5, CORRECTED_NIK, { origin: { file: 'kendal.xlsx', sheet: 'OKT', line: 90, confirmed: false } }),
      ],
    ] as const)('keeps the refused entry where it may be another row: %s', async (_, file, sheet, row) => {
      const desk = await refused(ROW);
      await desk.import(file, [row], sheet);
      expect(await desk.states()).toEqual({ pending: 1, accepted: 1, refused: 1 });
      expect(await desk.desk()).toEqual(['drop/kendal.xlsx 5 refused SERVER_REFUSED']);
    });

    it('keeps what the same file brings again: a row was inserted above, and all have moved down', async () => {
      const desk = await refused(ROW);
      const inserted = dose({ nik: NIK_RIGHT }, { number: 3 });
      expect(await desk.import('drop/kendal.xlsx', [at(5, inserted), at(6, A), at(91, SITI_FIRST)])).toEqual([
        'fresh',
        'owns',
        'owns',
      ]);
      expect(await desk.states()).toEqual({ pending: 1, accepted: 1, refused: 1 });
      expect(await desk.desk()).toEqual(['drop/kendal.xlsx 6 refused SERVER_REFUSED']);
    });

    it('one NIK for two people, one of them corrected: nothing waits for a person any more', async () => {
      for (const corrected of [
        [A, dose({ ...SITI })],
        [CORRECTED_NIK, SAME_NIK_SITI],
      ] as const) {
        const desk = await homes.desk();
        await desk.import('kendal.xlsx', [at(5, A), at(9, SAME_NIK_SITI)]);
        await desk.nextRun();
        await desk.import('kendal.xlsx', [at(5, corrected[0]), at(9, corrected[1])]);
        expect(await desk.desk()).toEqual([]);
        expect(await desk.states()).toEqual({ pending: 2 });
      }
    });

    it('one side of two is corrected in its own file: the other one still waits for a decision', async () => {
      const desk = await homes.desk();
      await desk.import('a.xlsx', [at(5, A)]);
      await desk.import('b.xlsx', [at(9, SAME_NIK_SITI)]);
      await desk.nextRun();
      await desk.import('a.xlsx', [at(5, CORRECTED_NIK)]);
      expect(await desk.desk()).toEqual(['b.xlsx 9 held NIK_CONFLICT:5']);
      expect((await desk.rowsForPerson())[0]?.cells.slice(0, 2)).toEqual([A.participant.nik, SITI.name]);
      await desk.nextRun();
      expect(await desk.import('b.xlsx', [at(9, SAME_NIK_SITI)])).toEqual(['owns']);
      expect(await desk.states()).toEqual({ pending: 1, held: 1 });
      await desk.nextRun();
      expect(await desk.import('perbaikan.xlsx', [at(2, SAME_NIK_SITI)])).toEqual(['replaces']);
      expect(await desk.states()).toEqual({ pending: 2 });
    });

    it('a row that could not be read is valid now, in its sheet or in a correction sheet', async () => {
      const wrong = { line: 5, wrong: ['3,32E+15', 'BUDI  santoso', '12/03/1990'] };
      for (const row of [
        at(5, A),
        at(2, A, { origin: { file: 'kendal.xlsx', sheet: 'OKT', line: 5, confirmed: false } }),
      ]) {
        const desk = await homes.desk();
        await desk.import('kendal.xlsx', [wrong, { line: 6, wrong: ['', 'Agus'] }]);
        await desk.nextRun();
        await desk.import(row.origin ? 'perbaikan.xlsx' : 'kendal.xlsx', [row]);
        expect(await desk.desk()).toEqual(['kendal.xlsx 6 invalid NIK_LENGTH']);
      }
    });

    it('a correction sheet that was brought uncorrected, then its corrected copy under another name: nothing is left', async () => {
      const wrong = ['3,32E+15', 'Budi Santoso', '12/03/1990'];
      const origin = { file: 'kendal.xlsx', sheet: 'OKT', line: 5, confirmed: false };
      for (const corrected of [A, CORRECTED_NIK]) {
        const desk = await homes.desk();
        await desk.import('kendal.xlsx', [{ line: 5, wrong }]);
        await desk.nextRun();
        await desk.import('perbaikan.xlsx', [{ line: 2, wrong, origin }]);
        expect(await desk.desk()).toEqual(['perbaikan.xlsx 2 invalid NIK_LENGTH']);
        expect((await desk.rowsForPerson())[0]?.origin).toEqual({ file: 'kendal.xlsx', sheet: 'OKT', line: 5 });
        await desk.nextRun();
        await desk.import('sudah benar.xlsx', [at(2, corrected, { origin })]);
        expect(await desk.desk()).toEqual([]);
        expect(await desk.states()).toEqual({ pending: 1 });
      }
    });

    it('a correction sheet settles its rows in every version that has brought them', async () => {
      const desk = await homes.desk();
      const niks = Array.from({ length: 6 }, (_, row) => `332401120390987${row}`);
      const cells = (row: number): string[] => ['332401', `Budi ${'abcdef'[row]}`];
      for (let night = 0; night < 16; night++) {
        const wrong = niks.map((_, row) => ({ line: 5 + row, wrong: cells(row) }));
        await desk.import('kendal.xlsx', [...wrong, { line: 20, wrong: [`malam ${night}`] }]);
        await desk.nextRun();
      }
      const origin = { file: 'kendal.xlsx', sheet: 'OKT', confirmed: false };
      const corrected = niks.map((nik, row) =>
        at(2 + row, dose({ nik, name: `Budi ${'abcdef'[row]}` }), {
          cells: [nik, `Budi ${'abcdef'[row]}`],
          origin: { ...origin, line: 5 + row },
        }),
      );
      expect(await desk.import('perbaikan.xlsx', corrected)).toEqual(niks.map(() => 'fresh'));
      const left = (await desk.desk()).filter((row) => row.startsWith('kendal.xlsx') && !row.includes(' 20 '));
      expect(left).toEqual([]);
    });

    describe('a correction sheet says by its digest which row it corrects, so little need be alike', () => {
      const SHEET = [{ line: 5, wrong: ['33240112', 'Bdi', '12/03/1990', 'L', '1', '02/10/2021'] }];
      const cells = ['3324011203909870', 'Budi Santoso', '12/03/1990', 'L', '1', '02/10/2021'];
      const place = { file: 'kendal.xlsx', sheet: 'OKT', line: 5, confirmed: false };
      const digest = digestOf(SHEET).toString('hex', 0, 4);

      it.each([
        ['the NIK and the name were corrected', 'kendal.xlsx', { ...place, digest }, cells, []],
        ['the file goes by another name now', 'dipindah.xlsx', { ...place, digest }, cells, []],
        [
          'the sheet of another day',
          'kendal.xlsx',
          { ...place, digest: '00000000' },
          cells,
          ['kendal.xlsx 5 invalid NIK_LENGTH'],
        ],
        ['only the place is named', 'kendal.xlsx', place, cells, ['kendal.xlsx 5 invalid NIK_LENGTH']],
        [
          'nothing is alike',
          'kendal.xlsx',
          { ...place, digest },
          ['x', 'y', 'z'],
          ['kendal.xlsx 5 invalid NIK_LENGTH'],
        ],
      ] as const)('%s', async (_, name, origin, now, left) => {
        const desk = await homes.desk();
        await desk.import(name, SHEET);
        await desk.nextRun();
        expect(await desk.import('p.xlsx', [at(2, A, { origin, cells: now })])).toEqual(['fresh']);
        expect(await desk.desk()).toEqual(left);
      });

      it.each([
        [
          'the NIK and the spelling that made it somebody else',
          dose({ nik: NIK_RIGHT, name: 'Joko Susilo' }),
          ['kendal.xlsx 9 held NIK_CONFLICT:5'],
        ],
        [
          'everything: somebody else stands in the row now',
          dose({ nik: NIK_RIGHT, name: 'Joko Susilo', birthDate: '1971-01-01' }),
          ['kendal.xlsx 5 held NIK_CONFLICT:9', 'kendal.xlsx 9 held NIK_CONFLICT:5'],
        ],
      ])('one NIK for two people, corrected: %s', async (_, corrected, left) => {
        const desk = await homes.desk();
        const lines = [at(5, A), at(9, SAME_NIK_SITI)];
        await desk.import('kendal.xlsx', lines);
        await desk.nextRun();
        const origin = { ...place, digest: digestOf(lines).toString('hex', 0, 4) };
        await desk.import('p.xlsx', [at(2, corrected, { origin })]);
        expect(await desk.desk()).toEqual(left);
      });
    });

    it('a row that was held and is wrong now is listed once, as it stands now', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, A), at(9, SAME_NIK_SITI)]);
      await desk.nextRun();
      const origin = { file: 'kendal.xlsx', sheet: 'OKT', line: 5, confirmed: false };
      await desk.import('p.xlsx', [{ line: 2, wrong: ['3324', 'Budi Santoso', '12/03/1990'], origin }]);
      expect(await desk.desk()).toEqual(['kendal.xlsx 9 held NIK_CONFLICT:5', 'p.xlsx 2 invalid NIK_LENGTH']);
    });

    it('a row that is still wrong is listed once, as it stands now', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [{ line: 5, wrong: ['3,32E+15', 'Budi', '12/03/1990', 'L'] }]);
      await desk.nextRun();
      await desk.import('p.xlsx', [
        {
          line: 2,
          wrong: ['33240112', 'Budi', '12/03/1990', 'L'],
          origin: { file: 'kendal.xlsx', sheet: 'OKT', line: 5, confirmed: false },
        },
      ]);
      expect(await desk.desk()).toEqual(['p.xlsx 2 invalid NIK_LENGTH']);
    });
  });
}
