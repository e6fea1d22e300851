/** What a district and its province need of a ledger: answers to questions, where rows come from, where they stand. */
import { describe, expect, it } from 'vitest';
import { shortDigest } from '../../../src/record/row/original-row.ts';
import { refusedByUs } from '../../../src/target/reason.ts';
import type { Verdict } from '../../../src/target/target.ts';
import { at, digestOf, dose, encode, refuse, SITI } from '../../support/ledger-desk.ts';
import type { Homes } from '../ledger-contract.ts';

const ROW = dose();
const FILE = [at(5, ROW)];
const FROM = { file: 'kendal.xlsx', sheet: 'OKT', line: 5, digest: shortDigest(digestOf(FILE)) };
const asked = (): Verdict => ({ kind: 'refused', reasons: [refusedByUs('PROVINCE_DOSE', 'dose')] });

export function provinceContract(homes: Homes): void {
  describe('a row about which a province asks', () => {
    it.each<[what: string, verdict: () => Verdict, confirmed: boolean, came: string, waiting: number]>([
      ['goes out as it is when its clerk has cleared the reason', asked, true, 'replaces', 1],
      ['stays where it is while the reason stands there', asked, false, 'owns', 0],
      ['stays refused when a registry has refused it, whatever was cleared', refuse, true, 'owns', 0],
    ])('%s', async (_what, verdict, confirmed, came, waiting) => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', FILE);
      await desk.deliver(verdict);
      await desk.nextRun();
      expect(await desk.import('perbaikan.xlsx', [at(2, ROW, { origin: { ...FROM, confirmed } })])).toEqual([came]);
      expect((await desk.states())['pending'] ?? 0).toBe(waiting);
    });

    it('is a correction like any other when it says something else', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', FILE);
      await desk.deliver(asked);
      await desk.nextRun();
      const other = dose({}, { date: '2021-10-05' });
      await desk.import('perbaikan.xlsx', [at(2, other, { origin: { ...FROM, confirmed: false } })]);
      expect(await desk.states()).toEqual({ pending: 1 });
    });
  });

  it('says of each reading of a file where it stands, and what was sent of one that was refused', async () => {
    const desk = await homes.desk();
    await desk.import('kendal.xlsx', [at(5, ROW), at(6, dose(SITI)), at(7, ROW), { line: 8, wrong: ['x'] }]);
    const { id = 0 } = (await desk.ledger.fileOf(
      digestOf([at(5, ROW), at(6, dose(SITI)), at(7, ROW), { line: 8, wrong: ['x'] }]),
    )) ?? { id: 0 };
    await desk.deliver((key) => (key === at(6, dose(SITI)).key ? refuse() : { kind: 'accepted', receipt: 'r' }));
    const standings = await desk.ledger.standings(id);
    expect(standings.map(({ line, kind, entry }) => [line, kind, entry?.state, entry?.receipt])).toEqual([
      [5, 'owner', 'accepted', 'r'],
      [6, 'owner', 'refused', undefined],
      [7, 'repeated', 'accepted', 'r'],
      [8, 'invalid', undefined, undefined],
    ]);
    expect(standings[1]?.entry).toMatchObject({ reasons: [{ code: 'NIK_UNKNOWN' }], record: dose(SITI) });
    expect(await desk.ledger.standings(9_999)).toEqual([]);
  });

  it('counts what a batch had when it was handed over', async () => {
    const desk = await homes.desk();
    await desk.import('kendal.xlsx', [at(5, ROW), at(6, dose(SITI))]);
    const batch = await desk.ledger.claim(10, desk.time, encode);
    if (!batch) throw new Error('nothing waits');
    const verdicts = new Map([[batch.keys[0] ?? '', { kind: 'accepted', receipt: 'r' } as const]]);
    await desk.ledger.settle(batch, verdicts, { at: desk.time, ms: 1, answer: 'with-province', handedOver: true });
    expect((await desk.ledger.handedOver()).map(({ records, keys }) => [records, keys.length])).toEqual([[2, 1]]);
  });

  it('a batch says where its records come from, for a target that wants it, and again when it is sent again', async () => {
    const desk = await homes.desk();
    await desk.import('drop/kendal.xlsx', FILE);
    await desk.deliver(refuse);
    await desk.nextRun();
    const origin = { ...FROM, confirmed: false };
    const corrected = [at(2, dose({}, { date: '2021-10-05' }), { origin })];
    await desk.import('perbaikan.xlsx', corrected);
    const batch = await desk.ledger.claim(10, desk.time, encode, { wantsPlaces: true });
    const { confirmed: _, ...row } = origin;
    const digest = shortDigest(digestOf(corrected));
    const place = { file: 'perbaikan.xlsx', digest, sheet: 'OKT', line: 2, group: 1, origin: row };
    expect([...(batch?.places ?? [])]).toEqual([[corrected[0]?.key, place]]);

    const lost = { at: desk.time, ms: 1, answer: 'reset' };
    await desk.ledger.settle(batch as never, new Map(), lost);
    const doubt = await desk.nextDoubt();
    const held = doubt && (await desk.ledger.hold(doubt, desk.time));
    const again = held && (await desk.ledger.resend(held, desk.time, encode, { wantsPlaces: true }));
    expect([...(again?.places ?? [])]).toEqual([[corrected[0]?.key, place]]);
    expect(await desk.ledger.claim(10, desk.time, encode)).toBeUndefined();
  });
}
