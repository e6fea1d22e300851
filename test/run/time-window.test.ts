import { describe, expect, test } from 'vitest';
import { startJitter, todayIn, windowOf, zoneMinutes } from '../../src/run/time-window.ts';

const HOUR = 3_600_000;
/** This computer's own clock, as cron's is. */
const at = (time: string): number => new Date(`2026-11-23T${time}:00`).getTime();

describe('when the night ends', () => {
  const cases: readonly (readonly [
    name: string,
    window: Parameters<typeof windowOf>[0],
    started: number,
    ends: number | undefined,
  ])[] = [
    ['nothing was said: never', {}, at('22:00'), undefined],
    ['after eight hours', { maxDuration: 8 * HOUR }, at('22:00'), at('22:00') + 8 * HOUR],
    ['at five in the morning, begun in the evening', { until: '05:00' }, at('22:00'), at('05:00') + 24 * HOUR],
    ['at five in the morning, begun after midnight', { until: '05:00' }, at('00:30'), at('05:00')],
    ['at five, begun at five sharp: the next day', { until: '05:00' }, at('05:00'), at('05:00') + 24 * HOUR],
    ['the earlier of both', { until: '05:00', maxDuration: HOUR }, at('00:30'), at('01:30')],
    ['the earlier of both, the other way round', { until: '05:00', maxDuration: 8 * HOUR }, at('00:30'), at('05:00')],
  ];
  test.each(cases)('%s', (_, window, started, ends) => {
    const left = windowOf(window, { now: () => started, elapsed: () => 77 });
    expect(left?.()).toBe(ends === undefined ? undefined : ends - started);
  });

  /** Begun at ten in the evening; what `wall` and `elapsed` show later. */
  const later = (
    window: Parameters<typeof windowOf>[0],
    begun: string,
    passed: number,
    set: number,
  ): number | undefined => {
    let [wall, elapsed] = [at(begun), 5_000];
    const left = windowOf(window, { now: () => wall, elapsed: () => elapsed });
    elapsed += passed;
    wall += passed + set;
    return left?.();
  };
  const YEARS = 10 * 365.25 * 24 * HOUR;

  test.each<[string, Parameters<typeof windowOf>[0], string, number, number, number]>([
    [
      'eight hours are eight hours, whoever sets the clock forward',
      { maxDuration: 8 * HOUR },
      '22:00',
      HOUR,
      YEARS,
      7 * HOUR,
    ],
    ['and back', { maxDuration: 8 * HOUR }, '22:00', HOUR, -YEARS, 7 * HOUR],
    ['until five, and the clock is put forward by two hours', { until: '05:00' }, '22:00', HOUR, 2 * HOUR, 4 * HOUR],
    ['until five, and the clock is put back by two hours', { until: '05:00' }, '22:00', HOUR, -2 * HOUR, 8 * HOUR],
    [
      'until five, and it was half past four when it began: it is over',
      { until: '05:00' },
      '22:00',
      HOUR,
      6.5 * HOUR,
      -HOUR / 2,
    ],
    ['until five, and it was six when it began: the next five', { until: '05:00' }, '22:00', HOUR, 8 * HOUR, 22 * HOUR],
    ['until five, put right by a second', { until: '05:00' }, '22:00', HOUR, 1_000, 6 * HOUR],
    ['until five, begun at five sharp, and put back by a second', { until: '05:00' }, '05:00', HOUR, -1_000, 23 * HOUR],
    ['until five, and the computer slept from eleven to seven', { until: '05:00' }, '22:00', 9 * HOUR, 0, -2 * HOUR],
  ])('%s', (_, window, begun, passed, set, left) => {
    expect(later(window, begun, passed, set)).toBe(left);
  });

  test('the clock of a computer without a battery begins in 1970 and is put right by the network', () => {
    let [wall, elapsed] = [0, 0];
    const left = windowOf({ until: '05:00', maxDuration: 12 * HOUR }, { now: () => wall, elapsed: () => elapsed });
    [wall, elapsed] = [at('22:01'), 60_000];
    expect(left?.()).toBe(7 * HOUR - 60_000);
    [wall, elapsed] = [at('05:00') + 24 * HOUR, 7 * HOUR];
    expect(left?.()).toBe(0);
  });
});

test('today is the day in the zone of the sheets, not of the computer', () => {
  const evening = Date.parse('2026-11-22T18:00:00Z');
  expect(todayIn('Asia/Jakarta', evening)).toBe('2026-11-23');
  expect(todayIn('UTC', evening)).toBe('2026-11-22');
});

describe('many computers that start in the same second', () => {
  const waits = async (longest: number, isTTY: boolean): Promise<number[]> => {
    const slept: number[] = [];
    const clock = { now: () => 0, elapsed: () => 0, sleep: async (ms: number) => void slept.push(ms) };
    const stop = { finish: new AbortController().signal };
    await startJitter(longest, { clock, random: () => 0.25, stop, err: { isTTY } });
    return slept;
  };

  test('wait a random part of the time under cron', async () => {
    expect(await waits(10 * 60_000, false)).toEqual([150_000]);
  });

  test('do not wait where a person sits before one of them', async () => {
    expect(await waits(10 * 60_000, true)).toEqual([]);
  });

  test('do not wait where nothing was set', async () => {
    expect(await waits(0, false)).toEqual([]);
  });
});

test.each([
  ['Asia/Jakarta', 420],
  ['Asia/Jayapura', 540],
  ['UTC', 0],
  ['America/St_Johns', -210],
])('the clocks of %s', (zone, minutes) => {
  expect(zoneMinutes(zone, Date.UTC(2026, 10, 23))).toBe(minutes);
});
