/** `markWorkbook` on a thread of its own (mark-thread.ts). */
import { inThread } from '../../thread/thread.ts';
import type { MarkedWorkbook } from './mark-workbook.ts';

/** As `markWorkbook`, with its errors. */
export async function markInThread(marked: MarkedWorkbook): Promise<boolean> {
  for await (const done of inThread<boolean>(import.meta.url, 'mark-thread', marked, new AbortController().signal)) return done;
  return false;
}
