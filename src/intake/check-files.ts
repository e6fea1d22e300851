/** Files read and judged without a ledger, on a thread of its own (check-thread.ts). */
import type { ErrorParams, RunErrorCode } from '../errors.ts';
import type { RunEvent } from '../events.ts';
import type { RunOutcomes } from '../ledger/history-side.ts';
import type { SheetIdentity } from '../ledger/intake-side.ts';
import type { RowForPerson } from '../ledger/report-side.ts';
import type { Problem } from '../record/problems.ts';
import { inThread } from '../thread/thread.ts';
import type { FileToRead } from './file-messages.ts';
import type { RowsMessage } from './rows-to-correct.ts';
import type { FormRead, Tally } from './take-in-file.ts';

export interface CheckData {
  readonly files: readonly string[];
  readonly file: Omit<FileToRead, 'name' | 'path'>;
  readonly cwd: string;
  /** Tell of every row. */
  readonly rows: boolean;
  /** Afterwards tell of the rows that need a person, when there are any. */
  readonly correct: boolean;
}

export interface Checked {
  readonly tally: Tally;
  /** As in FilesTakenIn. */
  readonly forms: readonly FormRead[];
  readonly outcomes: RunOutcomes;
  /** See MemoryLedger. */
  readonly aboutOthers: ReadonlyMap<Problem['code'], number>;
}

export type FromCheck =
  | { readonly kind: 'event'; readonly event: Exclude<RunEvent, { event: 'failed' }> }
  /** A file could not be read; the others are. */
  | { readonly kind: 'failed'; readonly file: string; readonly code: RunErrorCode; readonly params: ErrorParams }
  | { readonly kind: 'checked'; readonly checked: Checked }
  | RowsMessage;

/**
 * Yields what happens, what it came to, and then the rows to correct if they are wanted; ends early when it was asked
 * to stop.
 */
export function checkInThread(data: CheckData, stop: AbortSignal): AsyncGenerator<FromCheck> {
  return inThread<FromCheck>('intake/check-thread', data, stop);
}

/**
 * The rows to correct, from what the thread says after `checked`. @throws CutShort when the messages end before all
 * rows were told.
 */
export async function* rowsForPerson(messages: AsyncIterable<FromCheck>): AsyncGenerator<RowForPerson> {
  let from: RowForPerson['from'] | undefined;
  let sheets: SheetIdentity[] = [];
  for await (const message of messages) {
    switch (message.kind) {
      case 'correct-file':
        sheets = [];
        from = { ...message.file, sheets };
        break;
      case 'correct-sheet':
        sheets.push(message.sheet);
        break;
      case 'correct-rows': {
        const sheet = sheets.at(-1);
        if (!from || !sheet) throw new Error('rows without their sheet');
        for (const row of message.rows) yield { ...row, file: from.name, from, sheet, cells: [] };
        break;
      }
      case 'correct-end':
        return;
    }
  }
  throw new CutShort();
}

/** Somebody asked to stop: a sheet with some of the rows must not look like one with all of them. */
export class CutShort extends Error {
  override readonly name = 'CutShort';
}
