/** Nights and runs as lines: for `status` and `runs`. Pure. */
import { basename } from 'node:path';
import { RUN_ERRORS, type RunErrorCode } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import { arrived, type Night, type RefusedFile } from '../night/nights.ts';
import { oneLine } from '../printable.ts';
import type { Messages } from '../text/messages.ts';
import { table } from './table.ts';

/** Refused files that are named; the others are counted. */
const NAMED = 2;
/** What is said of each in one look; `runs` has it in full. */
const GLANCE = 77;

/** The last night: what arrived, how the server was, which files were not read. */
export function lastNight(night: Night, messages: Messages): string[] {
  const { nights: say } = messages;
  const { outages, refused } = night;
  const weather =
    outages.length === 0
      ? say.neverAway
      : say.away(outages.length, night.awayMs, Math.max(...outages.map(({ since, until }) => until - since)));
  return [
    say.lastNight(say.day(night.day), arrived(night), night.backlog),
    `  ${weather}`,
    ...refusedFiles(refused, messages, NAMED).map(glance),
  ];
}

function glance(line: string): string {
  return line.length > GLANCE ? `${line.slice(0, GLANCE)}…` : line;
}

/** A line each for files that were not read, and how many more there are than `most`. */
export function refusedFiles(refused: readonly RefusedFile[], messages: Messages, most = Infinity): string[] {
  const { nights: say } = messages;
  const named = refused.length > most + 1 ? refused.slice(0, most) : refused;
  return [
    ...named.map((file) => `  ${say.refusedFile(whyNot(file, messages))}`),
    ...(named.length < refused.length ? [`  ${say.moreRefused(refused.length - named.length)}`] : []),
  ];
}

/** Its name, and the sentence that was printed when it was refused. */
function whyNot({ name, why, about = {} }: RefusedFile, { errors }: Messages): string {
  const known = Object.hasOwn(RUN_ERRORS, why) ? errors[why as RunErrorCode] : undefined;
  const said = known ? oneLine(known({ ...about, file: basename(name) }).what) : `[${why}]`;
  return `${oneLine(basename(name))}: ${said}`;
}

/** A line each, newest first, below their heads. */
export function earlierNights(nights: readonly Night[], messages: Messages): string[] {
  if (nights.length === 0) return [];
  const { nights: say, figures } = messages;
  const { heads } = say;
  return table(
    [
      { head: heads.night, right: false },
      { head: heads.landed, right: true },
      { head: heads.left, right: true },
      { head: heads.away, right: true },
      { head: heads.end, right: false },
    ],
    nights
      .toReversed()
      .map((night) => [
        say.day(night.day),
        figures.number(arrived(night)),
        night.backlog === undefined ? '?' : figures.number(night.backlog),
        awayText(night.outages.length, night.awayMs, messages),
        say.ended(night.exitCode as ExitCode | undefined),
      ]),
  );
}

/** How long in all, and how often: `2 h 05 min (9×)`, or a dash. */
export function awayText(times: number, ms: number, { figures }: Messages): string {
  return times === 0 ? '–' : `${figures.duration(ms)} (${figures.number(times)}×)`;
}
