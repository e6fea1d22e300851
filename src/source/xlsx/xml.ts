/**
 * A tokenizer for XML 1.0 as spreadsheets use it, working on the UTF-8 bytes. It copies nothing and makes no strings: a
 * token is a range of `buf`, valid until the next call. Written by hand because a sheet of 200,000 rows has 10 million
 * tokens.
 *
 * Kept from XML: quotes of both kinds, blanks anywhere, CDATA, comments, processing instructions, tags that must match.
 * Refused: DOCTYPE, hence every entity but the five of XML and character references (no billion laughs, no external
 * file). Names are compared without their prefix: no element of another namespace stands where a reader of this folder
 * looks, and a tokenizer that is strict about prefixes loses rows silently when a writer is not.
 */
import { isUtf8 } from 'node:buffer';
import { damaged, tooLarge } from './fault.ts';
import { endOfWholeCharacters, isBlank, type OnlyChild } from './xml-bytes.ts';

/** The window holds no whole token: feed the next chunk. */
export const MORE = 0;
/** `<name …>`; an element without content (`<name/>`) gives OPEN and then CLOSE. */
export const OPEN = 1;
export const CLOSE = 2;
/** Characters between tags; one text comes in several tokens where CDATA or a comment divides it. */
export const TEXT = 3;
export type Token = 0 | 1 | 2 | 3;

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const COLON = 0x3a;
const SPACE = 0x20;

const MAX_DEPTH = 256;

export class XmlTokens {
  /** Bytes that the ranges below point into. */
  buf = Buffer.allocUnsafe(256 * 1024);
  /** Range of the text; of the attributes after OPEN. */
  start = 0;
  stop = 0;
  /** The text comes from CDATA: nothing in it is an entity. */
  literal = false;
  /** Elements open now: after OPEN it counts the new one, after CLOSE no longer the closed one. */
  depth = 0;
  /** The local name packed into a number, see `packedName`; 0 for names longer than four bytes. */
  name = 0;
  #nameStart = 0;
  #nameStop = 0;
  #pos = 0;
  #end = 0;
  #checked = 0;
  #selfClosed = false;
  #rootSeen = false;
  /** Hashes of the names of open elements, prefix included. */
  readonly #open = new Int32Array(MAX_DEPTH);
  readonly #maxTokenBytes: number;

  /** @param maxTokenBytes Longest tag, comment or run of text that is waited for. */
  constructor(maxTokenBytes: number) {
    this.#maxTokenBytes = maxTokenBytes;
  }

  /** Local name of the element, for names that `name` does not hold. */
  localName(): string {
    return this.buf.toString('latin1', this.#nameStart, this.#nameStop);
  }

  /** Appends a chunk of UTF-8. A token that was cut stays; earlier ranges are void. */
  feed(chunk: Buffer): void {
    const rest = this.#end - this.#pos;
    if (rest > this.#maxTokenBytes) throw tooLarge('maxTokenBytes', this.#maxTokenBytes);
    if (rest + chunk.length > this.buf.length) {
      const larger = Buffer.allocUnsafe(2 * (rest + chunk.length));
      this.buf.copy(larger, 0, this.#pos, this.#end);
      this.buf = larger;
    } else {
      this.buf.copyWithin(0, this.#pos, this.#end);
    }
    chunk.copy(this.buf, rest);
    this.#checked -= this.#pos;
    this.#pos = 0;
    this.#end = rest + chunk.length;
    const whole = endOfWholeCharacters(this.buf, this.#end);
    if (!isUtf8(this.buf.subarray(this.#checked, whole))) throw damaged('XML that is not UTF-8');
    this.#checked = whole;
  }

  /** To be called when there is nothing left to feed and `next` has returned MORE. */
  finish(): void {
    if (!this.#rootSeen || this.depth !== 0 || this.#checked !== this.#end) throw damaged('XML ends too early');
    if (!isBlank(this.buf, this.#pos, this.#end)) throw damaged('XML ends inside a tag');
  }

  next(): Token {
    if (this.#selfClosed) {
      this.#selfClosed = false;
      this.depth--;
      return CLOSE;
    }
    for (;;) {
      const from = this.#pos;
      if (from >= this.#end) return MORE;
      if (this.buf[from] !== LT) {
        const token = this.#text(from);
        if (token === TEXT && this.depth === 0) continue;
        return token;
      }
      if (from + 1 >= this.#end) return MORE;
      const second = this.buf[from + 1];
      if (second === SLASH) return this.#closeTag(from);
      if (second !== BANG && second !== QUESTION) return this.#openTag(from);
      const token = this.#special(from, second);
      if (token !== OPEN) return token;
    }
  }

  /**
   * To be called after OPEN: if all that is left of the element is such a child, the range becomes the child's text and
   * the element is closed, as if TEXT and the two CLOSE had come. Otherwise false, and nothing has moved. Nearly every
   * cell is so. Measured: a twelfth off the time of reading a file.
   */
  takeOnlyChild({ outerHash, head, tail }: OnlyChild): boolean {
    const { buf } = this;
    const end = this.#end;
    let i = this.#pos;
    if (this.#selfClosed || this.#open[this.depth - 1] !== outerHash || i + head.length > end) return false;
    for (let k = 0; k < head.length; k++) if (buf[i + k] !== head[k]) return false;
    i += head.length;
    const start = i;
    while (i < end && buf[i] !== LT) i++;
    if (i + tail.length > end) return false;
    for (let k = 0; k < tail.length; k++) if (buf[i + k] !== tail[k]) return false;
    this.start = start;
    this.stop = i;
    this.literal = false;
    this.#pos = i + tail.length;
    this.depth--;
    return true;
  }

  #text(from: number): Token {
    const { buf } = this;
    const end = this.#end;
    let i = from;
    while (i < end && buf[i] !== LT) i++;
    if (i === end) return MORE;
    if (this.depth === 0 && !isBlank(buf, from, i)) throw damaged('text outside of the root element');
    this.start = from;
    this.stop = i;
    this.literal = false;
    this.#pos = i;
    return TEXT;
  }

  #openTag(from: number): Token {
    const { buf } = this;
    const end = this.#end;
    let i = from + 1;
    let local = i;
    let hash = 0;
    let packed = 0;
    let byte = 0;
    for (; i < end; i++) {
      byte = buf[i] as number;
      if (byte === GT || byte === SLASH || byte <= SPACE) break;
      if (byte === COLON) {
        local = i + 1;
        packed = 0;
      } else {
        packed = (packed << 8) | byte;
      }
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    const nameStop = i;
    for (; i < end; i++) {
      byte = buf[i] as number;
      if (byte === GT) break;
      if (byte === QUOTE || byte === APOSTROPHE) {
        do i++;
        while (i < end && buf[i] !== byte);
      } else if (byte === LT) {
        throw damaged('a tag that does not end');
      }
    }
    if (i >= end) return MORE;
    if (nameStop === local) throw damaged('a tag without a name');
    if (this.depth === 0) {
      if (this.#rootSeen) throw damaged('two root elements');
      this.#rootSeen = true;
    }
    if (this.depth === MAX_DEPTH) throw damaged('elements nested too deeply');
    this.#selfClosed = buf[i - 1] === SLASH;
    this.#open[this.depth++] = hash;
    this.name = nameStop - local <= 4 ? packed : 0;
    this.#nameStart = local;
    this.#nameStop = nameStop;
    this.start = nameStop;
    this.stop = this.#selfClosed ? i - 1 : i;
    this.#pos = i + 1;
    return OPEN;
  }

  #closeTag(from: number): Token {
    const { buf } = this;
    const end = this.#end;
    let i = from + 2;
    let hash = 0;
    let byte = 0;
    for (; i < end; i++) {
      byte = buf[i] as number;
      if (byte <= SPACE || byte === GT) break;
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    while (i < end && (buf[i] as number) <= SPACE) i++;
    if (i >= end) return MORE;
    if (buf[i] !== GT || this.depth === 0 || this.#open[this.depth - 1] !== hash)
      throw damaged('tags that do not match');
    this.depth--;
    this.#pos = i + 1;
    return CLOSE;
  }

  /** Comments and instructions are passed over (OPEN stands for "go on"); CDATA is text; a DOCTYPE ends the reading. */
  #special(from: number, second: number): Token {
    if (second === QUESTION) return this.#passOver(from + 2, '?>');
    const head = this.buf.toString('latin1', from, Math.min(from + 9, this.#end));
    if (head.startsWith('<!--')) return this.#passOver(from + 4, '-->');
    if (head !== '<![CDATA[') {
      if ('<!--'.startsWith(head) || '<![CDATA['.startsWith(head)) return MORE;
      throw damaged('a DOCTYPE, or another declaration that no spreadsheet has');
    }
    const stop = this.buf.indexOf(']]>', from + 9, 'latin1');
    if (stop < 0 || stop + 3 > this.#end) return MORE;
    if (this.depth === 0) throw damaged('text outside of the root element');
    this.start = from + 9;
    this.stop = stop;
    this.literal = true;
    this.#pos = stop + 3;
    return TEXT;
  }

  #passOver(from: number, terminator: string): Token {
    const stop = this.buf.indexOf(terminator, from, 'latin1');
    if (stop < 0 || stop + terminator.length > this.#end) return MORE;
    this.#pos = stop + terminator.length;
    return OPEN;
  }
}
