/**
 * The number of a person as two halves below 2^27 and 2^32. A NIK is eight digits and eight; the few other numbers are
 * kept in a list, under a first half that no eight digits have.
 */
import { digitsAt } from '../../record/dates/calendar.ts';
import { isNik } from '../../record/identity.ts';

export interface Numbers {
  halves(identity: string): readonly [high: number, low: number];
  /** The way back. */
  whole(high: number, low: number): string;
}

/** One more than eight digits say, and below 2^27. */
const OTHER = 100_000_000;

export function createNumbers(): Numbers {
  const others: string[] = [];
  const places = new Map<string, number>();

  function placeOf(identity: string): number {
    const known = places.get(identity);
    if (known !== undefined) return known;
    places.set(identity, others.length);
    return others.push(identity) - 1;
  }

  return {
    halves: (identity) =>
      isNik(identity) ? [digitsAt(identity, 0, 8), digitsAt(identity, 8, 16)] : [OTHER, placeOf(identity)],
    whole: (high, low) => (high === OTHER ? (others[low] ?? '') : `${eight(high)}${eight(low)}`),
  };
}

function eight(number: number): string {
  return String(number).padStart(8, '0');
}
