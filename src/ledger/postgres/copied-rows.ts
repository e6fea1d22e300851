/**
 * Rows that were added, out of a changeset into the binary format of COPY (postgresql.org/docs/current/sql-copy.html):
 * both write whole numbers in eight bytes, texts and bytes as they are, so that hardly anything is made of a value. As
 * text, with bytes in hexadecimal, a row cost three times as much (docs/performance.md).
 */
import { type AddedRows, ChangesetReader, KIND_OF_VALUE, wholeAt } from './changes.ts';
import type { Table } from './tables.ts';

const BEGIN = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const END = Buffer.from([0xff, 0xff]);
/** Handed over in blocks of about so many bytes. */
const BLOCK = 256 * 1024;

/** The type of a column that takes a value as the changeset has it. */
const TAKES: Readonly<Record<string, number>> = {
  bigint: KIND_OF_VALUE.whole,
  'double precision': KIND_OF_VALUE.real,
  text: KIND_OF_VALUE.text,
  bytea: KIND_OF_VALUE.bytes,
};

/** @throws Error where a value does not fit its column */
export function* copiedRows({ changeset, rows }: AddedRows, { name, columns, types }: Table): Iterable<Buffer> {
  yield BEGIN;
  const takes = types.map((type) => TAKES[type]);
  let block = Buffer.allocUnsafe(BLOCK);
  let end = 0;
  for (const { from, to } of rows) {
    // No row is longer than it is in the changeset, but for the lengths.
    const most = to - from + 4 * columns.length + 2;
    if (end + most > block.length) {
      yield block.subarray(0, end);
      block = Buffer.allocUnsafe(Math.max(BLOCK, most));
      end = 0;
    }
    end = block.writeInt16BE(columns.length, end);
    const reader = new ChangesetReader(changeset, from);
    for (let column = 0; column < columns.length; column++) {
      const kind = reader.skip();
      if (kind === KIND_OF_VALUE.nothing) end = block.writeInt32BE(-1, end);
      else if (kind === takes[column]) {
        end = block.writeInt32BE(reader.length, end);
        end += changeset.copy(block, end, reader.at - reader.length, reader.at);
      } else if (kind === KIND_OF_VALUE.whole && takes[column] === KIND_OF_VALUE.real) {
        end = block.writeInt32BE(8, end);
        end = block.writeDoubleBE(wholeAt(changeset, reader.at - 8), end);
      } else throw new Error(`${name}.${columns[column]} does not take a value of kind ${kind}`);
    }
  }
  yield block.subarray(0, end);
  yield END;
}
