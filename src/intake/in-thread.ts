/**
 * Reads, judges and seals a file on a thread of its own. With one thread a million rows cost 33 µs each, and the little objects of the cipher
 * outgrow the memory limit because the heap of the main thread collects them too late (docs/performance.md); the second thread
 * halves the first and its small young generation cures the second.
 */
import { Worker } from 'node:worker_threads';
import { type ErrorParams, RunError, type RunErrorCode } from '../errors.ts';
import type { PreparedReading } from '../ledger/prepare.ts';
import type { FileMessage, FileToRead } from './messages.ts';
import { type Packed, unpack } from './pack.ts';

export interface ThreadData {
  readonly file: FileToRead;
  readonly secret: Uint8Array;
}

export type FromThread =
  | Exclude<FileMessage<never>, { kind: 'readings' }>
  | { readonly kind: 'packed'; readonly rows: number; readonly packed: Packed }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly code: RunErrorCode; readonly params: ErrorParams };

/** Sources run as they are in development and are built for use. */
const THREAD = new URL(import.meta.url.endsWith('.ts') ? './reader-thread.ts' : './reader-thread.js', import.meta.url);
/** Objects of the cipher hold memory that the collector does not see: collect early. */
const YOUNG_MB = 8;

/** As `readFile`, with readings ready for the ledger. Leaving the loop early ends the thread. */
export async function* readInThread(file: FileToRead, secret: Uint8Array): AsyncGenerator<FileMessage<PreparedReading>> {
  const worker = new Worker(THREAD, {
    workerData: { file, secret } satisfies ThreadData,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    execArgv: [],
    env: {},
  });
  const inbox: FromThread[] = [];
  let crash: unknown;
  let wake: () => void = () => undefined;
  worker.on('message', (message: FromThread) => {
    inbox.push(message);
    wake();
  });
  worker.on('error', (error) => {
    crash = error;
    wake();
  });
  try {
    for (;;) {
      const message = inbox.shift();
      if (!message) {
        if (crash) throw crash;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      if (message.kind === 'end') return;
      if (message.kind === 'failed') throw new RunError(message.code, message.params);
      if (message.kind !== 'packed') {
        yield message;
        continue;
      }
      yield { kind: 'readings', rows: message.rows, readings: unpack(message.packed) };
      worker.postMessage('taken');
    }
  } finally {
    await worker.terminate();
  }
}
