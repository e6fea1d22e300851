/** A terminal in memory: takes what a program writes to a screen and shows what a person would see. */
import { Writable } from 'node:stream';

/**
 * Just enough of ECMA-48 for progress bars: moving the cursor, clearing, wrapping; colours are left out. Anything else
 * throws.
 */
export class Screen extends Writable {
  readonly isTTY = true;
  columns: number;
  cursorHidden = false;
  /** Everything that was written, with its escape sequences. */
  raw = '';
  #lines: string[][] = [[]];
  #row = 0;
  #column = 0;

  constructor(columns: number) {
    super({ decodeStrings: false });
    this.columns = columns;
  }

  /** What is on the screen, without spaces at the ends of lines. */
  lines(): string[] {
    return this.#lines.map((line) =>
      Array.from(line, (char) => char ?? ' ')
        .join('')
        .trimEnd(),
    );
  }

  /** Where the cursor stands: 0-based row of `lines()` and column. */
  cursor(): { row: number; column: number } {
    return { row: this.#row, column: this.#column };
  }

  // What Node's own screens have, and ora uses.
  cursorTo(x: number): boolean {
    return this.write(`\u001B[${x + 1}G`);
  }
  moveCursor(dx: number, dy: number): boolean {
    if (dx !== 0) throw new Error('not needed so far');
    return dy === 0 || this.write(dy < 0 ? `\u001B[${-dy}A` : `\u001B[${dy}B`);
  }
  clearLine(direction: -1 | 0 | 1): boolean {
    return this.write(direction === 0 ? '\u001B[2K' : direction === 1 ? '\u001B[0K' : '\u001B[1K');
  }

  override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
    const text = String(chunk);
    this.raw += text;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what this is about
    for (const token of text.match(/\u001B\[[?\d;]*[A-Za-z]|\u001B.|[^\u001B]/gu) ?? []) this.#take(token);
    done();
  }

  #take(token: string): void {
    if (token === '\n') {
      // The terminal driver turns a line feed into carriage return and line feed.
      this.#column = 0;
      this.#down();
    } else if (token === '\r') this.#column = 0;
    else if (token.startsWith('\u001B')) this.#control(token.slice(1));
    else this.#put(token);
  }

  #put(char: string): void {
    if (this.#column === this.columns) {
      this.#column = 0;
      this.#down();
    }
    const line = this.#lines[this.#row] ?? [];
    line[this.#column++] = char;
  }

  #down(): void {
    this.#row += 1;
    this.#lines[this.#row] ??= [];
  }

  #control(sequence: string): void {
    const [, first = '', kind = ''] = /^\[(\??\d*)[\d;]*([A-Za-z])$/.exec(sequence) ?? [];
    const line = this.#lines[this.#row] ?? [];
    if (kind === 'm' || first === '?2026') return;
    if (first === '?25') this.cursorHidden = kind === 'l';
    else if (kind === 'G') this.#column = Number(first || 1) - 1;
    else if (kind === 'A') this.#row = Math.max(0, this.#row - Number(first || 1));
    else if (kind === 'K' && first === '2') this.#lines[this.#row] = [];
    else if (kind === 'K' && (first === '0' || first === '')) line.length = Math.min(line.length, this.#column);
    else throw new Error(`the screen does not know ${JSON.stringify(sequence)}`);
  }
}

/** A stream that is no screen: a file, or the mail of cron. */
export class Paper extends Writable {
  readonly isTTY = false;
  text = '';

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }

  /** The lines so far. */
  lines(): string[] {
    return this.text === '' ? [] : this.text.replace(/\n$/, '').split('\n');
  }
}
