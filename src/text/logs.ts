/** What is said of logs that cannot be written; en/logs.ts and id/logs.ts. */

export interface LogWords {
  /** The log of the run; `code` is the system's. */
  lost(path: string, code: string): string;
  /** The file of `--log`: what would stand in it is printed. */
  printedInstead(path: string, code: string): string;
}
