import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BROWN_OUT_FAILURES, fateOf, storesAnyway } from '../../src/sandbox/fate.ts';
import { OUTAGES, seededRandom, skyOf, spells, type Weather, weatherAt } from '../../src/sandbox/weather.ts';

const MINUTE = 60_000;
const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const stormy = fc.constantFrom('kendal' as const, 'storm' as const);

/** The first cycles of a preset: alive (of which failing) and away, in minutes. */
function cycles(preset: 'kendal' | 'storm', seed: number, count: number) {
  const weather = spells(preset, seed);
  return Array.from({ length: count }, () => {
    const [up, failing, away] = [weather.next().value, weather.next().value, weather.next().value];
    return {
      spells: [up, failing, away],
      alive: (failing.until - up.from) / MINUTE,
      failing: lasting(failing),
      away: lasting(away),
    };
  });
}

const lasting = (spell: Weather) => (spell.until - spell.from) / MINUTE;

describe('the weather', () => {
  test('is the same for the same seed, whoever asks and in which order', () => {
    fc.assert(
      fc.property(
        stormy,
        seeds,
        fc.array(fc.integer({ min: 0, max: 2000 * MINUTE }), { minLength: 1, maxLength: 20 }),
        (preset, seed, times) => {
          const sky = skyOf(preset, seed);
          for (const t of times) {
            const weather = sky(t);
            expect(weather).toEqual(weatherAt(preset, seed, t));
            expect(weather.from <= t && t < weather.until).toBe(true);
          }
        },
      ),
    );
  });

  test('goes from up to brown-out to down, without a gap', () => {
    fc.assert(
      fc.property(stormy, seeds, (preset, seed) => {
        const all = cycles(preset, seed, 10).flatMap((cycle) => cycle.spells);
        expect(all.map(({ state }) => state)).toEqual(
          Array.from({ length: 10 }, () => ['up', 'brown-out', 'down']).flat(),
        );
        expect(all.slice(1).map(({ from }) => from)).toEqual(all.slice(0, -1).map(({ until }) => until));
      }),
    );
  });

  test('of Kendal: alive 30 to 90 minutes, the last 5 to 15 of them failing, away 10 to 120', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        for (const { alive, failing, away } of cycles('kendal', seed, 10)) {
          expect(alive).toBeGreaterThanOrEqual(30);
          expect(alive).toBeLessThanOrEqual(90);
          expect(failing).toBeGreaterThanOrEqual(5 - 1e-9);
          expect(failing).toBeLessThanOrEqual(15);
          expect(away).toBeGreaterThanOrEqual(10);
          expect(away).toBeLessThanOrEqual(120);
        }
      }),
    );
  });

  test.each([
    ['kendal' as const, 60 / (60 + 65)],
    ['storm' as const, 7.5 / (7.5 + 35)],
  ])('of %s is alive for its part of the time', (preset, part) => {
    const all = cycles(preset, 7, 4000);
    const alive = all.reduce((sum, cycle) => sum + cycle.alive, 0);
    const away = all.reduce((sum, cycle) => sum + cycle.away, 0);
    expect(alive / (alive + away)).toBeCloseTo(part, 1);
  });

  test('of calm never changes', () => {
    expect(weatherAt('calm', 1, 1e12)).toEqual({ state: 'up', from: 0, until: Number.POSITIVE_INFINITY });
  });

  test('differs from seed to seed', () => {
    const starts = Array.from({ length: 50 }, (_, seed) => weatherAt('kendal', seed, 0).until);
    expect(new Set(starts).size).toBe(50);
  });

  test('shows every way of being down in every seven outages', () => {
    fc.assert(
      fc.property(stormy, seeds, (preset, seed) => {
        const modes = cycles(preset, seed, 14).map(({ spells: [, , away] }) =>
          away?.state === 'down' ? away.mode : '',
        );
        expect(modes.slice(0, 7).toSorted()).toEqual([...OUTAGES].toSorted());
        expect(modes.slice(7).toSorted()).toEqual([...OUTAGES].toSorted());
      }),
    );
  });

  test('passes faster by the scale', () => {
    const real = weatherAt('kendal', 3, 0);
    const fast = weatherAt('kendal', 3, 0, 600);
    expect(fast.until * 600).toBeCloseTo(real.until, 3);
  });

  test('of a server that has run for weeks is still the right one', () => {
    const sky = skyOf('kendal', 5, 6000);
    for (let t = 0; t < 86_400_000; t += 400_000) sky(t);
    expect(sky(86_400_000)).toEqual(weatherAt('kendal', 5, 86_400_000, 6000));
    expect(sky(10)).toEqual(weatherAt('kendal', 5, 10, 6000));
  });
});

describe('the fate of a request', () => {
  const browning: Weather = { state: 'brown-out', from: 0, until: 1 };

  test('is good when the server is up', () => {
    expect(fateOf({ state: 'up', from: 0, until: 1 }, () => 0)).toEqual({ slowness: 1 });
  });

  test('is that of the outage when the server is down', () => {
    for (const mode of OUTAGES)
      expect(fateOf({ state: 'down', mode, from: 0, until: 1 }, () => 0.9)).toEqual({ slowness: 1, mishap: mode });
  });

  test('in a brown-out: slow always, bad in four of ten, and some of these are stored all the same', () => {
    const random = seededRandom(11);
    const fates = Array.from({ length: 10_000 }, () => fateOf(browning, random));
    const mishaps = fates.flatMap(({ mishap }) => mishap ?? []);
    expect(fates.every(({ slowness }) => slowness > 1)).toBe(true);
    expect(mishaps.length / fates.length).toBeCloseTo(BROWN_OUT_FAILURES, 1);
    expect(new Set(mishaps)).toEqual(
      new Set(['commit-then-reset', 'gateway-timeout', 'unavailable', 'bad-gateway', 'throttled', 'server-error']),
    );
    expect(mishaps.filter(storesAnyway).length / mishaps.length).toBeCloseTo(1 / 3, 1);
  });
});
