/** DATE_ORDER_COL: texts of dates that prove another order of day and month than the one in which they are read. */
import { daysBetween } from '../../calendar.ts';
import type { DateField } from '../../date-writing.ts';
import type { LineStretches } from '../../line-stretches.ts';
import { isDayFirst } from '../../month-first.ts';
import type { IsoDate } from '../../record.ts';
import type { DateOrders, OrderTally } from '../date-orders.ts';
import { type ColumnRule, type Finding, refused } from '../finding.ts';
import type { SheetProfile } from '../sheet-profile.ts';
import { waysIn } from './how-to-read.ts';

/** One row that is no day as it is read, among more rows than these, is a slip of the finger where the others stand closer together as they are read. */
const FEW_ROWS = 10;
/** So many birth dates with the NIK's day in the other order are no accident of one or two people. */
const ENOUGH_NIKS = 3;
/** A column with rows of both orders was put together from two sources when a fifth of the rows that are sure are of the other one; some typing errors are fewer. */
const SHARE_OF_OTHER = 5;

/** What a person has said of a column is not judged again. */
export const otherOrders: ColumnRule = (profile) => {
  const { header, births, doses } = profile;
  const toldOrder = (at: number): boolean => header.writings.get(at)?.order !== undefined;
  const ofBirths =
    births.at < 0 || toldOrder(births.at) ? [] : found(profile, births.at, 'birthDate', births.orders, proveBirths);
  const ofDoses = doses
    .filter(({ at }) => !toldOrder(at))
    .flatMap((column) => found(profile, column.at, 'date', column.orders, proveDoses));
  return [...ofBirths, ...ofDoses];
};

function found(
  profile: SheetProfile,
  at: number,
  field: DateField,
  orders: DateOrders,
  prove: (tally: OrderTally, orders: DateOrders) => LineStretches | undefined,
): readonly Finding[] {
  const { dayMonth, yearFirst } = orders;
  const american =
    dayMonth.american > 0 && dayMonth.counts.sure + dayMonth.counts.right === 0 && !isDayFirst(profile.headings[at] ?? '');
  return [dayMonth, yearFirst].flatMap((tally) => {
    const lines = american && tally === dayMonth && tally.other === 'mdy' ? tally.against : prove(tally, orders);
    if (lines === undefined) return [];
    const asRead = tally === dayMonth && tally.other === 'dmy' ? 'mdy' : tally.other === 'dmy' ? 'ydm' : 'dmy';
    return refused('DATE_ORDER_COL', field, lines, {
      ...waysIn(profile, at, field, [tally.other, asRead]),
      order: tally.other,
    });
  });
}

/**
 * The NIKs are the judges: more rows against the order than for it, and not one or two. Where only those with days up to the 12th are, an Excel has
 * exchanged them before they became text (mixed-birth-dates.ts).
 */
function proveBirths({ counts, against }: OrderTally): LineStretches | undefined {
  const { sure, right, noDay, noTrueDay, byNik } = counts;
  const others = noDay + noTrueDay + byNik;
  if (sure + right === 0) return others > 1 || noDay > 0 ? against : undefined;
  const isOther = others > sure + right && others >= ENOUGH_NIKS && (noDay > 0 || sure === 0);
  return isOther ? against : undefined;
}

function proveDoses({ counts, against }: OrderTally, { asRead, otherwise }: DateOrders): LineStretches | undefined {
  return counts.noDay + counts.noTrueDay > 0 && isOther(counts, span(otherwise) < span(asRead)) ? against : undefined;
}

/** `closer`: whether the days of the column stand closer together in the other order. */
function isOther({ sure, right, noDay, noTrueDay, open }: OrderTally['counts'], closer: boolean): boolean {
  const as = sure + right;
  if (as > 0) return noDay > 1 && noDay * SHARE_OF_OTHER > as + noDay && (open > 0 || noDay > as);
  if (noDay > 0) return noDay + noTrueDay > 1 || open <= FEW_ROWS || closer;
  return noTrueDay > open || (noTrueDay > 1 && closer);
}

function span(days: ReadonlySet<IsoDate>): number {
  const sorted = [...days].sort();
  return sorted.length === 0 ? 0 : daysBetween(sorted[0] ?? '', sorted.at(-1) ?? '');
}
