/** What the line and whoever stands in front of the server can do: nothing of it is a word on a record. */
import { describe, expect, it } from 'vitest';
import { PAGE, type Passage } from '../../support/gateway.ts';
import { IMPATIENT_MS, NEVER, type Stand, verdictsOf, weatherOf } from './stand.ts';

const STATUSES = [
  200, 201, 202, 203, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 412, 413, 415, 422, 423, 425, 429, 451,
  500, 501, 502, 503, 504, 520, 530,
];

/** The form of an answer to a batch that says nothing of any record. */
const SAYS_NOTHING = /^(?:outage|stop|split)$/;

export function line(stand: () => Stand): void {
  it('a lost answer is in doubt; asked for, the records are found', async () => {
    await stand().warmUp();
    // A target that sends people before their doses has stored no dose by its first request.
    for (let passed = 0; passed < 3 && !(await stand().effects()).includes(1); passed += 1) {
      stand().gateway.always('lose answer');
      stand().gateway.next(...Array.from({ length: passed }, () => 'pass' as const));
      const answer = await stand().send();
      expect(weatherOf(answer)).toMatchObject({ kind: 'outage', reachedServer: true });
      await stand().expectTrue(answer);
    }
    expect(await stand().effects()).toContain(1);
    await stand().expectMended();
  });

  it('a lost request is in doubt; asked for, the records are absent', async () => {
    await stand().warmUp();
    stand().gateway.always('lose request');
    const answer = await stand().send();
    expect(weatherOf(answer)).toMatchObject({ kind: 'outage', reachedServer: true });
    await stand().expectTrue(answer);
    expect(await stand().effects()).toEqual(stand().keys.map(() => 0));
    await stand().expectMended();
  });

  it('a lost answer sent again is one effect, where the target says that this is safe', async () => {
    const { target, keys, gateway } = stand();
    if (!target.traits.safeToResend) return;
    const batch = await stand().batch();
    gateway.always('lose answer');
    await target.send(batch, NEVER);
    gateway.always('pass');
    expect(verdictsOf(await target.send(batch, NEVER)).size).toBe(keys.length);
    expect(await stand().effects()).toEqual(keys.map(() => 1));
  });

  it.each<[what: string, then: Passage]>([
    ['loses its answer', 'lose answer'],
    ['is lost', 'lose request'],
    ['meets a page of a gateway', { do: 'say', status: 503 }],
    ['is done and meets a page of a gateway', { do: 'say', status: 504, done: true }],
    ['is throttled', { do: 'say', status: 429 }],
    ['is turned away', { do: 'say', status: 403 }],
  ])('each request of a batch in turn %s: what is said of a record is true', async (_what, then) => {
    const { gateway, bench } = stand();
    await stand().warmUp();
    const size = stand().people.length;
    for (let nth = 0; nth < size; nth += 1) {
      const people = bench.invent(size, 100 + nth * size);
      gateway.next(...Array.from({ length: nth }, () => 'pass' as const), then);
      await stand().expectTrue(await stand().send(people), people);
      await stand().expectMended(people);
    }
  });

  describe('a page in place of an answer is no answer, to no question', () => {
    it.each(STATUSES)('%i', async (status) => {
      const { gateway, people, target } = stand();
      await stand().warmUp();
      for (const [some, done] of [
        [people, false],
        [people.slice(0, 1), false],
        [people, true],
      ] as const) {
        gateway.always({ do: 'say', status, ...(done ? { done } : {}) });
        const answer = await stand().send(some);
        expect(weatherOf(answer)?.kind).toMatch(SAYS_NOTHING);
        await stand().expectTrue(answer, some);
        if (target.traits.finds !== 'never') expect((await stand().find(some)).kind).toMatch(/^(?:outage|stop)$/);
      }
      await stand().expectMended();
    });
  });

  it.each<[what: string, passage: Passage]>([
    ['cut in the middle', { do: 'cut', at: 0.5, length: 'told' }],
    ['cut in the middle, its length untold', { do: 'cut', at: 0.5, length: 'untold' }],
    ['cut at its last byte', { do: 'cut', at: 0.99, length: 'told' }],
    ['half of what it was', { do: 'shorten', at: 0.5 }],
    ['nothing', { do: 'shorten', at: 0 }],
    ['JSON of somebody else', { do: 'rewrite', json: () => ({ status: 'OK' }) }],
    ['an empty list', { do: 'rewrite', json: () => [] }],
    ['null', { do: 'rewrite', json: () => null }],
  ])('an answer that is %s leaves the doubt', async (_what, passage) => {
    const { gateway, target } = stand();
    await stand().warmUp();
    gateway.always(passage);
    const answer = await stand().send();
    expect(weatherOf(answer)).toMatchObject({ kind: 'outage', reachedServer: true });
    await stand().expectTrue(answer);
    if (target.traits.finds !== 'never') expect((await stand().find()).kind).toBe('outage');
    await stand().expectMended();
  });

  it('an answer that comes slowly is an answer', async () => {
    stand().gateway.always({ do: 'trickle', ms: 300 });
    expect(verdictsOf(await stand().send()).size).toBe(stand().keys.length);
    await stand().expectMended();
  });

  it.each<[what: string, passage: Passage]>([
    ['never comes', 'freeze'],
    ['comes too slowly', { do: 'trickle', ms: 60_000 }],
  ])('an answer that %s is left after the timeout, in doubt', async (_what, passage) => {
    const hasty = stand().connect({ timeoutMs: IMPATIENT_MS });
    await stand().warmUp(hasty);
    stand().gateway.always(passage);
    const answer = await stand().send(stand().people, undefined, hasty);
    expect(weatherOf(answer)).toMatchObject({ kind: 'outage', cause: 'timeout', reachedServer: true });
    await stand().expectTrue(answer);
    await stand().expectMended();
  });

  it.each<[what: string, headers: Record<string, string>, least: number | undefined, most: number]>([
    ['and says nothing of when', {}, undefined, 0],
    ['for seven seconds', { 'retry-after': '7' }, 7_000, 7_000],
    ['until a moment', { 'retry-after': new Date(Date.now() + 600_000).toUTCString() }, 1, 600_000],
  ])('a gateway that throttles %s', async (_what, headers, least, most) => {
    const { gateway, target } = stand();
    await stand().warmUp();
    gateway.always({ do: 'say', status: 429, headers });
    const answers = [await stand().send(), ...(target.traits.finds === 'never' ? [] : [await stand().find()])];
    for (const answer of answers) {
      const weather = answer.kind === 'found' ? answer : weatherOf(answer);
      expect(weather).toMatchObject({ kind: 'outage', cause: 'throttled' });
      const wait = weather && 'retryAfterMs' in weather ? weather.retryAfterMs : undefined;
      if (least === undefined) expect(wait).toBeUndefined();
      else expect([(wait ?? 0) >= least, (wait ?? 0) <= most]).toEqual([true, true]);
      if (answer.kind !== 'found') await stand().expectTrue(answer);
    }
    await stand().expectMended();
  });

  it('a body that is too large for the gateway is sent in smaller ones, or is to be split', async () => {
    const { gateway, people } = stand();
    await stand().warmUp();
    gateway.next({ do: 'say', status: 413, body: PAGE });
    const answer = await stand().send();
    await stand().expectTrue(answer);
    if (answer.kind !== 'reply') expect(answer).toMatchObject({ kind: 'split', foreign: true });
    for (const one of people) await stand().send([one]);
    await stand().expectMended();
  });

  it('a batch whose sending is aborted on the way is in doubt', async () => {
    const { gateway, target } = stand();
    await stand().warmUp();
    gateway.always('freeze');
    const abort = new AbortController();
    const answer = target.send(await stand().batch(), abort.signal);
    await expect.poll(() => gateway.seen.length, { interval: 2, timeout: 20_000 }).toBeGreaterThan(0);
    abort.abort();
    expect(weatherOf(await answer)).toMatchObject({ kind: 'outage', reachedServer: true });
    await stand().expectMended();
  });

  it('a batch whose sending is aborted before it begins is certainly unsent', async () => {
    const { gateway, target } = stand();
    const batch = await stand().batch();
    gateway.seen.length = 0;
    expect(await target.send(batch, AbortSignal.abort())).toMatchObject({ kind: 'outage', reachedServer: false });
    expect(gateway.seen).toEqual([]);
  });

  it('nobody listening: certainly unsent', async () => {
    const { gateway, target } = stand();
    const batch = await stand().batch();
    await gateway.down();
    expect(await target.send(batch, NEVER)).toMatchObject({ kind: 'outage', cause: 'refused', reachedServer: false });
  });
}
