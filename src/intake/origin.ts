/** Correction sheets say of each row where it came from; what stands there is to be put in the place of the old row. */
import type { RowOrigin } from '../ledger/prepare.ts';
import type { Cell, SourceRow } from '../record/source-row.ts';
import { cellText } from '../record/text-cell.ts';
import { CORRECTION_WORDS, readOrigin } from '../text/correction-sheet.ts';

/** How the rows below these headings say it; a sheet without our columns says nothing. */
export function originReader(headings: readonly string[]): (row: SourceRow) => RowOrigin | undefined {
  const words = Object.values(CORRECTION_WORDS);
  const line = headings.findIndex((heading) => words.some(({ lineColumn }) => heading.trim() === lineColumn));
  const origin = headings.findIndex((heading) => words.some(({ originColumn }) => heading.trim() === originColumn));
  if (line < 0 || origin < 0) return () => undefined;
  return ({ cells }) => {
    const number = Number(text(cells[line]));
    const place = readOrigin(text(cells[origin]));
    return Number.isSafeInteger(number) && number > 0 && place ? { ...place, line: number } : undefined;
  };
}

function text(cell: Cell | undefined): string {
  return cell === undefined ? '' : cellText(cell);
}
