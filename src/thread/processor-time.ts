/**
 * How much of a processor a thread may use. The clock on the wall says nothing: on a machine that is busy, or asleep,
 * sound work takes as long as it takes. A thread that is in the middle of an endless loop answers too.
 */
import type { Worker } from 'node:worker_threads';

/** How often the thread is asked what it has used, in milliseconds. A machine that sleeps does not ask. */
const LOOK_EVERY_MS = 250;
/** A thread that has used nothing so many times in a row (ten minutes) waits for something that will never come. */
const IDLE_LOOKS = 2400;

/**
 * Calls `over` once, when the thread has used `mostMs` milliseconds from now on, or nothing for ten minutes. Returns
 * what ends the watch.
 */
export function watchProcessor(worker: Worker, mostMs: number, over: () => void): () => void {
  const before = usedBy(worker);
  let last = -1;
  let idle = 0;
  const timer = setInterval(async () => {
    const used = await usedBy(worker);
    idle = used > last ? 0 : idle + 1;
    last = used;
    if (used - (await before) <= mostMs && idle <= IDLE_LOOKS) return;
    clearInterval(timer);
    over();
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** Milliseconds of a processor; 0 for a thread that has not begun or has ended, of which the end itself is heard. */
async function usedBy(worker: Worker): Promise<number> {
  try {
    const { user, system } = await worker.cpuUsage();
    return (user + system) / 1000;
  } catch {
    return 0;
  }
}
