/** Times as a page shows them: in one zone, in the words of one language. Pure. */
import type { Language } from '../text/language.ts';
import { figuresOf } from '../text/numbers.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How a page writes moments. All are epoch milliseconds. */
export interface Times {
  /** "23:10", or "23.10" in Indonesian. */
  clock(at: number): string;
  /** "Fri, 27 Nov", with the year where `full`: "Friday, 27 November 2026". */
  day(at: number, full?: boolean): string;
  /** A day of the calendar, `2026-11-28`, as `day` writes moments; with `short` the shortest that tells days apart. */
  date(day: string, short?: boolean): string;
  /** "27 Nov 23:10". */
  moment(at: number): string;
  /** The zone as people call it: "WIB", "GMT+7". */
  zone(at: number): string;
  /** Whole hours of the clock from `from` to `to`, at most `most` of them, evenly spaced. */
  hours(from: number, to: number, most: number): number[];
}

/** `timeZone`: an IANA name. */
export function timesOf(language: Language, timeZone: string): Times {
  const zone = { timeZone };
  const locale = language === 'id' ? 'id-ID' : 'en-GB';
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(locale, { ...options, ...zone });
  const day = format({ weekday: 'short', day: 'numeric', month: 'short' });
  const fullDay = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const date = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
  const shortDate = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric', timeZone: 'UTC' });
  const dayOnly = format({ day: 'numeric', month: 'short' });
  const wall = wallClock(timeZone);
  // Far from itself only when a day is wanted before the time: here never.
  const clock = (at: number): string => figuresOf(language).clock(at, at, zone.timeZone);
  return {
    clock,
    day: (at, full = false) => (full ? fullDay : day).format(at),
    date: (of, short = false) => (short ? shortDate : date).format(new Date(`${of}T00:00:00Z`)),
    moment: (at) => `${dayOnly.format(at)} ${clock(at)}`,
    zone: (at) => zoneOf(at, zone, locale),
    hours: (from, to, most) => hoursBetween(from, to, most, wall),
  };
}

/** Indonesia's zones are called WIB, WITA and WIT in every language; only Indonesian knows these names. */
function zoneOf(at: number, zone: { readonly timeZone: string }, locale: string): string {
  const [own = '', here = ''] = ['id-ID', locale].map(
    (each) =>
      new Intl.DateTimeFormat(each, { timeZoneName: 'short', ...zone })
        .formatToParts(at)
        .find(({ type }) => type === 'timeZoneName')?.value,
  );
  return own.startsWith('WI') ? own : here;
}

/** The moment at which a clock in UTC shows what a clock of the zone (an IANA name) shows at `at`. */
export function wallClock(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en', { timeZoneName: 'longOffset', timeZone });
  return (at) => {
    const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
    return at + (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE;
  };
}

/** Steps that a clock is read in, in hours. */
const STEPS = [1, 2, 3, 4, 6, 12, 24, 48, 96, 168, 336, 672];

function hoursBetween(from: number, to: number, most: number, wall: (at: number) => number): number[] {
  const step = STEPS.find((hours) => (to - from) / (hours * HOUR) <= most) ?? Number.POSITIVE_INFINITY;
  const found: number[] = [];
  // A zone may be half an hour off, and change its clock in between: each quarter is asked.
  for (let at = Math.ceil(from / (15 * MINUTE)) * 15 * MINUTE; at <= to && step < 1000; at += 15 * MINUTE)
    if (wall(at) % (step * HOUR) === 0) found.push(at);
  return found;
}
