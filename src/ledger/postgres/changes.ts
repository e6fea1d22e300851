/**
 * What a piece of work has changed in the working copy, out of a changeset of SQLite's session extension: rows that
 * were added, changed and removed, each once, whatever happened to it in between, with the values that it has at the
 * end.
 *
 * The format is that of sqlite.org/session/c_changeset.html and sqlite3session.c: for each table a header (`T`,
 * columns, which of them are the key, name), then its changes (what, whether by a trigger, old values, new values).
 */
import type { Row } from '../sqlite/connection.ts';

/** A value as the session writes it; undefined: as it was. */
export type Value = Row[string] | undefined;

export interface TableChanges {
  readonly table: string;
  readonly added: AddedRows;
  readonly changed: readonly ChangedRow[];
  /** All values of each row as it was. */
  readonly removed: readonly (readonly Value[])[];
}

export interface ChangedRow {
  /** What it was: its key, and the columns that have changed; undefined for all others. */
  readonly was: readonly Value[];
  /** Of the columns that have changed; undefined for all others. */
  readonly now: readonly Value[];
}

/** A million of them in a file: where they stand in the changeset, for who copies them out of it. */
export interface AddedRows {
  readonly changeset: Buffer;
  readonly columns: number;
  /** In the order of their keys as far as these are numbers: indexes grow at one end. */
  readonly rows: readonly AddedRow[];
}

export interface AddedRow {
  /** Where its values begin and end. */
  readonly from: number;
  readonly to: number;
  /** The numbers of its key. */
  readonly key: readonly number[];
}

/** Kinds of values, each one byte before the value. */
export const KIND_OF_VALUE = { unchanged: 0, whole: 1, real: 2, text: 3, bytes: 4, nothing: 5 } as const;

const OF_TABLE = 0x54;
const ADDED = 18;
const CHANGED = 23;
const REMOVED = 9;

/** @throws Error where it is no changeset */
export function readChangeset(bytes: Uint8Array): TableChanges[] {
  const changeset = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const reader = new ChangesetReader(changeset);
  const tables: TableChanges[] = [];
  while (!reader.isOver()) {
    reader.expect(OF_TABLE);
    const isKey = Array.from({ length: reader.varint() }, () => 0).map(() => reader.byte() !== 0);
    const table = reader.name();
    const added: AddedRow[] = [];
    const changed: ChangedRow[] = [];
    const removed: Value[][] = [];
    while (!reader.isOver() && !reader.isAt(OF_TABLE)) {
      const what = reader.byte();
      // Whether a trigger has done it.
      reader.byte();
      if (what === ADDED) {
        const { at } = reader;
        const key = reader.pass(isKey);
        added.push({ from: at, to: reader.at, key });
      } else if (what === REMOVED) removed.push(reader.values(isKey.length));
      else if (what === CHANGED) changed.push({ was: reader.values(isKey.length), now: reader.values(isKey.length) });
      else throw new Error(`no change of a row: ${what}`);
    }
    added.sort(byKey);
    tables.push({ table, added: { changeset, rows: added, columns: isKey.length }, changed, removed });
  }
  return tables;
}

/** The values of added rows. */
export function valuesOf({ changeset, rows, columns }: AddedRows): Value[][] {
  return rows.map(({ from }) => new ChangesetReader(changeset, from).values(columns));
}

function byKey({ key: a }: AddedRow, { key: b }: AddedRow): number {
  for (let at = 0; at < a.length; at++) {
    const apart = (a[at] as number) - (b[at] as number);
    if (apart !== 0) return apart;
  }
  return 0;
}

/** A whole number of eight bytes. */
export function wholeAt(bytes: Buffer, at: number): number {
  return bytes.readInt32BE(at) * 2 ** 32 + bytes.readUInt32BE(at + 4);
}

/** Reads values one after the other. */
export class ChangesetReader {
  readonly #bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes;
    this.at = at;
  }

  isOver(): boolean {
    return this.at >= this.#bytes.length;
  }

  isAt(byte: number): boolean {
    return this.#bytes[this.at] === byte;
  }

  byte(): number {
    return this.#bytes.readUInt8(this.at++);
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
    const end = this.#bytes.indexOf(0, this.at);
    const name = this.#bytes.toString('utf8', this.at, end);
    this.at = end + 1;
    return name;
  }

  values(count: number): Value[] {
    return Array.from({ length: count }, () => this.#value());
  }

  /** Passes one value by. Returns its kind; its bytes are the last ones before `at`, as many as `length` says. */
  skip(): number {
    const kind = this.byte();
    this.length = 0;
    if (kind === KIND_OF_VALUE.whole || kind === KIND_OF_VALUE.real) this.length = 8;
    else if (kind === KIND_OF_VALUE.text || kind === KIND_OF_VALUE.bytes) this.length = this.varint();
    else if (kind !== KIND_OF_VALUE.nothing && kind !== KIND_OF_VALUE.unchanged) throw new Error('no value');
    this.at += this.length;
    return kind;
  }

  /** Passes a row by, and returns the numbers in its key. */
  pass(isKey: readonly boolean[]): number[] {
    const key: number[] = [];
    for (let column = 0; column < isKey.length; column++)
      if (this.skip() === KIND_OF_VALUE.whole && isKey[column]) key.push(wholeAt(this.#bytes, this.at - 8));
    return key;
  }

  /** Of the value that was passed by. */
  length = 0;

  #value(): Value {
    const kind = this.skip();
    const from = this.at - this.length;
    switch (kind) {
      case KIND_OF_VALUE.unchanged:
        return undefined;
      case KIND_OF_VALUE.whole:
        return wholeAt(this.#bytes, from);
      case KIND_OF_VALUE.real:
        return this.#bytes.readDoubleBE(from);
      case KIND_OF_VALUE.text:
        return this.#bytes.toString('utf8', from, this.at);
      case KIND_OF_VALUE.bytes:
        return this.#bytes.subarray(from, this.at);
      default:
        return null;
    }
  }
}
