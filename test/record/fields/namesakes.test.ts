/** Whose number is near whose, and which birthdays say little. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areNear, isConventionalBirthday, namesakeText, nearNiks } from '../../../src/record/fields/namesakes.ts';
import { dose } from '../../support/ledger-desk.ts';

const anyNik = fc.stringMatching(/^\d{16}$/);

describe('the numbers near a NIK', () => {
  it('are those with one digit replaced or two neighbours exchanged, each once, and not itself', () => {
    fc.assert(
      fc.property(anyNik, (nik) => {
        const near = nearNiks(nik);
        const equalPairs = [...nik].filter((digit, at) => digit === nik[at + 1]).length;
        expect(near).toHaveLength(144 + 15 - equalPairs);
        expect(new Set([...near, nik]).size).toBe(near.length + 1);
        for (const other of near) {
          const differs = [...nik].flatMap((digit, at) => (digit === other[at] ? [] : [at]));
          const [first = 0, second] = differs;
          const exchanged = second === first + 1 && nik[first] === other[second] && nik[second] === other[first];
          expect(differs.length === 1 || (differs.length === 2 && exchanged)).toBe(true);
        }
      }),
    );
  });

  it('are near in both directions', () => {
    fc.assert(
      fc.property(anyNik, fc.nat(), (nik, pick) => {
        const near = nearNiks(nik);
        expect(nearNiks(near[pick % near.length] ?? '')).toContain(nik);
      }),
    );
  });
});

describe('two numbers', () => {
  it('are near when one is among the numbers near the other', () => {
    const fewDigits = fc.stringMatching(/^[12]{5}[34]{5}[56]{6}$/);
    fc.assert(
      fc.property(fc.oneof(anyNik, fewDigits), fc.oneof(anyNik, fewDigits), fc.nat(), (nik, other, pick) => {
        const near = nearNiks(nik);
        expect(areNear(nik, near[pick % near.length] ?? '')).toBe(true);
        expect(areNear(nik, other)).toBe(near.includes(other));
        expect(areNear(nik, nik)).toBe(false);
        // Two slips.
        const further =
          nearNiks(near[pick % near.length] ?? '').find((third) => third !== nik && !near.includes(third)) ?? '';
        expect(areNear(nik, further)).toBe(false);
      }),
    );
  });
});

describe('namesakes', () => {
  it('have a name in any spelling and a birth date in common, and nothing else', () => {
    const textOf = (person: Parameters<typeof dose>[0]): string => namesakeText(dose(person).participant);
    const text = textOf({});
    expect(textOf({ nik: '3324021203909001', name: 'H. BUDI SANTOSO, S.Pd', sex: 'female', phone: '+6281' })).toBe(
      text,
    );
    for (const other of [{ name: 'Budi Santosa' }, { birthDate: '1990-03-13' }]) expect(textOf(other)).not.toBe(text);
  });

  it.each([
    ['1990-07-01', true],
    ['1961-12-31', true],
    ['1961-02-15', true],
    ['1990-01-07', false],
    ['1990-12-30', false],
    ['1915-07-02', false],
  ])('%s is a conventional birthday: %s', (day, expected) => {
    expect(isConventionalBirthday(day)).toBe(expected);
  });
});
