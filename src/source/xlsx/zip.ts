/**
 * The parts of an xlsx file by name. Only the central directory is believed, so the order of entries in the file does
 * not matter.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import type { SourceLimits } from '../source.ts';
import { damaged, tooLarge, XlsxFault } from './fault.ts';
import { type PackedEntry, packedBytes, unpack } from './inflate.ts';

/** An entry as it lies in the file, for whoever copies it. */
export interface PackedPart {
  /** As the file has it, with slashes and without one in front. */
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
  /** @throws XlsxFault while iterating. */
  packed(): AsyncGenerator<Buffer>;
}

/** An open zip file. */
export interface Zip {
  /** All entries but folders, in the order of the directory. */
  parts(): readonly PackedPart[];
  /** Names compare without case, as the Open Packaging Conventions say (ECMA-376 part 2, 6.2.2.3). */
  has(name: string): boolean;
  /** In lower case. */
  names(): Iterable<string>;
  /** Bytes of a part once unpacked, as the directory says; 0 for one that is not there. */
  size(name: string): number;
  /**
   * The bytes of a part. @throws XlsxFault while iterating, see `unpack`; FILE_ENCRYPTED for an entry behind a
   * password.
   */
  bytes(name: string): AsyncGenerator<Buffer>;
  /**
   * Unpacks these parts once and forgets the bytes: after that, size, checksum and limits are known to hold.
   * Also refuses entries that share their compressed bytes to multiply (total above maxRatio × size of the file), and
   * more than `mostBytes` in all. `look` sees the bytes of each on that occasion, and must read them to their end.
   */
  check(
    names: Iterable<string>,
    mostBytes?: number,
    look?: (name: string, bytes: AsyncGenerator<Buffer>) => Promise<void>,
  ): Promise<void>;
  /** Whether another program has written to the file since it was opened. */
  changed(): Promise<boolean>;
  /** Idempotent. */
  close(): Promise<void>;
}

/**
 * Opens a zip file and reads its central directory.
 * @throws XlsxFault FILE_DAMAGED, FILE_ENCRYPTED, FILE_TOO_LARGE (entries); the system's error when the file cannot be
 * opened or read.
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
  async function located(entry: Entry): Promise<PackedEntry> {
    if (entry.isEncrypted()) throw encrypted();
    if (!entry.canDecodeFileData()) throw damaged(`compression method ${entry.compressionMethod}`);
    const { fileDataStart } = await asFault(zip.readLocalFileHeaderPromise(entry, { minimal: true }));
    const { compressedSize, uncompressedSize, crc32, compressionMethod } = entry;
    return { start: fileDataStart, compressedSize, uncompressedSize, crc32, deflated: compressionMethod !== 0 };
  }
  async function* bytes(name: string): AsyncGenerator<Buffer> {
    const entry = entries.get(name.toLowerCase());
    if (entry === undefined) throw damaged(`no part ${name}`);
    yield* unpack(file.handle, await located(entry), limits);
  }
  return {
    parts: () =>
      Array.from(entries.values(), (entry) => {
        const { compressionMethod: method, crc32, compressedSize, uncompressedSize } = entry;
        return {
          name: partName(entry.fileNameRaw),
          method,
          crc32,
          compressedSize,
          uncompressedSize,
          packed: async function* () {
            yield* packedBytes(file.handle, await located(entry));
          },
        };
      }).filter(({ name }) => !name.endsWith('/')),
    has: (name) => entries.has(name.toLowerCase()),
    names: () => entries.keys(),
    size: (name) => entries.get(name.toLowerCase())?.uncompressedSize ?? 0,
    bytes,
    check: async (names, mostBytes = Number.POSITIVE_INFINITY, look = toTheEnd) => {
      const most = Math.max(2 ** 20, limits.maxRatio * file.size);
      let total = 0;
      async function* counted(name: string): AsyncGenerator<Buffer> {
        for await (const chunk of bytes(name)) {
          total += chunk.length;
          if (total > most) throw tooLarge('maxRatio', limits.maxRatio);
          if (total > mostBytes) throw tooLarge('maxUnpackedBytes', mostBytes);
          yield chunk;
        }
      }
      for (const name of names) await look(name, counted(name));
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

async function toTheEnd(_: string, bytes: AsyncGenerator<Buffer>): Promise<void> {
  for (let chunk = await bytes.next(); !chunk.done; ) chunk = await bytes.next();
}

function listEntries(zip: ZipFile, maxEntries: number): Promise<ReadonlyMap<string, Entry>> {
  return asFault(
    new Promise((resolve, reject) => {
      const entries = new Map<string, Entry>();
      zip.on('error', reject);
      zip.on('end', () => resolve(entries));
      zip.on('entry', (entry: Entry) => {
        const name = partName(entry.fileNameRaw).toLowerCase();
        if (entries.has(name)) return reject(damaged('two entries with one name: which one counts is anybody’s guess'));
        if (zip.entriesRead > maxEntries) return reject(tooLarge('maxEntries', maxEntries));
        entries.set(name, entry);
        zip.readEntry();
      });
      zip.readEntry();
    }),
  );
}

/**
 * Some writers separate folders with a backslash, others begin with a slash. Nothing is ever written to such a path.
 */
function partName(raw: Buffer): string {
  return raw.toString('utf8').replaceAll('\\', '/').replace(/^\/+/, '');
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
 * Lets yauzl read through a FileHandle. Its own reader hands any offset a file claims to the system, which throws
 * outside of every promise for one above 2^53; this one answers such an offset with an error.
 */
class HandleReader extends RandomAccessReader {
  readonly #handle: FileHandle;
  readonly #size: number;

  constructor(handle: FileHandle, size: number) {
    super();
    this.#handle = handle;
    this.#size = size;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
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
