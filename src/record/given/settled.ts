/**
 * What the columns that speak of presence turn out to be, once enough of their cells were seen: whether "Status" is one
 * at all, and whether an empty cell means that somebody was not there. Pure.
 */
import type { SourceRow } from '../source-row.ts';
import type { GivenColumn } from './heading.ts';
import { type Presence, presenceOf } from './presence.ts';

/** A column about presence whose cells have been looked at. */
export interface SettledColumn extends GivenColumn {
  /** Others of the column are ticked: an empty cell says no. */
  readonly blankHolds: boolean;
}

export interface GivenSurvey {
  /** A row below the header; `reasons`: what the program has said of it in a correction sheet, '' in any other. */
  see(row: SourceRow, reasons: string): void;
  /** Whether further rows can change nothing. True from the beginning for sheets without such columns. */
  isSettled(): boolean;
  columns(): readonly SettledColumn[];
}

/** The columns as far as their headings decide; one that surveyGiven has settled is as it says. */
export function settledOf(columns: readonly (GivenColumn | SettledColumn)[]): readonly SettledColumn[] {
  return columns.flatMap((column) => (column.kind === 'open' ? [] : [{ blankHolds: false, ...column }]));
}

/** So many filled cells show what stands in a column. */
const ENOUGH = 300;
/** Of them, this share must be words of presence, where the heading does not say so. */
const MOST = 0.6;

export function surveyGiven(columns: readonly GivenColumn[]): GivenSurvey {
  const open = columns.map((column) => ({ column, counts: noCounts(), isSaid: false }));
  return {
    see(row, reasons) {
      for (const seen of open) {
        const { at, heading, legend } = seen.column;
        seen.counts[presenceOf(row.cells[at] ?? '', legend, seen.column)] += 1;
        // A correction sheet holds some rows of the sheet that this was found in.
        if (reasons !== '' && reasons.includes(`"${heading}"`)) seen.isSaid = true;
      }
    },
    isSettled: () =>
      open.every(({ column: { kind }, counts }) => {
        if (kind === 'negative') return true;
        return kind === 'presence' ? ticked(counts) > 0 : filled(counts) >= ENOUGH;
      }),
    columns: () =>
      open.flatMap(({ column, counts, isSaid }): SettledColumn[] => {
        if (column.kind !== 'open') return [{ ...column, blankHolds: isSaid || ticked(counts) > 0 }];
        const isPresence = counts.yes > 0 && counts.yes + counts.no >= MOST * filled(counts);
        return isPresence || isSaid ? [{ ...column, kind: 'presence', blankHolds: true }] : [];
      }),
  };
}

function noCounts(): Record<Presence, number> {
  return { yes: 0, no: 0, mark: 0, unknown: 0, blank: 0 };
}

function ticked({ yes, mark }: Record<Presence, number>): number {
  return yes + mark;
}

function filled({ yes, no, mark, unknown }: Record<Presence, number>): number {
  return yes + no + mark + unknown;
}
