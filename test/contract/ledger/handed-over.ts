/** What was handed over to a person: nobody else is asked about it, and only that person's word ends it. */
import { describe, expect, it } from 'vitest';
import { at, type Desk, dose, encode, refuse, SITI } from '../../support/ledger-desk.ts';
import type { Homes } from '../ledger-contract.ts';

const FIRST = dose();
const SECOND = dose({}, { number: 2, date: '2021-11-02' });
const OTHER = dose(SITI);

/** Claims what waits, and hands it over. */
async function handOver(desk: Desk, limit = 100): Promise<readonly string[]> {
  const batch = await desk.claim(limit);
  if (!batch) throw new Error('nothing waits');
  const attempt = { at: desk.time, ms: 1, answer: 'handed-over', handedOver: true } as const;
  expect(await desk.ledger.settle(batch, new Map(), attempt)).toMatchObject({ inDoubt: batch.keys.length });
  return batch.keys;
}

export function handedOverContract(homes: Homes): void {
  describe('what was handed over to a person', () => {
    it('is in doubt, and no doubt that is asked about, in this run and in the next', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, FIRST), at(6, OTHER)]);
      const keys = await handOver(desk);
      for (let runs = 0; runs < 2; runs += 1) {
        expect(await desk.states()).toEqual({ 'in-doubt': 2 });
        expect(await desk.ledger.countHandedOver()).toEqual({ entries: 2, batches: 1 });
        expect((await desk.ledger.handedOver()).map((batch) => batch.keys)).toEqual([keys]);
        expect([await desk.nextDoubt(), await desk.claim()]).toEqual([undefined, undefined]);
        expect(await desk.ledger.recover(Number.MAX_SAFE_INTEGER)).toBe(0);
        await desk.nextRun();
      }
    });

    it('keeps no other dose of the person back; what is on its way does', async () => {
      const desk = await homes.desk();
      await desk.import('satu.xlsx', [at(5, FIRST)]);
      await handOver(desk);
      await desk.import('dua.xlsx', [at(5, SECOND)]);
      expect(await desk.ledger.ready()).toBe(1);
      const batch = await desk.claim();
      expect(batch?.keys).toHaveLength(1);
      await desk.import('tiga.xlsx', [at(5, dose({}, { number: 3, date: '2022-03-02' }))]);
      expect([await desk.ledger.ready(), await desk.claim()]).toEqual([0, undefined]);
    });

    it('is settled record by record; what has no word stays with the person', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, FIRST), at(6, OTHER), at(7, SECOND)]);
      const [a = '', b = '', c = ''] = await handOver(desk);
      const [batch] = await desk.ledger.handedOver();
      if (!batch) throw new Error('nothing was handed over');
      const said = new Map([
        [a, { kind: 'accepted', receipt: 'r' } as const],
        [b, refuse()],
      ]);
      await desk.ledger.settle(batch, said, { at: desk.time, ms: 0, answer: 'confirmed' });
      expect(await desk.states()).toEqual({ accepted: 1, refused: 1, 'in-doubt': 1 });
      expect([await desk.nextDoubt(), (await desk.ledger.handedOver()).map(({ keys }) => keys)]).toEqual([
        undefined,
        [[c]],
      ]);
      const [rest] = await desk.ledger.handedOver();
      if (rest)
        await desk.ledger.settle(rest, new Map([[c, { kind: 'accepted', receipt: 's' }]]), {
          at: 9,
          ms: 0,
          answer: 'confirmed',
        });
      expect([await desk.ledger.handedOver(), await desk.ledger.countHandedOver()]).toEqual([
        [],
        { entries: 0, batches: 0 },
      ]);
    });

    it('waits again where it never arrived, under another batch', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, FIRST)]);
      await handOver(desk);
      const [lost] = await desk.ledger.handedOver();
      if (!lost) throw new Error('nothing was handed over');
      await desk.ledger.release(lost, 0, { at: 9, ms: 0, answer: 'lost' });
      expect([await desk.states(), await desk.ledger.handedOver()]).toEqual([{ pending: 1 }, []]);
      const again = await desk.claim();
      expect([again?.keys, again?.id === lost.id]).toEqual([lost.keys, false]);
    });

    it('is unsure where the run died before it was noted: the same bytes go again under the same batch', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, FIRST)]);
      const batch = await desk.claim();
      await desk.nextRun();
      const doubt = await desk.nextDoubt();
      expect([doubt?.id, await desk.ledger.handedOver()]).toEqual([batch?.id, []]);
      if (!doubt) throw new Error('no doubt');
      const again = await desk.ledger.resend(doubt, desk.time, encode);
      expect([again?.id, Buffer.from(again?.bytes ?? [])]).toEqual([batch?.id, Buffer.from(batch?.bytes ?? [])]);
    });
  });
}
