/** What is to happen every night, whoever starts it. Pure. */
import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import { RunError } from '../errors.ts';

export const KINDS = ['cron', 'systemd', 'windows'] as const;
/** Who starts a night. */
export type Kind = (typeof KINDS)[number];

export interface Night {
  /** By which it is found again: of the unit, the task, the lines of a crontab. */
  readonly name: string;
  /** The configuration that it follows, absolute. */
  readonly config: string;
  /** The program, with absolute paths. */
  readonly program: readonly string[];
  /** What follows the program. */
  readonly args: readonly string[];
  /** The file of `--log`, for those who keep no journal of their own; absolute. */
  readonly log: string;
  /** Working folder. */
  readonly folder: string;
  /** Time of day, `22:00`. */
  readonly at: string;
  /** Of that time; IANA name. */
  readonly timeZone: string;
  /** Over how long the starts of many computers are spread, in milliseconds; 0: the program waits by itself. */
  readonly spreadMs: number;
}

/**
 * `kendal-3f2a91`: the folder for people, and a digest for what people call alike. `more`: what else tells two nights
 * of one configuration apart.
 */
export function nameOf(config: string, more: readonly string[]): string {
  const digest = createHash('sha256')
    .update([config, ...more].join('\0'))
    .digest('hex')
    .slice(0, 6);
  const folder = basename(dirname(config))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 24)
    .replace(/^-|-$/g, '');
  return folder === '' ? digest : `${folder}-${digest}`;
}

/** No file of cron, of systemd and no XML has a place for a line break. @throws RunError SCHEDULE_PATH {path}. */
export function refuseUnwritable(night: Night): Night {
  for (const path of [night.config, night.log, night.folder, ...night.program, ...night.args])
    if (/\p{Cc}/u.test(path)) throw new RunError('SCHEDULE_PATH', { path });
  return night;
}
