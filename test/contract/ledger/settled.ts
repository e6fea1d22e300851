/**
 * Rows that nobody is asked about any more: corrected by another row, or dismissed by a person; and rows that changed
 * before they were sent.
 */
import { describe, expect, it } from 'vitest';
import { at, type Desk, digestOf, dose, refuse, type Sheet, type SheetLine, SITI } from '../../support/ledger-desk.ts';
import type { Homes } from '../ledger-contract.ts';

const A = dose();
const NIK_RIGHT = '3324011203909871';
const RIGHT = dose({ nik: NIK_RIGHT });
const WRONG = ['33240112', 'Budi Santoso', '12/03/1990', 'L', '', '1', '02/10/2021'];
const AGUS = ['', 'Agus Wijaya', '01/02/1979', 'L', '', '1', '02/10/2021'];
const SITI_FIRST = dose(SITI);

const wrong = (line: number, cells: readonly string[] = WRONG, more: Partial<SheetLine> = {}): SheetLine => ({
  line,
  wrong: cells,
  ...more,
});

/** What a correction sheet says of the row in that line of these lines of kendal.xlsx. */
function from(
  sheet: Sheet,
  line: number,
  more: { readonly dismissed?: boolean } = {},
): NonNullable<SheetLine['origin']> {
  const digest = digestOf(sheet).toString('hex', 0, 4);
  return { file: 'kendal.xlsx', sheet: 'OKT', line, digest, confirmed: false, ...more };
}

const ORIGINAL: Sheet = [wrong(5), wrong(6, AGUS), at(7, SITI_FIRST)];
/** Tomorrow's: a row above, others below. */
const GROWN: Sheet = [
  at(5, dose({ ...SITI, nik: '3324015708850003', name: 'Dewi Lestari' })),
  wrong(6),
  wrong(7, AGUS),
  at(8, SITI_FIRST),
  wrong(9, ['', 'Rina Wati', '05/05/1992', 'P']),
];

async function lifeOf(desk: Desk, file: string, line: number): Promise<unknown> {
  return (await desk.ledger.lifeOf(file, line))[0];
}

export function settledContract(homes: Homes): void {
  describe('a row whose correction was accepted is settled', () => {
    async function corrected(): Promise<Desk> {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', ORIGINAL);
      await desk.deliver();
      await desk.nextRun();
      await desk.import('perbaikan.xlsx', [at(2, RIGHT, { origin: from(ORIGINAL, 5) })]);
      expect(await desk.deliver()).toHaveLength(1);
      return desk;
    }

    it('the correction leaves nothing of it, and its life names what replaced it', async () => {
      const desk = await corrected();
      expect(await desk.desk()).toEqual(['kendal.xlsx 6 invalid NIK_LENGTH']);
      expect(await lifeOf(desk, 'kendal.xlsx', 5)).toMatchObject({
        kind: 'superseded',
        decision: { by: { file: 'perbaikan.xlsx', sheet: 'OKT', line: 2 } },
      });
    });

    it('the original again: only the row that is still wrong is asked about, and nothing is sent', async () => {
      const desk = await corrected();
      for (let night = 0; night < 2; night++) {
        await desk.nextRun();
        expect(await desk.import('kendal.xlsx', ORIGINAL)).toEqual(['settled', 'invalid', 'owns']);
        expect(await desk.deliver()).toEqual([]);
        expect(await desk.outcomes()).toEqual({ 'already-there': 2, invalid: 1 });
        expect(await desk.desk()).toEqual(['kendal.xlsx 6 invalid NIK_LENGTH']);
        expect(await lifeOf(desk, 'kendal.xlsx', 5)).toMatchObject({
          decision: { by: { file: 'perbaikan.xlsx', line: 2 } },
        });
      }
    });

    it("tomorrow's grown version, in which the row stands elsewhere: not asked about, and named by explain", async () => {
      const desk = await corrected();
      await desk.nextRun();
      expect(await desk.import('kendal.xlsx', GROWN)).toEqual(['fresh', 'settled', 'invalid', 'owns', 'invalid']);
      expect(await desk.desk()).toEqual(['kendal.xlsx 7 invalid NIK_LENGTH', 'kendal.xlsx 9 invalid NIK_LENGTH']);
      expect(await lifeOf(desk, 'kendal.xlsx', 6)).toMatchObject({
        decision: { by: { file: 'perbaikan.xlsx', line: 2 } },
      });
      await desk.nextRun();
      await desk.import('kendal.xlsx', [...GROWN, at(10, dose({ nik: NIK_RIGHT }, { number: 2 }))]);
      expect(await desk.desk()).toEqual(['kendal.xlsx 7 invalid NIK_LENGTH', 'kendal.xlsx 9 invalid NIK_LENGTH']);
    });

    it('as it was handed out, in the copy of a colleague who has corrected other rows of it: not asked about', async () => {
      const desk = await corrected();
      await desk.nextRun();
      const agus = dose({ nik: '3324010102790001', name: 'Agus Wijaya', birthDate: '1979-02-01' });
      const copy = [
        wrong(2, WRONG, { origin: from(ORIGINAL, 5) }),
        at(3, agus, { origin: from(ORIGINAL, 6), cells: AGUS }),
      ];
      expect(await desk.import('salinan.xlsx', copy)).toEqual(['settled', 'fresh']);
      expect(await desk.deliver()).toEqual([at(3, agus).key]);
      expect(await desk.desk()).toEqual([]);
      await desk.nextRun();
      expect(await desk.import('salinan.xlsx', copy)).toEqual(['settled', 'owns']);
    });

    it('as right as it stands in the copy of a colleague: asked about', async () => {
      const desk = await homes.desk();
      const sheet = [at(5, A), at(6, SITI_FIRST)];
      await desk.import('kendal.xlsx', sheet);
      await desk.deliver(refuse);
      await desk.nextRun();
      await desk.import('satu.xlsx', [at(2, dose({ nik: '3324021203909001' }), { origin: from(sheet, 5) })]);
      await desk.deliver();
      await desk.nextRun();
      expect(await desk.import('dua.xlsx', [at(2, A, { origin: { ...from(sheet, 5), confirmed: true } })])).toEqual([
        'held',
      ]);
    });

    it.each([
      ['a copy of the sheet under another name', 'salinan.xlsx', [wrong(5)]],
      ['a row that says something else', 'kendal.xlsx', [wrong(5, ['33240112', 'Budi', '12/03/1990'])]],
      ['a second row that says the same', 'kendal.xlsx', [wrong(5), wrong(6)]],
    ])('%s is asked about', async (_, name, sheet) => {
      const desk = await corrected();
      await desk.nextRun();
      await desk.import(name, sheet);
      expect(await desk.outcomes()).toMatchObject({ invalid: 1 });
    });

    it('one that was refused and has another NIK now is not sent again under the old one', async () => {
      const desk = await homes.desk();
      const sheet = [at(5, A), at(6, SITI_FIRST)];
      await desk.import('kendal.xlsx', sheet);
      await desk.deliver((key) => (key === at(5, A).key ? refuse() : { kind: 'accepted', receipt: 'r' }));
      await desk.nextRun();
      await desk.import('perbaikan.xlsx', [at(2, RIGHT, { origin: from(sheet, 5) })]);
      await desk.deliver();
      await desk.nextRun();
      expect(await desk.import('kendal.xlsx', sheet)).toEqual(['settled', 'owns']);
      expect(await desk.deliver()).toEqual([]);
      expect(await desk.desk()).toEqual([]);
    });

    it('one that was corrected in its own place, and the version of before once more', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', ORIGINAL);
      await desk.nextRun();
      await desk.import('kendal.xlsx', [at(5, RIGHT), wrong(6, AGUS), at(7, SITI_FIRST)]);
      await desk.deliver();
      await desk.nextRun();
      expect(await desk.import('kendal.xlsx', ORIGINAL)).toEqual(['settled', 'invalid', 'owns']);
      expect(await desk.outcomes()).toEqual({ 'already-there': 2, invalid: 1 });
    });

    it('the correction of a correction: the original is settled by the last one', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', ORIGINAL);
      const origin = from(ORIGINAL, 5);
      await desk.nextRun();
      await desk.import('satu.xlsx', [wrong(2, ['332401', ...WRONG.slice(1)], { origin })]);
      expect(await desk.desk()).toEqual(['kendal.xlsx 6 invalid NIK_LENGTH', 'satu.xlsx 2 invalid NIK_LENGTH']);
      await desk.nextRun();
      await desk.import('dua.xlsx', [at(2, RIGHT, { origin, cells: WRONG })]);
      await desk.nextRun();
      expect(await desk.import('kendal.xlsx', ORIGINAL)).toEqual(['settled', 'invalid', 'owns']);
      expect(await lifeOf(desk, 'kendal.xlsx', 5)).toMatchObject({ decision: { by: { file: 'dua.xlsx', line: 2 } } });
    });

    it('a sheet that was only checked: its correction comes first, then the original, then the grown one', async () => {
      const desk = await homes.desk();
      await desk.import('perbaikan.xlsx', [at(2, RIGHT, { origin: from(ORIGINAL, 5) })]);
      await desk.deliver();
      await desk.nextRun();
      expect(await desk.import('kendal.xlsx', ORIGINAL)).toEqual(['settled', 'invalid', 'fresh']);
      await desk.nextRun();
      expect(await desk.import('kendal.xlsx', GROWN)).toEqual(['fresh', 'settled', 'invalid', 'owns', 'invalid']);
    });
  });

  describe('a row is dismissed', () => {
    it('by the word in its correction sheet: gone from the list, in the original and in grown versions too', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', ORIGINAL);
      await desk.nextRun();
      const said = { origin: from(ORIGINAL, 5, { dismissed: true }) };
      expect(await desk.import('perbaikan.xlsx', [wrong(2, WRONG, said)])).toEqual(['dismissed']);
      expect(await desk.outcomes()).toEqual({ dismissed: 1 });
      expect(await desk.desk()).toEqual(['kendal.xlsx 6 invalid NIK_LENGTH']);
      expect(await desk.ledger.countForPerson()).toEqual({ invalid: 1, held: 0, refused: 0 });
      await desk.nextRun();
      expect(await desk.import('kendal.xlsx', ORIGINAL)).toEqual(['dismissed', 'invalid', 'owns']);
      await desk.nextRun();
      expect(await desk.import('kendal.xlsx', GROWN)).toEqual(['fresh', 'dismissed', 'invalid', 'owns', 'invalid']);
      expect(await desk.ledger.countDismissed()).toBe(1);
      expect(await lifeOf(desk, 'kendal.xlsx', 6)).toMatchObject({ kind: 'dismissed', decision: { who: 'petugas' } });
    });

    it('stays so in the copy of a colleague who has left it as it was', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', ORIGINAL);
      await desk.nextRun();
      await desk.import('nol.xlsx', [wrong(2, WRONG, { origin: from(ORIGINAL, 5) })]);
      await desk.nextRun();
      await desk.import('satu.xlsx', [wrong(2, WRONG, { origin: from(ORIGINAL, 5, { dismissed: true }) })]);
      await desk.nextRun();
      expect(await desk.import('dua.xlsx', [wrong(2, WRONG, { origin: from(ORIGINAL, 5) })])).toEqual(['dismissed']);
      expect(await desk.ledger.countDismissed()).toBe(1);
      expect(await desk.desk()).toEqual(['kendal.xlsx 6 invalid NIK_LENGTH']);
    });

    it('a row that is only missing from a correction sheet is not: colleagues share such sheets out', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', ORIGINAL);
      await desk.nextRun();
      await desk.import('perbaikan.xlsx', [wrong(2, AGUS, { origin: from(ORIGINAL, 6, { dismissed: true }) })]);
      expect(await desk.desk()).toEqual(['kendal.xlsx 5 invalid NIK_LENGTH']);
    });

    it.each([
      ['refused', [at(5, A)]],
      ['held', [at(5, A), at(9, dose({}, { date: '2021-10-03' }))]],
    ])('a %s one: it does not come back with the original, and the other side stands alone', async (_, sheet) => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', sheet);
      await desk.deliver(refuse);
      await desk.nextRun();
      const rows = sheet.map((row, index) =>
        at(2 + index, row.record, { origin: from(sheet, row.line, index === 0 ? { dismissed: true } : {}) }),
      );
      expect((await desk.import('perbaikan.xlsx', rows)).slice(1)).toEqual(sheet.slice(1).map(() => 'replaces'));
      expect(await desk.desk()).toEqual([]);
      expect(await desk.deliver()).toHaveLength(sheet.length - 1);
      await desk.nextRun();
      expect((await desk.import('kendal.xlsx', sheet))[0]).toBe('dismissed');
      expect(await desk.deliver()).toEqual([]);
      expect(await desk.desk()).toEqual([]);
    });

    it('the word in a row that names another row dismisses nothing of that one', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', ORIGINAL);
      await desk.nextRun();
      await desk.import('perbaikan.xlsx', [
        wrong(2, ['x', 'y', 'z'], { origin: from(ORIGINAL, 5, { dismissed: true }) }),
      ]);
      expect(await desk.desk()).toEqual(['kendal.xlsx 5 invalid NIK_LENGTH', 'kendal.xlsx 6 invalid NIK_LENGTH']);
    });

    it('one that says something else now is asked about again', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', ORIGINAL);
      await desk.nextRun();
      await desk.import('perbaikan.xlsx', [wrong(2, WRONG, { origin: from(ORIGINAL, 5, { dismissed: true }) })]);
      await desk.nextRun();
      await desk.import('kendal.xlsx', [wrong(5, ['3324', ...WRONG.slice(1)]), wrong(6, AGUS), at(7, SITI_FIRST)]);
      expect(await desk.outcomes()).toEqual({ invalid: 2, waiting: 1 });
    });
  });

  describe('a row that moved in a newer version of its file', () => {
    it('is listed once, where it stands now', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', ORIGINAL);
      await desk.nextRun();
      await desk.import('kendal.xlsx', GROWN);
      expect(await desk.desk()).toEqual([6, 7, 9].map((line) => `kendal.xlsx ${line} invalid NIK_LENGTH`));
    });
  });

  describe('a row that changed in its own place before it was sent', () => {
    it.each([
      ['the NIK', RIGHT],
      ['the NIK by more than a slip', dose({ nik: '3324021203909001' })],
      ['the dose', dose({}, { number: 2, date: '2021-10-02' })],
      ['the date', dose({}, { date: '2021-10-03' })],
      ['the NIK and the date', dose({ nik: NIK_RIGHT }, { date: '2021-10-03' })],
    ])('%s: what waited of it is gone, and only the new one is sent', async (_, changed) => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, A), at(6, SITI_FIRST)]);
      await desk.nextRun();
      await desk.import('kendal.xlsx', [at(5, changed), at(6, SITI_FIRST)]);
      expect(await desk.states()).toEqual({ pending: 2 });
      expect(await desk.desk()).toEqual([]);
      expect((await desk.deliver()).toSorted()).toEqual([at(5, changed).key, at(6, SITI_FIRST).key].toSorted());
      expect(await desk.outcomes()).toEqual({ accepted: 2 });
    });

    it('unreadable now: it is asked about, and not sent as it was', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, A), at(6, SITI_FIRST)]);
      await desk.nextRun();
      await desk.import('kendal.xlsx', [wrong(5), at(6, SITI_FIRST)]);
      expect(await desk.desk()).toEqual(['kendal.xlsx 5 invalid NIK_LENGTH']);
      expect(await desk.deliver()).toEqual([at(6, SITI_FIRST).key]);
    });

    it('and back again: what stands there last counts', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, A), at(6, SITI_FIRST)]);
      await desk.nextRun();
      await desk.import('kendal.xlsx', [at(5, RIGHT), at(6, SITI_FIRST)]);
      await desk.nextRun();
      await desk.import('kendal.xlsx', [at(5, A), at(6, SITI_FIRST), wrong(7, AGUS)]);
      expect(await desk.deliver()).toContain(at(5, A).key);
      expect(await desk.states()).toEqual({ accepted: 2 });
    });

    it('the version of before once more takes nothing back', async () => {
      const desk = await homes.desk();
      const before = [at(5, A), at(6, SITI_FIRST)];
      await desk.import('kendal.xlsx', before);
      await desk.nextRun();
      await desk.import('kendal.xlsx', [at(5, RIGHT), at(6, SITI_FIRST)]);
      await desk.nextRun();
      expect(await desk.import('kendal.xlsx', before)).toEqual(['settled', 'owns']);
      expect(await desk.deliver()).toHaveLength(2);
    });

    it.each([
      ['the row has only moved down', [at(5, RIGHT), at(6, A), at(7, SITI_FIRST)], 3],
      ['two doses of one person have changed places', [at(5, dose({}, { number: 2 })), at(6, A)], 2],
    ] as const)('%s: everything that stands there waits', async (_, sheet, waiting) => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, A), waiting === 2 ? at(6, dose({}, { number: 2 })) : at(6, SITI_FIRST)]);
      await desk.nextRun();
      await desk.import('kendal.xlsx', sheet);
      const { pending = 0, held = 0 } = await desk.states();
      expect(pending + held).toBe(waiting);
    });

    it('the row has only moved down, and the one in its place corrects a row of another file: both are there', async () => {
      const desk = await homes.desk();
      const far = dose({ nik: '3324021203909001' });
      await desk.import('perbaikan.xlsx', [at(5, A)]);
      await desk.nextRun();
      expect(await desk.import('perbaikan.xlsx', [at(5, far, { origin: from(ORIGINAL, 5) }), at(6, A)])).not.toContain(
        'settled',
      );
      expect((await desk.deliver()).toSorted()).toEqual([at(5, far).key, at(6, A).key].toSorted());
    });

    it('another file says it as well: that one still counts', async () => {
      const desk = await homes.desk();
      await desk.import('kantor.xlsx', [at(9, A)]);
      await desk.nextRun();
      await desk.import('kendal.xlsx', [at(5, A)]);
      await desk.nextRun();
      await desk.import('kendal.xlsx', [at(5, dose({ nik: '3324021203909001' }))]);
      expect(await desk.states()).toEqual({ pending: 2 });
    });
  });

  describe('a newer version of a file lacks a row that still waits', () => {
    const AGUS_DOSE = dose({ nik: '3324010201790001', name: 'Agus Wijaya', birthDate: '1979-01-02' });
    const FULL: Sheet = [at(5, A), at(6, SITI_FIRST), at(7, AGUS_DOSE)];
    const LESS: Sheet = [at(5, A), at(6, AGUS_DOSE)];

    async function shortened(): Promise<Desk> {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', FULL);
      await desk.nextRun();
      await desk.import('kendal.xlsx', LESS);
      return desk;
    }

    it('held and listed in that run, neither sent nor dropped', async () => {
      const desk = await shortened();
      expect(await desk.ledger.countGone()).toBe(1);
      expect(await desk.desk('run')).toEqual(['kendal.xlsx 6 held ROW_GONE']);
      expect((await desk.deliver()).toSorted()).toEqual([at(5, A).key, at(6, AGUS_DOSE).key].toSorted());
      expect(await desk.states()).toEqual({ accepted: 2, held: 1 });
      await desk.nextRun();
      await desk.import('kendal.xlsx', LESS);
      expect(await desk.desk()).toEqual(['kendal.xlsx 6 held ROW_GONE']);
    });

    it.each([
      ['as it was: held still', { confirmed: false }, 0, 1],
      ['with its reason cleared: sent', { confirmed: true }, 1, 0],
      ['with the word: dismissed', { confirmed: false, dismissed: true }, 0, 0],
    ])('its correction sheet comes back %s', async (_, said, sent, left) => {
      const desk = await shortened();
      await desk.deliver();
      await desk.nextRun();
      await desk.import('perbaikan.xlsx', [at(2, SITI_FIRST, { origin: { ...from(FULL, 6), ...said } })]);
      expect(await desk.deliver()).toHaveLength(sent);
      expect(await desk.desk()).toHaveLength(left);
    });

    it('its life is told by its line, beside that of the row which stands there now', async () => {
      const desk = await shortened();
      const told = async (line: number) =>
        (await desk.ledger.lifeOf('kendal.xlsx', line)).map(({ problems }) => problems.map(({ code }) => code));
      expect(await told(6)).toEqual([[], ['ROW_GONE']]);
      expect(await told(7)).toEqual([[]]);
    });

    it('it stands there again: sent', async () => {
      const desk = await shortened();
      await desk.nextRun();
      await desk.import('kendal.xlsx', [...LESS, at(9, SITI_FIRST)]);
      expect(await desk.deliver()).toHaveLength(3);
      expect(await desk.desk()).toEqual([]);
    });

    it('the sheet of another day under the old name touches nothing', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', FULL);
      await desk.nextRun();
      await desk.import('kendal.xlsx', [
        at(5, A),
        at(6, dose({ nik: '3324015003700002', name: 'Dewi Lestari', birthDate: '1970-03-10' })),
      ]);
      expect(await desk.states()).toEqual({ pending: 4 });
    });

    it('an older version once more holds nothing of the newer one', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', LESS);
      await desk.nextRun();
      await desk.import('kendal.xlsx', FULL);
      await desk.nextRun();
      await desk.import('kendal.xlsx', LESS);
      expect(await desk.states()).toEqual({ pending: 3 });
    });
  });

  describe('two correction sheets correct one row', () => {
    const origin = from(ORIGINAL, 5);
    const OTHER = dose({ nik: '3324021203909001' });

    it.each(['in one run', 'one after the other'])('differently, %s: both are held, neither is sent', async (when) => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', ORIGINAL);
      await desk.nextRun();
      await desk.import('satu.xlsx', [at(2, RIGHT, { origin })]);
      if (when !== 'in one run') await desk.nextRun();
      expect(await desk.import('dua.xlsx', [at(2, OTHER, { origin })])).toEqual(['held']);
      expect(await desk.desk()).toContain('satu.xlsx 2 held ROW_COPIES:2');
      expect(await desk.desk()).toContain('dua.xlsx 2 held ROW_COPIES:2');
      expect(await desk.deliver()).toEqual([at(7, SITI_FIRST).key]);
      await desk.nextRun();
      const rows = [at(2, RIGHT, { origin }), at(3, OTHER, { origin: { ...origin, dismissed: true } })];
      expect(await desk.import('putusan.xlsx', rows)).toEqual(['replaces', 'dismissed']);
      expect(await desk.deliver()).toEqual([at(2, RIGHT).key]);
      expect(await desk.desk()).toEqual(['kendal.xlsx 6 invalid NIK_LENGTH']);
    });

    it.each([
      [
        'the right one is confirmed by an emptied reason: it is sent, and the other one set aside',
        'confirmed',
        [RIGHT],
        [],
      ],
      ['the wrong one is dismissed: the other one waits still', 'dismissed', [], ['satu.xlsx 2 held ROW_COPIES:2']],
    ] as const)('%s', async (_, how, sent, left) => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [wrong(5)]);
      await desk.nextRun();
      await desk.import('satu.xlsx', [at(2, RIGHT, { origin })]);
      await desk.import('dua.xlsx', [at(2, OTHER, { origin })]);
      await desk.nextRun();
      if (how === 'confirmed')
        await desk.import('putusan.xlsx', [at(2, RIGHT, { origin: { ...origin, confirmed: true } })]);
      else await desk.import('putusan.xlsx', [at(2, OTHER, { origin: { ...origin, dismissed: true } })]);
      expect(await desk.deliver()).toEqual(sent.map((record) => at(2, record).key));
      expect(await desk.desk()).toEqual(left);
      await desk.nextRun();
      await desk.import('putusan-2.xlsx', [at(2, RIGHT, { origin: { ...origin, confirmed: true } })]);
      await desk.deliver();
      expect(await desk.desk()).toEqual([]);
      await desk.nextRun();
      expect(await desk.import('kendal.xlsx', [wrong(5)])).toEqual(['settled']);
    });

    it('differently, and one is on the server: the other one is held', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', ORIGINAL);
      await desk.nextRun();
      await desk.import('satu.xlsx', [at(2, RIGHT, { origin })]);
      await desk.deliver();
      await desk.nextRun();
      expect(await desk.import('dua.xlsx', [at(2, OTHER, { origin })])).toEqual(['held']);
      expect(await desk.deliver()).toEqual([]);
    });

    it('alike: sent once', async () => {
      const desk = await homes.desk();
      await desk.import('satu.xlsx', [at(2, RIGHT, { origin })]);
      expect(await desk.import('dua.xlsx', [at(2, RIGHT, { origin })])).toEqual(['repeated']);
      expect(await desk.deliver()).toHaveLength(1);
    });
  });
}
