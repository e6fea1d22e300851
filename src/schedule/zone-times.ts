/** Which times of day on the clock of a computer are a time of day somewhere else. Pure. */

const DAY_MS = 24 * 3_600_000;

/**
 * The times (`15:00`) that the clock in `machineZone` shows when it is `at` in `timeZone`, in the year after `now`. One,
 * where neither zone changes its clocks (Indonesia does not) or both change them together; two where one does.
 */
export function timesThere(at: string, timeZone: string, machineZone: string, now: number): string[] {
  const here = new Intl.DateTimeFormat('en-GB', { ...CLOCK, timeZone });
  const there = new Intl.DateTimeFormat('en-GB', { ...CLOCK, timeZone: machineZone });
  const times = new Set<string>();
  for (let day = 0; day < 366; day++) {
    const moment = momentOf(at, timeZone, now + day * DAY_MS);
    // In the night in which clocks are put forward there is no such time.
    if (here.format(moment) === at) times.add(there.format(moment));
  }
  return [...times].toSorted();
}

/** How far the clocks of a zone are ahead of UTC (`+07:00`), where that is the same all year; else undefined. */
export function fixedOffset(timeZone: string, now: number): string | undefined {
  const offsets = new Set<string>();
  for (let day = 0; day < 366; day += 7) offsets.add(offsetAt(timeZone, now + day * DAY_MS));
  const [only, ...others] = offsets;
  return others.length === 0 ? only : undefined;
}

/** The day in a zone (`2026-11-29`). */
export function dayIn(timeZone: string, now: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
}

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** When it is `at` in `timeZone` on the day that `near` is there. */
function momentOf(at: string, timeZone: string, near: number): number {
  const day = dayIn(timeZone, near);
  const guess = Date.parse(`${day}T${at}:00${offsetAt(timeZone, near)}`);
  // On the day when clocks change the offset at that time may be another.
  return Date.parse(`${day}T${at}:00${offsetAt(timeZone, guess)}`);
}

function offsetAt(timeZone: string, moment: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(moment);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return /GMT([+-]\d{2}:\d{2})/.exec(name)?.[1] ?? '+00:00';
}
