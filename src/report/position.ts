/** Where a run is, from the events it has told so far, and the one line that says so. Pure. */
import type { PositionEvent, RunEvent } from '../events.ts';
import { oneLine } from '../printable.ts';
import type { Messages } from '../text/messages.ts';
import { follow, outage, type Progress, paceOf } from './screen/progress.ts';
import { perSecond, timeLeftMs } from './screen/rate.ts';

/** What has to be remembered to answer at any moment. */
export interface Track {
  readonly phase: PositionEvent['phase'];
  readonly reading?: PositionEvent['reading'];
  readonly progress?: Progress | undefined;
  /** Since when the server has answered; absent before its first answer. */
  readonly upSince?: number;
}

export const START: Track = { phase: 'starting' };

/** The track after one more event, at `now` (epoch milliseconds). */
export function track(before: Track, event: RunEvent, now: number): Track {
  const progress = follow(before.progress, event, now);
  const next: Track = progress === before.progress ? before : { ...before, progress };
  switch (event.event) {
    case 'reading': {
      const { file, rows, bytes, totalBytes } = event;
      const share = totalBytes > 0 ? { share: Math.min(1, bytes / totalBytes) } : {};
      return { ...next, phase: 'reading', reading: { file, rows, ...share } };
    }
    case 'delivery':
      return { ...next, phase: 'sending' };
    case 'batch':
    case 'doubts':
      return progress?.down || next.upSince !== undefined ? next : { ...next, upSince: now };
    case 'weather':
      return event.state === 'up' ? { ...next, upSince: event.since } : next;
    case 'summary':
      return { ...next, phase: 'ending' };
    default:
      return next;
  }
}

/** Where the run is. */
export function positionOf({ phase, reading, progress, upSince }: Track): PositionEvent {
  if (phase === 'reading' && reading) return { event: 'position', phase, reading };
  if (phase !== 'sending' || !progress) return { event: 'position', phase };
  const { done, total } = progress;
  const speed = perSecond(progress.rate);
  const leftMs = timeLeftMs(progress.rate, total - done);
  const server = serverOf(progress, upSince);
  return {
    event: 'position',
    phase,
    sending: {
      done,
      total,
      ...(speed === undefined ? {} : { perSecond: speed }),
      ...(leftMs === undefined ? {} : { leftMs }),
    },
    ...(server ? { server } : {}),
  };
}

function serverOf({ down }: Progress, upSince: number | undefined): PositionEvent['server'] {
  if (!down) return upSince === undefined ? undefined : { state: 'up', since: upSince };
  const { event: _, ...away } = down;
  return away;
}

/** The one line, worded as the other signs of life are. */
export function positionLine(
  { phase, reading, sending, server }: PositionEvent,
  messages: Messages,
  now: number,
  timeZone: string | undefined,
): string {
  const { position: say, figures } = messages;
  if (phase === 'reading' && reading)
    return say.here(messages.reading.progress(oneLine(reading.file), reading.rows, reading.share));
  if (phase !== 'sending' || !sending) return say.here(phase === 'ending' ? say.ending : say.starting);
  const { done, total, perSecond: speed, leftMs } = sending;
  const arrived = messages.delivering.progress(done, total);
  if (server?.state === 'down')
    return say.here(
      `${arrived}; ${messages.delivering.downShort(outage({ event: 'weather', ...server }, messages, now, timeZone))}`,
    );
  const rate = paceOf(speed, leftMs, messages);
  return say.here(`${arrived}, ${rate}${server ? `; ${say.up(figures.clock(server.since, now, timeZone))}` : ''}`);
}
