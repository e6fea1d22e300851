/**
 * A zip file written entry by entry, each deflated as it comes: nothing is held in memory. Sizes are put into the
 * header afterwards, as Excel has them.
 */
import { once } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

interface Entry {
  readonly name: string;
  readonly offset: number;
  crc: number;
  packed: number;
  plain: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const DEFLATE = 8;
/** 1 January 2021 in the calendar of DOS. */
const DATE = ((2021 - 1980) << 9) | (1 << 5) | 1;

export interface ZipWriter {
  /** Adds an entry from pieces of text; the next may begin when this has ended. Up to 4 GiB. */
  add(name: string, pieces: Iterable<string>): Promise<void>;
  close(): Promise<void>;
}

export async function zipWriter(path: string): Promise<ZipWriter> {
  const file = await open(path, 'w');
  const entries: Entry[] = [];
  let at = 0;
  return {
    async add(name, pieces) {
      const entry: Entry = { name, offset: at, crc: 0, packed: 0, plain: 0 };
      const header = localHeader(entry);
      await file.write(header, 0, header.length, at);
      at += header.length;
      await deflateInto(file, at, entry, pieces);
      at += entry.packed;
      await file.write(localHeader(entry), 0, header.length, entry.offset);
      entries.push(entry);
    },
    async close() {
      const directory = Buffer.concat(entries.map(centralHeader));
      const end = Buffer.alloc(22);
      end.writeUInt32LE(END, 0);
      end.writeUInt16LE(entries.length, 8);
      end.writeUInt16LE(entries.length, 10);
      end.writeUInt32LE(directory.length, 12);
      end.writeUInt32LE(at, 16);
      await file.write(Buffer.concat([directory, end]), 0, directory.length + end.length, at);
      await file.close();
    },
  };
}

async function deflateInto(file: FileHandle, offset: number, entry: Entry, pieces: Iterable<string>): Promise<void> {
  // Excel packs with the fastest level.
  const deflate = createDeflateRaw({ level: 1, chunkSize: 256 * 1024 });
  const storing = (async () => {
    for await (const chunk of deflate as AsyncIterable<Buffer>) {
      await file.write(chunk, 0, chunk.length, offset + entry.packed);
      entry.packed += chunk.length;
    }
  })();
  for (const piece of inBlocks(pieces)) {
    const bytes = Buffer.from(piece);
    entry.crc = crc32(bytes, entry.crc);
    entry.plain += bytes.length;
    if (!deflate.write(bytes)) await once(deflate, 'drain');
  }
  deflate.end();
  await storing;
}

/** A write for each small piece would cost more than packing it. */
export function* inBlocks(pieces: Iterable<string>): Generator<string> {
  let block = '';
  for (const piece of pieces) {
    block += piece;
    if (block.length > 1 << 18) {
      yield block;
      block = '';
    }
  }
  if (block !== '') yield block;
}

function localHeader({ name, crc, packed, plain }: Entry): Buffer {
  const bytes = Buffer.alloc(30 + name.length);
  bytes.writeUInt32LE(LOCAL, 0);
  bytes.writeUInt16LE(20, 4);
  bytes.writeUInt16LE(DEFLATE, 8);
  bytes.writeUInt16LE(DATE, 12);
  bytes.writeUInt32LE(crc, 14);
  bytes.writeUInt32LE(packed, 18);
  bytes.writeUInt32LE(plain, 22);
  bytes.writeUInt16LE(name.length, 26);
  bytes.write(name, 30, 'latin1');
  return bytes;
}

function centralHeader({ name, offset, crc, packed, plain }: Entry): Buffer {
  const bytes = Buffer.alloc(46 + name.length);
  bytes.writeUInt32LE(CENTRAL, 0);
  bytes.writeUInt16LE(20, 4);
  bytes.writeUInt16LE(20, 6);
  bytes.writeUInt16LE(DEFLATE, 10);
  bytes.writeUInt16LE(DATE, 14);
  bytes.writeUInt32LE(crc, 16);
  bytes.writeUInt32LE(packed, 20);
  bytes.writeUInt32LE(plain, 24);
  bytes.writeUInt16LE(name.length, 28);
  bytes.writeUInt32LE(offset, 42);
  bytes.write(name, 46, 'latin1');
  return bytes;
}
