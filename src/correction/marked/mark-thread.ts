/**
 * The thread that marks a workbook: every row of it passes through, and on the main thread they would leave a hundred
 * megabytes of garbage.
 */
import { workerData } from 'node:worker_threads';
import { serve } from '../../thread/thread-side.ts';
import { markWorkbook } from './mark-workbook.ts';
import type { MarkedWorkbook } from './marked-workbook.ts';

void serve<boolean>(async (say) => {
  await say(await markWorkbook(workerData as MarkedWorkbook));
});
