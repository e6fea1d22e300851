/** The dates of two doses of a row, as they are read and with day and month exchanged: the second dose comes later. */

import { cellAt } from '../cells.ts';
import { writtenNumbers } from '../dates/written-numbers.ts';
import type { RowPlan } from '../row/row-plan.ts';
import { type LineStretches, lineStretches } from '../sheet/line-stretches.ts';
import type { Cell } from '../source-row.ts';
import type { Gatherer } from './seen-row.ts';

export interface DosePairs {
  /** The columns, 0-based, of the earlier and the later dose. */
  readonly columns: readonly [number, number];
  /** Of rows with two texts, and with two date cells. */
  readonly texts: PairTally;
  readonly cells: PairTally;
}

export interface PairTally {
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
  const texts = { against: lineStretches(), right: 0 };
  const cells = { against: lineStretches(), right: 0 };
  return {
    see({ row }) {
      const [first = '', second = ''] = columns.map((at) => cellAt(row, at));
      if (first === '' || second === '' || typeof first !== typeof second) return;
      const [a, b] = [bothDays(first), bothDays(second)];
      if (!a || !b || a.read < b.read === a.other < b.other) return;
      const tally = typeof first === 'string' ? texts : cells;
      if (a.read < b.read) tally.right++;
      else tally.against.add(row.line);
    },
    profile: () => ({ columns, texts, cells }),
  };
}

/**
 * A day as it is read and with day and month exchanged, as numbers that rise with it; undefined where only one of them
 * is a day.
 */
function bothDays(cell: Cell): { readonly read: number; readonly other: number } | undefined {
  const isText = typeof cell === 'string';
  const text = isText ? cell : cell.kind === 'date' ? cell.day : '';
  const numbers = writtenNumbers(text);
  if (!numbers || numbers.first > 12 || numbers.second > 12 || (isText && numbers.yearFirst)) return undefined;
  const { first, second, year, yearFirst } = numbers;
  const monthFirst = (year * 100 + first) * 100 + second;
  const dayFirst = (year * 100 + second) * 100 + first;
  return yearFirst ? { read: monthFirst, other: dayFirst } : { read: dayFirst, other: monthFirst };
}
