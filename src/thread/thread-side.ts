/** The inner end of a thread (thread.ts is the outer one). */
import { type MessagePort, parentPort } from 'node:worker_threads';
import { RunError } from '../errors.ts';
import type { Envelope } from './thread.ts';

/**
 * Messages that may be on their way before the other side has taken the first: 32 of 500 rows (7 MB) last while the
 * ledger syncs and checkpoints; with 8 a million rows took 32 s instead of 25 (docs/performance.md).
 * @internal Exported for its tests.
 */
export const AHEAD = 32;

/** Says a message, or waits until the other side has caught up. `transfer`: buffers to hand over rather than copy. */
export type Say<M> = (message: M, transfer?: ArrayBuffer[]) => Promise<void>;

/**
 * Does the thread's work. A RunError is said; anything else is a bug and ends the thread with its stack. Nobody waits
 * for it: a module that waits at its top cannot be bundled into the single executable.
 */
export async function serve<M>(work: (say: Say<M>) => Promise<void>): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('this module runs on a thread of its own');
  const outbox = await new Promise<MessagePort>((resolve) => port.once('message', resolve));
  let credit = AHEAD;
  let resume: () => void = () => undefined;
  port.on('message', () => {
    credit += 1;
    resume();
  });
  const post = (envelope: Envelope<M>, transfer: ArrayBuffer[] = []): void => {
    outbox.postMessage(envelope, transfer);
    port.postMessage('said');
  };
  try {
    await work(async (message, transfer) => {
      credit -= 1;
      post({ kind: 'said', message }, transfer);
      while (credit <= 0) {
        await new Promise<void>((resolve) => {
          resume = resolve;
        });
      }
    });
    post({ kind: 'ended' });
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    post({ kind: 'failed', code: error.code, params: error.params });
  }
  port.close();
}
