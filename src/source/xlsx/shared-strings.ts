/** Texts by number, kept as bytes: 800,000 distinct ones take 19 MB instead of 69 as strings (measured). */
import { tooLarge } from './fault.ts';

/** Bytes go into blocks of 1 MiB, so that growing never copies what is there. */
const BLOCK_BITS = 20;
const BLOCK_BYTES = 2 ** BLOCK_BITS;
/** A workbook that fills every limit of Excel may come near these; otherwise only a bomb does. */
const MAX_BYTES = 2 ** 30;
const MAX_TEXTS = 2 ** 25;
/**
 * Villages, vaccines and sites come again and again: all rows then hold one string instead of a copy each. It saves
 * memory, not time (measured), and names and NIKs gain nothing, so it is small.
 */
const CACHE_SLOTS = 4096;
const CACHED_BYTES = 256;

/** The shared strings of a workbook: one run of UTF-8, decoded when a cell asks. */
export class SharedStrings {
  readonly #blocks: Buffer[] = [];
  /** Where each text ends, counted over all blocks; it begins where the one before ends. */
  #ends = new Uint32Array(1024);
  #count = 0;
  #bytes = 0;
  readonly #maxCellChars: number;
  readonly #struck = new Set<number>();
  readonly #cachedIndex = new Int32Array(CACHE_SLOTS).fill(-1);
  readonly #cachedText: string[] = new Array<string>(CACHE_SLOTS).fill('');

  constructor(maxCellChars: number) {
    this.#maxCellChars = maxCellChars;
  }

  get count(): number {
    return this.#count;
  }

  /** Adds UTF-8 to the text that `endText` will complete. @throws XlsxFault FILE_TOO_LARGE. */
  append(bytes: Buffer, from: number, to: number): void {
    if (this.#bytes + to - from > MAX_BYTES) throw tooLarge('sharedStringBytes', MAX_BYTES);
    for (let i = from; i < to; ) {
      const block = this.#bytes >>> BLOCK_BITS;
      if (block === this.#blocks.length) this.#blocks.push(Buffer.allocUnsafeSlow(BLOCK_BYTES));
      const copied = bytes.copy(this.#blocks[block] as Buffer, this.#bytes & (BLOCK_BYTES - 1), i, to);
      i += copied;
      this.#bytes += copied;
    }
  }

  /** Completes a text, which may be empty, and gives it the next number. @throws XlsxFault FILE_TOO_LARGE. */
  endText(): void {
    if (this.#count === MAX_TEXTS) throw tooLarge('sharedStrings', MAX_TEXTS);
    if (this.#count === this.#ends.length) {
      const larger = new Uint32Array(2 * this.#ends.length);
      larger.set(this.#ends);
      this.#ends = larger;
    }
    this.#ends[this.#count++] = this.#bytes;
    const index = this.#count - 1;
    // Never more characters than bytes, so most texts need not be decoded to be counted.
    if (this.#bytes - this.#startOf(index) > this.#maxCellChars && this.#decode(index).length > this.#maxCellChars) {
      throw tooLarge('maxCellChars', this.#maxCellChars);
    }
  }

  /** The text that was completed last is struck through, wholly or in part. */
  strikeLast(): void {
    this.#struck.add(this.#count - 1);
  }

  get strikesAny(): boolean {
    return this.#struck.size > 0;
  }

  isStruck(index: number): boolean {
    return this.#struck.has(index);
  }

  /** The text with this number; undefined where there is none. */
  get(index: number): string | undefined {
    if (!(index >= 0 && index < this.#count)) return undefined;
    const slot = index & (CACHE_SLOTS - 1);
    if (this.#cachedIndex[slot] === index) return this.#cachedText[slot];
    const text = this.#decode(index);
    if (text.length <= CACHED_BYTES) {
      this.#cachedIndex[slot] = index;
      this.#cachedText[slot] = text;
    }
    return text;
  }

  #startOf(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] as number);
  }

  #decode(index: number): string {
    const start = this.#startOf(index);
    const end = this.#ends[index] as number;
    if (start === end) return '';
    const first = start >>> BLOCK_BITS;
    const last = (end - 1) >>> BLOCK_BITS;
    const from = start & (BLOCK_BYTES - 1);
    if (first === last) return (this.#blocks[first] as Buffer).toString('utf8', from, from + end - start);
    return Buffer.concat(this.#blocks.slice(first, last + 1)).toString('utf8', from, from + end - start);
  }
}
