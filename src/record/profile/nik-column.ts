/** The numbers in the column of the NIK. */

import type { IsoDate } from '../record.ts';
import type { LineStretches } from '../sheet/line-stretches.ts';
import { lineStretches } from '../sheet/line-stretches.ts';
import { looksLikeCard } from './families.ts';
import type { Gatherer } from './seen-row.ts';

export interface NikColumn {
  /**
   * Cells of sixteen digits. A number cell is told row by row (NIK_NUMERIC); here it is about numbers that were made
   * text afterwards.
   */
  readonly count: number;
  /** Those that end in 0. */
  readonly zeros: LineStretches;
  /** Those that look like the number of a family card by their date. */
  readonly cards: LineStretches;
}

/** `today`: no card was issued later. */
export function gatherNiks(today: IsoDate): Gatherer<NikColumn> {
  const [zeros, cards] = [lineStretches(), lineStretches()];
  let count = 0;
  return {
    see({ row: { line }, nik, read: { readings } }) {
      if (nik === undefined) return;
      count++;
      if (nik.charCodeAt(15) === 48) zeros.add(line);
      const [{ problems }] = readings;
      if (problems.length > 0 && looksLikeCard(nik, problems, today)) cards.add(line);
    },
    profile: () => ({ count, zeros, cards }),
  };
}
