/**
 * Our own columns in a correction sheet that comes back. They say of each row where it came from. The row replaces the
 * one that stands there. The clerk says in them that a row is right as it stands by emptying the cell
 * with our reasons, and that it is to be left alone by the word for it in that cell; a sheet without that column says
 * nothing of the kind.
 */

import { isDismissal, isOwnHeading, ownColumn, readOrigin } from '../correction/format.ts';
import type { RowOrigin } from '../ledger/sealed/prepare.ts';
import { cellText } from '../record/cells.ts';
import type { DateOrder } from '../record/dates/date-writing.ts';
import { cellAsText } from '../record/fields/text-cell.ts';
import type { Cell, SourceRow } from '../record/source-row.ts';

/** How the rows below a header say it. */
export interface OwnColumns {
  /** Whether the sheet has them: it is called after the file of its rows, and its name says nothing of them. */
  readonly isCorrection: boolean;
  /** Undefined for a row that says nothing of the kind. */
  originOf(row: SourceRow): RowOrigin | undefined;
  /** What the program has said of the row; '' in a sheet that is no correction sheet. */
  reasonsOf(row: SourceRow): string;
  /** What the clerk's columns hold, as text; ours are empty. */
  textOf(row: SourceRow): readonly string[];
}

/** `orders`: of columns whose dates are written in another order than day first. */
export function ownColumnsIn(
  headings: readonly string[],
  orders: ReadonlyMap<number, DateOrder> = new Map(),
): OwnColumns {
  const line = ownColumn(headings, 'line');
  const origin = ownColumn(headings, 'origin');
  const reason = ownColumn(headings, 'reason');
  const own = new Set(headings.flatMap((heading, column) => (isOwnHeading(heading) ? [column] : [])));
  const textOf = ({ cells }: SourceRow): readonly string[] =>
    cells.map((cell, column) => (own.has(column) ? '' : cellAsText(cell, orders.get(column))));
  const reasonsOf = ({ cells }: SourceRow): string => (reason < 0 ? '' : text(cells[reason]));
  if (line < 0 || origin < 0) return { isCorrection: false, textOf, reasonsOf, originOf: () => undefined };
  return {
    isCorrection: true,
    textOf,
    reasonsOf,
    originOf(row) {
      const number = Number(text(row.cells[line]));
      const place = readOrigin(text(row.cells[origin]));
      if (!Number.isSafeInteger(number) || number <= 0 || !place) return undefined;
      const said = reason < 0 ? undefined : text(row.cells[reason]).trim();
      const dismissed = said !== undefined && isDismissal(said);
      return {
        ...place,
        line: number,
        confirmed: said === '',
        ...(dismissed ? { dismissed } : {}),
        cells: textOf(row),
      };
    },
  };
}

function text(cell: Cell | undefined): string {
  return cell === undefined ? '' : cellText(cell);
}
