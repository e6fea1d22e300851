/** How fast to go, rule by rule (docs/reliability.md, "Pace"), and what holds for any night. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterAnswer,
  afterGood,
  afterOutage,
  afterSplit,
  allowance,
  longestWait,
  type Pace,
  type PaceSettings,
  startPace,
} from '../../src/delivery/pace.ts';
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

const good = (pace: Pace, ms = 100, random = half): Pace => afterGood(pace, { entries: Math.floor(pace.size), ms }, NOW, random);
const goods = (pace: Pace, times: number, ms = 100): Pace =>
  Array.from({ length: times }).reduce<Pace>((now) => good(now, ms), pace);
const outages = (pace: Pace, times: number, outage = refused, random = half): Pace =>
  Array.from({ length: times }).reduce<Pace>((now) => afterOutage(now, outage, NOW, random), pace);
const fair = goods(startPace(settings), 50);
const waitOf = (pace: Pace, now = NOW): number => {
  const turn = allowance(pace, now);
  return turn.kind === 'wait' ? turn.until - now : 0;
};

describe('the start', () => {
  it('is one record in one request', () =>
    expect(allowance(startPace(settings), NOW)).toEqual({ kind: 'go', size: 1, concurrency: 1 }));
  it('doubles with each success, up to the batch size', () => {
    const sizes = [1, 2, 3, 4, 5, 6, 7, 8].map((times) => Math.floor(goods(startPace(settings), times).size));
    expect(sizes).toEqual([2, 4, 8, 16, 32, 64, 100, 100]);
  });
  it('keeps to one request at a time until the batch size is reached', () => {
    expect(allowance(goods(startPace(settings), 6), NOW)).toMatchObject({ concurrency: 1 });
    expect(goods(startPace(settings), 6).weather).toBe('careful');
    expect(goods(startPace(settings), 7).weather).toBe('fair');
  });
});

describe('fair weather', () => {
  it('reaches the concurrency allowed, one more at a time', () => {
    const steps = [7, 8, 9, 10, 12, 20].map((times) => allowance(goods(startPace(settings), times), NOW));
    expect(steps.map((turn) => turn.kind === 'go' && turn.concurrency)).toEqual([1, 2, 2, 2, 3, 4]);
  });
  it('grows by a tenth of the batch size for three good answers', () => {
    const small = { ...fair, size: 50, streak: 0 };
    expect(goods(small, 2).size).toBe(50);
    expect(goods(small, 3).size).toBe(60);
  });
  it('takes a slow success for a warning: a fifth less of both', () => {
    expect(good(fair, 40 * SECOND)).toMatchObject({ weather: 'fair', size: 80, concurrency: 3.2, streak: 0 });
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
    const usual = (entries: number, ms: number) => afterGood(used, { entries, ms }, NOW, half).usual;
    const used = { ...fair, usual: { entries: 50, ms: 4_000 } };
    expect(usual(50, 3_000)).toEqual({ entries: 50, ms: 3_000 });
    expect(usual(50, 5_000)).toEqual({ entries: 50, ms: 4_000 });
    expect(usual(20, 1_000)).toEqual({ entries: 50, ms: 4_000 });
    expect(usual(100, 7_000)).toEqual({ entries: 100, ms: 7_000 });
    expect(usual(100, 17_000)).toEqual({ entries: 50, ms: 4_000 });
  });
  it('does not grow by questions', () => {
    const small = { ...fair, size: 50 };
    expect(afterAnswer(small, NOW)).toEqual({ ...small, tokens: 500 });
  });
});

describe('trouble', () => {
  it.each([
    [1, 50],
    [2, 25],
    [3, 12],
    [4, 1],
    [5, 1],
  ])(
    'is one request at a time, half as large with each failure, one record when the server is down (failure %i: %i)',
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
    const down = outages(fair, times - 1, refused, () => 0);
    expect(waitOf(afterOutage(down, refused, NOW, () => 0))).toBe(2.25 * MINUTE);
    expect(waitOf(afterOutage(down, refused, NOW, () => 0.999_999))).toBeCloseTo(3.75 * MINUTE, -3);
  });
  it('a server that flaps until the retry budget is spent counts as down at once', () => {
    let pace = fair;
    for (let times = 0; times < 200; times += 1) pace = good(afterOutage(pace, timeout, NOW, half));
    expect(pace.tokens).toBeLessThanOrEqual(1);
    const down = afterOutage(pace, refused, NOW, () => 0.5);
    expect(waitOf(down)).toBe(1.5 * MINUTE);
    expect(down.size).toBe(1);
  });
  it('a failure costs 5 of 500 tokens, a timeout 10, and a success brings 1 back', () => {
    expect(afterOutage(fair, refused, NOW, half).tokens).toBe(495);
    expect(afterOutage(fair, timeout, NOW, half).tokens).toBe(490);
    expect(good(afterOutage(fair, refused, NOW, half)).tokens).toBe(496);
  });
  it('remembers when it began', () => {
    expect(afterOutage(afterOutage(fair, refused, NOW, half), refused, NOW + MINUTE, half).since).toBe(NOW);
  });
  it('does not end because a question is answered: a real record may try at once, and the pauses stay as long as they were', () => {
    const down = outages(fair, 9);
    const asked = afterAnswer(down, NOW + SECOND);
    expect(asked).toMatchObject({ weather: 'trouble', failures: 9 });
    expect(allowance(asked, NOW + SECOND)).toEqual({ kind: 'go', size: 1, concurrency: 1 });
    expect(
      waitOf(
        afterOutage(asked, refused, NOW + SECOND, () => 0),
        NOW + SECOND,
      ),
    ).toBe(2.25 * MINUTE);
  });
});

describe('Retry-After', () => {
  const asked = (ms: number, random = half): Pace => afterOutage(fair, { ...refused, retryAfterMs: ms }, NOW, random);
  it('is a lower bound, with jitter on top', () => {
    expect(waitOf(asked(2 * MINUTE, () => 0))).toBe(2 * MINUTE);
    expect(waitOf(asked(2 * MINUTE, () => 0.5))).toBe(2.5 * MINUTE);
  });
  it('is obeyed up to half an hour', () => expect(waitOf(asked(24 * 60 * MINUTE, () => 0))).toBe(30 * MINUTE));
  it('of nothing changes nothing', () => expect(waitOf(asked(0))).toBe(0.5 * SECOND));
  it('is not cut short by the good answer of an older request', () => {
    expect(waitOf(good(asked(2 * MINUTE)))).toBe(2 * MINUTE);
    expect(waitOf(afterAnswer(asked(2 * MINUTE), NOW))).toBe(2 * MINUTE);
  });
});

describe('the return', () => {
  it('after an outage is spread over a quarter of `cap`', () => {
    expect(waitOf(good(outages(fair, 4), 100, () => 0.999_999))).toBeCloseTo(15 * SECOND, -2);
    expect(waitOf(good(outages(fair, 3), 100, () => 0.999_999))).toBe(0);
  });
  it.each([1, 2, 3])('after a short trouble (failures: %i) goes on with half of what went well, at once', (times) =>
    expect(good(outages(fair, times))).toMatchObject({ weather: 'fair', size: 50, concurrency: 1, failures: 0 }),
  );
  it('after a timeout is half of what was too much, after another failure half of the best', () => {
    const small = { ...fair, size: 40 };
    expect(good(afterOutage(small, timeout, NOW, half)).size).toBe(20);
    expect(good(afterOutage(small, { ...refused, status: 504 }, NOW, half)).size).toBe(20);
    expect(good(afterOutage(small, refused, NOW, half)).size).toBe(50);
  });
  it('after an outage forgets what the brown-out before it did to the size', () => {
    const shrunk = outages(good(outages({ ...fair, size: 10 }, 2, timeout)), 4);
    expect(goods(good(shrunk), 20).size).toBeGreaterThanOrEqual(50);
  });
  it('is careful: one request, one record, doubling up to half of what went well before', () => {
    const back = good(outages(fair, 4));
    expect(back).toMatchObject({ weather: 'careful', size: 1, concurrency: 1, failures: 0 });
    expect([1, 2, 3, 4, 5, 6].map((times) => goods(back, times).size)).toEqual([2, 4, 8, 16, 32, 50]);
    expect(goods(back, 6).weather).toBe('fair');
  });
  it('does not double on slow answers', () => {
    expect(goods(good(outages(fair, 4)), 5, 30.1 * SECOND).size).toBe(1);
  });
});

describe('a batch that was too large', () => {
  it('lowers the ceiling of the run to half of it', () => {
    const lower = afterSplit(fair, 100);
    expect(allowance(lower, NOW)).toMatchObject({ size: 50 });
    expect(goods(lower, 100).size).toBe(50);
  });
  it('never below one record', () => expect(afterSplit(fair, 1).settings.batchSize).toBe(1));
});

it('a wait that is longer than any rule sets is not kept: the clock was set back', () => {
  const pace = afterOutage(fair, refused, NOW, half);
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
        fc.array(fc.tuple(happening, fc.integer({ min: 0, max: MINUTE }), fc.double({ min: 0, max: 0.999, noNaN: true })), {
          maxLength: 120,
        }),
        (chosen, night) => {
          let pace = startPace(chosen);
          let now = NOW;
          for (const [event, passed, chance] of night) {
            now += passed;
            const before = pace;
            const random = (): number => chance;
            if (event.what === 'good')
              pace = afterGood(pace, { entries: Math.max(1, Math.floor(pace.size)), ms: event.ms }, now, random);
            else if (event.what === 'answer') pace = afterAnswer(pace, now);
            else if (event.what === 'split') pace = afterSplit(pace, event.entries);
            else {
              const { retryAfterMs } = event;
              const asked = retryAfterMs === undefined ? {} : { retryAfterMs };
              pace = afterOutage(pace, { kind: 'outage', cause: event.cause, reachedServer: false, ...asked }, now, random);
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
            expect(pace.notBefore - now).toBeLessThanOrEqual(longestWait(chosen));
            if (event.what !== 'good' && event.what !== 'answer') expect(pace.size).toBeLessThanOrEqual(before.size);
            if (event.what === 'answer') expect([pace.size, pace.concurrency]).toEqual([before.size, before.concurrency]);
          }
        },
      ),
    );
  });
});
