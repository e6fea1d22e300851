/**
 * The moments of a dose of which only the day is known, as SATUSEHAT takes them: in UTC with `+00:00` written out, never
 * in the future. PURE.
 */
import type { IsoDate } from '../../record/record.ts';

/** Of one visit. Each of them is on the same day in UTC as in the zone of the sheet. */
export interface Moments {
  readonly arrived: string;
  /** When the dose was given. */
  readonly given: string;
  /** Later than `arrived`: the registry takes no visit without a length (rule 10121). */
  readonly finished: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Where noon is yet to come: so soon after the day has begun in UTC. */
const SECOND = 1_000;

/**
 * The visit lasts for the hour about noon there. Of a day whose noon is not over, it lasts for two seconds at its
 * beginning in UTC, which is in the morning of every zone of Indonesia. `now` in epoch milliseconds.
 */
export function momentsOf(day: IsoDate, timeZone: string, now: number): Moments {
  const noon = noonIn(day, timeZone);
  if (noon + HOUR / 2 < now) return written(noon - HOUR / 2, noon, noon + HOUR / 2);
  const begun = Date.parse(`${day}T00:00:00Z`);
  return written(begun, begun + SECOND, begun + 2 * SECOND);
}

function written(...[arrived, given, finished]: readonly [number, number, number]): Moments {
  return { arrived: utc(arrived), given: utc(given), finished: utc(finished) };
}

function utc(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 19)}+00:00`;
}

/** Noon of the day there, in epoch milliseconds. */
function noonIn(day: IsoDate, timeZone: string): number {
  const there = Date.parse(`${day}T12:00:00Z`);
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(there).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  const east = (Number(hours) * 60 + Number(minutes)) * MINUTE;
  return there - (sign === '-' ? -east : east);
}
