/** The readings that are held beside the one that stands for their entry. */
import type { GivenDose } from '../../record/row/dose-checks.ts';

export interface Beside {
  readonly readings: number;
  /** How many of them say something else of the dose. */
  readonly differing: number;
  /** What these say of it, one for each day: other doses of the person may be out of order with any of them. */
  readonly doses: readonly GivenDose[];
}

/** Nothing stands beside the entry. */
export const ALONE: Beside = { readings: 0, differing: 0, doses: [] };

/** One more reading, which may differ from the entry. */
export function withReading({ readings, differing, doses }: Beside, dose: GivenDose, differs: boolean): Beside {
  const isKnown = !differs || doses.some(({ date }) => date === dose.date);
  return {
    readings: readings + 1,
    differing: differing + (differs ? 1 : 0),
    doses: isKnown ? doses : [...doses, dose],
  };
}
