/**
 * DATE_SWAP_COL: dates of doses typed day before month on a computer that expects the month first. No NIK shows it, as
 * it does for birth dates.
 */
import { daysBetween } from '../../dates/calendar.ts';
import type { IsoDate } from '../../record.ts';
import type { LineStretches } from '../../sheet/line-stretches.ts';
import { exchangedDay } from '../birth-dates.ts';
import type { DoseDates } from '../dose-dates.ts';
import { type ColumnRule, refused } from '../finding.ts';
import type { SheetProfile } from '../sheet-profile.ts';
import { wayToKeep } from './how-to-read.ts';

/** So many rows of each kind, with so many different days, are no accident of two clerks. */
const ENOUGH_ROWS = 5;
const ENOUGH_DAYS = 3;
/**
 * Of fewer days, so many rows of each kind are enough where exchanging brings every date, and nothing else any, into
 * the weeks of the texts.
 */
const ENOUGH_ROWS_OF_A_SESSION = 3;
const WEEKS_OF_A_CAMPAIGN = 31;

/**
 * An Excel in US English makes `02/10/2021` a date, 10 February, and leaves `13/10/2021` as text. Then all dates have
 * days up to 12, all texts days above, and, since a campaign takes weeks and not a year, exchanging day and month
 * brings the dates close to the texts: to at most half of the time that they span now. Or the dates are days that
 * cannot be, and doses out of order, unless they are exchanged.
 */
export const mixedDoseDates: ColumnRule = (profile) =>
  profile.doses.flatMap((column) => {
    const isTold = profile.header.writings.get(column.at)?.order !== undefined;
    const lines = isTold ? undefined : isMixed(column) ? column.lines : (untrue(column) ?? outOfOrder(column, profile));
    return refused('DATE_SWAP_COL', 'date', lines, wayToKeep(profile, { at: column.at, field: 'date' }, 'dmy'));
  });

/**
 * Date cells that are days to come, or from before the programme, as they stand, while no other cell is sure to be
 * right.
 */
function untrue({ cellOrders: { yearFirst, asRead, otherwise } }: DoseDates): LineStretches | undefined {
  const { sure, right, noTrueDay, open } = yearFirst.counts;
  if (sure + right > 0) return undefined;
  return noTrueDay > open || (noTrueDay > 1 && span([...otherwise]) < span([...asRead]))
    ? yearFirst.against
    : undefined;
}

/** Date cells of two doses that are in order in most rows only with day and month exchanged. */
function outOfOrder({ at, cellOrders: { yearFirst } }: DoseDates, { pairs }: SheetProfile): LineStretches | undefined {
  const { sure, right, open } = yearFirst.counts;
  const pair = pairs.find(({ columns }) => columns.includes(at))?.cells;
  const isProven = sure + right === 0 && open > 0 && pair && pair.against.count() >= ENOUGH_ROWS_OF_A_SESSION;
  return isProven && pair.against.count() > pair.right ? pair.against : undefined;
}

function isMixed({ contradicted, cells, texts }: DoseDates): boolean {
  if (contradicted) return false;
  const exchanged = Array.from(cells.different, (day) => exchangedDay(day) || day);
  if ([cells, texts].some(({ different }) => different.size < ENOUGH_DAYS))
    return isOfOneSession({ cells, texts }, exchanged);
  return (
    cells.rows >= ENOUGH_ROWS &&
    texts.rows >= ENOUGH_ROWS &&
    span([...exchanged, ...texts.different]) * 2 <= span([...cells.different, ...texts.different])
  );
}

function isOfOneSession({ cells, texts }: Pick<DoseDates, 'cells' | 'texts'>, exchanged: readonly IsoDate[]): boolean {
  if (cells.rows < ENOUGH_ROWS_OF_A_SESSION || texts.rows < ENOUGH_ROWS_OF_A_SESSION) return false;
  const isNear = (day: IsoDate): boolean =>
    [...texts.different].some((text) => Math.abs(daysBetween(day, text)) <= WEEKS_OF_A_CAMPAIGN);
  return (
    exchanged.every(isNear) &&
    ![...cells.different].every(isNear) &&
    span([...exchanged, ...texts.different]) * 2 <= span([...cells.different, ...texts.different])
  );
}

function span(days: readonly IsoDate[]): number {
  const sorted = [...days].sort();
  return daysBetween(sorted[0] ?? '', sorted.at(-1) ?? '');
}
