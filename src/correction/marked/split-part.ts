/**
 * A large part cut into its items (the rows of a sheet, the texts of the shared strings) as it is unpacked, bytes
 * untouched. It only searches for tags, because the part has been read by the strict tokenizer before; measured, a row
 * costs a tenth of what reading it costs.
 */
import { NotMarkable } from '../../workbook/not-markable.ts';

const LT = 0x3c;
const SLASH = 0x2f;

const CONTAINERS = {
  sheetData: /<([\w.-]+:)?sheetData(?=[\s/>])[^<>]*>/,
  sst: /<([\w.-]+:)?sst(?=[\s/>])[^<>]*>/,
};

export class PartSplitter {
  /** Everything up to the first item; the opening tag of the container is its end. Complete once `begun`. */
  head = '';
  begun = false;
  /** Prefix of the elements, as `x:`. */
  prefix = '';
  readonly #container: keyof typeof CONTAINERS;
  readonly #item: string;
  #rest: Buffer = Buffer.alloc(0);
  #open = Buffer.alloc(0);
  #close = Buffer.alloc(0);
  #end = Buffer.alloc(0);
  #tail: Buffer[] | undefined;
  #tailBytes = 0;

  constructor(container: keyof typeof CONTAINERS, item: string) {
    this.#container = container;
    this.#item = item;
  }

  /** The items that this chunk completes. @throws NotMarkable for XML that no spreadsheet program writes. */
  feed(chunk: Buffer): Buffer[] {
    if (this.#tail) {
      this.#keepTail(chunk);
      return [];
    }
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    if (!this.begun && !this.#begin()) return [];
    return this.#items();
  }

  /** Everything from the closing tag of the container on. */
  end(): string {
    if (!this.#tail) throw new NotMarkable(`no end of <${this.#container}>`);
    return Buffer.concat(this.#tail).toString('utf8');
  }

  #begin(): boolean {
    const found = CONTAINERS[this.#container].exec(this.#rest.toString('latin1'));
    if (!found) {
      limit(this.#rest.length, MOST_WAITING);
      return false;
    }
    const [tag, prefix = ''] = found;
    this.prefix = prefix;
    this.begun = true;
    const after = found.index + tag.length;
    const empty = tag.endsWith('/>');
    this.head = this.#rest.toString('utf8', 0, empty ? after - 2 : after) + (empty ? '>' : '');
    this.#open = Buffer.from(`<${prefix}${this.#item}`);
    this.#close = Buffer.from(`</${prefix}${this.#item}>`);
    this.#end = Buffer.from(`</${prefix}${this.#container}>`);
    this.#rest = this.#rest.subarray(after);
    if (empty) this.#beginTail(Buffer.concat([this.#end, this.#rest]));
    return true;
  }

  #items(): Buffer[] {
    const items: Buffer[] = [];
    const buf = this.#rest;
    let at = 0;
    for (;;) {
      while (at < buf.length && (buf[at] as number) <= 0x20) at++;
      if (at + this.#end.length > buf.length) break;
      if (buf[at] !== LT) throw new NotMarkable('text between items');
      if (buf[at + 1] === SLASH) {
        if (!startsWith(buf, at, this.#end)) throw new NotMarkable('an end that is not expected');
        this.#beginTail(buf.subarray(at));
        return items;
      }
      if (!startsWith(buf, at, this.#open)) throw new NotMarkable(`something else than <${this.#item}>`);
      const stop = this.#itemEnd(buf, at);
      if (stop < 0) break;
      const item = buf.subarray(at, stop);
      // Comments and CDATA may hold anything, end tags too.
      if (item.includes('<!')) throw new NotMarkable('a comment or CDATA');
      items.push(item);
      at = stop;
    }
    this.#rest = buf.subarray(at);
    limit(this.#rest.length, MOST_WAITING);
    return items;
  }

  /** -1 while it is not there yet. */
  #itemEnd(buf: Buffer, at: number): number {
    const tagEnd = buf.indexOf('>', at);
    if (tagEnd < 0) return -1;
    if (buf[tagEnd - 1] === SLASH) return tagEnd + 1;
    const close = buf.indexOf(this.#close, tagEnd);
    return close < 0 ? -1 : close + this.#close.length;
  }

  #beginTail(bytes: Buffer): void {
    this.#tail = [];
    this.#rest = Buffer.alloc(0);
    this.#keepTail(bytes);
  }

  #keepTail(bytes: Buffer): void {
    this.#tail?.push(bytes);
    this.#tailBytes += bytes.length;
    limit(this.#tailBytes, MOST_TAIL);
  }
}

function limit(bytes: number, most: number): void {
  if (bytes > most) throw new NotMarkable(`more than ${most} bytes in one piece`);
}

/** A hundred thousand hyperlinks are 10 MB. */
const MOST_TAIL = 2 ** 26;
/** Head or one item: a row of all columns is 1 MB. What waits is copied with every chunk that comes. */
const MOST_WAITING = 2 ** 22;

function startsWith(buf: Buffer, at: number, pattern: Buffer): boolean {
  for (let i = 0; i < pattern.length; i++) if (buf[at + i] !== pattern[i]) return false;
  return true;
}
