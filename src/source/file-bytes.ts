/**
 * Reading an open file from its beginning, a piece at a time, as often as needed: nothing here holds more than one
 * piece.
 */
import type { FileHandle } from 'node:fs/promises';
import { RunError, systemCode } from '../errors.ts';

/** Bytes of one piece. Measured: 64 KiB and 256 KiB are equally fast; larger ones only cost memory. */
export const PIECE_BYTES = 256 * 1024;

/** What identifies the content of an open file well enough to notice that another program writes into it. */
export interface FileStamp {
  readonly bytes: number;
  readonly changedMs: number;
}

/** An open regular file. `name` is the path as the user typed it, for messages. */
export interface OpenFile {
  readonly name: string;
  readonly handle: FileHandle;
  readonly stamp: FileStamp;
}

/** The pieces of the file from byte `from` on. Every piece is a fresh buffer that the caller may keep. */
export async function* pieces(file: OpenFile, from = 0): AsyncGenerator<Buffer> {
  let position = from;
  for (;;) {
    const buffer = Buffer.allocUnsafe(PIECE_BYTES);
    const read = await file.handle
      .read(buffer, 0, PIECE_BYTES, position)
      .catch((error: unknown) => readFailure(error, file.name));
    if (read.bytesRead === 0) return;
    position += read.bytesRead;
    yield buffer.subarray(0, read.bytesRead);
  }
}

/** The first `length` bytes, or as many as there are. */
export async function headOf(file: OpenFile, length: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let have = 0;
  for await (const piece of pieces(file)) {
    parts.push(piece);
    have += piece.length;
    if (have >= length) break;
  }
  return Buffer.concat(parts).subarray(0, length);
}

/** Reads the stamp of an open file. */
export async function stampOf(handle: FileHandle): Promise<FileStamp> {
  const stat = await handle.stat();
  return { bytes: stat.size, changedMs: stat.mtimeMs };
}

/**
 * Throws FILE_CHANGED when the file was written to since it was opened: half of one version and half of another is no
 * sheet.
 */
export async function assertUnchanged(file: OpenFile): Promise<void> {
  const now = await stampOf(file.handle);
  if (now.bytes !== file.stamp.bytes || now.changedMs !== file.stamp.changedMs) {
    throw new RunError('FILE_CHANGED', { file: file.name });
  }
}

function readFailure(error: unknown, name: string): never {
  const reason = systemCode(error);
  if (reason === undefined) throw error;
  throw new RunError(
    reason === 'EIO' ? 'DISK_FAILED' : 'FILE_UNREADABLE',
    { file: name, code: reason },
    { cause: error },
  );
}
