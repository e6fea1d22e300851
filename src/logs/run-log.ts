/**
 * The log of a run: one NDJSON file in `logs/` of the state folder, for whoever looks into a night afterwards (`jq`).
 * Whatever becomes of it, the run goes on as it would have without it.
 */
import { lstatSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from '../errors.ts';
import type { Reporter } from '../events.ts';
import type { ExitCode } from '../exit-codes.ts';
import { jsonLine } from '../printable.ts';
import { classOf, codesOf, stackFrames } from '../report/bug-frames.ts';
import { startHeartbeat } from '../report/heartbeat.ts';
import { follow, type Progress } from '../report/screen/progress.ts';
import { isFrequent, logLine } from './log-line.ts';
import { type LogLimits, logName, logsToRemove, runName } from './old-logs.ts';
import { WholeLines } from './whole-lines.ts';

export interface RunLogParts {
  /** Of the state; `logs/` is made in it. Where it is not there, there is nothing to tell of either. */
  readonly folder: string;
  readonly limits: LogLimits;
  readonly version: string;
  readonly node: string;
  readonly pid: number;
  readonly command: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Tell of every row. */
  readonly rows: boolean;
  /** Told once, of a log that cannot be written: its path and the code of the system. */
  readonly lost: (path: string, code: string) => void;
}

export interface RunLog extends Reporter {
  /** Which server it goes to, as soon as that is known; it stands in the first line. */
  to(target: string): void;
  /** The last line: the exit code. `bug`: what nobody foresaw. */
  end(exitCode: ExitCode, bug?: unknown): void;
}

/** Lines are written together: after so many characters, or so long. What is rare is written at once. */
const BUNDLE = 32_768;
const BUNDLE_MS = 1_000;
/** One run may take this part of all the room; then it goes on without what comes by the thousand. */
const SHARE_OF_ONE = 1 / 4;

export function startRunLog(parts: RunLogParts): RunLog {
  const { limits, now } = parts;
  const began = now();
  const run = runName(began, parts.pid);
  const path = join(parts.folder, 'logs', logName(run));
  let target: string | undefined;
  let file: WholeLines | undefined;
  let isLost = limits.runs === 0;
  let isThinned = false;
  let hasHead = false;
  let lines = '';
  let timer: NodeJS.Timeout | undefined;
  let progress: Progress | undefined;

  const write = (line: Readonly<Record<string, unknown>>, at = now()): void => {
    lines += `${jsonLine({ at: new Date(at).toISOString(), ...line })}\n`;
  };
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (lines === '' || isLost) return;
    try {
      file ??= begin(parts, path);
      file?.add(lines);
      if (file) lines = '';
    } catch (error) {
      isLost = true;
      parts.lost(path, systemCode(error) ?? '');
    }
  };
  const say = (line: Readonly<Record<string, unknown>>, isUrgent: boolean): void => {
    if (isLost) return;
    if (!hasHead) {
      const { version, node, command, pid } = parts;
      const head = { event: 'begin', run, version, node, pid, command, ...(target === undefined ? {} : { target }) };
      write(head, began);
      hasHead = true;
    }
    write(line);
    if (isUrgent || lines.length >= BUNDLE) flush();
    else timer ??= setTimeout(flush, BUNDLE_MS).unref();
  };
  const heartbeat = startHeartbeat(now, () => {
    if (progress) say(howFar(progress), true);
  });

  return {
    to: (identity) => {
      target = identity;
    },
    report(event) {
      progress = event.event === 'summary' ? undefined : follow(progress, event, now());
      const line = isThinned && isFrequent(event) ? undefined : logLine(event, parts.rows);
      if (line) say(line, !isFrequent(event));
      heartbeat.look();
      if (!isThinned && file && file.bytes > limits.bytes * SHARE_OF_ONE) {
        isThinned = true;
        say({ event: 'thinned', bytes: file.bytes }, true);
      }
    },
    end(exitCode, bug) {
      if (bug instanceof Error)
        say({ event: 'bug', what: [classOf(bug), ...codesOf(bug)], at: stackFrames(bug) }, false);
      say({ event: 'end', exitCode, ms: now() - began }, true);
    },
    close() {
      heartbeat.stop();
      flush();
      file?.close();
      file = undefined;
      isLost = true;
    },
  };
}

/** Every ten minutes, in good weather and bad. */
function howFar({ done, total, down }: Progress): Readonly<Record<string, unknown>> {
  const { since, nextTry, cause } = down ?? {};
  return {
    ...{ event: 'progress', done, total },
    ...(since === undefined ? {} : { downSince: new Date(since).toISOString() }),
    ...(nextTry === undefined ? {} : { nextTry: new Date(nextTry).toISOString() }),
    ...(cause === undefined ? {} : { cause }),
  };
}

/** Makes room, then the file; undefined while there is no state folder yet. Throws what the system says. */
function begin({ folder, limits, now }: RunLogParts, path: string): WholeLines | undefined {
  const logs = join(folder, 'logs');
  try {
    mkdirSync(logs, { mode: 0o700 });
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    if (systemCode(error) !== 'EEXIST' || !statSync(logs).isDirectory()) throw error;
  }
  const old = readdirSync(logs).flatMap((name) => {
    const stats = lstatSync(join(logs, name), { throwIfNoEntry: false });
    return stats?.isFile() ? [{ name, bytes: stats.size, changed: stats.mtimeMs }] : [];
  });
  for (const name of logsToRemove(old, now(), limits)) rmSync(join(logs, name), { force: true });
  return new WholeLines(path);
}
