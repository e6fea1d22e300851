/** Which logs of earlier runs have to go: too old, too many, too large together. Pure. */

export interface LogLimits {
  /** How long one is kept, in milliseconds. */
  readonly keepMs: number;
  /** So many are kept; 0: none is written. */
  readonly runs: number;
  /** All of them together, in bytes. */
  readonly bytes: number;
}

export interface OldLog {
  readonly name: string;
  readonly bytes: number;
  /** When it was written last, in epoch milliseconds. */
  readonly changed: number;
}

/** Names of logs of runs begin with the moment of their beginning, so that they sort. */
const NAME = /^run-\d{4}-\d{2}-\d{2}T\d{6}Z-\d+\.ndjson$/;

/** `pid` tells two of one second apart. */
export function logName(run: string): string {
  return `run-${run}.ndjson`;
}

/** The name of a run: when it began, in UTC, and its process. */
export function runName(began: number, pid: number): string {
  return `${new Date(began).toISOString().slice(0, 19).replaceAll(':', '')}Z-${pid}`;
}

/** Before a new one begins: the newest are kept as long as they are few, young and small enough. Others' files stay. */
export function logsToRemove(files: readonly OldLog[], now: number, { keepMs, runs, bytes }: LogLimits): string[] {
  let kept = 1;
  let size = 0;
  return files
    .filter(({ name }) => NAME.test(name))
    .toSorted((a, b) => (a.name < b.name ? 1 : -1))
    .filter((log) => {
      kept += 1;
      size += log.bytes;
      return kept > runs || size > bytes || now - log.changed > keepMs;
    })
    .map(({ name }) => name);
}
