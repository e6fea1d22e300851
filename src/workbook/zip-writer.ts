/**
 * A zip written entry by entry into a stream: entries of another zip as they are packed there, others deflated as they
 * come, so that nothing is held in memory. Below 4 GiB only (no ZIP64). @zip.js/zip.js copies packed entries as well
 * (`passThrough`); it is 8.8 MB of package for what stands here.
 */
import { once } from 'node:events';
import { pipeline, Readable, type Writable } from 'node:stream';
import { constants, crc32, createDeflateRaw } from 'node:zlib';
import type { PackedPart } from '../source/xlsx/zip.ts';
import { NotMarkable } from './not-markable.ts';

export interface ZipWriter {
  /** Adds an entry of another zip without unpacking it. */
  copy(part: PackedPart): Promise<void>;
  /** `dull`: what repeats itself so much that a reader would take it for a zip bomb is packed less. */
  add(name: string, content: AsyncIterable<Buffer> | Iterable<Buffer>, dull?: 'dull'): Promise<void>;
  end(): Promise<void>;
}

interface Entry {
  readonly name: Buffer;
  readonly offset: number;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly plain: number;
}

const UTF8_NAMES = 0x0800;
/** Checksum and sizes stand behind the data, since they are known only then. */
const SIZES_FOLLOW = 0x0008;
const DEFLATE = 8;
/** 1 January 1980, the first day there is: when a sheet was made is nobody's business here. */
const DATE = (1 << 5) | 1;
const MOST_BYTES = 0xffff_fffe;

export function zipWriter(into: Writable): ZipWriter {
  const entries: Entry[] = [];
  let at = 0;

  async function write(bytes: Buffer): Promise<void> {
    at += bytes.length;
    if (at > MOST_BYTES) throw new NotMarkable('more than 4 GiB');
    if (!into.write(bytes)) await once(into, 'drain');
  }

  return {
    async copy({ name, method, crc32: crc, compressedSize, uncompressedSize, packed }) {
      const entry = {
        name: Buffer.from(name),
        offset: at,
        flags: UTF8_NAMES,
        method,
        crc,
        packed: compressedSize,
        plain: uncompressedSize,
      };
      await write(localHeader(entry));
      for await (const chunk of packed()) await write(chunk);
      entries.push(entry);
    },
    async add(name, content, dull) {
      const head = {
        name: Buffer.from(name),
        offset: at,
        flags: UTF8_NAMES | SIZES_FOLLOW,
        method: DEFLATE,
        crc: 0,
        packed: 0,
        plain: 0,
      };
      await write(localHeader(head));
      const begun = at;
      let crc = 0;
      let plain = 0;
      async function* counted(): AsyncGenerator<Buffer> {
        for await (const chunk of content) {
          crc = crc32(chunk, crc);
          plain += chunk.length;
          yield chunk;
        }
      }
      const { Z_HUFFMAN_ONLY, Z_DEFAULT_STRATEGY } = constants;
      const deflate = createDeflateRaw({ level: 6, strategy: dull ? Z_HUFFMAN_ONLY : Z_DEFAULT_STRATEGY });
      // Whatever fails destroys `deflate` with the error, and so reaches the loop.
      pipeline(Readable.from(counted(), { objectMode: true, highWaterMark: 4 }), deflate, () => undefined);
      for await (const chunk of deflate) await write(chunk as Buffer);
      const entry = { ...head, crc, packed: at - begun, plain };
      const after = Buffer.alloc(16);
      after.writeUInt32LE(0x08074b50, 0);
      after.writeUInt32LE(crc, 4);
      after.writeUInt32LE(entry.packed, 8);
      after.writeUInt32LE(plain, 12);
      await write(after);
      entries.push(entry);
    },
    async end() {
      const begun = at;
      for (const entry of entries) await write(centralHeader(entry));
      const end = Buffer.alloc(22);
      end.writeUInt32LE(0x06054b50, 0);
      end.writeUInt16LE(entries.length, 8);
      end.writeUInt16LE(entries.length, 10);
      end.writeUInt32LE(at - begun, 12);
      end.writeUInt32LE(begun, 16);
      await write(end);
    },
  };
}

/** The fields that both headers have, from the version on (APPNOTE 4.3.7, 4.3.12). */
function writeFields(into: Buffer, from: number, { name, flags, method, crc, packed, plain }: Entry): void {
  into.writeUInt16LE(20, from);
  into.writeUInt16LE(flags, from + 2);
  into.writeUInt16LE(method, from + 4);
  into.writeUInt16LE(DATE, from + 8);
  into.writeUInt32LE(crc, from + 10);
  into.writeUInt32LE(packed, from + 14);
  into.writeUInt32LE(plain, from + 18);
  into.writeUInt16LE(name.length, from + 22);
}

function localHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  writeFields(header, 4, entry);
  return Buffer.concat([header, entry.name]);
}

function centralHeader(entry: Entry): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(20, 4);
  writeFields(header, 6, entry);
  header.writeUInt32LE(entry.offset, 42);
  return Buffer.concat([header, entry.name]);
}
