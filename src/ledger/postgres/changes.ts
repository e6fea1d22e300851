/**
 * What a piece of work has changed in the working copy, out of a changeset of SQLite's session extension: keys of rows
 * that were added, changed and removed, each row once, whatever happened to it in between.
 *
 * The format is that of sqlite.org/session/c_changeset.html and sqlite3session.c: for each table a header (`T`,
 * columns, which of them are the key, name), then its changes (what, whether by a trigger, old values, new values).
 */
import type { Row } from '../sqlite/connection.ts';

/** A value as the session writes it. */
type Value = Row[string] | undefined;

export interface TableChanges {
  readonly table: string;
  /** Values of the key of each row, in the order of the columns. */
  readonly added: readonly (readonly Value[])[];
  readonly changed: readonly (readonly Value[])[];
  readonly removed: readonly (readonly Value[])[];
}

const OF_TABLE = 0x54;
const ADDED = 18;
const CHANGED = 23;
const REMOVED = 9;

/** @throws Error where it is no changeset */
export function readChangeset(changeset: Uint8Array): TableChanges[] {
  const reader = new Reader(changeset);
  const tables: TableChanges[] = [];
  while (!reader.isOver()) {
    reader.expect(OF_TABLE);
    const isKey = Array.from({ length: reader.varint() }, () => 0).map(() => reader.byte() !== 0);
    const table = reader.name();
    const added: Value[][] = [];
    const changed: Value[][] = [];
    const removed: Value[][] = [];
    while (!reader.isOver() && !reader.isAt(OF_TABLE)) {
      const what = reader.byte();
      // Whether a trigger has done it.
      reader.byte();
      const first = reader.values(isKey.length);
      const key = first.filter((_, index) => isKey[index]);
      if (what === ADDED) added.push(key);
      else if (what === REMOVED) removed.push(key);
      else if (what === CHANGED) {
        reader.values(isKey.length);
        changed.push(key);
      } else throw new Error(`no change of a row: ${what}`);
    }
    tables.push({ table, added, changed, removed });
  }
  return tables;
}

class Reader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  isOver(): boolean {
    return this.#at >= this.#bytes.length;
  }

  isAt(byte: number): boolean {
    return this.#bytes[this.#at] === byte;
  }

  byte(): number {
    return this.#bytes.readUInt8(this.#at++);
  }

  expect(byte: number): void {
    if (this.byte() !== byte) throw new Error('no changeset');
  }

  /** Big-endian groups of seven bits; the ninth byte has eight. */
  varint(): number {
    let value = 0;
    for (let bytes = 1; ; bytes++) {
      const byte = this.byte();
      if (bytes === 9) return value * 256 + byte;
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) return value;
    }
  }

  name(): string {
    const end = this.#bytes.indexOf(0, this.#at);
    const name = this.#bytes.toString('utf8', this.#at, end);
    this.#at = end + 1;
    return name;
  }

  values(count: number): Value[] {
    return Array.from({ length: count }, () => this.#value());
  }

  #value(): Value {
    switch (this.byte()) {
      case 0:
        return undefined;
      case 1:
        this.#at += 8;
        return Number(this.#bytes.readBigInt64BE(this.#at - 8));
      case 2:
        this.#at += 8;
        return this.#bytes.readDoubleBE(this.#at - 8);
      case 3:
        return this.#long().toString('utf8');
      case 4:
        return new Uint8Array(this.#long());
      case 5:
        return null;
      default:
        throw new Error('no value of a changeset');
    }
  }

  #long(): Buffer {
    const length = this.varint();
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }
}
