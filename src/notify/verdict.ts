/** What an exit code means for those who are told, and whether they want to hear of it. Pure. */
import { EXIT, type ExitCode } from '../exit-codes.ts';

/** How a run ended, in a word that a program can go by (docs/notify.md). */
export type Verdict =
  /** Everything is on the server. */
  | 'done'
  /** Rows wait for a person. */
  | 'person'
  /** Saved, and to be continued: the server stayed away, or the time was over. */
  | 'waiting'
  /** Another run was at work; that one tells. */
  | 'busy'
  /** Somebody, or the system, has stopped it. */
  | 'stopped'
  /** Nothing gets better by itself. */
  | 'failed';

const VERDICTS: Readonly<Record<ExitCode, Verdict>> = {
  [EXIT.done]: 'done',
  [EXIT.needsPerson]: 'person',
  [EXIT.serverAway]: 'waiting',
  [EXIT.windowEnded]: 'waiting',
  [EXIT.busy]: 'busy',
  [EXIT.interrupted]: 'stopped',
  [EXIT.terminated]: 'stopped',
  [EXIT.bug]: 'failed',
  [EXIT.usage]: 'failed',
  [EXIT.serverRefuses]: 'failed',
  [EXIT.unreadable]: 'failed',
  [EXIT.disk]: 'failed',
};

export function verdictOf(exitCode: ExitCode): Verdict {
  return VERDICTS[exitCode];
}

/** When somebody is told: `news` where something was read, landed or went wrong, `problems` where one has to act. */
export type When = 'always' | 'news' | 'problems';

/** What the decision depends on. */
export interface Weight {
  readonly exitCode: ExitCode;
  /** Records that landed in this run, and rows that it read. */
  readonly landed: number;
  readonly rows: number;
}

/** The time window ends every night, and a second run goes home by itself: neither is anything to act upon. */
const NOTHING_TO_DO: ReadonlySet<ExitCode> = new Set([EXIT.done, EXIT.windowEnded, EXIT.busy]);

export function isTold(when: When, { exitCode, landed, rows }: Weight): boolean {
  switch (when) {
    case 'always':
      return true;
    case 'news':
      return landed + rows > 0 || (exitCode !== EXIT.done && exitCode !== EXIT.busy);
    case 'problems':
      return !NOTHING_TO_DO.has(exitCode);
  }
}

/**
 * The last part of the address of a ping: `0` for codes after which all is well, `log` for those that are only noted,
 * and otherwise the code itself, which is a failure at the other end.
 */
export function pingOf(
  exitCode: ExitCode,
  { success, log }: { success: readonly string[]; log: readonly string[] },
): string {
  const code = String(exitCode);
  if (success.some((each) => Number(each) === exitCode)) return '0';
  return log.some((each) => Number(each) === exitCode) ? 'log' : code;
}
