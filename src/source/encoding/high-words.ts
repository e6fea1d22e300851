/**
 * The words of a text file that hold a byte above ASCII: the evidence for its encoding, gathered in one pass, and only
 * of files that are not UTF-8.
 */
import { isAscii, isUtf8 } from 'node:buffer';

export interface HighWords {
  /** Different words with bytes that are no UTF-8, as `latin1`; at most `MOST_WORDS`. */
  readonly words: readonly string[];
  /** Runs of bytes above ASCII that are sound UTF-8, and those that are not. */
  readonly utf8Runs: number;
  readonly otherRuns: number;
  readonly lines: number;
  /** Lines that hold such a word. */
  readonly linesWithWords: number;
  /** Whether lines end with a carriage return alone, as old programs on a Mac write them. */
  readonly endsInReturns: boolean;
}

const MOST_WORDS = 20_000;
/** A longer run of letters is no word; of it, this much is looked at. */
const LONGEST_WORD = 64;

const LINE_FEED = 10;
const RETURN = 13;

/** Reads pieces of a file. */
export class HighWordsReader {
  readonly #words = new Set<string>();
  #utf8Runs = 0;
  #otherRuns = 0;
  #feeds = 0;
  #returns = 0;
  #linesWithWords = 0;
  #lineOfLastWord = -1;
  #carry: Buffer = Buffer.alloc(0);

  read(piece: Buffer): void {
    const bytes = this.#carry.length > 0 ? Buffer.concat([this.#carry, piece]) : piece;
    const end = wholeWords(bytes);
    this.#scan(bytes.subarray(0, end));
    this.#carry = Buffer.from(bytes.subarray(end));
  }

  finish(): HighWords {
    this.#scan(this.#carry);
    const endsInReturns = this.#returns > 0 && this.#feeds === 0;
    return {
      words: [...this.#words],
      utf8Runs: this.#utf8Runs,
      otherRuns: this.#otherRuns,
      lines: 1 + (endsInReturns ? this.#returns : this.#feeds),
      linesWithWords: this.#linesWithWords,
      endsInReturns,
    };
  }

  #scan(bytes: Buffer): void {
    const plain = isAscii(bytes);
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      if (byte === LINE_FEED) this.#feeds += 1;
      else if (byte === RETURN) this.#returns += 1;
      else if (byte > 127 && !plain) at = this.#word(bytes, at) - 1;
    }
  }

  /** Takes the word around a byte. Returns where it ends. */
  #word(bytes: Buffer, high: number): number {
    let start = high;
    while (start > 0 && isOfWord(bytes[start - 1]) && high - start < LONGEST_WORD) start -= 1;
    let end = high;
    let isOther = false;
    while (end < bytes.length && isOfWord(bytes[end])) {
      const runEnd = endOfRun(bytes, end);
      if (runEnd === end) end += 1;
      else if (isUtf8(bytes.subarray(end, runEnd))) this.#utf8Runs += 1;
      else {
        this.#otherRuns += 1;
        isOther = true;
      }
      end = Math.max(end, runEnd);
    }
    if (isOther) this.#keep(bytes.toString('latin1', start, Math.min(end, start + 2 * LONGEST_WORD)));
    return end;
  }

  #keep(word: string): void {
    if (this.#words.size < MOST_WORDS) this.#words.add(word);
    const line = this.#feeds > 0 ? this.#feeds : this.#returns;
    if (line !== this.#lineOfLastWord) this.#linesWithWords += 1;
    this.#lineOfLastWord = line;
  }
}

/** How much of these bytes is sure to end with a whole word. */
function wholeWords(bytes: Buffer): number {
  let end = bytes.length;
  while (end > 0 && isOfWord(bytes[end - 1]) && bytes.length - end < LONGEST_WORD) end -= 1;
  return bytes.length - end < LONGEST_WORD ? end : bytes.length;
}

function endOfRun(bytes: Buffer, from: number): number {
  let end = from;
  while ((bytes[end] ?? 0) > 127) end += 1;
  return end;
}

function isOfWord(byte = 0): boolean {
  const letter = byte | 32;
  return byte > 127 || (letter >= 97 && letter <= 122) || (byte >= 48 && byte <= 57);
}
