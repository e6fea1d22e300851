/** The parts of an xlsx file by name. Only the central directory is believed, so the order of entries in the file does not matter. */
import { type FileHandle, open } from 'node:fs/promises';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import type { SourceLimits } from '../source.ts';
import { damaged, tooLarge, XlsxFault } from './fault.ts';
import { unpack } from './inflate.ts';

/** An open zip file. */
export interface Zip {
  /** Names compare without case, as the Open Packaging Conventions say (ECMA-376 part 2, 6.2.2.3). */
  has(name: string): boolean;
  /** Bytes of a part once unpacked, as the directory says; 0 for one that is not there. */
  size(name: string): number;
  /** The bytes of a part. @throws XlsxFault while iterating, see `unpack`; FILE_ENCRYPTED for an entry behind a password. */
  bytes(name: string): AsyncGenerator<Buffer>;
  /**
   * Unpacks these parts once and forgets the bytes: after that, size, checksum and limits are known to hold.
   * Also refuses entries that share their compressed bytes to multiply (total above maxRatio × size of the file).
   */
  check(names: Iterable<string>): Promise<void>;
  /** Whether another program has written to the file since it was opened. */
  changed(): Promise<boolean>;
  /** Idempotent. */
  close(): Promise<void>;
}

/**
 * Opens a zip file and reads its central directory.
 * @throws XlsxFault FILE_DAMAGED, FILE_ENCRYPTED, FILE_TOO_LARGE (entries); the system's error when the file cannot be opened or read.
 */
export async function openZip(path: string, limits: SourceLimits): Promise<Zip> {
  const handle = await open(path, 'r');
  try {
    const { size, mtimeMs } = await handle.stat();
    const zip = await asFault(
      fromRandomAccessReaderPromise(new HandleReader(handle, size), size, { autoClose: false, decodeStrings: false }),
    );
    return zipOf({ handle, size, mtimeMs }, zip, await listEntries(zip, limits.maxEntries), limits);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

interface OpenedFile {
  readonly handle: FileHandle;
  readonly size: number;
  readonly mtimeMs: number;
}

function zipOf(file: OpenedFile, zip: ZipFile, entries: ReadonlyMap<string, Entry>, limits: SourceLimits): Zip {
  let closing: Promise<void> | undefined;
  async function* bytes(name: string): AsyncGenerator<Buffer> {
    const entry = entries.get(name.toLowerCase());
    if (entry === undefined) throw damaged(`no part ${name}`);
    if (entry.isEncrypted()) throw encrypted();
    if (!entry.canDecodeFileData()) throw damaged(`compression method ${entry.compressionMethod}`);
    const { fileDataStart } = await asFault(zip.readLocalFileHeaderPromise(entry, { minimal: true }));
    const { compressedSize, uncompressedSize, crc32, compressionMethod } = entry;
    yield* unpack(
      file.handle,
      { start: fileDataStart, compressedSize, uncompressedSize, crc32, deflated: compressionMethod !== 0 },
      limits,
    );
  }
  return {
    has: (name) => entries.has(name.toLowerCase()),
    size: (name) => entries.get(name.toLowerCase())?.uncompressedSize ?? 0,
    bytes,
    check: async (names) => {
      const most = Math.max(2 ** 20, limits.maxRatio * file.size);
      let total = 0;
      for (const name of names) {
        for await (const chunk of bytes(name)) {
          total += chunk.length;
          if (total > most) throw tooLarge('maxRatio', limits.maxRatio);
        }
      }
    },
    changed: async () => {
      const now = await file.handle.stat();
      return now.size !== file.size || now.mtimeMs !== file.mtimeMs;
    },
    close: () => {
      closing ??= file.handle.close();
      return closing;
    },
  };
}

function listEntries(zip: ZipFile, maxEntries: number): Promise<ReadonlyMap<string, Entry>> {
  return asFault(
    new Promise((resolve, reject) => {
      const entries = new Map<string, Entry>();
      zip.on('error', reject);
      zip.on('end', () => resolve(entries));
      zip.on('entry', (entry: Entry) => {
        const name = partName(entry.fileNameRaw);
        if (entries.has(name)) return reject(damaged('two entries with one name: which one counts is anybody’s guess'));
        if (zip.entriesRead > maxEntries) return reject(tooLarge('maxEntries', maxEntries));
        entries.set(name, entry);
        zip.readEntry();
      });
      zip.readEntry();
    }),
  );
}

/** Some writers separate folders with a backslash, others begin with a slash. Nothing is ever written to such a path. */
function partName(raw: Buffer): string {
  return raw.toString('utf8').replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();
}

function encrypted(): XlsxFault {
  return new XlsxFault('FILE_ENCRYPTED', 'an entry needs a password');
}

/** yauzl throws plain errors, each of which means that the zip is broken, save the one that means a password. */
async function asFault<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Error) || error instanceof XlsxFault || 'code' in error) throw error;
    throw error.message.startsWith('strong encryption') ? encrypted() : damaged(`zip: ${error.message}`);
  }
}

/**
 * Lets yauzl read through a FileHandle. Its own reader hands any offset a file claims to the system, which throws outside of every
 * promise for one above 2^53; this one answers such an offset with an error.
 */
class HandleReader extends RandomAccessReader {
  readonly #handle: FileHandle;
  readonly #size: number;

  constructor(handle: FileHandle, size: number) {
    super();
    this.#handle = handle;
    this.#size = size;
  }

  override read(buffer: Buffer, offset: number, length: number, position: number, callback: (error: Error | null) => void): void {
    if (!(position >= 0 && position + length <= this.#size)) {
      setImmediate(() => callback(new Error('an offset lies outside the file')));
      return;
    }
    this.#handle.read(buffer, offset, length, position).then(
      ({ bytesRead }) => callback(bytesRead < length ? new Error('the file became shorter') : null),
      (error: Error) => callback(error),
    );
  }
}
