/** Files read and judged without a ledger, on a thread of its own (check-thread.ts). */
import type { ErrorParams, RunErrorCode } from '../errors.ts';
import type { RunOutcomes } from '../ledger/ledger.ts';
import type { RunEvent } from '../report/events.ts';
import type { FileToRead } from './messages.ts';
import type { Tally } from './take-in.ts';
import { inThread } from './thread.ts';

export interface CheckData {
  readonly files: readonly string[];
  readonly file: Omit<FileToRead, 'name' | 'path'>;
  readonly cwd: string;
  /** Tell of every row. */
  readonly rows: boolean;
}

export interface Checked {
  readonly tally: Tally;
  readonly outcomes: RunOutcomes;
}

export type FromCheck =
  | { readonly kind: 'event'; readonly event: Exclude<RunEvent, { event: 'failed' }> }
  /** A file could not be read; the others are. */
  | { readonly kind: 'failed'; readonly file: string; readonly code: RunErrorCode; readonly params: ErrorParams }
  | { readonly kind: 'checked'; readonly checked: Checked };

/** Yields what happens, and last what it came to; ends without that when it was asked to stop. */
export function checkInThread(data: CheckData, stop: AbortSignal): AsyncGenerator<FromCheck> {
  return inThread<FromCheck>('check-thread', data, stop);
}
