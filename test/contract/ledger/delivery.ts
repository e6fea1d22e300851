/** What waits goes out in batches that are written down before they are sent; what is not known stays in doubt. */
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/target/target.ts';
import { at, type Desk, dose, encode, refuse, SITI } from '../../support/ledger-desk.ts';
import type { Homes } from '../ledger-contract.ts';

const ANI = { nik: '3324014101800001', name: 'Ani Lestari', birthDate: '1980-01-01' } as const;
const ROWS = [at(5, dose()), at(6, dose(SITI)), at(7, dose(ANI))];
const KEYS = ROWS.map(({ key }) => key);
const ACCEPTED: Verdict = { kind: 'accepted', receipt: 'r-1' };
const attempt = { at: 5_000, ms: 12, answer: 'reply' };

export function deliveryContract(homes: Homes): void {
  async function withRows(): Promise<Desk> {
    const desk = await homes.desk();
    await desk.import('kendal.xlsx', ROWS);
    return desk;
  }

  describe('a batch', () => {
    it('takes entries in the order in which they came, at most so many', async () => {
      const desk = await withRows();
      expect(await desk.ledger.ready()).toBe(3);
      expect((await desk.claim(2))?.keys).toEqual(KEYS.slice(0, 2));
      expect(await desk.ledger.ready()).toBe(1);
      expect((await desk.claim(2))?.keys).toEqual(KEYS.slice(2));
      expect(await desk.claim(2)).toBeUndefined();
      expect(await desk.states()).toEqual({ sending: 3 });
    });

    it('is encoded once, from the whole records, under an id of its own', async () => {
      const desk = await withRows();
      const seen: unknown[] = [];
      const batch = await desk.ledger.claim(9, 1, (id, consignments) => {
        seen.push(...consignments.map(({ record }) => record));
        return encode(id, consignments);
      });
      expect(seen).toEqual(ROWS.map(({ record }) => record));
      expect(JSON.parse(Buffer.from(batch!.bytes).toString())).toEqual({ id: batch!.id, keys: KEYS });
    });

    it('is not written down when it cannot be encoded', async () => {
      const desk = await withRows();
      const bug = () => {
        throw new Error('no such encoding');
      };
      await expect(desk.ledger.claim(9, 1, bug)).rejects.toThrow('no such encoding');
      expect(await desk.states()).toEqual({ pending: 3 });
    });

    it('leaves each entry where its verdict says', async () => {
      const desk = await withRows();
      const batch = await desk.claim();
      const verdicts = new Map<string, Verdict>([
        [KEYS[0]!, ACCEPTED],
        [KEYS[1]!, { kind: 'already-there', receipt: 'r-2' }],
        [KEYS[2]!, refuse()],
      ]);
      const counts = await desk.ledger.settle(batch!, verdicts, attempt);
      expect(counts).toEqual({ accepted: 1, alreadyThere: 1, refused: 1, inDoubt: 0, unsent: 0 });
      expect(await desk.outcomes()).toEqual({ accepted: 1, 'already-there': 1, refused: 1 });
      expect(await desk.nextDoubt()).toBeUndefined();
    });

    it('that certainly was not sent waits again, and goes out in another batch', async () => {
      const desk = await withRows();
      const batch = await desk.claim();
      await desk.settle(batch!, () => ({ kind: 'unsent' }));
      expect(await desk.states()).toEqual({ pending: 3 });
      const next = await desk.claim();
      expect(next?.keys).toEqual(KEYS);
      expect(next?.id).not.toBe(batch!.id);
    });

    it('with no word about a record leaves that one in doubt', async () => {
      const desk = await withRows();
      const batch = await desk.claim();
      const counts = await desk.ledger.settle(batch!, new Map([[KEYS[0]!, ACCEPTED]]), attempt);
      expect(counts).toMatchObject({ accepted: 1, inDoubt: 2 });
      expect(await desk.nextDoubt()).toMatchObject({ id: batch!.id, keys: KEYS.slice(1), whole: false });
    });

    it('never touches an accepted entry again', async () => {
      const desk = await withRows();
      const batch = await desk.claim();
      await desk.settle(batch!, () => ACCEPTED);
      await desk.settle(batch!, refuse);
      expect(await desk.states()).toEqual({ accepted: 3 });
    });

    it('that was never written down is a bug', async () => {
      const desk = await withRows();
      await expect(desk.ledger.settle({ id: 'no-such-batch', fence: 1 }, new Map(), attempt)).rejects.toThrow(
        'never written down',
      );
    });
  });

  describe('a doubt', () => {
    async function inDoubt() {
      const desk = await withRows();
      const batch = (await desk.claim())!;
      await desk.settle(batch, () => ({ kind: 'in-doubt' }));
      return { desk, batch };
    }

    it('is first asked about some time after it was sent', async () => {
      const { desk, batch } = await inDoubt();
      const doubt = await desk.nextDoubt();
      expect(doubt).toMatchObject({ id: batch.id, keys: KEYS, whole: true, misses: 0 });
      expect(doubt!.askAt).toBe(doubt!.lastSent + 60_000);
      expect(await desk.claim()).toBeUndefined();
    });

    it('is what a run that died was sending, and what the next one finds', async () => {
      const desk = await withRows();
      const batch = (await desk.claim())!;
      await desk.leave();
      const opened = await desk.home.open();
      const ledger = await opened.beginRun('import', desk.time);
      expect(await ledger.recover(desk.time)).toBe(3);
      expect(await ledger.recover(desk.time)).toBe(0);
      expect((await ledger.nextDoubt(desk.time))?.keys).toEqual(batch.keys);
      await opened.close();
    });

    it('can be put off, and the one that is due first comes first', async () => {
      const desk = await withRows();
      const first = (await desk.claim(1))!;
      const second = (await desk.claim(1))!;
      for (const batch of [first, second]) await desk.settle(batch, () => ({ kind: 'in-doubt' }));
      expect((await desk.nextDoubt())?.id).toBe(first.id);
      await desk.ledger.postpone(first, 9_000_000, 1, true);
      expect((await desk.nextDoubt())?.id).toBe(second.id);
      await desk.ledger.postpone(second, 9_000_001, 1, false);
      expect(await desk.nextDoubt()).toMatchObject({ id: first.id, askAt: 9_000_000, misses: 1, missing: 1 });
      await desk.ledger.postpone(first, 9_000_002, 1, true);
      expect(await desk.nextDoubt()).toMatchObject({ id: second.id, misses: 0 });
    });

    it('can be sent again with the very same bytes under the same id, also by another run', async () => {
      const { desk, batch } = await inDoubt();
      await desk.nextRun();
      const again = (await desk.ledger.resend(batch, 99_000, encode))!;
      expect({ ...again, bytes: Buffer.from(again.bytes).toString() }).toEqual({
        ...batch,
        fence: batch.fence + 1,
        bytes: Buffer.from(batch.bytes).toString(),
      });
      expect(await desk.states()).toEqual({ sending: 3 });
      await desk.settle(again, () => ACCEPTED);
      expect(await desk.states()).toEqual({ accepted: 3 });
    });

    it('remembers the sending that nobody answered, although a later one of the same key was answered', async () => {
      const { desk, batch } = await inDoubt();
      const silentSince = (await desk.nextDoubt())?.unanswered;
      expect(silentSince).toBe((await desk.nextDoubt())?.lastSent);
      const again = (await desk.ledger.resend(batch, 99_000, encode))!;
      await desk.ledger.settle(again, new Map(), { ...attempt, blame: { batch: 0, record: 0, answered: true } });
      // The server may still be at work on the first one.
      expect(await desk.nextDoubt()).toMatchObject({ lastSent: 99_000, unanswered: silentSince });
    });

    it('is not sent again by a program that would write it otherwise, and is whole no more', async () => {
      const { desk, batch } = await inDoubt();
      const otherwise = (...given: Parameters<typeof encode>) => Buffer.concat([encode(...given), Buffer.from('\n')]);
      expect(await desk.ledger.resend(batch, 99_000, otherwise)).toBeUndefined();
      expect(await desk.states()).toEqual({ 'in-doubt': 3 });
      expect(await desk.nextDoubt()).toMatchObject({ id: batch.id, keys: KEYS, whole: false });
      await expect(desk.ledger.resend(batch, 99_000, encode)).rejects.toThrow('must not be sent again');
    });

    it('cannot be sent again as it was when a part of it is known', async () => {
      const { desk, batch } = await inDoubt();
      await desk.ledger.settle(batch, new Map([[KEYS[0]!, ACCEPTED]]), attempt);
      await expect(desk.ledger.resend(batch, 99_000, encode)).rejects.toThrow('must not be sent again');
      expect(await desk.states()).toEqual({ accepted: 1, 'in-doubt': 2 });
    });

    it('that is proven absent waits again, whole or in parts that go out by themselves', async () => {
      for (const [parts, sizes] of [
        [0, [3]],
        [2, [2, 1]],
        [3, [1, 1, 1]],
      ] as const) {
        const { desk, batch } = await inDoubt();
        await desk.ledger.release(batch, parts, attempt);
        expect(await desk.states()).toEqual({ pending: 3 });
        expect(await desk.nextDoubt()).toBeUndefined();
        const sent: number[] = [];
        for (let next = await desk.claim(); next; next = await desk.claim()) sent.push(next.keys.length);
        expect(sent).toEqual(sizes);
      }
    });
  });

  it('remembers that the target was met', async () => {
    const desk = await withRows();
    expect(await desk.ledger.hasMet()).toBe(false);
    await desk.ledger.met();
    await desk.nextRun();
    expect(await desk.ledger.hasMet()).toBe(true);
  });
}
