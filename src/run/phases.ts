/**
 * A command that works in stretches hands each of them a context of its own: what one of them listens for ends with it,
 * or a year of stretches would listen a thousand times.
 */
import type { Context } from './context.ts';

type Told = Parameters<Context['stop']['onSignal']>[0];

/** Runs one stretch after the other. */
export function eachPhase(context: Context): <T>(work: (context: Context) => Promise<T>) => Promise<T> {
  let signalled: Told[] = [];
  let asked: (() => void)[] = [];
  let lastWords: (() => Promise<void>)[] = [];
  context.stop.onSignal((name) => {
    for (const listener of signalled) listener(name);
  });
  context.onInquiry?.(() => {
    for (const listener of asked) listener();
  });
  context.onBug?.(async () => {
    await Promise.all(lastWords.map((say) => say()));
  });
  return async (work) => {
    signalled = [];
    asked = [];
    lastWords = [];
    return work({
      ...context,
      stop: { ...context.stop, onSignal: (listener) => void signalled.push(listener) },
      ...(context.onInquiry ? { onInquiry: (listener) => void asked.push(listener) } : {}),
      ...(context.onBug ? { onBug: (say) => void lastWords.push(say) } : {}),
    });
  };
}
