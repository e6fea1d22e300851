/** `markWorkbook` on a thread of its own (mark-thread.ts). */
import { inThread } from '../../intake/thread.ts';
import type { MarkedWorkbook } from './mark-workbook.ts';

/** As `markWorkbook`, with its errors. */
export async function markInThread(marked: MarkedWorkbook): Promise<boolean> {
  const script = '../report/marked-workbook/mark-thread';
  for await (const done of inThread<boolean>(script, marked, new AbortController().signal)) return done;
  return false;
}
