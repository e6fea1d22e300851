/** What to do next, as the last line of a summary says it. */
import type { ExitCode } from '../exit-codes.ts';

/** What the summary needs to know of a run to say what to do next. */
export interface NextStep {
  readonly exitCode: ExitCode;
  readonly command: 'import' | 'resume' | 'retry' | 'confirm' | 'push' | 'pull' | 'check';
  /** Records that still wait in the ledger. */
  readonly backlog: number;
  /**
   * So many files are what the run was about, and the ledger has rows of others that wait for a person; 0: all there
   * is.
   */
  readonly files: number;
  /** Sheets were read, and no row in them holds a person: a blank template, perhaps. */
  readonly nobody: boolean;
  /**
   * Records lie in files and wait for `confirm`, and no row waits to be corrected; or with a province and wait for
   * `pull`.
   */
  readonly handedOver: 'files' | 'province' | undefined;
  /** An import that has asked the server nothing: `--take-in-only`, as a rule. */
  readonly nothingSent?: boolean;
  /** Where the correction sheet was written, if it was. */
  readonly correctionSheet?: string;
  /** The sheets came out of an inbox: what is corrected is put there again. */
  readonly inbox?: boolean;
  /** Files that were not read to their end, as they stand in a command line. */
  readonly unfinished?: string;
}

/** Exit codes after which reading again is what is to be done, if something was not read. */
export const UNREAD: ReadonlySet<number> = new Set([0, 3, 74, 130, 143]);
