/**
 * What every target must do, whatever registry it speaks to. A new target runs this suite against a server on a real
 * socket that behaves as its registry does; a target that does not pass cannot be trusted with promise 2 (nothing is
 * doubled).
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordKey } from '../../src/record/record.ts';
import {
  type Answer,
  type Consignment,
  type FindAnswer,
  soughtOf,
  type Target,
  type Verdict,
} from '../../src/target/target.ts';
import { batchOf, inventedConsignments } from '../support/consignments.ts';

/** A target and the means to give its server weather. The target's timeout must be well under a second. */
export interface TargetBench {
  readonly target: Target;
  /** How often each record is in the server. */
  effects(): ReadonlyMap<RecordKey, number>;
  /** Requests the server has read so far. */
  requests(): number;
  /** The next submission is stored and its answer is lost. */
  loseNextAnswer(): void;
  /** From now on the server refuses this record, and says why. */
  refuse(key: RecordKey): void;
  /** From now on the server takes no more records at once than this. */
  limit(records: number): void;
  refuseCredentials(): void;
  /** From now on: too many requests, come back after so many seconds. */
  throttle(seconds: number): void;
  /** From now on: a maintenance page where an answer should be. */
  answerGarbage(): void;
  /** From now on requests are read and never answered. */
  freeze(): void;
  /** Lookups fail, submissions do not. */
  breakLookups(): void;
  /** Nobody listens any more. */
  disappear(): Promise<void>;
  close(): Promise<void>;
}

/** Runs the suite; `open` is called before each test. */
export function targetContract(name: string, open: () => Promise<TargetBench>): void {
  describe(`${name}: what every target must do`, () => {
    let bench: TargetBench;
    let target: Target;
    let people: Consignment[];
    let keys: RecordKey[];
    const never = new AbortController().signal;
    const send = (consignments = people, id?: string) => target.send(batchOf(target, consignments, id), never);

    beforeEach(async () => {
      bench = await open();
      target = bench.target;
      people = inventedConsignments(Math.min(3, target.traits.maxBatch));
      keys = people.map(({ key }) => key);
    });
    afterEach(async () => {
      await target.close();
      await bench.close();
    });

    it('encodes the same records to the same bytes', () => {
      expect(target.encode('b1', people)).toEqual(target.encode('b1', structuredClone(people)));
    });

    it('names itself without credentials', () => {
      expect(target.identity).toMatch(/^\S+ https?:\/\/[^@\s]+$/);
    });

    it('gives a verdict with a receipt for each record sent, and the server has each once', async () => {
      const verdicts = verdictsOf(await send());
      expect([...verdicts.keys()].sort()).toEqual([...keys].sort());
      for (const verdict of verdicts.values())
        expect(verdict).toEqual({ kind: 'accepted', receipt: expect.stringMatching(/./) });
      expect(countsOf(bench, keys)).toEqual(keys.map(() => 1));
    });

    it('the same batch twice is one effect', async () => {
      const batch = batchOf(target, people);
      const first = verdictsOf(await target.send(batch, never));
      const second = verdictsOf(await target.send(batch, never));
      expect(receiptsOf(second, keys)).toEqual(receiptsOf(first, keys));
      expect(countsOf(bench, keys)).toEqual(keys.map(() => 1));
    });

    it('the same records in another batch are one effect, and the server says that it had them', async () => {
      const first = verdictsOf(await send());
      const second = verdictsOf(await send());
      for (const verdict of second.values()) expect(verdict.kind).toBe('already-there');
      expect(receiptsOf(second, keys)).toEqual(receiptsOf(first, keys));
      expect(countsOf(bench, keys)).toEqual(keys.map(() => 1));
    });

    it('a lost answer is in doubt, and asking settles it', async () => {
      bench.loseNextAnswer();
      expect(await send()).toMatchObject({ kind: 'outage', reachedServer: true });
      expect(countsOf(bench, keys)).toEqual(keys.map(() => 1));
      if (target.traits.finds === 'never') return;
      const found = foundOf(await target.find(people.map(soughtOf), never));
      for (const key of keys) expect(found.get(key)).toEqual({ receipt: expect.stringMatching(/./) });
    });

    it('a lost answer sent again is one effect, where the target says that this is safe', async () => {
      if (!target.traits.safeToResend) return;
      const batch = batchOf(target, people);
      bench.loseNextAnswer();
      await target.send(batch, never);
      expect(verdictsOf(await target.send(batch, never)).size).toBe(keys.length);
      expect(countsOf(bench, keys)).toEqual(keys.map(() => 1));
    });

    it('finds what is there and says of the rest that it is absent', async () => {
      if (target.traits.finds === 'never') return;
      const stranger = inventedConsignments(1, 900);
      await send();
      const found = foundOf(await target.find([...people, ...stranger].map(soughtOf), never));
      expect(found.size).toBe(keys.length + 1);
      expect(keys.map((key) => found.get(key))).not.toContain('absent');
      for (const { key } of stranger) expect(found.get(key)).toBe('absent');
    });

    it('a question that fails is not an answer "not there"', async () => {
      if (target.traits.finds === 'never') return;
      await send();
      bench.breakLookups();
      expect((await target.find(people.map(soughtOf), never)).kind).toBe('outage');
    });

    it('a refused record has its reasons and does not take its neighbours with it', async () => {
      const [bad, ...good] = keys;
      if (bad === undefined) return;
      bench.refuse(bad);
      const verdicts = verdictsOf(await send());
      const verdict = verdicts.get(bad);
      expect(verdict?.kind === 'refused' ? verdict.reasons.length : 0).toBeGreaterThan(0);
      for (const key of good) expect(verdicts.get(key)?.kind).toBe('accepted');
      expect(countsOf(bench, [bad])).toEqual([0]);
    });

    it('a batch that is too large is to be split, and nothing of it is stored', async () => {
      if (keys.length < 2) return;
      bench.limit(1);
      expect(await send()).toEqual({ kind: 'split' });
      expect(countsOf(bench, keys)).toEqual(keys.map(() => 0));
      expect(verdictsOf(await send(people.slice(0, 1))).size).toBe(1);
    });

    it('refused credentials stop the run', async () => {
      bench.refuseCredentials();
      expect(await send()).toMatchObject({ kind: 'stop', why: 'unauthorised' });
      if (target.traits.finds !== 'never')
        expect(await target.find(people.map(soughtOf), never)).toMatchObject({ kind: 'stop', why: 'unauthorised' });
    });

    it('a throttled batch is in doubt, and the server says when to come back', async () => {
      bench.throttle(7);
      expect(await send()).toMatchObject({
        kind: 'outage',
        cause: 'throttled',
        reachedServer: true,
        retryAfterMs: 7000,
      });
    });

    it('a maintenance page is no answer, to no question', async () => {
      bench.answerGarbage();
      expect(await send()).toMatchObject({ kind: 'outage', cause: 'unreadable', reachedServer: true });
      if (target.traits.finds !== 'never') expect((await target.find(people.map(soughtOf), never)).kind).toBe('outage');
    });

    it('a server that never answers is left after the timeout, in doubt', async () => {
      bench.freeze();
      expect(await send()).toMatchObject({ kind: 'outage', cause: 'timeout', reachedServer: true });
    });

    it('a batch whose sending is aborted on the way is in doubt', async () => {
      bench.freeze();
      const abort = new AbortController();
      const answer = target.send(batchOf(target, people), abort.signal);
      const before = bench.requests();
      await expect.poll(() => bench.requests(), { interval: 2 }).toBeGreaterThan(before);
      abort.abort();
      expect(await answer).toMatchObject({ kind: 'outage', reachedServer: true });
    });

    it('a batch whose sending is aborted before it begins is certainly unsent', async () => {
      const answer = await target.send(batchOf(target, people), AbortSignal.abort());
      expect(answer).toMatchObject({ kind: 'outage', reachedServer: false });
      expect(bench.requests()).toBe(0);
    });

    it('nobody listening: certainly unsent', async () => {
      await bench.disappear();
      expect(await send()).toMatchObject({ kind: 'outage', cause: 'refused', reachedServer: false });
    });
  });
}

/** Fails the test unless it is a reply. */
export function verdictsOf(answer: Answer): ReadonlyMap<RecordKey, Verdict> {
  expect(answer.kind).toBe('reply');
  return answer.kind === 'reply' ? answer.verdicts : new Map();
}

function foundOf(answer: FindAnswer) {
  expect(answer.kind).toBe('found');
  return answer.kind === 'found' ? answer.results : new Map();
}

function receiptsOf(verdicts: ReadonlyMap<RecordKey, Verdict>, keys: readonly RecordKey[]) {
  return keys.map((key) => {
    const verdict = verdicts.get(key);
    return verdict && 'receipt' in verdict ? verdict.receipt : undefined;
  });
}

function countsOf(bench: TargetBench, keys: readonly RecordKey[]): number[] {
  const effects = bench.effects();
  return keys.map((key) => effects.get(key) ?? 0);
}
