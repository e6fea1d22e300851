/**
 * The text of a row that is not written yet, as it is signed: what `signedText` makes of it in SQL. A million rows of a
 * file pass here, so it is written into the same bytes each time. As strings it was half of the garbage of an import
 * (docs/performance.md).
 */
import type { SignedTable } from './signed-tables.ts';

export type SignedValue = null | number | string | Uint8Array;

/** Columns that are left out are NULL. What is returned holds until the next call. */
export function bytesWriter({
  name,
  key,
  columns,
  sealed,
}: SignedTable): (row: Readonly<Record<string, SignedValue>>) => Uint8Array {
  const writer = new Writer();
  const table = Buffer.from(name);
  const all = [...key, ...columns].map((column) => ({
    column,
    named: Buffer.from(` ${column}=`),
    isLong: sealed.includes(column),
  }));
  return (row) => {
    writer.begin();
    writer.bytes(table);
    for (const { column, named, isLong } of all) {
      const value = row[column];
      if (value === undefined || value === null) continue;
      writer.bytes(named);
      writer.quoted(value, isLong);
    }
    return writer.written();
  };
}

/** Of a sealed column: the tag of AES-GCM, which stands for it. */
const TAG = 16;
const ZERO = '0'.charCodeAt(0);
const HEX = Buffer.from('0123456789ABCDEF');

/** Values as SQLite's `quote` writes them, one after the other. */
class Writer {
  #room = Buffer.alloc(1024);
  #at = 0;

  begin(): void {
    this.#at = 0;
  }

  written(): Uint8Array {
    return this.#room.subarray(0, this.#at);
  }

  bytes(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length);
    for (const byte of bytes) this.#room[this.#at++] = byte;
  }

  quoted(value: number | string | Uint8Array, isLong: boolean): void {
    if (typeof value === 'number') this.#number(value);
    else if (typeof value === 'string') this.#text(`'${value.replaceAll("'", "''")}'`);
    else this.#hex(value, isLong ? Math.max(0, value.length - TAG) : 0);
  }

  /** Whole numbers; the ones of rows have none that is negative. */
  #number(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) {
      this.#text(String(value));
      return;
    }
    let digits = 1;
    for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) digits += 1;
    this.#makeRoom(digits);
    this.#at += digits;
    let rest = value;
    for (let at = this.#at - 1; at >= this.#at - digits; at--) {
      this.#room[at] = ZERO + (rest % 10);
      rest = Math.floor(rest / 10);
    }
  }

  #text(text: string): void {
    this.#makeRoom(Buffer.byteLength(text));
    this.#at += this.#room.write(text, this.#at, 'utf8');
  }

  /** What stands in `value` from `from` on. */
  #hex(value: Uint8Array, from: number): void {
    this.#makeRoom(2 * value.length + 3);
    const room = this.#room;
    let at = this.#at;
    room[at++] = 0x58;
    room[at++] = 0x27;
    for (let index = from; index < value.length; index++) {
      const byte = value[index] as number;
      room[at++] = HEX[byte >> 4] as number;
      room[at++] = HEX[byte & 15] as number;
    }
    room[at++] = 0x27;
    this.#at = at;
  }

  #makeRoom(size: number): void {
    if (this.#at + size <= this.#room.length) return;
    const larger = Buffer.alloc(2 * (this.#at + size));
    larger.set(this.#room.subarray(0, this.#at));
    this.#room = larger;
  }
}
