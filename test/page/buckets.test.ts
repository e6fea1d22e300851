/** A night in the steps of a chart and in the hours of a table: nothing of it is lost or counted twice. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bucketsOf, busiest, hoursOf } from '../../src/page/charts/buckets.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FROM = Date.UTC(2026, 10, 27, 15, 0, 20);
const FLOOR = Date.UTC(2026, 10, 27, 15);

it.each([
  ['a minute', 1 * MINUTE, 100, 1],
  ['an hour', HOUR, 100, 1],
  ['seven hours on a phone', 7 * HOUR, 100, 5],
  ['seven hours at a desk', 7 * HOUR, 240, 2],
  ['a week', 7 * 24 * HOUR, 100, 120],
])('%s has steps of a round length', (_, length, most, minutes) => {
  const found = bucketsOf([], FROM, FROM + length, most);
  expect(found.minutes).toBe(minutes);
  expect(found.steps.length).toBeLessThanOrEqual(most + 1);
});

it('the steps have all that landed', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 419 }), { minLength: 1 }),
      fc.integer({ min: 20, max: 300 }),
      (at, most) => {
        const minutes = at.map((minute, index) => ({ at: FLOOR + minute * MINUTE, landed: index + 1 }));
        const { steps, minutes: length } = bucketsOf(minutes, FROM, FROM + 7 * HOUR, most);
        const sum = steps.reduce((total, { perMinute }) => total + perMinute * length, 0);
        expect(Math.round(sum)).toBe(minutes.reduce((total, { landed }) => total + landed, 0));
      },
    ),
  );
});

it('the hours have all that landed and every moment of an outage, once', () => {
  const marks = [FLOOR + HOUR, FLOOR + 2 * HOUR];
  const minutes = [0, 59, 60, 119, 120, 150].map((minute) => ({ at: FLOOR + minute * MINUTE, landed: 1 }));
  const away = [{ from: FLOOR + 30 * MINUTE, to: FLOOR + 90 * MINUTE }, { from: FLOOR + 140 * MINUTE }];
  const hours = hoursOf(minutes, away, { from: FROM, to: FLOOR + 155 * MINUTE, marks });
  expect(hours.map(({ landed, awayMs }) => [landed, awayMs / MINUTE])).toEqual([
    [2, 30],
    [2, 30],
    [2, 15],
  ]);
});

it('the busiest minute is the first of equals; a night without any has none', () => {
  const [a, b] = [3, 3].map((landed, index) => ({ at: FLOOR + index * MINUTE, landed }));
  expect(busiest([a, b].filter((each) => each !== undefined))).toBe(a);
  expect(busiest([])).toBeUndefined();
});
