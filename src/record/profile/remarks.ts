/** What columns of remarks and of presence come to: how often something stands in them that says nothing to us. */

import { cellAt } from '../cells.ts';
import { meaningsIn } from '../given/colours.ts';
import { presenceOf } from '../given/presence.ts';
import { readRemark } from '../given/remark.ts';
import type { SettledColumn } from '../given/settled.ts';
import type { Header } from '../header/columns.ts';
import { planOf } from '../row/row-plan.ts';
import { type LineStretches, lineStretches } from '../sheet/line-stretches.ts';
import type { Cell } from '../source-row.ts';
import type { Gatherer } from './seen-row.ts';

/** A column about presence. */
export interface PresenceColumn {
  readonly column: SettledColumn;
  readonly filled: number;
  /** Rows whose word is unknown. */
  readonly unknown: LineStretches;
  /** Rows in which the cell is empty, as long as no other of the column was ticked, and ticked ones among all. */
  readonly blankBefore: LineStretches;
  readonly ticked: number;
}

export interface Remarks {
  /** Rows with a remark, or a colour with a legend, that is not understood. */
  readonly unread: LineStretches;
  readonly presence: readonly PresenceColumn[];
}

export function gatherRemarks(header: Header): Gatherer<Remarks> {
  const plan = planOf(header);
  const unread = lineStretches();
  const presence = plan.given
    .filter(({ kind }) => kind === 'presence')
    .map((column) => ({ column, filled: 0, ticked: 0, unknown: lineStretches(), blankBefore: lineStretches() }));
  const isUnread = (cell: Cell): boolean => {
    if (typeof cell !== 'string' || cell.length < 2) return false;
    const said = readRemark(cell);
    return said.kind === 'nothing' && said.unread;
  };
  return {
    see({ row, read }) {
      for (const of of presence) {
        const said = presenceOf(cellAt(row, of.column.at), of.column.legend, of.column);
        if (said === 'blank') {
          if (of.ticked === 0) of.blankBefore.add(row.line);
          continue;
        }
        of.filled++;
        if (said === 'yes' || said === 'mark') of.ticked++;
        if (said === 'unknown' || said === 'mark') of.unknown.add(row.line);
      }
      const { colours, width } = plan.header;
      if (plan.remarks.length === 0 && row.cells.length <= width && colours === undefined) return;
      // Rows that are held are looked at anyway.
      if (read.readings[0].kind === 'invalid') return;
      const isColourUnread =
        colours !== undefined &&
        meaningsIn(row, colours.legend, width).some(({ meaning }) => meaning.kind === 'unread');
      const surplus = row.cells.slice(width);
      if (isColourUnread || [...plan.remarks.map((at) => cellAt(row, at)), ...surplus].some(isUnread))
        unread.add(row.line);
    },
    profile: () => ({ unread, presence }),
  };
}
