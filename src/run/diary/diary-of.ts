/** What a run tells of itself, event by event, gathered until it is written down. Pure. */
import type { RunEvent } from '../../events.ts';
import type { DiaryPart, FileOfRun, MinuteOfRun, OutageOfRun } from '../../ledger/history-side.ts';

type Counts = { -readonly [Key in keyof Omit<MinuteOfRun, 'minute'>]: MinuteOfRun[Key] };

/** What has happened since it was written down last. */
export interface Page {
  /** `now`: epoch milliseconds. */
  see(event: RunEvent, now: number): void;
  /** Takes what has come together, and begins anew; undefined where that is nothing. */
  take(): DiaryPart | undefined;
}

const MINUTE_MS = 60_000;

export function newPage(): Page {
  let minutes = new Map<number, Counts>();
  let outages: OutageOfRun[] = [];
  let files: FileOfRun[] = [];
  let down: OutageOfRun | undefined;
  /** Records that had landed, that the server has lost, and that have not landed again: they count once. */
  let lost = 0;

  function at(now: number): Counts {
    const minute = Math.floor(now / MINUTE_MS);
    let counts = minutes.get(minute);
    if (!counts) {
      counts = { accepted: 0, alreadyThere: 0, refused: 0, requests: 0 };
      minutes.set(minute, counts);
    }
    return counts;
  }

  function notAgain(landed: number): number {
    const again = Math.min(lost, landed);
    lost -= again;
    return landed - again;
  }

  return {
    see(event, now) {
      switch (event.event) {
        case 'batch': {
          const counts = at(now);
          counts.accepted += notAgain(event.accepted);
          counts.alreadyThere += event.alreadyThere;
          counts.refused += event.refused;
          break;
        }
        case 'pulled': {
          const counts = at(now);
          counts.accepted += notAgain(event.accepted);
          counts.alreadyThere += event.alreadyThere;
          counts.refused += event.refused;
          break;
        }
        case 'request':
          at(now).requests += 1;
          break;
        case 'doubts':
          // What was asked for and is there had landed, and nobody had heard of it.
          at(now).accepted += notAgain(event.there);
          break;
        case 'look-back':
          lost += event.gone;
          break;
        case 'weather':
          if (event.state === 'down') down ??= begun(event);
          else if (down) down = { ...down, until: now };
          if (down) outages = [...outages.filter(({ since }) => since !== down?.since), down];
          if (event.state === 'up') down = undefined;
          break;
        case 'file':
          files.push({ name: event.file, rows: event.rows });
          break;
        case 'failed':
          if (event.file !== undefined)
            files.push({ name: event.file, rows: 0, why: event.error.code, about: event.error.params });
          break;
        case 'file-result':
          // Refused on an earlier night, and nobody has changed it: the same is still to be done.
          if (event.before && event.code)
            files.push({ name: event.file, rows: 0, why: event.code, about: { file: event.file } });
          break;
        default:
      }
    },
    take() {
      if (minutes.size === 0 && outages.length === 0 && files.length === 0) return undefined;
      const part = { minutes: [...minutes].map(([minute, counts]) => ({ minute, ...counts })), outages, files };
      minutes = new Map();
      outages = [];
      files = [];
      return part;
    },
  };
}

function begun({ since, cause, status }: Extract<RunEvent, { event: 'weather' }>): OutageOfRun {
  return { since, ...(cause === undefined ? {} : { cause }), ...(status === undefined ? {} : { status }) };
}
