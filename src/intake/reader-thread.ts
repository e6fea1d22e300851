/** The thread that reads for `import`: source, judgement and sealing, away from the thread that keeps the ledger. */
import { workerData } from 'node:worker_threads';
import { type PreparedReading, prepare, type TakenReading } from '../ledger/sealed/prepare.ts';
import { createSealer } from '../ledger/sealed/seal.ts';
import { serve } from '../thread/thread-side.ts';
import type { FromReader, ReaderData } from './in-thread.ts';
import { packer } from './pack.ts';
import { readSpreadsheet } from './read-file.ts';

void serve<FromReader>(async (say) => {
  const { file, secret } = workerData as ReaderData;
  const sealer = createSealer(secret);
  const pack = packer();
  function* prepared(readings: Iterable<TakenReading>): Generator<PreparedReading> {
    for (const reading of readings) yield prepare(reading, sealer);
  }
  for await (const message of readSpreadsheet(file)) {
    if (message.kind !== 'readings') await say(message);
    else {
      const { rows, progress, count, readings } = message;
      const packed = pack(prepared(readings), count);
      await say({ kind: 'packed', rows, progress, packed }, [packed.buffer]);
    }
  }
});
