/** DATE_ORDER_COL: texts of dates that prove another order of day and month than the one in which they are read. */
import { daysBetween } from '../../dates/calendar.ts';
import type { DateOrder } from '../../dates/date-writing.ts';
import { orderIn } from '../../header/order-in-heading.ts';
import type { IsoDate } from '../../record.ts';
import type { LineStretches } from '../../sheet/line-stretches.ts';
import type { DateOrders, OrderTally } from '../date-orders.ts';
import { type ColumnRule, refused } from '../finding.ts';
import type { SheetProfile } from '../sheet-profile.ts';
import { type DateColumn, waysIn } from './how-to-read.ts';

/**
 * One row that is no day as it is read, among more rows than these, is a slip of the finger where the others stand
 * closer together as they are read.
 */
const FEW_ROWS = 10;
/**
 * So many rows with the NIK's day, or with their doses in order, in the other order only are no accident of one or two
 * people.
 */
const ENOUGH_ROWS = 3;
/**
 * A column with rows of both orders was put together from two sources when a fifth of the rows that are sure are of the
 * other one; some typing errors are fewer.
 */
const SHARE_OF_OTHER = 5;

/** One of the two kinds of texts of a column, of which nobody has said the order. */
interface Texts extends DateColumn {
  readonly orders: DateOrders;
  readonly tally: OrderTally;
}

/**
 * What a person has said of a column is not judged again. Where one column of doses proves another order, those whose
 * texts may be either are asked about with it: one program has written them all. Where somebody has said that order of
 * any column, they are asked about too.
 */
export const otherOrders: ColumnRule = (profile) => {
  const all = untold(profile);
  const told = new Set([...profile.header.writings.values()].map(({ order }) => order));
  return ORDERS.flatMap((order) =>
    FIELDS.flatMap((field) => {
      const these = all.filter((texts) => texts.tally.other === order && texts.field === field);
      const proofs = new Map(these.flatMap((texts) => keyed(texts, proof(texts, profile))));
      const open = proofs.size > 0 || (order !== 'dmy' && told.has(order)) ? these.filter(isOpen) : [];
      const columns = [...new Set([...proofs.keys(), ...open])];
      const [first] = columns;
      if (!first) return [];
      const lines = proofs.get(first) ?? first.tally.open;
      return refused('DATE_ORDER_COL', field, lines, { ...waysIn(profile, columns, [order, asRead(first)]), order });
    }),
  );
};

const ORDERS = ['mdy', 'ydm', 'dmy'] as const;
const FIELDS = ['birthDate', 'date'] as const;

function keyed(texts: Texts, lines: LineStretches | undefined): [Texts, LineStretches][] {
  return lines ? [[texts, lines]] : [];
}

function untold({ header, births, doses }: SheetProfile): Texts[] {
  const columns = [
    ...(births.at < 0 ? [] : [{ at: births.at, field: 'birthDate' as const, orders: births.orders }]),
    ...doses.map(({ at, orders }) => ({ at, field: 'date' as const, orders })),
  ];
  return columns
    .filter(({ at }) => header.writings.get(at)?.order === undefined)
    .flatMap((column) => [column.orders.dayMonth, column.orders.yearFirst].map((tally) => ({ ...column, tally })));
}

function isOpen({ tally: { counts } }: Texts): boolean {
  return counts.open > 0 && counts.sure + counts.right === 0;
}

function asRead({ tally, orders }: Texts): DateOrder {
  if (tally.other !== 'dmy') return 'dmy';
  return tally === orders.dayMonth ? 'mdy' : 'ydm';
}

function proof(texts: Texts, profile: SheetProfile): LineStretches | undefined {
  const { tally, orders, field, at } = texts;
  if (
    tally.other === 'mdy' &&
    tally.american > 0 &&
    isAmerican(profile) &&
    orderIn(profile.headings[at] ?? '') !== 'dmy'
  )
    return tally.against;
  return field === 'birthDate' ? proveBirths(tally) : (proveDoses(tally, orders) ?? proveByPairs(texts, profile));
}

/**
 * Whether times with AM or PM are an American program's: no date before one of them, in any column, is sure to have its
 * day first.
 */
function isAmerican({ births, doses }: SheetProfile): boolean {
  const stamped = [births.orders, ...doses.map(({ orders }) => orders)].filter(({ dayMonth }) => dayMonth.american > 0);
  return stamped.every(({ dayMonth: { counts } }) => counts.sure + counts.right === 0);
}

/**
 * The NIKs are the judges: more rows against the order than for it, and not one or two. Where only those with days up
 * to the 12th are, an Excel has exchanged them before they became text (mixed-birth-dates.ts).
 */
function proveBirths({ counts, against }: OrderTally): LineStretches | undefined {
  const { sure, right, noDay, noTrueDay, byNik } = counts;
  const others = noDay + noTrueDay + byNik;
  if (sure + right === 0) return others > 1 || noDay > 0 ? against : undefined;
  const isOther = others > sure + right && others >= ENOUGH_ROWS && (noDay > 0 || sure === 0);
  return isOther ? against : undefined;
}

function proveDoses(
  { counts, against }: OrderTally,
  { asRead: read, otherwise }: DateOrders,
): LineStretches | undefined {
  return counts.noDay + counts.noTrueDay > 0 && isOther(counts, span(otherwise) < span(read)) ? against : undefined;
}

/** `closer`: whether the days of the column stand closer together in the other order. */
function isOther({ sure, right, noDay, noTrueDay, open }: OrderTally['counts'], closer: boolean): boolean {
  const as = sure + right;
  if (as > 0) return noDay > 1 && noDay * SHARE_OF_OTHER > as + noDay && (open > 0 || noDay > as);
  if (noDay > 0) return noDay + noTrueDay > 1 || open <= FEW_ROWS || closer;
  return noTrueDay > open || (noTrueDay > 1 && closer);
}

/** The doses of most rows of a wide sheet are in order with the month first only. */
function proveByPairs(texts: Texts, { pairs }: SheetProfile): LineStretches | undefined {
  if (texts.tally.other !== 'mdy' || !isOpen(texts)) return undefined;
  const pair = pairs.find(({ columns }) => columns.includes(texts.at))?.texts;
  return pair && pair.against.count() >= ENOUGH_ROWS && pair.against.count() > pair.right ? pair.against : undefined;
}

function span(days: ReadonlySet<IsoDate>): number {
  const sorted = [...days].sort();
  return sorted.length === 0 ? 0 : daysBetween(sorted[0] ?? '', sorted.at(-1) ?? '');
}
