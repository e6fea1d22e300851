/**
 * The text of a cell from its paragraphs. Blanks in the XML collapse; those that count are elements of their own
 * (OpenDocument 1.3 part 3, 6.1.2-6.1.5).
 */
import { tooLarge } from '../xlsx/fault.ts';

export class Paragraphs {
  readonly #maxChars: number;
  #text = '';
  #count = 0;
  /** A blank at the end, or none before the first character: the next one collapses into it. */
  #soft = true;

  constructor(maxChars: number) {
    this.#maxChars = maxChars;
  }

  /** For the next cell. */
  clear(): void {
    this.#text = '';
    this.#count = 0;
  }

  /** Undefined where there was no paragraph. */
  get text(): string | undefined {
    return this.#count === 0 ? undefined : this.#text;
  }

  begin(): void {
    if (this.#count++ > 0) this.#text += '\n';
    this.#soft = true;
  }

  /** Characters as the XML has them. `line` is for the error. */
  add(characters: string, line: number): void {
    const collapsed = characters.replace(/[ \t\r\n]+/g, ' ');
    const piece = this.#soft && collapsed.startsWith(' ') ? collapsed.slice(1) : collapsed;
    if (piece === '') return;
    this.#append(piece, line);
    this.#soft = piece.endsWith(' ');
  }

  /** A blank, tab or line end that counts, so often. */
  addLiteral(character: string, times: number, line: number): void {
    if (times > this.#maxChars) throw tooLarge('maxCellChars', this.#maxChars, line);
    this.#append(character.repeat(times), line);
    this.#soft = false;
  }

  end(): void {
    if (this.#soft && this.#text.endsWith(' ')) this.#text = this.#text.slice(0, -1);
  }

  #append(piece: string, line: number): void {
    this.#text += piece;
    if (this.#text.length > this.#maxChars) throw tooLarge('maxCellChars', this.#maxChars, line);
  }
}
