/**
 * `markWorkbook` on a thread of its own (mark-thread.ts), which may use so much of a processor and no more: a
 * stranger's workbook can be made to be slow.
 */
import { stat } from 'node:fs/promises';
import { inThread, OutOfTime } from '../../thread/thread.ts';
import type { MarkedWorkbook } from './marked-workbook.ts';

/**
 * Of a processor, in milliseconds: so long for any workbook, and so much more for each of its megabytes. A list of
 * 100,000 people takes 4 s (docs/performance.md).
 */
export interface MarkingTime {
  readonly anyMs: number;
  readonly perMb: number;
}

const TIME: MarkingTime = { anyMs: 20_000, perMb: 6_000 };

/**
 * As `markWorkbook`, with its errors. False as well for a workbook that takes longer than its bytes deserve: its rows
 * are then copied.
 */
export async function markInThread(marked: MarkedWorkbook, { anyMs, perMb } = TIME): Promise<boolean> {
  const mostMs = anyMs + (await megabytes(marked.original.path)) * perMb;
  try {
    const said = inThread<boolean>('correction/marked/mark-thread', marked, new AbortController().signal, mostMs);
    for await (const done of said) return done;
    return false;
  } catch (error) {
    if (error instanceof OutOfTime) return false;
    throw error;
  }
}

/** 0 for a file that is not there: marking finds that out itself. */
async function megabytes(path: string): Promise<number> {
  try {
    return (await stat(path)).size / 2 ** 20;
  } catch {
    return 0;
  }
}
