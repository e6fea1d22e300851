/** Numbers, durations and times of day as the two languages write them. */
import type { Language } from './language.ts';

/** How one language writes numbers and times. */
export interface Figures {
  /** A whole number with thousands marked: 1,234 or 1.234. */
  number(value: number): string;
  /** At most one decimal: 3.4 or 3,4. */
  decimal(value: number): string;
  /** A part of a whole: 0.52 is "52%". Never rounded up to 100%. */
  percent(share: number): string;
  /** Milliseconds in at most two units: "0.4 s", "12 s", "2 min 05 s", "1 h 20 min", "2 d 3 h". */
  duration(ms: number): string;
  /**
   * The time of day at `at` (epoch milliseconds) for a reader at `now`: "01:12", with the day before it once it is most
   * of a day away. `timeZone` is an IANA name; without it the machine's own. `seconds`: to the second.
   */
  clock(at: number, now: number, timeZone?: string, seconds?: boolean): string;
  /** So many a second, or a minute when it is slower than one a second: "3.4/s", "12/min". */
  rate(perSecond: number): string;
}

interface Units {
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

/** A size of a disk or a file, as people say it: "68 GB", "1.4 GB", "512 MB". A GB is 1000 MB, as disks are sold. */
export function sizeText(bytes: number, decimal: Figures['decimal'], number: Figures['number']): string {
  const [value, unit] = bytes >= 1e9 ? [bytes / 1e9, 'GB'] : [bytes / 1e6, 'MB'];
  return `${value < 10 && unit === 'GB' ? decimal(value) : number(Math.floor(value))} ${unit}`;
}

/** How a language writes them. */
export function figuresOf(language: Language): Figures {
  return language === 'id' ? INDONESIAN : ENGLISH;
}

/** Figures for a locale. `timeMark` stands between hours and minutes (Indonesian spelling: a full stop). */
function figures(locale: string, units: Units, timeMark: string): Figures {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const number = (value: number): string => whole.format(value);
  const decimal = (value: number): string => tenth.format(value);
  return {
    number,
    decimal,
    percent: (share) => `${Math.floor(Math.min(1, Math.max(0, share)) * 100)}%`,
    duration: (ms) => duration(ms, units, decimal),
    clock: (at, now, timeZone, seconds = false) => clock(at, now, timeZone, locale, timeMark, seconds),
    rate: (perSecond) => {
      const [value, unit] =
        perSecond >= 1 || perSecond <= 0 ? [perSecond, units.second] : [perSecond * 60, units.minute];
      return `${value >= 10 ? number(value) : decimal(value)}/${unit}`;
    },
  };
}

function duration(ms: number, units: Units, decimal: (value: number) => string): string {
  if (ms < 9_950) return `${decimal(Math.max(0, ms) / 1000)} ${units.second}`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} ${units.second}`;
  if (seconds < 3600) return pair(seconds, 60, units.minute, units.second);
  const minutes = Math.round(seconds / 60);
  if (minutes < 1440) return pair(minutes, 60, units.hour, units.minute);
  return pair(Math.round(minutes / 60), 24, units.day, units.hour);
}

function pair(small: number, perLarge: number, large: string, unit: string): string {
  const whole = `${Math.floor(small / perLarge)} ${large}`;
  const rest = small % perLarge;
  return rest === 0 ? whole : `${whole} ${String(rest).padStart(2, '0')} ${unit}`;
}

const ENGLISH = figures('en', { day: 'd', hour: 'h', minute: 'min', second: 's' }, ':');
const INDONESIAN = figures('id', { day: 'hari', hour: 'jam', minute: 'mnt', second: 'dtk' }, '.');

/** From here on the time alone could be taken for today's. */
const FAR_MS = 20 * 3_600_000;

function clock(
  at: number,
  now: number,
  timeZone: string | undefined,
  locale: string,
  timeMark: string,
  seconds: boolean,
): string {
  const zone = known(timeZone);
  const time = parts(at, zone);
  const hhmm = [time.hour, time.minute, ...(seconds ? [time.second] : [])].join(timeMark);
  if (Math.abs(at - now) < FAR_MS) return hhmm;
  return `${new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...zone }).format(at)} ${hhmm}`;
}

/**
 * `2026-11-23 01:12:05`: for logs, the same in every language, so that lines sort. Without a time zone, the machine's
 * own.
 */
export function stamp(at: number, timeZone?: string): string {
  const time = parts(at, known(timeZone));
  return `${time.year}-${time.month}-${time.day} ${time.hour}:${time.minute}:${time.second}`;
}

/**
 * The zone, if Node knows it; TZ may also be written as `WIB-7` or `:/etc/localtime`, which Node's own clock
 * understands but Intl does not.
 */
function known(timeZone: string | undefined): { timeZone?: string } {
  if (!timeZone) return {};
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return { timeZone };
  } catch {
    return {};
  }
}

type TimePart = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

function parts(at: number, zone: { timeZone?: string }): Readonly<Record<TimePart, string>> {
  const found: Record<TimePart, string> = { year: '', month: '', day: '', hour: '', minute: '', second: '' };
  const format = new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...zone,
  });
  for (const { type, value } of format.formatToParts(at)) if (type in found) found[type as TimePart] = value;
  return found;
}
