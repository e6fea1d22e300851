/**
 * The time of day behind a day, where it may move the day: programs keep days as instants, and midnight in Indonesia is
 * a time of the evening before in UTC.
 */

import type { IsoDate } from '../record.ts';
import type { Cell } from '../source-row.ts';
import { dayAfter, digitsAt } from './calendar.ts';

/** A time of day, on the clock of the zone that is named with it, or on nobody knows whose. */
export interface Clock {
  /** Since midnight; a leap second counts to its minute. */
  readonly seconds: number;
  /** Minutes east of UTC, where the cell names a zone. */
  readonly zone?: number;
}

/**
 * Whose clock times without a zone were read from, where it is known: that of UTC, or that of the place, so that days
 * are as they are written.
 */
export type ClockOf = 'utc' | 'local';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Midnight of Jakarta, Makassar and Jayapura in UTC: 17:00, 16:00 and 15:00. */
const MIDNIGHTS: ReadonlySet<number> = new Set([17 * HOUR, 16 * HOUR, 15 * HOUR]);
/**
 * Midnight in UTC in the years in which elders were born, when the clocks of Indonesia stood at +07:07:12, +07:20,
 * +07:30, +07:57:36, +09:22:48 and +09:30 as well (IANA tz database, Asia/Jakarta, Asia/Pontianak, Asia/Makassar,
 * Asia/Jayapura).
 */
const OLD_MIDNIGHTS: ReadonlySet<number> = new Set([
  16 * HOUR + 52 * 60 + 48,
  16 * HOUR + 42 * 60 + 40,
  16 * HOUR + 40 * 60,
  16 * HOUR + 30 * 60,
  16 * HOUR + 2 * 60 + 24,
  14 * HOUR + 37 * 60 + 12,
  14 * HOUR + 30 * 60,
]);
/** The last minute of a day: what is left of a midnight that a program has rounded down. */
const LAST_MINUTE = DAY - 60;
/** The zones of Indonesia, in minutes east of UTC. */
const ZONES = [420, 480, 540] as const;

/** Whether this is midnight somewhere in Indonesia, on a clock that shows UTC, or the last minute before midnight. */
export function isMidnightElsewhere({ seconds }: Clock): boolean {
  return MIDNIGHTS.has(seconds) || seconds >= LAST_MINUTE;
}

/** The same for the day of a birth, which nobody knows to the second, and when clocks were others. */
export function isMidnightOfBirth(clock: Clock): boolean {
  return isMidnightElsewhere(clock) || OLD_MIDNIGHTS.has(clock.seconds);
}

/**
 * Whether the instant, of a zone that is named, lies on the day as it is written: always in the zone of the sheet;
 * otherwise when it is the same day there and everywhere in Indonesia, since nobody knows where the sheet's zone was
 * set. `sheetZone`: minutes east of UTC.
 */
export function isOnWrittenDay({ seconds, zone }: Clock, sheetZone: number): boolean {
  if (zone === undefined || zone === sheetZone) return true;
  return [sheetZone, ...ZONES].every((other) => {
    const there = seconds + (other - zone) * 60;
    return there >= 0 && there < DAY;
  });
}

/**
 * The day in the zone of the sheet of an instant that is known to be of another zone, UTC unless it names one. A
 * midnight begins the next day.
 */
function dayInSheet(day: IsoDate, clock: Clock, sheetZone: number): IsoDate {
  if (isMidnightOfBirth(clock)) return dayAfter(day);
  return clock.seconds + (sheetZone - (clock.zone ?? 0)) * 60 >= DAY ? dayAfter(day) : day;
}

/**
 * The day of a dose that is meant; undefined where nobody can say. Without `of`, a time without a zone is believed:
 * whether it is one at which people are vaccinated, or a midnight, is shown by the whole column
 * (profile/rules/instants.ts).
 */
export function dayOfDose(
  day: IsoDate,
  clock: Clock | undefined,
  sheetZone: number,
  of: ClockOf | undefined,
): IsoDate | undefined {
  if (clock === undefined || of === 'local') return day;
  if (of === 'utc') return dayInSheet(day, clock, sheetZone);
  return isOnWrittenDay(clock, sheetZone) ? day : undefined;
}

/**
 * The day of a birth that is meant; undefined where nobody can say. Births have no time of day, so a midnight of
 * somewhere else needs one of `known`, the days that the NIK allows, to say which day it is.
 */
export function dayOfBirth(
  day: IsoDate,
  clock: Clock | undefined,
  sheetZone: number,
  known: readonly IsoDate[],
  of: ClockOf | undefined,
): IsoDate | undefined {
  if (clock === undefined || of === 'local') return day;
  if (of === 'utc') return dayInSheet(day, clock, sheetZone);
  if (!isMidnightOfBirth(clock) && isOnWrittenDay(clock, sheetZone)) return day;
  return [dayAfter(day), day].find((meant) => known.includes(meant));
}

/** False for nearly every cell without looking into it: a day alone is ten characters, its serial five. */
export function mayHoldTime(cell: Cell): boolean {
  return typeof cell === 'string' ? cell.length > 10 : cell.kind !== 'uncalculated' && cell.raw.length > 5;
}

/** The time of day that the fraction of a serial is; undefined for none, a midnight. */
export function clockOfSerial(raw: string): Clock | undefined {
  if (!raw.includes('.')) return undefined;
  const serial = Number(raw);
  const seconds = Math.min(Math.round((serial - Math.floor(serial)) * DAY), DAY - 1);
  return seconds > 0 ? { seconds } : undefined;
}

/**
 * A time behind a day: `17:00`, `T17:00:00.000Z`, `08.15 WIB`, `pukul 08.15`, `8:15:00 AM`, `08:14:22+07`, `07:00:00
 * GMT+0700 (Waktu Indonesia Barat)`.
 */
const TIME =
  /(?<![\sT,])[\sT,]+(?:(?:pukul|jam|pkl)\.?\s?)?(\d{1,2})[.:](\d{2})(?:[.:](\d{2})(?:[.,]\d+)?)?\s*(?:(?:(Z|UTC|GMT)|(?:UTC|GMT)?\s?([+-]\d{2})(?::?(\d{2}))?)(?:\s*\([^()]{0,60}\))?|(am|pm)|wib|wita|wit)?$/i;

/**
 * The text before the time of day, and that time. Without one, the text as it is. A zone that there is not makes it no
 * time.
 */
export function splitTime(text: string): { readonly date: string; readonly clock?: Clock } {
  const found = TIME.exec(text);
  if (!found) return { date: text };
  const [, hour = '', minute = '', second = '0', utc, zoneHour, zoneMinute = '0', half] = found;
  const date = text.slice(0, found.index).trim();
  const seconds = (hourOf(Number(hour), half) * 60 + Number(minute)) * 60 + Math.min(Number(second), 59);
  if (utc !== undefined) return { date, clock: { seconds, zone: 0 } };
  if (zoneHour === undefined) return { date, clock: { seconds } };
  const zone = digitsAt(zoneHour, 1, 3) * 60 + Number(zoneMinute);
  if (zone > 14 * 60) return { date: text };
  return { date, clock: { seconds, zone: zoneHour.startsWith('-') ? -zone : zone } };
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
}

/**
 * The time of day of a date cell: the fraction of its serial, or what stands behind the day of ISO 8601. Nearly all
 * have neither.
 */
export function clockOfCell(raw: string): Clock | undefined {
  if (raw.length <= 5) return undefined;
  return raw.includes('-') ? splitTime(raw).clock : clockOfSerial(raw);
}
