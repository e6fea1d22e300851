/** Two runs at work on one ledger at once: whatever either of them does, and in whatever order. */
import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/ledger/ledger.ts';
import type { Verdict } from '../../../src/target/target.ts';
import { at, type Desk, dose, encode, SITI } from '../../support/ledger-desk.ts';
import type { Homes } from '../ledger-contract.ts';

const ANI = { nik: '3324014101800001', name: 'Ani Lestari', birthDate: '1980-01-01' } as const;
const ROWS = [at(5, dose()), at(6, dose(SITI)), at(7, dose(ANI))];
const KEYS = ROWS.map(({ key }) => key);
const ACCEPTED: Verdict = { kind: 'accepted', receipt: 'r-1' };
const attempt = { at: 5_000, ms: 12, answer: 'reply' };
/** Later than any lease ends. */
const LATER = 10 ** 12;

const said = (keys: readonly string[], verdict: Verdict) => new Map(keys.map((key) => [key, verdict]));

export function workersContract(homes: Homes): void {
  /** A desk with rows that wait, whose run is one worker, and another one. */
  async function twoWorkers(rows = ROWS): Promise<{ desk: Desk; a: Ledger; b: Ledger }> {
    const desk = await homes.desk();
    await desk.import('kendal.xlsx', rows);
    return { desk, a: desk.ledger, b: await desk.worker() };
  }

  describe('two workers on one ledger', () => {
    it('are two runs, and what each has read is its own', async () => {
      const { desk, a, b } = await twoWorkers();
      expect(b.run).not.toBe(a.run);
      expect(await desk.outcomes()).toEqual({ waiting: 3 });
      expect(Object.values(await b.outcomes()).every((count) => count === 0)).toBe(true);
      await b.endRun(5, desk.time);
      expect(await desk.outcomes()).toEqual({ waiting: 3 });
      await a.endRun(0, desk.time);
      expect(await a.lastRun()).toMatchObject({ id: b.run, exitCode: 5 });
    });

    it('send nothing twice: what one has in flight the other neither claims nor takes for dead', async () => {
      const { desk, a, b } = await twoWorkers();
      const first = (await a.claim(2, desk.time, encode))!;
      expect(await b.recover(desk.time)).toBe(0);
      expect(await b.nextDoubt(desk.time)).toBeUndefined();
      const second = (await b.claim(9, desk.time, encode))!;
      expect([first.keys, second.keys]).toEqual([KEYS.slice(0, 2), KEYS.slice(2)]);
      expect(await a.claim(9, desk.time, encode)).toBeUndefined();
      for (const [worker, batch] of [
        [b, second],
        [a, first],
      ] as const)
        expect(await worker.settle(batch, said(batch.keys, ACCEPTED), attempt)).toMatchObject({
          accepted: batch.keys.length,
        });
      expect(await desk.states()).toEqual({ accepted: 3 });
    });

    it('what was being sent when its lease ended is a doubt, and no row that is free', async () => {
      const { desk, a, b } = await twoWorkers();
      const batch = (await a.claim(9, desk.time, encode))!;
      expect(await b.recover(LATER)).toBe(3);
      expect(await b.recover(LATER)).toBe(0);
      expect(await desk.states()).toEqual({ 'in-doubt': 3 });
      expect(await b.claim(9, LATER, encode)).toBeUndefined();
      expect(await b.nextDoubt(LATER)).toMatchObject({ id: batch.id, keys: KEYS, whole: true });
    });

    it('whoever has lost its lease can write nothing down, and what it heard is asked for', async () => {
      const { desk, a, b } = await twoWorkers();
      const batch = (await a.claim(9, desk.time, encode))!;
      await b.recover(LATER);
      expect(await a.settle(batch, said(KEYS, ACCEPTED), attempt)).toBeUndefined();
      await a.release(batch, 0, attempt);
      await a.postpone(batch, 9, 0, true);
      expect(await a.resend(batch, LATER, encode)).toBeUndefined();
      expect(await desk.states()).toEqual({ 'in-doubt': 3 });
      const doubt = (await b.nextDoubt(LATER))!;
      expect(doubt.askAt).not.toBe(9);
      await b.settle(doubt, said(KEYS, { kind: 'already-there', receipt: 'r-2' }), attempt);
      expect(await desk.states()).toEqual({ accepted: 3 });
    });

    it('a lease that is renewed lasts, for what is sent and for what is asked about', async () => {
      const { desk, a, b } = await twoWorkers();
      const sent = (await a.claim(2, desk.time, encode))!;
      const asked = (await a.claim(2, desk.time, encode))!;
      await a.settle(asked, new Map(), attempt);
      const held = (await a.hold((await a.nextDoubt(desk.time))!, desk.time))!;
      const renewed = desk.time + 0.9 * a.leaseMs;
      await a.renew(renewed);
      const then = desk.time + 1.8 * a.leaseMs;
      expect(await b.recover(then)).toBe(0);
      expect(await b.nextDoubt(then)).toBeUndefined();
      expect(await b.recover(renewed + a.leaseMs)).toBe(2);
      const free = (await b.nextDoubt(renewed + a.leaseMs))!;
      expect([sent.id, held.id]).toContain(free.id);
      expect(await a.settle(sent, said(sent.keys, ACCEPTED), attempt)).toBeUndefined();
    });

    it('nobody renews what was taken from it, or what it has let go', async () => {
      const { desk, a, b } = await twoWorkers();
      const batch = (await a.claim(2, desk.time, encode))!;
      const other = (await a.claim(2, desk.time, encode))!;
      await a.settle(other, new Map(), attempt);
      await b.recover(LATER);
      await a.renew(LATER);
      const free: string[] = [];
      for (let doubt = await b.nextDoubt(LATER); doubt; doubt = await b.nextDoubt(LATER)) {
        free.push(doubt.id);
        await b.settle(doubt, said(doubt.keys, ACCEPTED), attempt);
      }
      expect(free.toSorted()).toEqual([batch.id, other.id].toSorted());
      expect(await a.settle(batch, said(batch.keys, ACCEPTED), attempt)).toBeUndefined();
    });

    it('a worker takes nothing of its own for dead, however late it is', async () => {
      const { desk, a } = await twoWorkers();
      const batch = (await a.claim(9, desk.time, encode))!;
      expect(await a.recover(LATER)).toBe(0);
      expect(await a.settle(batch, said(KEYS, ACCEPTED), attempt)).toMatchObject({ accepted: 3 });
    });

    it('what one has in its hands may come to the others, until it is settled', async () => {
      const { desk, a, b } = await twoWorkers();
      const batch = (await a.claim(9, desk.time, encode))!;
      expect([await a.elsewhere(), await b.elsewhere()]).toEqual([false, true]);
      await a.settle(batch, new Map(), attempt);
      // A doubt that nobody holds is everybody's.
      expect(await b.elsewhere()).toBe(false);
      const held = (await b.hold((await b.nextDoubt(desk.time))!, desk.time))!;
      expect([await a.elsewhere(), await b.elsewhere()]).toEqual([true, false]);
      await b.settle(held, said(KEYS, ACCEPTED), attempt);
      expect([await a.elsewhere(), await b.elsewhere()]).toEqual([false, false]);
    });

    it('a doubt is asked about by one of them', async () => {
      const { desk, a, b } = await twoWorkers();
      const batch = (await a.claim(9, desk.time, encode))!;
      await a.settle(batch, new Map(), attempt);
      const [seenByA, seenByB] = [(await a.nextDoubt(desk.time))!, (await b.nextDoubt(desk.time))!];
      expect(seenByB.id).toBe(seenByA.id);
      const held = (await b.hold(seenByB, desk.time))!;
      expect(await a.hold(seenByA, desk.time)).toBeUndefined();
      expect(await a.nextDoubt(desk.time)).toBeUndefined();
      expect((await b.nextDoubt(desk.time))?.id).toBe(batch.id);
      // What A was told of it before counts no more.
      expect(await a.resend(seenByA, desk.time, encode)).toBeUndefined();
      await a.release(seenByA, 0, attempt);
      expect(await desk.states()).toEqual({ 'in-doubt': 3 });
      await b.postpone(held, 77, 3, true);
      expect(await a.nextDoubt(desk.time)).toMatchObject({ id: batch.id, askAt: 77, misses: 1 });
    });

    it('one that is sent again has a new fence, and the sending before it can be settled no more', async () => {
      const { desk, a, b } = await twoWorkers();
      const batch = (await a.claim(9, desk.time, encode))!;
      await b.recover(LATER);
      const again = (await b.resend((await b.nextDoubt(LATER))!, LATER, encode))!;
      expect([again.id, again.fence > batch.fence]).toEqual([batch.id, true]);
      expect(await a.recover(LATER)).toBe(0);
      expect(await a.settle(batch, said(KEYS, { kind: 'unsent' }), attempt)).toBeUndefined();
      expect(await desk.states()).toEqual({ sending: 3 });
      expect(await b.settle(again, said(KEYS, ACCEPTED), attempt)).toMatchObject({ accepted: 3 });
    });

    it('a doubt whose holder has died in the question is free when its lease ends, or when the ledger is opened', async () => {
      const { desk, a, b } = await twoWorkers();
      const batch = (await a.claim(9, desk.time, encode))!;
      await a.settle(batch, new Map(), attempt);
      await a.hold((await a.nextDoubt(desk.time))!, desk.time);
      expect(await b.nextDoubt(desk.time)).toBeUndefined();
      expect((await b.nextDoubt(LATER))?.id).toBe(batch.id);
      await desk.nextRun();
      expect((await desk.nextDoubt())?.id).toBe(batch.id);
    });

    it.each([
      ['on its way', (desk: Desk, batch: { id: string; fence: number }) => Promise.resolve([desk, batch])],
      ['in doubt', (desk: Desk, batch: { id: string; fence: number }) => desk.ledger.settle(batch, new Map(), attempt)],
    ] as const)('another dose of one person waits while one is %s', async (_, becomes) => {
      const doses = [at(5, dose()), at(6, dose(SITI)), at(7, dose({}, { number: 2 })), at(8, dose({}, { number: 3 }))];
      const { desk, a, b } = await twoWorkers(doses);
      const first = (await a.claim(1, desk.time, encode))!;
      await becomes(desk, first);
      expect([await a.ready(), await b.ready()]).toEqual([1, 1]);
      expect((await b.claim(9, desk.time, encode))?.keys).toEqual([doses[1]!.key]);
      for (const worker of [a, b]) expect(await worker.claim(9, desk.time, encode)).toBeUndefined();
      const doubt = (await a.nextDoubt(LATER)) ?? first;
      await a.settle(doubt, said(first.keys, ACCEPTED), attempt);
      expect(await b.ready()).toBe(2);
      // Together they may go: they are one request.
      expect((await b.claim(9, desk.time, encode))?.keys).toEqual([doses[2]!.key, doses[3]!.key]);
    });

    it('for a target that takes one dose of a person in a request, the others wait for it', async () => {
      const doses = [at(5, dose()), at(6, dose({}, { number: 2 })), at(7, dose(SITI)), at(8, dose({}, { number: 3 }))];
      const { desk, a, b } = await twoWorkers(doses);
      const sent: string[][] = [];
      for (const worker of [a, b, a]) {
        const batch = (await worker.claim(9, desk.time, encode, { onePersonPerRequest: true }))!;
        sent.push([...batch.keys]);
        expect(await b.claim(9, desk.time, encode, { onePersonPerRequest: true })).toBeUndefined();
        await worker.settle(batch, said(batch.keys, ACCEPTED), attempt);
      }
      const [first, second, siti, third] = doses.map(({ key }) => key);
      expect(sent).toEqual([[first, siti], [second], [third]]);
    });

    it('parts of a batch that hold one person go one after the other', async () => {
      const doses = [at(5, dose()), at(6, dose({}, { number: 2 }))];
      const { desk, a, b } = await twoWorkers(doses);
      const batch = (await a.claim(9, desk.time, encode))!;
      await a.release(batch, 2, attempt);
      const half = (await a.claim(9, desk.time, encode))!;
      expect(half.keys).toEqual([doses[0]!.key]);
      expect(await b.claim(9, desk.time, encode)).toBeUndefined();
      await a.settle(half, said(half.keys, ACCEPTED), attempt);
      expect((await b.claim(9, desk.time, encode))?.keys).toEqual([doses[1]!.key]);
    });
  });
}
