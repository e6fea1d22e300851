/** When a run begins and ends: the moment and the zone are handed in. */
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

/** When the window of a run that began at `started` ends (epoch ms): the earlier of `maxDuration` (ms) and the next `until` (HH:MM); undefined without either. */
export function deadlineOf(
  window: { readonly until?: string | undefined; readonly maxDuration?: number | undefined },
  started: number,
): number | undefined {
  const ends = [
    ...(window.maxDuration === undefined ? [] : [started + window.maxDuration]),
    ...(window.until === undefined ? [] : [nextTimeOfDay(window.until, started)]),
  ];
  return ends.length > 0 ? Math.min(...ends) : undefined;
}

/** The next moment after `now` at which the clock on this computer's wall shows `time` (cron's clock is the same). */
function nextTimeOfDay(time: string, now: number): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const next = new Date(now);
  next.setHours(hour, minute, 0, 0);
  if (next.getTime() <= now) next.setDate(next.getDate() + 1);
  return next.getTime();
}

/**
 * Waits a random part of `longest` ms before the first request, so that five hundred computers do not knock in the same second. Somebody who sits at a
 * terminal is one computer, and does not wait.
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
