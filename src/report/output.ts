/** What every reporter is handed: the two streams, the language, the time. */
import { styleText } from 'node:util';
import { visibleLine } from '../printable.ts';
import type { Messages } from '../text/messages.ts';
import { fitted } from './screen/wrap.ts';

/**
 * A stream to write to; `isTTY` and `columns` as Node's own streams have them. `columns` changes when the window does.
 */
export type Output = NodeJS.WritableStream & {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
};

export interface ReporterOptions {
  /** Results: the summary, rows that were asked for, JSON. */
  readonly out: Output;
  /** Progress and messages. */
  readonly err: Output;
  readonly messages: Messages;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** IANA name; without it the machine's own. */
  readonly timeZone?: string | undefined;
  /** Whether each stream may be coloured; see `mayColour`. */
  readonly colour: { readonly out: boolean; readonly err: boolean };
  /** Tell of every row (`check`, `import --rows`). */
  readonly rows?: boolean | undefined;
  /** Tell of every request (`-v`). */
  readonly verbose?: boolean | undefined;
}

export interface ColourWishes {
  /** `--no-color` was given. */
  readonly noColor?: boolean | undefined;
  readonly NO_COLOR?: string | undefined;
  readonly TERM?: string | undefined;
}

/** Colour only for a person's screen, and only if nobody has said no (no-color.org: any value that is not empty). */
export function mayColour(stream: Pick<Output, 'isTTY'>, wishes: ColourWishes): boolean {
  return stream.isTTY === true && !wishes.noColor && !wishes.NO_COLOR && wishes.TERM !== 'dumb';
}

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Colours text, or leaves it as it is. The stream was judged before, so Node is not asked again. */
export function styler(colour: boolean): (style: Style, text: string) => string {
  return (style, text) => (colour && text !== '' ? styleText(style, text, { validateStream: false }) : text);
}

/** The one way out of lines that stay. */
export function writeLines(stream: Output, lines: readonly string[]): void {
  if (lines.length > 0) stream.write(`${lines.map(visibleLine).join('\n')}\n`);
}

/** Sentences for a person: on a screen no wider than it is, in a file or a pipe a line each. */
export function writeFitted(stream: Output, lines: readonly string[]): void {
  writeLines(stream, stream.isTTY ? fitted(lines, columnsOf(stream)) : lines);
}

/** The width of a screen, 80 where it does not say. */
export function columnsOf(stream: Pick<Output, 'columns'>): number {
  return stream.columns && stream.columns > 0 ? stream.columns : 80;
}
