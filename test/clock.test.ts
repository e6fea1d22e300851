/** The two clocks: one that people set, and one that nobody does and that goes on while the computer sleeps. */
import { expect, it } from 'vitest';
import { steadyClock, systemClock, withSleep } from '../src/clock.ts';

const HOUR = 3_600_000;

it('time asleep counts, which Node’s own clock leaves out', () => {
  let [fine, coarse] = [100, 50_000];
  const elapsed = withSleep(
    () => fine,
    () => coarse,
  );
  const began = elapsed();
  [fine, coarse] = [fine + 1_000, coarse + 1_000 + 8 * HOUR];
  expect(elapsed() - began).toBe(8 * HOUR + 1_000);
  [fine, coarse] = [fine + 5, coarse + 5];
  expect(elapsed() - began).toBe(8 * HOUR + 1_005);
  [fine, coarse] = [fine + 5, coarse + 5 + HOUR];
  expect(elapsed() - began).toBe(9 * HOUR + 1_010);
});

it('a system that counts in whole seconds, or backwards, changes nothing', () => {
  let [fine, coarse] = [0.5, 7_000];
  const elapsed = withSleep(
    () => fine,
    () => coarse,
  );
  const seen = [elapsed()];
  for (const step of [900, 900, 900, 900, 900]) {
    fine += step;
    coarse = 7_000 + Math.floor(fine / 1_000) * 1_000;
    seen.push(elapsed());
  }
  coarse = 0;
  seen.push(elapsed());
  expect(seen).toEqual([0.5, 900.5, 1_800.5, 2_700.5, 3_600.5, 4_500.5, 4_500.5]);
});

it('the clock of a piece of work begins with the wall’s and is not set with it', () => {
  let [wall, elapsed] = [1_000_000, 7];
  const now = steadyClock({ now: () => wall, elapsed: () => elapsed });
  expect(now()).toBe(1_000_000);
  [wall, elapsed] = [5, 17];
  expect(now()).toBe(1_000_010);
});

it('the computer’s own goes as fast as Node’s', async () => {
  const [began, from] = [systemClock.elapsed(), performance.now()];
  await systemClock.sleep(30);
  expect(Math.abs(systemClock.elapsed() - began - (performance.now() - from))).toBeLessThan(20);
});
