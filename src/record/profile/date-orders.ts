/** The texts of a date column under both orders of day and month: which of the two they allow. */
import { isoDay, isValidDay } from '../calendar.ts';
import type { DateOrder } from '../date-writing.ts';
import { type LineStretches, lineStretches } from '../line-stretches.ts';
import type { IsoDate } from '../record.ts';
import { type WrittenNumbers, writtenNumbers } from '../written-numbers.ts';

/** What a text says of the order in which it is read. */
type Verdict =
  /** It is a true day in this order, and none at all in the other. */
  | 'sure'
  /** It may be a day in both, but is a true one in this order alone, or the NIK beside it has that day. */
  | 'right'
  /** It is no day in this order, and one in the other. */
  | 'noDay'
  /** In this order it is a day that cannot be (in the future, before anybody was vaccinated), and in the other one that can. */
  | 'noTrueDay'
  /** The NIK beside it has the day of the other order. */
  | 'byNik'
  /** It may be either. */
  | 'open'
  /** Both are the same day, or neither is one. */
  | 'nothing';

/** Texts that are read in one order, judged by what they would be in the other. */
export interface OrderTally {
  /** What the other order is called. */
  readonly other: DateOrder;
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Texts with a time that has AM or PM, as American programs write it behind a date with its month first. */
  readonly american: number;
  /** The rows that speak for the other order. */
  readonly against: LineStretches;
}

export interface DateOrders {
  /** Of `05/10/2021`. */
  readonly dayMonth: OrderTally;
  /** Of `2021-10-05`. */
  readonly yearFirst: OrderTally;
  /** Different days of the texts, as they are read and in the other order; what is a day in one of them only is that day in both. A campaign has a few hundred. */
  readonly asRead: ReadonlySet<IsoDate>;
  readonly otherwise: ReadonlySet<IsoDate>;
}

/** What decides beside the text. */
export interface OrderContext {
  /** In which texts are read; the day first unless something else is said. */
  readonly order: DateOrder | undefined;
  /** Of years of two digits: 1900 or 2000. */
  readonly century: number;
  /** Whether a day can be true. */
  canBe(day: IsoDate): boolean;
}

/** More different days than any campaign has. */
const MOST_DAYS = 400;

export interface OrderGatherer {
  /** `nik`: the sixteen digits beside it, where they say something of this date. */
  see(text: string, line: number, nik?: string): void;
  orders(): DateOrders;
}

export function gatherOrders(context: OrderContext): OrderGatherer {
  const dayMonth = newTally(context.order === 'mdy' ? 'dmy' : 'mdy');
  const yearFirst = newTally(context.order === 'ydm' ? 'dmy' : 'ydm');
  const asRead = new Set<IsoDate>();
  const otherwise = new Set<IsoDate>();
  return {
    see(text, line, nik) {
      const numbers = writtenNumbers(text);
      if (numbers === undefined) return;
      const tally = numbers.yearFirst ? yearFirst : dayMonth;
      const { read, other } = bothDays(numbers, context);
      const verdict = verdictOf(read, other, nik, context);
      tally.counts[verdict]++;
      if (verdict !== 'nothing' && asRead.size < MOST_DAYS) {
        asRead.add(read || other);
        otherwise.add(other || read);
      }
      const american = !numbers.yearFirst && text.length > numbers.end && isAmericanTime(text);
      if (american) tally.american++;
      if (american || verdict === 'noDay' || verdict === 'noTrueDay' || verdict === 'byNik') tally.against.add(line);
    },
    orders: () => ({ dayMonth, yearFirst, asRead, otherwise }),
  };
}

function newTally(other: DateOrder) {
  const counts: Record<Verdict, number> = { sure: 0, right: 0, noDay: 0, noTrueDay: 0, byNik: 0, open: 0, nothing: 0 };
  return { other, counts, american: 0, against: lineStretches() };
}

/** The day as it is read, and the day in the other order; '' for none. */
function bothDays(numbers: WrittenNumbers, { order, century }: OrderContext): { read: IsoDate | ''; other: IsoDate | '' } {
  const { first, second, yearFirst } = numbers;
  const year = numbers.fullYear ? numbers.year : century + numbers.year;
  // As it is read, the month is the second number, or the first behind a year.
  const [month, day] = (yearFirst ? order !== 'ydm' : order === 'mdy') ? [first, second] : [second, first];
  return { read: dayOf(year, month, day), other: dayOf(year, day, month) };
}

function dayOf(year: number, month: number, day: number): IsoDate | '' {
  return isValidDay(year, month, day) ? isoDay(year, month, day) : '';
}

function verdictOf(read: IsoDate | '', other: IsoDate | '', nik: string | undefined, { canBe }: OrderContext): Verdict {
  if (read === other) return 'nothing';
  if (read === '') return canBe(other) ? 'noDay' : 'nothing';
  if (other === '') return canBe(read) ? 'sure' : 'nothing';
  if (nik !== undefined && hasDay(nik, read)) return 'right';
  if (nik !== undefined && hasDay(nik, other)) return 'byNik';
  if (canBe(read) === canBe(other)) return 'open';
  return canBe(read) ? 'right' : 'noTrueDay';
}

function isAmericanTime(text: string): boolean {
  return (text.charCodeAt(text.length - 1) | 32) === 109 && /\d\s*[ap]m$/i.test(text);
}

/** Whether the date in a NIK, in which a woman's day has 40 added, is this one. */
export function hasDay(nik: string, day: IsoDate): boolean {
  const marked = Number(nik.slice(6, 8));
  const dayOfMonth = Number(day.slice(8));
  return (
    (marked === dayOfMonth || marked === dayOfMonth + 40) &&
    nik.slice(8, 10) === day.slice(5, 7) &&
    nik.slice(10, 12) === day.slice(2, 4)
  );
}
