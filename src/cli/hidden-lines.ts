/** Lines that nobody is to see: numbers of people, passphrases. */
import type { AskHidden } from '../run/context.ts';

/** Standard input, as far as it is used here. */
export interface HiddenInput extends AsyncIterable<Buffer | string> {
  readonly isTTY?: boolean | undefined;
  setRawMode?(raw: boolean): unknown;
  resume(): unknown;
  pause(): unknown;
  on(event: 'data', listener: (part: Buffer | string) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  off(event: 'data', listener: (part: Buffer | string) => void): unknown;
  off(event: 'end', listener: () => void): unknown;
}

/** No number or passphrase is longer. */
const LONGEST = 4096;
const [CTRL_C, CTRL_D, CTRL_U, BACKSPACE, DELETE] = ['\u0003', '\u0004', '\u0015', '\b', '\u007f'];

/**
 * On a terminal a prompt is shown and nothing of what is typed (raw mode, which is left again in any case); elsewhere
 * lines are taken from the input, and nothing is shown. Ctrl-C, Ctrl-D and a signal (`stopped`) are no line.
 */
export function hiddenLines(
  input: HiddenInput,
  show: { write(text: string): unknown },
  stopped: AbortSignal,
): AskHidden {
  const isTerminal = input.isTTY === true && input.setRawMode !== undefined;
  /** What has come and was not asked for yet. */
  let waiting = '';
  let ended = false;

  /** The next line, where it is there as a whole. */
  function lineOf(text: string): { line: string; rest: string } | undefined {
    const end = text.search(/[\r\n]/);
    if (end < 0) return undefined;
    return { line: text.slice(0, end), rest: text.slice(end + (text.startsWith('\r\n', end) ? 2 : 1)) };
  }

  async function next(): Promise<string | undefined> {
    for (;;) {
      const found = lineOf(waiting);
      if (found) {
        waiting = found.rest;
        return edited(found.line);
      }
      if (ended || stopped.aborted || waiting.length > LONGEST) {
        const last = waiting;
        waiting = '';
        return last === '' || last.length > LONGEST || stopped.aborted ? undefined : last;
      }
      if (isTerminal && [CTRL_C, CTRL_D].some((key) => waiting.includes(key))) {
        waiting = '';
        return undefined;
      }
      await more();
    }
  }

  function more(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        input.off('data', take);
        input.off('end', end);
        stopped.removeEventListener('abort', done);
        input.pause();
        resolve();
      };
      const take = (part: Buffer | string): void => {
        waiting += part.toString();
        done();
      };
      const end = (): void => {
        ended = true;
        done();
      };
      input.on('data', take);
      input.on('end', end);
      stopped.addEventListener('abort', done, { once: true });
      input.resume();
    });
  }

  return async (prompt) => {
    if (!isTerminal) return next();
    // Before the prompt: who types at once is not to see it either.
    input.setRawMode?.(true);
    try {
      show.write(prompt);
      return await next();
    } finally {
      input.setRawMode?.(false);
      show.write('\n');
    }
  };
}

/** What is left of a line after the keys that take something back. */
function edited(line: string): string {
  let text = '';
  for (const key of line) {
    if (key === BACKSPACE || key === DELETE) text = [...text].slice(0, -1).join('');
    else if (key === CTRL_U) text = '';
    else if (key >= ' ') text += key;
  }
  return text;
}
