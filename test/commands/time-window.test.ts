import { describe, expect, test } from 'vitest';
import { deadlineOf, startJitter, todayIn, zoneMinutes } from '../../src/commands/time-window.ts';

const HOUR = 3_600_000;
/** This computer's own clock, as cron's is. */
const at = (time: string): number => new Date(`2026-11-23T${time}:00`).getTime();

describe('when the night ends', () => {
  const cases: readonly (readonly [
    name: string,
    window: Parameters<typeof deadlineOf>[0],
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
    expect(deadlineOf(window, started)).toBe(ends);
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
    const clock = { now: () => 0, sleep: async (ms: number) => void slept.push(ms) };
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
