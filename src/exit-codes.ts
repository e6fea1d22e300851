/** The documented exit codes (README, "Exit codes"). Cron scripts rely on them: never change a meaning. */
export const EXIT = {
  /** Every row is on the server, or was skipped or repeated. */
  done: 0,
  /** A bug or a broken invariant. */
  bug: 1,
  /** Usage or configuration. */
  usage: 2,
  /** Finished, but rows wait for a person. */
  needsPerson: 3,
  /** The server stayed away; saved; run again. */
  serverAway: 5,
  /** The server refuses us: credentials, permission, wrong address. */
  serverRefuses: 7,
  /** The time window ended; saved. */
  windowEnded: 10,
  /** Another run holds the ledger. */
  busy: 11,
  /** The file cannot be read at all. */
  unreadable: 65,
  /** The disk failed or is full; nothing was lost. */
  disk: 74,
  interrupted: 130,
  terminated: 143,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** When several hold, the first of these is the exit code. */
const PRECEDENCE: readonly ExitCode[] = [1, 2, 7, 74, 11, 130, 143, 65, 10, 5, 3, 0];

/** The one code that stands for several. */
export function mostSerious(codes: Iterable<ExitCode>): ExitCode {
  const present = new Set(codes);
  return PRECEDENCE.find((code) => present.has(code)) ?? EXIT.done;
}
