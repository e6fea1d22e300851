/** Which dose of a person, as the number by which ledgers keep it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areOfOneSeries, doseSlot, numberInSlot } from '../../src/record/dose-slot.ts';

test.each([1, 2, 3, 4])('dose %i of a programme of one series is its number, as in ledgers of before', (number) => {
  expect(doseSlot({ number })).toBe(number);
  expect(numberInSlot(number)).toBe(number);
});

test('a slot with a series may never change: ledgers hold it', () => {
  expect(doseSlot({ series: 'polio', number: 1 })).toBe(6105985);
  expect(doseSlot({ series: 'mr', number: 2 })).toBe(15081186);
});

test('any series and number: three bytes, more than one, and the number comes back', () => {
  const dose = fc.record({
    series: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,30}$/),
    number: fc.integer({ min: 1, max: 4 }),
  });
  fc.assert(
    fc.property(dose, dose, (one, other) => {
      const slot = doseSlot(one);
      expect(slot).toBeGreaterThan(255);
      expect(slot).toBeLessThan(2 ** 24);
      expect(numberInSlot(slot)).toBe(one.number);
      expect(areOfOneSeries(slot, doseSlot({ ...one, number: other.number }))).toBe(true);
      expect(areOfOneSeries(slot, one.number)).toBe(false);
    }),
  );
});

test('the antigens of routine immunisation have slots of their own', () => {
  const series =
    'hb0 bcg opv polio ipv dpt-hb-hib dpt hib hb pcv rv rotavirus mr mmr campak measles-rubella je hpv dt td tt'.split(
      ' ',
    );
  expect(new Set(series.map((name) => doseSlot({ series: name, number: 1 }))).size).toBe(series.length);
});
