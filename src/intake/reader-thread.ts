/** The thread that reads: source, judgement and sealing, away from the thread that keeps the ledger. See in-thread.ts for the other end. */
import { parentPort, workerData } from 'node:worker_threads';
import { RunError } from '../errors.ts';
import { prepare } from '../ledger/prepare.ts';
import { createSealer } from '../ledger/seal.ts';
import type { FromThread, ThreadData } from './in-thread.ts';
import { buffersOf, pack } from './pack.ts';
import { readFile } from './read-file.ts';

const { file, secret } = workerData as ThreadData;
const sealer = createSealer(secret);

/** Chunks that may be on their way before the other thread has taken the first: enough to keep both busy, few enough to stay small. */
const AHEAD = 8;
let credit = AHEAD;
let resume: () => void = () => undefined;

parentPort?.on('message', () => {
  credit += 1;
  resume();
});

function say(message: FromThread, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

try {
  for await (const message of readFile(file)) {
    if (message.kind !== 'readings') {
      say(message);
      continue;
    }
    while (credit === 0) {
      await new Promise<void>((resolve) => {
        resume = resolve;
      });
    }
    credit -= 1;
    const packed = pack(message.readings.map((reading) => prepare(reading, sealer)));
    say({ kind: 'packed', rows: message.rows, packed }, buffersOf(packed));
  }
  say({ kind: 'end' });
} catch (error) {
  if (!(error instanceof RunError)) throw error;
  say({ kind: 'failed', code: error.code, params: error.params });
}
parentPort?.close();
