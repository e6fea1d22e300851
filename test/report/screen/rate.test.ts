import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  paused,
  perSecond,
  progressed,
  type Rate,
  resumed,
  startRate,
  timeLeftMs,
} from '../../../src/report/screen/rate.ts';

const S = 1000;
const HOUR = 3600 * S;

/** `items` every `everyMs`, so many times. */
function steady(rate: Rate, from: number, items: number, everyMs: number, times: number): Rate {
  let at = rate;
  for (let step = 1; step <= times; step++) at = progressed(at, from + step * everyMs, items);
  return at;
}

describe('rate and time left', () => {
  test('nothing is guessed before there is something to measure', () => {
    expect(perSecond(startRate(0))).toBeUndefined();
    expect(timeLeftMs(progressed(startRate(0), 10, 100), 500)).toBeUndefined();
    expect(perSecond(progressed(startRate(0), 60 * S, 0))).toBeUndefined();
  });

  test('100 records every 10 seconds are 10 a second', () => {
    const rate = steady(startRate(0), 0, 100, 10 * S, 60);
    expect(perSecond(rate)).toBeCloseTo(10, 6);
    expect(timeLeftMs(rate, 1000)).toBeCloseTo(100 * S, 3);
  });

  test('however far apart the samples of a steady server are', () => {
    expect(perSecond(steady(startRate(0), 0, 600, 600 * S, 3))).toBeCloseTo(1, 6);
  });

  test('an outage of a whole night does not slow the estimate', () => {
    const before = steady(startRate(0), 0, 50, 5 * S, 40);
    const after = resumed(paused(before, 200 * S), 8 * HOUR);
    expect(perSecond(after)).toBeCloseTo(perSecond(before) ?? 0, 6);
  });

  test('an outage is told late: only the time since it began is left out', () => {
    const before = steady(startRate(0), 0, 50, 5 * S, 40);
    const late = resumed(paused(before, 190 * S), 900 * S);
    expect(late.ms).toBe(before.ms);
  });

  test('what arrives while the server counts as away has no time to be set against', () => {
    const before = paused(steady(startRate(0), 0, 50, 5 * S, 40), 200 * S);
    expect(progressed(before, 300 * S, 1_000)).toEqual(before);
  });

  test('after a change of pace the new one wins within minutes', () => {
    const fast = steady(startRate(0), 0, 100, S, 600);
    const slow = steady(fast, 600 * S, 1, S, 600);
    expect(perSecond(slow)).toBeLessThan(2);
  });

  test('never negative, never infinite, whatever the clock does', () => {
    const step = fc.tuple(
      fc.constantFrom('progress', 'pause', 'resume'),
      fc.integer({ min: -5000, max: HOUR }),
      fc.nat(1000),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.nat(10_000), (steps, remaining) => {
        let now = 0;
        let rate = startRate(0);
        for (const [kind, dt, items] of steps) {
          now += dt;
          if (kind === 'progress') rate = progressed(rate, now, items);
          else rate = kind === 'pause' ? paused(rate, now) : resumed(rate, now);
        }
        const left = timeLeftMs(rate, remaining);
        if (left !== undefined) {
          expect(left).toBeGreaterThanOrEqual(0);
          expect(Number.isFinite(left)).toBe(true);
        }
      }),
    );
  });
});
