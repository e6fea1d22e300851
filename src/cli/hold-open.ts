/** Keeps a window that was opened for one sheet alone until somebody has read what it says. */
import type { Readable, Writable } from 'node:stream';

/** A keyboard of a terminal, as Node has it. */
export interface Keyboard extends Readable {
  setRawMode?(raw: boolean): unknown;
}

/** What was typed while the program worked arrives at once, and is no answer; milliseconds. */
const TYPED_BEFORE_MS = 300;

/**
 * Says so and waits for a key, any one, or until the keyboard is gone (the window was closed). The terminal is as it
 * was before.
 */
export async function holdOpen(keyboard: Keyboard, screen: Writable, sentence: string): Promise<void> {
  screen.write(`\n${sentence}\n`);
  keyboard.setRawMode?.(true);
  const since = performance.now();
  await new Promise<void>((resolve) => {
    keyboard.on('data', () => {
      if (performance.now() - since >= TYPED_BEFORE_MS) resolve();
    });
    for (const end of ['end', 'close', 'error']) keyboard.once(end, () => resolve());
  });
  keyboard.setRawMode?.(false);
  keyboard.destroy();
}
