/**
 * Work on a thread of its own: this end starts it and listens. Reading a million rows makes a million short-lived
 * objects; on the main thread their heap grows to 200 MB before it is swept, and the objects of the cipher, whose
 * memory the collector does not see, to more. A thread can be given a small young generation, and leaves the main
 * thread to the ledger (docs/performance.md).
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { type ErrorParams, RunError, type RunErrorCode } from '../errors.ts';
import { watchProcessor } from './processor-time.ts';
import { startThread, type ThreadScript } from './start-thread.ts';

/** What a thread says beside its own messages. */
export type Envelope<M> =
  | { readonly kind: 'said'; readonly message: M }
  | { readonly kind: 'failed'; readonly code: RunErrorCode; readonly params: ErrorParams }
  | { readonly kind: 'ended' };

/** A thread has used more of a processor than it may. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

/** The sizes of young generation that were tried: 8 MB is as fast as any larger one. */
const YOUNG_MB = 8;
/**
 * Fifty times what a thread holds. With a limit below 2 GB V8 lets garbage grow to some 1.6 times of what is alive
 * before it sweeps, instead of four times: a reading thread takes 40 MB instead of 90 (docs/performance.md).
 */
const OLD_MB = 1024;

/**
 * Runs the module `script` with `data` and yields what it says, in order. Its RunErrors are thrown here, and so are its
 * bugs. Leaving the loop early ends the thread; `stop` ends it even while it says nothing. With `mostMs`, so many
 * milliseconds of a processor, it ends with OutOfTime.
 */
export async function* inThread<M>(
  script: ThreadScript,
  data: unknown,
  stop: AbortSignal,
  mostMs?: number,
): AsyncGenerator<M> {
  const worker = startThread(script, {
    workerData: data,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: OLD_MB },
  });
  // Messages are taken from a channel one by one. As events, up to 32 of them would become objects at once, outlive
  // collections and let the heap of this thread grow; the event says only that there is one more.
  const { port1: inbox, port2: outbox } = new MessageChannel();
  worker.postMessage(outbox, [outbox]);
  let crash: { readonly error: unknown } | undefined;
  let wake: () => void = () => undefined;
  worker.on('message', () => wake());
  worker.on('error', (error) => {
    crash = { error };
    wake();
  });
  const stopped = (): void => wake();
  stop.addEventListener('abort', stopped);
  const overTime = (): void => {
    crash = { error: new OutOfTime() };
    wake();
  };
  const unwatch = mostMs === undefined ? undefined : watchProcessor(worker, mostMs, overTime);
  try {
    for (;;) {
      if (stop.aborted) return;
      const envelope = receiveMessageOnPort(inbox)?.message as Envelope<M> | undefined;
      if (envelope?.kind === 'ended') return;
      if (envelope?.kind === 'failed') throw new RunError(envelope.code, envelope.params);
      if (envelope) {
        yield envelope.message;
        worker.postMessage('taken');
        // There may be many more, and we take milliseconds for each: without turns of the event loop in between no
        // signal and no timer would be heard for many seconds.
        await nextTurn();
        continue;
      }
      if (crash) throw crash.error;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    unwatch?.();
    stop.removeEventListener('abort', stopped);
    inbox.close();
    await worker.terminate();
  }
}
