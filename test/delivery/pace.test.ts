/** How fast to go, rule by rule (docs/reliability.md, "Pace"), and what holds for any night. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterAnswer, afterSplit, allowance, longestWait, questionsWait, startPace } from '../../src/delivery/pace.ts';
import { afterGood } from '../../src/delivery/pace-good.ts';
import { afterOutage } from '../../src/delivery/pace-outage.ts';
import type { Pace, PaceSettings } from '../../src/delivery/pace-state.ts';
import type { Outage } from '../../src/target/target.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const settings: PaceSettings = {
  batchSize: 100,
  concurrency: 4,
  firstMs: SECOND,
  capMs: MINUTE,
  probeMs: 3 * MINUTE,
  slowMs: 5 * SECOND,
};
const NOW = 1_000_000_000;
const half = (): number => 0.5;
const timeout: Outage = { kind: 'outage', cause: 'timeout', reachedServer: true };
const refused: Outage = { kind: 'outage', cause: 'refused', reachedServer: false };

const good = (pace: Pace, ms = 100): Pace => afterGood(pace, { entries: Math.floor(pace.size), ms }, NOW);
const goods = (pace: Pace, times: number, ms = 100): Pace =>
  Array.from({ length: times }).reduce<Pace>((now) => good(now, ms), pace);
const failed = (pace: Pace, outage = refused, random = half, ms = 0): Pace =>
  afterOutage(pace, { outage, ms }, NOW, random);
const outages = (pace: Pace, times: number, outage = refused, random = half): Pace =>
  Array.from({ length: times }).reduce<Pace>((now) => failed(now, outage, random), pace);
const fair = goods(startPace(settings), 50);
const waitOf = (pace: Pace, now = NOW): number => {
  const turn = allowance(pace, now);
  return turn.kind === 'wait' ? turn.until - now : 0;
};

describe('the start', () => {
  it('is one record in one request', () =>
    expect(allowance(startPace(settings), NOW)).toEqual({ kind: 'go', size: 1, concurrency: 1 }));
  it('is four times as large with each success, up to the batch size', () => {
    const sizes = [1, 2, 3, 4, 5].map((times) => goods(startPace(settings), times).size);
    expect(sizes).toEqual([4, 16, 64, 100, 100]);
  });
  it('keeps to one request at a time until the batch size is reached', () => {
    expect(allowance(goods(startPace(settings), 3), NOW)).toMatchObject({ concurrency: 1 });
    expect(goods(startPace(settings), 3).weather).toBe('careful');
    expect(goods(startPace(settings), 4).weather).toBe('fair');
  });
});

describe('fair weather', () => {
  it('reaches the concurrency allowed, one more at a time', () => {
    const steps = [4, 5, 6, 7, 9, 17].map((times) => allowance(goods(startPace(settings), times), NOW));
    expect(steps.map((turn) => turn.kind === 'go' && turn.concurrency)).toEqual([1, 2, 2, 2, 3, 4]);
  });
  it('grows by a tenth of the batch size for three good answers', () => {
    const small = { ...fair, size: 50, streak: 0 };
    expect(goods(small, 2).size).toBe(50);
    expect(goods(small, 3).size).toBe(60);
  });
  it('takes a slow success for a warning: a fifth less at a time, and each as large as before', () => {
    expect(good(fair, 40 * SECOND)).toMatchObject({ weather: 'fair', size: 100, concurrency: 3.2, streak: 0 });
  });
  it.each([
    // usual, answer, slow
    [1, 4.9, false],
    [1, 5.1, true],
    [10, 19, false],
    [10, 21, true],
    [25, 29, false],
    [25, 31, true],
  ])('where %i s are usual, %f s are slow: %s', (usual, seconds, slow) => {
    const used = { ...fair, usual: { entries: 100, ms: usual * SECOND } };
    expect(good(used, seconds * SECOND).streak === 0).toBe(slow);
  });
  it('knows a server by its quickest answer to its largest batch', () => {
    const usual = (entries: number, ms: number) => afterGood(used, { entries, ms }, NOW).usual;
    const used = { ...fair, usual: { entries: 50, ms: 4_000 } };
    expect(usual(50, 3_000)).toEqual({ entries: 50, ms: 3_000 });
    expect(usual(50, 5_000)).toEqual({ entries: 50, ms: 4_000 });
    expect(usual(20, 1_000)).toEqual({ entries: 50, ms: 4_000 });
    expect(usual(100, 7_000)).toEqual({ entries: 100, ms: 7_000 });
    expect(usual(100, 17_000)).toEqual({ entries: 50, ms: 4_000 });
  });
  it('does not grow by questions', () => {
    const small = { ...fair, size: 50 };
    expect(afterAnswer(small, NOW, half)).toEqual({ ...small, tokens: 500 });
  });
});

describe('trouble', () => {
  it.each([
    [1, 25],
    [2, 6],
    [3, 1],
    [4, 1],
    [5, 1],
  ])(
    'is one request at a time, a quarter as large with each failure, one record when the server is down (failure %i: %i)',
    (times, size) =>
      expect(allowance(outages(fair, times, timeout), NOW + 10 * MINUTE)).toEqual({ kind: 'go', size, concurrency: 1 }),
  );
  it.each([
    [1, 0, 1],
    [2, 0, 2],
    [3, 0, 4],
  ])('failure %i is followed by a wait between %i s and %i s (full jitter)', (times, least, most) => {
    expect(waitOf(outages(fair, times, refused, () => 0))).toBe(least * SECOND);
    expect(waitOf(outages(fair, times, refused, () => 0.999_999))).toBeCloseTo(most * SECOND, -2);
  });
  it('caps the quick tries', () => {
    expect(waitOf(outages(startPace({ ...settings, firstMs: 40 * SECOND }), 3, refused, () => 0.999_999))).toBeCloseTo(
      MINUTE,
      -2,
    );
  });
  it('with failure 4 the server counts as down, and the first probe comes at any moment of one `probe`', () => {
    expect(waitOf(outages(fair, 4, refused, () => 0))).toBe(0);
    expect(waitOf(outages(fair, 4, refused, () => 0.999_999))).toBeCloseTo(3 * MINUTE, -3);
  });
  it.each([5, 40])('then it is tried about every `probe`, evenly (failure %i)', (times) => {
    const down = { ...outages(fair, times - 1), owed: 0, notBefore: 0 };
    expect(waitOf(failed(down, refused, () => 0))).toBe(2.25 * MINUTE);
    expect(waitOf(failed(down, refused, () => 0.999_999))).toBeCloseTo(3.75 * MINUTE, -3);
  });
  it('counted from the start of the request: what hangs until the timeout is not slower to find a return', () => {
    const down = { ...outages(fair, 9), owed: 0, notBefore: 0 };
    expect(waitOf(failed(down, timeout, half, MINUTE))).toBe(2 * MINUTE);
    expect(waitOf(failed(down, timeout, half, 10 * MINUTE))).toBe(0);
    // A clock that was set back meanwhile makes no pause longer.
    expect(waitOf(failed(down, timeout, half, -MINUTE))).toBe(3 * MINUTE);
  });
  it('the quick tries are owed, longer pauses pay them back, and the request that finds the server back is not counted', () => {
    const opened = outages(fair, 4);
    expect(opened.owed).toBe(3.5);
    const paused = failed(opened);
    expect(waitOf(paused)).toBe(3 * MINUTE * (1 + 3.5 / 8));
    expect(paused.owed).toBeCloseTo(3.5 * (1 - 1 / 8), 9);
    expect(outages(opened, 60).owed).toBeCloseTo(0, 2);
    expect(good(opened).owed).toBe(2.5);
  });
  it('where outages are short and many, the pauses are half as long again at most', () => {
    let pace = fair;
    for (let times = 0; times < 20; times += 1)
      pace = good(outages({ ...pace, weather: 'fair', tokens: 500 }, 4, refused, () => 0));
    const down = outages(pace, 4, refused, () => 0);
    expect(down.owed).toBe(4);
    expect(waitOf(failed(down))).toBe(4.5 * MINUTE);
  });
  it.each([1, 2, 3])('a server that is not known to be down owes nothing (failures: %i)', (times) =>
    expect(outages(fair, times).owed).toBe(0),
  );
  it('a server that flaps until the retry budget is spent counts as down at once', () => {
    let pace = fair;
    for (let times = 0; times < 200; times += 1) pace = good(failed(pace, timeout));
    expect(pace.tokens).toBeLessThanOrEqual(1);
    const down = failed(pace);
    expect(waitOf(down)).toBe(1.5 * MINUTE);
    expect(down.size).toBe(1);
  });
  it('a failure costs 5 of 500 tokens, a timeout 10, and a success brings 1 back', () => {
    expect(failed(fair).tokens).toBe(495);
    expect(failed(fair, timeout).tokens).toBe(490);
    expect(good(failed(fair)).tokens).toBe(496);
  });
  it('remembers when it began', () => {
    expect(afterOutage(failed(fair), { outage: refused, ms: 0 }, NOW + MINUTE, half).since).toBe(NOW);
  });
  it('does not end because a question is answered: a real record may try at once, and the pauses stay as long as they were', () => {
    const down = { ...outages(fair, 9), owed: 0, notBefore: 0 };
    const asked = afterAnswer(down, NOW + SECOND, half);
    expect(asked).toMatchObject({ weather: 'trouble', failures: 9 });
    expect(allowance(asked, NOW + SECOND)).toEqual({ kind: 'go', size: 1, concurrency: 1 });
    expect(
      waitOf(
        afterOutage(asked, { outage: refused, ms: 0 }, NOW + SECOND, () => 0),
        NOW + SECOND,
      ),
    ).toBe(2.25 * MINUTE);
  });
  it('asks two questions in a row, and then none for a probe; a real record may try', () => {
    const down = { ...outages(fair, 9), owed: 0, notBefore: 0 };
    const ask = (pace: Pace): Pace => afterAnswer(pace, NOW, half);
    const twice = ask(ask(down));
    expect(questionsWait(ask(down), NOW)).toBe(0);
    expect(questionsWait(twice, NOW)).toBe(3 * MINUTE);
    expect(waitOf(twice)).toBe(0);
    expect(questionsWait(good(twice), NOW)).toBe(0);
  });
});

describe('Retry-After', () => {
  const asked = (ms: number, random = half): Pace => failed(fair, { ...refused, retryAfterMs: ms }, random);
  it('is a lower bound, with jitter on top', () => {
    expect(waitOf(asked(2 * MINUTE, () => 0))).toBe(2 * MINUTE);
    expect(waitOf(asked(2 * MINUTE, () => 0.5))).toBe(2.5 * MINUTE);
  });
  it('is obeyed up to half an hour', () => expect(waitOf(asked(24 * 60 * MINUTE, () => 0))).toBe(30 * MINUTE));
  it('of nothing changes nothing', () => expect(waitOf(asked(0))).toBe(0.5 * SECOND));
  it('is not cut short by the good answer of an older request', () => {
    expect(waitOf(good(asked(2 * MINUTE)))).toBe(2 * MINUTE);
    expect(waitOf(afterAnswer(asked(2 * MINUTE), NOW, half))).toBe(2 * MINUTE);
  });
});

describe('the return', () => {
  it.each([1, 2, 3])(
    'after a short trouble (failures: %i) goes on where it was, with half of the requests at a time and one more',
    (times) =>
      expect(good(outages(fair, times))).toMatchObject({
        weather: 'fair',
        size: 100,
        concurrency: [2.5, 2, 2][times - 1],
        failures: 0,
        owed: 0,
      }),
  );
  it('after a timeout or 504 is half of what was too much, reached by steps again; after another failure the same', () => {
    const small = { ...fair, size: 40 };
    for (const outage of [timeout, { ...refused, status: 504 }]) {
      const back = good(failed(small, outage));
      expect(back).toMatchObject({ weather: 'fair', size: 20, good: 20 });
      expect(goods(back, 3).size).toBe(30);
    }
    expect(good(failed(small)).size).toBe(40);
  });
  it('a short trouble on the way up ends where it began, not higher', () => {
    const rising = goods(good(outages(fair, 4)), 1);
    expect(good(failed(rising))).toMatchObject({ weather: 'careful', size: 4 });
    expect(allowance(good(failed(rising)), NOW)).toEqual({ kind: 'go', size: 4, concurrency: 1 });
  });
  it('after an outage forgets what the brown-out before it did to the size', () => {
    const shrunk = outages(good(outages({ ...fair, size: 10 }, 2, timeout)), 4);
    expect(goods(good(shrunk), 5).size).toBe(100);
  });
  it('is careful: one request, one record, then four times as many, up to what went well before', () => {
    const back = good(outages(fair, 4));
    expect(back).toMatchObject({ weather: 'careful', size: 1, concurrency: 1, failures: 0 });
    expect(waitOf(back)).toBe(0);
    expect([1, 2, 3, 4].map((times) => goods(back, times).size)).toEqual([4, 16, 64, 100]);
    expect(goods(back, 3).weather).toBe('careful');
    expect(goods(back, 4).weather).toBe('fair');
  });
  it('does not grow on slow answers', () => {
    expect(goods(good(outages(fair, 4)), 5, 30.1 * SECOND).size).toBe(1);
  });
});

describe('a batch that was too large', () => {
  it('lowers the ceiling of the run to half of it', () => {
    const lower = afterSplit(fair, 100, true);
    expect(allowance(lower, NOW)).toMatchObject({ size: 50 });
    expect(goods(lower, 100).size).toBe(50);
  });
  it('said once, perhaps by a proxy: smaller from now on, and growing again', () => {
    const lower = afterSplit(fair, 100, false);
    expect(allowance(lower, NOW)).toMatchObject({ size: 50 });
    expect(goods(lower, 100).size).toBe(100);
  });
  it('never below one record', () => expect(afterSplit(fair, 1, true).settings.batchSize).toBe(1));
});

it('a wait that is longer than any rule sets is not kept: the clock was set back', () => {
  const pace = failed(fair);
  expect(allowance(pace, NOW - 24 * 60 * MINUTE).kind).toBe('go');
});

/** What may happen to a pace. */
const happening = fc.oneof(
  fc.record({ what: fc.constant('good' as const), ms: fc.integer({ min: 1, max: 60 * SECOND }) }),
  fc.record({ what: fc.constant('answer' as const) }),
  fc.record({ what: fc.constant('split' as const), entries: fc.integer({ min: 1, max: 200 }) }),
  fc.record({
    what: fc.constant('outage' as const),
    cause: fc.constantFrom('refused' as const, 'timeout' as const, 'server-error' as const, 'throttled' as const),
    retryAfterMs: fc.option(fc.integer({ min: 0, max: 3_600_000 }), { nil: undefined }),
  }),
);
const somePace = fc.record({
  batchSize: fc.integer({ min: 1, max: 500 }),
  concurrency: fc.integer({ min: 1, max: 16 }),
  firstMs: fc.integer({ min: 1, max: 10 * SECOND }),
  capMs: fc.integer({ min: 1, max: 2 * MINUTE }),
  probeMs: fc.integer({ min: 1, max: 10 * MINUTE }),
  slowMs: fc.constant(5 * SECOND),
});

describe('whatever happens', () => {
  it('never above the caps, one request in trouble, tokens within bounds, waits within bounds, and growth only by good answers', () => {
    fc.assert(
      fc.property(
        somePace,
        fc.array(
          fc.tuple(happening, fc.integer({ min: 0, max: MINUTE }), fc.double({ min: 0, max: 0.999, noNaN: true })),
          {
            maxLength: 120,
          },
        ),
        (chosen, night) => {
          let pace = startPace(chosen);
          let now = NOW;
          for (const [event, passed, chance] of night) {
            now += passed;
            const before = pace;
            const random = (): number => chance;
            if (event.what === 'good')
              pace = afterGood(pace, { entries: Math.max(1, Math.floor(pace.size)), ms: event.ms }, now);
            else if (event.what === 'answer') pace = afterAnswer(pace, now, random);
            else if (event.what === 'split') pace = afterSplit(pace, event.entries, event.entries % 2 === 0);
            else {
              const { retryAfterMs } = event;
              const asked = retryAfterMs === undefined ? {} : { retryAfterMs };
              const outage = { kind: 'outage', cause: event.cause, reachedServer: false, ...asked } as const;
              pace = afterOutage(pace, { outage, ms: passed }, now, random);
              const least = Math.min(retryAfterMs ?? 0, 30 * MINUTE);
              expect(pace.notBefore - now).toBeGreaterThanOrEqual(least);
            }
            const turn = allowance(pace, Math.max(now, pace.notBefore));
            expect(turn.kind).toBe('go');
            if (turn.kind !== 'go') continue;
            expect(turn.size).toBeGreaterThanOrEqual(1);
            expect(turn.size).toBeLessThanOrEqual(chosen.batchSize);
            expect(turn.concurrency).toBeLessThanOrEqual(pace.weather === 'fair' ? chosen.concurrency : 1);
            if (pace.weather === 'trouble' && pace.failures >= 4) expect(turn.size).toBe(1);
            expect(pace.tokens).toBeGreaterThanOrEqual(0);
            expect(pace.tokens).toBeLessThanOrEqual(500);
            expect(pace.owed).toBeGreaterThanOrEqual(0);
            expect(pace.owed).toBeLessThanOrEqual(4);
            expect(pace.notBefore - now).toBeLessThanOrEqual(longestWait(chosen));
            if (event.what !== 'good' && event.what !== 'answer') expect(pace.size).toBeLessThanOrEqual(before.size);
            if (event.what === 'answer')
              expect([pace.size, pace.concurrency]).toEqual([before.size, before.concurrency]);
          }
        },
      ),
    );
  });
});
