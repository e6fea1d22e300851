/**
 * Correction sheets say of each row where it came from; what stands there is to be put in the place of the old row.
 * The clerk says in them that a row is right as it stands by emptying the cell with our reasons; a sheet without that column says nothing of the kind.
 */
import type { RowOrigin } from '../ledger/prepare.ts';
import type { Cell, SourceRow } from '../record/source-row.ts';
import { cellText } from '../record/text-cell.ts';
import { CORRECTION_WORDS, type CorrectionWords, readOrigin } from '../text/correction-sheet.ts';

/** How the rows below these headings say it; a sheet without our columns says nothing. */
export function originReader(headings: readonly string[]): (row: SourceRow) => RowOrigin | undefined {
  const line = columnUnder(headings, 'lineColumn');
  const origin = columnUnder(headings, 'originColumn');
  const reason = columnUnder(headings, 'reasonColumn');
  if (line < 0 || origin < 0) return () => undefined;
  return ({ cells }) => {
    const number = Number(text(cells[line]));
    const place = readOrigin(text(cells[origin]));
    if (!Number.isSafeInteger(number) || number <= 0 || !place) return undefined;
    return { ...place, line: number, confirmed: reason >= 0 && text(cells[reason]).trim() === '' };
  };
}

/** In whatever language; -1 where there is none. */
function columnUnder(headings: readonly string[], own: 'lineColumn' | 'originColumn' | 'reasonColumn'): number {
  const names = Object.values(CORRECTION_WORDS).map((words: CorrectionWords) => words[own]);
  return headings.findIndex((heading) => names.includes(heading.trim()));
}

function text(cell: Cell | undefined): string {
  return cell === undefined ? '' : cellText(cell);
}
