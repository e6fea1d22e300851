/** When a run begins and ends: the moment and the zone are handed in. */
import type { IsoDate } from '../record/record.ts';
import type { Context } from './context.ts';

/** The day in `timeZone` (IANA name) at `now` (epoch ms). */
export function todayIn(timeZone: string, now: number): IsoDate {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
}

/** When the window of a run that began at `started` ends (epoch ms): the earlier of `maxDuration` (ms) and the next `until` (HH:MM); undefined without either. */
export function deadlineOf(
  window: { readonly until?: string | undefined; readonly maxDuration?: number | undefined },
  started: number,
  timeZone: string | undefined,
): number | undefined {
  const ends = [
    ...(window.maxDuration === undefined ? [] : [started + window.maxDuration]),
    ...(window.until === undefined ? [] : [nextTimeOfDay(window.until, started, timeZone)]),
  ];
  return ends.length > 0 ? Math.min(...ends) : undefined;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The next moment after `now` at which clocks in `timeZone` (the machine's own when undefined) show `time`. */
function nextTimeOfDay(time: string, now: number, timeZone: string | undefined): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const format = new Intl.DateTimeFormat('en-GB', {
    ...(timeZone ? { timeZone } : {}),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const [nowHour = 0, nowMinute = 0] = format.format(now).split(':').map(Number);
  const minutes = hour * 60 + minute - (nowHour * 60 + nowMinute);
  const startOfMinute = now - (now % MINUTE);
  const next = startOfMinute + minutes * MINUTE;
  return next > now ? next : next + DAY;
}

/** Waits at most `longest` ms before the first request, so that five hundred computers do not knock in the same second. */
export async function startJitter(longest: number, { clock, random, stop }: Context): Promise<void> {
  if (longest > 0) await clock.sleep(random() * longest, stop.finish);
}
