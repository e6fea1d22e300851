/**
 * The two things on a screen that move: ora's spinner and cli-progress's bar, tamed so that a kill -9 leaves a usable
 * terminal.
 */
import { clearLine, cursorTo, moveCursor } from 'node:readline';
import { SingleBar } from 'cli-progress';
import ora from 'ora';
import { columnsOf, type Output } from '../output.ts';
import { cut } from './bar-line.ts';

/** Something that is redrawn in place, below all lines that stay. */
export interface Live {
  /** Begins, or goes on after `stop`. */
  show(): void;
  /** Takes it off the screen and leaves the cursor at the beginning of an empty line. */
  stop(): void;
}

/** A spinner with the text that `line` gives at the moment. */
export function liveSpinner(err: Output, line: () => string, colour: boolean): Live {
  // The cursor stays visible and stdin is left alone: ora would hide the one and put the other into raw mode, and a
  // kill -9 would leave the terminal like that. ora itself colours without regard to NO_COLOR, so it is told.
  const spinner = ora({
    stream: withColumns(err),
    isEnabled: true,
    hideCursor: false,
    discardStdin: false,
    color: colour ? 'cyan' : false,
  });
  const room = (): number => columnsOf(err) - 3; // the spinner, a space, and the last column
  return {
    show() {
      spinner.text = cut(line(), room());
      if (!spinner.isSpinning) spinner.start();
    },
    stop() {
      spinner.stop();
    },
  };
}

/**
 * The screen, with a width that is one. Some say they have no columns (a serial line, `docker exec -t`, `ssh -tt` under
 * cron); ora divides by them, and would clear lines without end.
 */
function withColumns(err: Output): NodeJS.WritableStream {
  const screen = {
    isTTY: true,
    get columns() {
      return columnsOf(err);
    },
    write: (text: string) => err.write(text),
    cursorTo: (x: number) => cursorTo(err, x),
    moveCursor: (dx: number, dy: number) => moveCursor(err, dx, dy),
    clearLine: (direction: -1 | 0 | 1) => clearLine(err, direction),
    once: err.once.bind(err),
    removeListener: err.removeListener.bind(err),
  };
  return screen as unknown as NodeJS.WritableStream;
}

const SAVE_CURSOR = '\u001B7';
const RESTORE_CURSOR = '\u001B8';

/** A bar whose whole line `line` gives at the moment. */
export function liveBar(err: Output, line: () => string): Live {
  // cli-progress goes back to where the bar began, as an absolute place on the screen; after a scroll or a resized
  // window that is somebody else's line. Without the two sequences it stays where it is. The width is not told because
  // it would cut the line there, colour codes counted; `line` has done it already.
  const stream = {
    isTTY: true,
    columns: 10_000,
    write: (text: string) => text === SAVE_CURSOR || text === RESTORE_CURSOR || err.write(text),
  };
  let bar: SingleBar | undefined;
  return {
    show() {
      if (bar) {
        bar.update(0);
        return;
      }
      bar = new SingleBar({
        stream: stream as unknown as NodeJS.WritableStream,
        format: line,
        fps: 5,
        clearOnComplete: true,
        hideCursor: false,
        linewrap: true, // means: leave the terminal's own setting alone
        gracefulExit: false, // signals are cli.ts's business
        etaBuffer: 1,
      });
      bar.start(1, 0);
    },
    stop() {
      bar?.stop();
      bar = undefined;
    },
  };
}
