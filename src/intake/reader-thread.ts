/** The thread that reads for `import`: source, judgement and sealing, away from the thread that keeps the ledger. */
import { workerData } from 'node:worker_threads';
import { prepare } from '../ledger/sealed/prepare.ts';
import { createSealer } from '../ledger/sealed/seal.ts';
import { serve } from '../thread/thread-side.ts';
import type { FromReader, ReaderData } from './in-thread.ts';
import { buffersOf, pack } from './pack.ts';
import { readSpreadsheet } from './read-file.ts';

await serve<FromReader>(async (say) => {
  const { file, secret } = workerData as ReaderData;
  const sealer = createSealer(secret);
  for await (const message of readSpreadsheet(file)) {
    if (message.kind !== 'readings') await say(message);
    else {
      const { rows, progress, readings } = message;
      const packed = pack(Array.from(readings, (reading) => prepare(reading, sealer)));
      await say({ kind: 'packed', rows, progress, packed }, buffersOf(packed));
    }
  }
});
