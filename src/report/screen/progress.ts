/**
 * Where delivery stands, as the events tell it. Pure; the terminal and the log of cron draw it each in their own way.
 */

import type { RunEvent } from '../../events.ts';
import type { Messages, Outage } from '../../text/messages.ts';
import { paused, perSecond, progressed, type Rate, resumed, startRate, timeLeftMs } from './rate.ts';

export type WeatherEvent = Extract<RunEvent, { event: 'weather' }>;

export interface Progress {
  /** Entries that waited when delivery began, and how many of them are settled. */
  readonly total: number;
  readonly done: number;
  readonly rate: Rate;
  /** The last bad news, while the server is away. */
  readonly down?: WeatherEvent;
}

/** The next state; events that say nothing of delivery leave it as it is. `undefined` before delivery begins. */
export function follow(progress: Progress | undefined, event: RunEvent, now: number): Progress | undefined {
  if (event.event === 'delivery') return { total: event.waiting, done: 0, rate: startRate(now) };
  if (!progress) return undefined;
  switch (event.event) {
    case 'batch':
      return settled(progress, event.accepted + event.alreadyThere + event.refused + (event.handedOver ?? 0), now);
    case 'doubts':
      // Answers to questions come faster than records are stored; they would promise too much.
      return { ...count(progress, event.there), rate: progress.down ? progress.rate : resumed(progress.rate, now) };
    case 'look-back':
      return count(progress, -event.gone);
    case 'weather': {
      const { down: _, ...fair } = progress;
      return event.state === 'down'
        ? { ...fair, rate: paused(progress.rate, event.since), down: event }
        : { ...fair, rate: resumed(progress.rate, now) };
    }
    default:
      return progress;
  }
}

function settled(progress: Progress, entries: number, now: number): Progress {
  return { ...count(progress, entries), rate: progressed(progress.rate, now, entries) };
}

function count(progress: Progress, entries: number): Progress {
  const done = progress.done + entries;
  return { ...progress, done, total: Math.max(progress.total, done) };
}

/** Rate and time left in words. */
export function pace(progress: Progress, messages: Messages): string {
  return paceOf(perSecond(progress.rate), timeLeftMs(progress.rate, progress.total - progress.done), messages);
}

/** The same of figures; `speed` is undefined while too little was measured. */
export function paceOf(speed: number | undefined, left: number | undefined, messages: Messages): string {
  if (speed === undefined) return messages.delivering.starting;
  const { figures, delivering } = messages;
  return delivering.pace(figures.rate(speed), left && left > 0 ? figures.duration(roughly(left)) : undefined);
}

/** An estimate is not worth its seconds: 58 min, 2 min 05 s, 12 s. */
function roughly(ms: number): number {
  const step = ms > 10 * 60_000 ? 60_000 : ms > 60_000 ? 5_000 : 1_000;
  return Math.max(1, Math.round(ms / step)) * step;
}

/**
 * What a question about doubts has settled; nothing for one that has settled nothing, since it is asked again and
 * again.
 */
export function doubtsLines(
  { asked, there, absent, unknown }: Extract<RunEvent, { event: 'doubts' }>,
  { delivering }: Messages,
): string[] {
  return there + absent === 0 ? [] : [delivering.doubts(asked, there, absent, unknown)];
}

/** Below this the minutes would be the same: "down since 01:12, next try 01:12". */
const SHORT_MS = 60_000;

/** An outage with its times as the reader's clock shows them. */
export function outage(event: WeatherEvent, messages: Messages, now: number, timeZone: string | undefined): Outage {
  const isAhead = event.nextTry !== undefined && event.nextTry > now;
  const seconds = isAhead && event.nextTry - event.since < SHORT_MS;
  const clock = (at: number): string => messages.figures.clock(at, now, timeZone, seconds);
  return {
    since: clock(event.since),
    // A time that is past would say that nobody has tried.
    ...(event.nextTry === undefined ? {} : isAhead ? { nextTry: clock(event.nextTry) } : { trying: true }),
    ...(event.cause === undefined ? {} : { cause: event.cause }),
    ...(event.status === undefined ? {} : { status: event.status }),
  };
}

/** A ledger whose database is away, or back. */
export function databaseLine(
  event: Extract<RunEvent, { event: 'database' }>,
  { database, figures }: Messages,
  now: number,
  timeZone: string | undefined,
): string {
  if (event.state === 'up') return database.up(event.awayMs);
  return database.down(figures.clock(event.since, now, timeZone, true), event.why, event.code);
}

/** A worker that stays has nothing to do. */
export function restingLine(
  { why, until }: Extract<RunEvent, { event: 'resting' }>,
  { staying, figures }: Messages,
  now: number,
  timeZone: string | undefined,
): string {
  return why === 'empty' ? staying.empty : staying[why](figures.clock(until ?? now, now, timeZone, true));
}
