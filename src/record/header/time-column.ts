/** A column of times of day: "Waktu Vaksinasi" beside "Tanggal Vaksinasi" is no second date. */

import { cellText } from '../cells.ts';
import type { Cell, SourceRow } from '../source-row.ts';
import { headingWords } from '../words/heading-words.ts';

const TIME =
  /^(?:(?:pukul|jam|pkl)\.? ?)?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?: ?(?:am|pm|wib|wita|wit))?(?: ?(?:-|–|s\/?d|sampai) ?(?:\d{1,2}[.:]\d{2}|selesai).*)?$/i;
/** Parts of a day, and turns in it. */
const SESSION =
  /^(?:(?:sesi|session|shift|gelombang|kloter) ?)?(?:pagi|siang|sore|malam|morning|afternoon|[1-9]|i{1,3})$/i;
/** Headings of such columns; in another one `05.10` may be a day without its year. */
const OF_TIMES = new Set(['waktu', 'jam', 'pukul', 'pkl', 'time']);

/** Whether every filled cell of the column, in the rows that have been read, is a time of day, and one is. */
export function holdsTimes(heading: string, below: readonly SourceRow[], at: number): boolean {
  const filled = below.map(({ cells }) => cells[at] ?? '').filter((cell) => cellText(cell) !== '');
  const dotted = headingWords(heading).some((word) => OF_TIMES.has(word));
  return (
    filled.length > 0 &&
    filled.every(
      (cell) =>
        (isTime(cell) && (dotted || cellText(cell).includes(':') || typeof cell === 'object')) ||
        (dotted && SESSION.test(cellText(cell))),
    )
  );
}

/** Excel keeps a time of day as the part of a day that has gone by. */
function isTime(cell: Cell): boolean {
  if (typeof cell === 'string') return TIME.test(cellText(cell));
  if (cell.kind !== 'number' && cell.kind !== 'date') return false;
  const part = Number(cell.raw);
  return part > 0 && part < 1;
}
