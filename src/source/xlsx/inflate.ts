/**
 * The bytes of one entry of a zip, unpacked as they are asked for and checked against size, checksum and limits as they
 * come.
 */
import type { FileHandle } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { systemCode } from '../../errors.ts';
import type { SourceLimits } from '../source.ts';
import { damaged, tooLarge } from './fault.ts';

/** Where an entry lies in the file and what the central directory says of it. */
export interface PackedEntry {
  readonly start: number;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
  readonly crc32: number;
  readonly deflated: boolean;
}

const READ_BYTES = 64 * 1024;
/**
 * Measured: between 64 and 512 KiB the size makes no difference that shows. Two of them are unpacked ahead by zlib's
 * thread.
 */
const CHUNK_BYTES = 128 * 1024;
/** A constant, because Node's types forget that zlib streams take the options of streams. */
const INFLATE_OPTIONS = { chunkSize: CHUNK_BYTES, highWaterMark: 2 * CHUNK_BYTES };
const RATIO_IS_JUDGED_FROM = 2 ** 20;

/**
 * Unpacks an entry chunk by chunk; no more than a few chunks are ever unpacked ahead of the reader. Sizes are counted,
 * not believed.
 * @throws XlsxFault FILE_TOO_LARGE above a limit; FILE_DAMAGED when the data do not unpack to the size and CRC-32 they
 * should have.
 */
export async function* unpack(handle: FileHandle, entry: PackedEntry, limits: SourceLimits): AsyncGenerator<Buffer> {
  if (entry.uncompressedSize > limits.maxEntryBytes) throw tooLarge('maxEntryBytes', limits.maxEntryBytes);
  let size = 0;
  let checksum = 0;
  try {
    for await (const chunk of entry.deflated ? inflated(handle, entry) : packedBytes(handle, entry)) {
      size += chunk.length;
      if (size > entry.uncompressedSize) throw damaged('an entry is longer than its directory says');
      if (size > RATIO_IS_JUDGED_FROM && size > entry.compressedSize * limits.maxRatio)
        throw tooLarge('maxRatio', limits.maxRatio);
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } catch (error) {
    throw systemCode(error)?.startsWith('Z_') ? damaged(`deflate: ${systemCode(error)}`) : error;
  }
  if (size !== entry.uncompressedSize) throw damaged('an entry is shorter than its directory says');
  if (checksum !== entry.crc32) throw damaged('an entry has another CRC-32 than its directory says');
}

function inflated(handle: FileHandle, entry: PackedEntry): AsyncIterable<Buffer> {
  const inflate = createInflateRaw(INFLATE_OPTIONS);
  // Whatever fails destroys `inflate` with the error, and so reaches whoever iterates; leaving the iteration destroys
  // both.
  pipeline(Readable.from(packedBytes(handle, entry), { highWaterMark: 2 }), inflate, () => {});
  return inflate;
}

/** The bytes of an entry as they lie in the file. @throws XlsxFault FILE_DAMAGED. */
export async function* packedBytes(handle: FileHandle, entry: PackedEntry): AsyncGenerator<Buffer> {
  let position = entry.start;
  const end = entry.start + entry.compressedSize;
  while (position < end) {
    const buffer = Buffer.allocUnsafe(Math.min(READ_BYTES, end - position));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) throw damaged('the file ends inside an entry');
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
