/** All ways at the same time, each within its own time; what fails is returned, and nothing is thrown. */
import { RunError } from '../errors.ts';
import type { Message, Teller } from './way.ts';

/** What came of one way. */
export interface Told {
  readonly teller: Teller;
  readonly error?: RunError;
}

/** `cut` ends the waiting at once; what was under way by then is no failure worth a word. */
export async function tellAll(
  tellers: readonly Teller[],
  message: Message,
  limitMs: number,
  cut: AbortSignal,
): Promise<readonly Told[]> {
  const all = await Promise.all(
    tellers.map(async (teller) => ({
      teller,
      ...(await errorOf(
        teller,
        within(limitMs, cut, (signal) => teller.tell(message, signal)),
      )),
    })),
  );
  for (const teller of tellers) teller.close();
  return cut.aborted ? [] : all;
}

/** Ends when `work` does, when the time is over or when it is cut, whichever comes first. */
export async function within(
  limitMs: number,
  cut: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const own = new AbortController();
  const abort = (): void => own.abort();
  const timer = setTimeout(abort, limitMs);
  cut.addEventListener('abort', abort, { once: true });
  const ended = new Promise<'late'>((resolve) => {
    own.signal.addEventListener('abort', () => resolve('late'), { once: true });
  });
  try {
    if (cut.aborted) return;
    const working = work(own.signal);
    // Whoever heeds the signal says more of what it waited for than the time does.
    const grace = ended.then(() => new Promise<'late'>((resolve) => setTimeout(resolve, LAST_WORDS_MS, 'late')));
    working.catch(() => undefined);
    if ((await Promise.race([working.then(() => 'done' as const), grace])) === 'late') throw LATE;
  } finally {
    clearTimeout(timer);
    cut.removeEventListener('abort', abort);
  }
}

/** So long after its end a way may still say why. */
const LAST_WORDS_MS = 100;
const LATE = new Error('it took longer than it may');

async function errorOf(teller: Teller, telling: Promise<void>): Promise<{ error?: RunError }> {
  try {
    await telling;
    return {};
  } catch (error) {
    if (error instanceof RunError) return { error };
    const host = teller.host();
    const params = { key: teller.key, ...(host === undefined ? {} : { host }) };
    // A way that stumbles over itself must not bring down a night that is over: it is told like any other failure.
    if (error !== LATE) return { error: new RunError('NOTIFY_REFUSED', params, { cause: error }) };
    return { error: new RunError('NOTIFY_AWAY', { ...params, cause: 'timeout' }) };
  }
}
