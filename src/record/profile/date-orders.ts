/** The texts of a date column under both orders of day and month: which of the two they allow. */
import { digitsAt, isoDay, isValidDay } from '../dates/calendar.ts';
import type { DateOrder } from '../dates/date-writing.ts';
import { writtenNumbers } from '../dates/written-numbers.ts';
import type { IsoDate } from '../record.ts';
import { type LineStretches, lineStretches } from '../sheet/line-stretches.ts';

/** What a text says of the order in which it is read. */
type Verdict =
  /** It is a true day in this order, and none at all in the other. */
  | 'sure'
  /** It may be a day in both, but is a true one in this order alone, or the NIK beside it has that day. */
  | 'right'
  /** It is no day in this order, and one in the other. */
  | 'noDay'
  /**
   * In this order it is a day that cannot be (in the future, before anybody was vaccinated), and in the other one that
   * can.
   */
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
  /** The rows that speak for the other order, and those that may be either. */
  readonly against: LineStretches;
  readonly open: LineStretches;
}

export interface DateOrders {
  /** Of `05/10/2021`. */
  readonly dayMonth: OrderTally;
  /** Of `2021-10-05`. */
  readonly yearFirst: OrderTally;
  /**
   * Different days of a column of few, as they are read and in the other order; what is a day in one of them only is
   * that day in both.
   */
  readonly asRead: ReadonlySet<IsoDate>;
  readonly otherwise: ReadonlySet<IsoDate>;
}

/** What decides beside the text. */
export interface OrderContext {
  /** In which texts are read; the day first unless something else is said. */
  readonly order: DateOrder | undefined;
  /** Of years of two digits: 1900 or 2000. */
  readonly century: number;
  /** The first and the last day that can be true; '' where there is no first one. */
  readonly earliest: IsoDate | '';
  readonly latest: IsoDate;
  /** Whether the column has few different days, as doses have: then each text is judged once, and the days are told. */
  readonly hasFewDays: boolean;
}

/** More different texts than any campaign has days. */
const MOST_TEXTS = 400;

export interface OrderGatherer {
  /** `nik`: the sixteen digits beside it, where they say something of this date. */
  see(text: string, line: number, nik?: string): void;
  orders(): DateOrders;
}

/** A day as a number, 20211005, so that a million of them cost no texts; 0 for none. */
type Packed = number;

/** What a text is whatever stands beside it. */
interface Judged {
  readonly yearFirst: boolean;
  readonly read: Packed;
  readonly other: Packed;
  readonly verdict: Verdict;
  readonly american: boolean;
}

export function gatherOrders(context: OrderContext): OrderGatherer {
  const dayMonth = newTally(context.order === 'mdy' ? 'dmy' : 'mdy');
  const yearFirst = newTally(context.order === 'ydm' ? 'dmy' : 'ydm');
  const range = { earliest: packed(context.earliest), latest: packed(context.latest) };
  const seen = new Map<string, Judged | undefined>();

  function judgeOnce(text: string): Judged | undefined {
    if (!context.hasFewDays) return judge(text, context, range);
    const known = seen.get(text);
    if (known !== undefined || seen.has(text)) return known;
    const judged = judge(text, context, range);
    if (seen.size < MOST_TEXTS) seen.set(text, judged);
    return judged;
  }

  return {
    see(text, line, nik) {
      const judged = judgeOnce(text);
      if (judged === undefined) return;
      const tally = judged.yearFirst ? yearFirst : dayMonth;
      const verdict = nik === undefined ? judged.verdict : withNik(judged, nik);
      tally.counts[verdict]++;
      if (judged.american) tally.american++;
      if (judged.american || verdict === 'noDay' || verdict === 'noTrueDay' || verdict === 'byNik')
        tally.against.add(line);
      if (verdict === 'open') tally.open.add(line);
    },
    orders() {
      const days = [...seen.values()].flatMap((judged) => (judged && judged.verdict !== 'nothing' ? [judged] : []));
      return {
        dayMonth,
        yearFirst,
        asRead: new Set(days.map(({ read, other }) => unpacked(read || other))),
        otherwise: new Set(days.map(({ read, other }) => unpacked(other || read))),
      };
    },
  };
}

function newTally(other: DateOrder) {
  const counts: Record<Verdict, number> = { sure: 0, right: 0, noDay: 0, noTrueDay: 0, byNik: 0, open: 0, nothing: 0 };
  return { other, counts, american: 0, against: lineStretches(), open: lineStretches() };
}

interface Range {
  readonly earliest: Packed;
  readonly latest: Packed;
}

function judge(text: string, { order, century }: OrderContext, range: Range): Judged | undefined {
  const numbers = writtenNumbers(text);
  if (numbers === undefined) return undefined;
  const { first, second, yearFirst } = numbers;
  const year = numbers.fullYear ? numbers.year : century + numbers.year;
  // As it is read, the month is the second number, or the first behind a year.
  const isMonthFirst = yearFirst ? order !== 'ydm' : order === 'mdy';
  const month = isMonthFirst ? first : second;
  const day = isMonthFirst ? second : first;
  const read = isValidDay(year, month, day) ? packedDay(year, month, day) : 0;
  const other = isValidDay(year, day, month) ? packedDay(year, day, month) : 0;
  const american = !yearFirst && text.length > numbers.end && isAmericanTime(text);
  return { yearFirst, read, other, verdict: verdictOf(read, other, range), american };
}

function verdictOf(read: Packed, other: Packed, { earliest, latest }: Range): Verdict {
  if (read === other) return 'nothing';
  const readCanBe = read >= earliest && read <= latest;
  const otherCanBe = other >= earliest && other <= latest;
  if (read === 0) return otherCanBe ? 'noDay' : 'nothing';
  if (other === 0) return readCanBe ? 'sure' : 'nothing';
  if (readCanBe === otherCanBe) return 'open';
  return readCanBe ? 'right' : 'noTrueDay';
}

/** Of a date that may be a day both ways, the NIK knows more. */
function withNik({ read, other, verdict }: Judged, nik: string): Verdict {
  if (read === 0 || other === 0 || read === other) return verdict;
  if (isInNik(nik, read)) return 'right';
  return isInNik(nik, other) ? 'byNik' : verdict;
}

function isAmericanTime(text: string): boolean {
  return (text.charCodeAt(text.length - 1) | 32) === 109 && /\d\s*[ap]m$/i.test(text);
}

/** Whether the date in a NIK, in which a woman's day has 40 added, is this one. */
export function hasDay(nik: string, day: IsoDate): boolean {
  return isInNik(nik, packed(day));
}

function isInNik(nik: string, day: Packed): boolean {
  const marked = digitsAt(nik, 6, 8);
  return (
    (marked > 40 ? marked - 40 : marked) === day % 100 &&
    digitsAt(nik, 8, 10) === Math.floor(day / 100) % 100 &&
    digitsAt(nik, 10, 12) === Math.floor(day / 10_000) % 100
  );
}

function packedDay(year: number, month: number, day: number): Packed {
  return (year * 100 + month) * 100 + day;
}

function packed(day: IsoDate | ''): Packed {
  return day === '' ? 0 : packedDay(digitsAt(day, 0, 4), digitsAt(day, 5, 7), digitsAt(day, 8, 10));
}

function unpacked(day: Packed): IsoDate {
  return isoDay(Math.floor(day / 10_000), Math.floor(day / 100) % 100, day % 100);
}
