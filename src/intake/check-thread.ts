/** The thread of `check`: reading, judgement, and who was seen already. */
import { workerData } from 'node:worker_threads';
import { createMemoryLedger } from '../ledger/memory/memory-ledger.ts';
import { serve } from '../thread/thread-side.ts';
import type { CheckData, FromCheck } from './check-files.ts';
import { readSpreadsheet } from './read-file.ts';
import { listRows } from './row-list.ts';
import { findRowsToCorrect } from './rows-to-correct.ts';
import { takeInFiles } from './take-in-files.ts';

void serve<FromCheck>(async (say) => {
  const { files, file, cwd, rows, correct } = workerData as CheckData;
  const list = rows ? listRows() : undefined;
  const ledger = list?.ledger ?? createMemoryLedger();
  const { tally, forms } = await takeInFiles(files, {
    door: list ?? ledger,
    read: readSpreadsheet,
    file,
    // Nothing is written, so nothing is gained by waiting for more.
    admitAtOnce: 1,
    cwd,
    report(event) {
      if (event.event !== 'failed') void say({ kind: 'event', event });
      else void say({ kind: 'failed', file: event.file ?? '', code: event.error.code, params: event.error.params });
    },
    // Whoever is no longer interested ends the thread.
    stop: new AbortController().signal,
  });
  for (const event of list?.events() ?? []) await say({ kind: 'event', event });
  const outcomes = ledger.outcomes();
  await say({ kind: 'checked', checked: { tally, forms, outcomes, aboutOthers: ledger.aboutOthers() } });
  if (correct && outcomes.invalid + outcomes.held > 0)
    for await (const message of findRowsToCorrect(ledger, file, cwd)) await say(message);
});
