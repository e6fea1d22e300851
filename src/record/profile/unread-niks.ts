/** Columns that nobody reads and that hold NIKs. */

import { nikFacts } from '../fields/nik.ts';
import type { Header } from '../header/columns.ts';
import { type LineStretches, lineStretches } from '../sheet/line-stretches.ts';
import type { Gatherer } from './seen-row.ts';

export interface UnreadNiks {
  /** The column, 0-based. */
  readonly at: number;
  /** Cells that say anything. */
  readonly filled: number;
  /** Those that hold a NIK with a possible date, other than the one that is read. */
  readonly others: LineStretches;
  /** How many of these have the birth date of their row: another number for this very person. */
  readonly own: number;
  /** How many of these are women's, as no number of a family card is. */
  readonly women: number;
}

/** `columns`: those to look at. Costs a look at the length of a cell where there are none. */
export function gatherUnreadNiks(columns: readonly number[]): Gatherer<readonly UnreadNiks[]> {
  const found = columns.map((at) => ({ at, filled: 0, others: lineStretches(), own: 0, women: 0 }));
  return {
    see({ row, nik, read }) {
      for (const column of found) {
        const cell = row.cells[column.at];
        if (cell === undefined || cell === '') continue;
        column.filled++;
        if (typeof cell !== 'string' || cell.length < 16 || cell.length > 24) continue;
        const digits = cell.replace(/[\s.'’‘`´\u00a0-]/g, '');
        const facts = digits === nik ? undefined : nikFacts(digits);
        if (facts === undefined) continue;
        column.others.add(row.line);
        const born = read.person?.birthDate.value;
        if (born !== undefined && facts.birthDates.includes(born)) column.own++;
        if (facts.sex === 'female') column.women++;
      }
    },
    profile: () => found,
  };
}

/** The columns of a header that no field is read from. */
export function unreadColumns({ columns, doses, width }: Header): number[] {
  const read = new Set([...Object.values(columns), ...doses.flatMap((group) => Object.values(group.columns))]);
  return Array.from({ length: width }, (_, at) => at).filter((at) => !read.has(at));
}
