/** The dates of two doses of a row, as they are read and with day and month exchanged: the second dose comes later. */
import { type LineStretches, lineStretches } from '../line-stretches.ts';
import { cellAt, type RowPlan } from '../row-plan.ts';
import { type WrittenNumbers, writtenNumbers } from '../written-numbers.ts';
import type { Gatherer } from './seen-row.ts';

export interface DosePairs {
  /** The columns, 0-based, of the earlier and the later dose. */
  readonly columns: readonly [number, number];
  /** Rows whose doses are in order only with day and month exchanged. */
  readonly against: LineStretches;
  /** Rows whose doses are in order only as they are read. */
  readonly right: number;
}

/** One for each two doses that follow each other and have a column of dates each. */
export function gatherDosePairs({ doses }: RowPlan): Gatherer<DosePairs>[] {
  const dated = doses
    .filter(({ number, date, ownDate }) => number !== undefined && ownDate && date.at >= 0)
    .toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0));
  return dated.slice(1).map((later, index) => gatherPair([dated[index]?.date.at ?? -1, later.date.at]));
}

function gatherPair(columns: readonly [number, number]): Gatherer<DosePairs> {
  const against = lineStretches();
  let right = 0;
  return {
    see({ row }) {
      const [first, second] = columns.map((at) => cellAt(row, at));
      if (typeof first !== 'string' || typeof second !== 'string' || first === '' || second === '') return;
      const [a, b] = [writtenNumbers(first), writtenNumbers(second)];
      if (!a || !b || a.yearFirst || b.yearFirst || !isOpen(a) || !isOpen(b)) return;
      const asRead = dayFirst(a) < dayFirst(b);
      if (asRead === monthFirst(a) < monthFirst(b)) return;
      if (asRead) right++;
      else against.add(row.line);
    },
    profile: () => ({ columns, against, right }),
  };
}

function isOpen({ first, second }: WrittenNumbers): boolean {
  return first <= 12 && second <= 12;
}

function dayFirst({ first, second, year }: WrittenNumbers): number {
  return (year * 100 + second) * 100 + first;
}

function monthFirst({ first, second, year }: WrittenNumbers): number {
  return (year * 100 + first) * 100 + second;
}
