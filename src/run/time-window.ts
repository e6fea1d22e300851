/** When a run begins and ends: the moment and the zone are handed in. */
import type { Clock } from '../clock.ts';
import type { IsoDate } from '../record/record.ts';
import type { Context } from './context.ts';

/** The day in `timeZone` (IANA name) at `now` (epoch ms). */
export function todayIn(timeZone: string, now: number): IsoDate {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
}

/** How far the clocks of `timeZone` (IANA name) are ahead of UTC at `now` (epoch ms), in minutes. */
export function zoneMinutes(timeZone: string, now: number): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(now);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = 0, minutes = 0] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  const ahead = Number(hours) * 60 + Number(minutes);
  return sign === '-' ? -ahead : ahead;
}

/** A clock that is put right by less goes on as it was: `until` must not move by a day because of a breath. */
const SET_MS = 60_000;

/**
 * How much is left, in milliseconds, of the window of a run that begins now: until `maxDuration` (ms) has passed,
 * whatever the clocks say, or the clock on the wall shows the next `until` (HH:MM), whichever comes first; undefined
 * without either. Where the clock is set meanwhile (a computer without a battery, whose clock is put right when the
 * network comes), it is asked when by the new time the run began and what was its next `until`. Time asleep counts.
 */
export function windowOf(
  window: { readonly until?: string | undefined; readonly maxDuration?: number | undefined },
  clock: Pick<Clock, 'now' | 'elapsed'>,
): (() => number) | undefined {
  const { until, maxDuration } = window;
  if (until === undefined && maxDuration === undefined) return undefined;
  const began = clock.elapsed();
  /** Of the wall before the other clock: changed by nobody but who sets it. */
  let ahead = clock.now() - began;
  return () => {
    const elapsed = clock.elapsed();
    const aheadNow = clock.now() - elapsed;
    if (Math.abs(aheadNow - ahead) > SET_MS) ahead = aheadNow;
    const byDuration = maxDuration === undefined ? Number.POSITIVE_INFINITY : began + maxDuration - elapsed;
    const byTheWall =
      until === undefined ? Number.POSITIVE_INFINITY : nextTimeOfDay(until, began + ahead) - ahead - elapsed;
    return Math.min(byDuration, byTheWall);
  };
}

/** The next moment after `now` at which the clock on this computer's wall shows `time` (cron's clock is the same). */
export function nextTimeOfDay(time: string, now: number): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const next = new Date(now);
  next.setHours(hour, minute, 0, 0);
  if (next.getTime() <= now) next.setDate(next.getDate() + 1);
  return next.getTime();
}

/**
 * Waits a random part of `longest` ms before the first request, so that five hundred computers do not knock in the same
 * second. Somebody who sits at a terminal is one computer, and does not wait.
 */
export async function startJitter(
  longest: number,
  {
    clock,
    random,
    stop,
    err,
  }: Pick<Context, 'clock' | 'random'> & { stop: Pick<Context['stop'], 'finish'>; err: Pick<Context['err'], 'isTTY'> },
): Promise<void> {
  if (longest > 0 && !err.isTTY) await clock.sleep(random() * longest, stop.finish);
}
