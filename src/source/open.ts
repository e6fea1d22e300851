/**
 * Opening a file by what its bytes are. Everything that cannot be a sheet is refused here, with the error that names
 * it.
 */
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, realpath, stat } from 'node:fs/promises';
import { RunError, systemCode } from '../errors.ts';
import { compoundKind, zipKind } from './container-kind.ts';
import { openCsv } from './csv.ts';
import { headOf, type OpenFile, pieces, stampOf } from './file-bytes.ts';
import { headKind } from './file-kind.ts';
import type { OtherFormat } from './other/answers.ts';
import { DEFAULT_LIMITS, type Source, type SourceLimits } from './source.ts';

/** Enough to tell every format, and for the share of control characters to mean something. */
const HEAD_BYTES = 64 * 1024;

/**
 * Opens a sheet; the caller closes it. `path` is what the user typed and is what messages call the file.
 * Throws FILE_MISSING, FILE_UNREADABLE {code}, FILE_IS_FOLDER, FILE_IS_LINK {target}, FILE_NOT_REGULAR, FILE_EMPTY,
 * FILE_ENCRYPTED, FILE_TYPE {type}, FILE_DAMAGED, FILE_TOO_LARGE (all with {file}); and DISK_FAILED when the disk
 * cannot read what it holds.
 */
export async function openSource(path: string, limits: SourceLimits = DEFAULT_LIMITS): Promise<Source> {
  const handle = await openRegular(path);
  let kept = false;
  try {
    const file: OpenFile = { name: path, handle, stamp: await stampOf(handle) };
    const head = await headOf(file, HEAD_BYTES);
    const format = await formatOf(file, head, limits);
    if (format === 'csv') {
      const source = await openCsv(file, head, limits);
      kept = true;
      return source;
    }
    if (format === 'xlsx') {
      const { openXlsx } = await import('./xlsx.ts');
      return await openXlsx(path, limits);
    }
    if (format === 'html') {
      const { openHtml } = await import('./html.ts');
      return await openHtml(file, head, limits);
    }
    if (format === 'ods') {
      const { openOds } = await import('./ods.ts');
      return await openOds(file, limits);
    }
    if (format === 'xml') {
      const { openXml } = await import('./xml.ts');
      const source = await openXml(file, head, limits);
      kept = true;
      return source;
    }
    const { openOther } = await import('./other-formats.ts');
    return await openOther(file, format, limits);
  } finally {
    if (!kept) await handle.close();
  }
}

/**
 * A handle on a regular file. A symbolic link in the place of the file is not followed: whoever may write into a shared
 * folder could make one run read what another person's rights reach. Never waits for the other end of a pipe or a
 * device.
 */
/**
 * What kind of sheet a file is by its bytes, and its last ones (up to `tailBytes`); nothing of it is read. Throws as
 * `openSource` does, FILE_TYPE above all.
 */
export async function kindOfSheet(
  path: string,
  tailBytes: number,
): Promise<{ readonly format: Source['format']; readonly tail: Buffer }> {
  const handle = await openRegular(path);
  try {
    const stamp = await stampOf(handle);
    const file: OpenFile = { name: path, handle, stamp };
    const format = await formatOf(file, await headOf(file, HEAD_BYTES), DEFAULT_LIMITS);
    const from = Math.max(0, stamp.bytes - tailBytes);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(tailBytes), 0, tailBytes, from);
    return { format, tail: buffer.subarray(0, bytesRead) };
  } finally {
    await handle.close();
  }
}

async function openRegular(path: string): Promise<FileHandle> {
  const found = await stat(path).catch((error: unknown) => openFailure(error, path));
  // Somebody may take the file away in between.
  const entry = await lstat(path).catch((error: unknown) => openFailure(error, path));
  if (entry.isSymbolicLink()) {
    const target = await realpath(path).catch((error: unknown) => openFailure(error, path));
    throw new RunError('FILE_IS_LINK', { file: path, target });
  }
  assertRegular(found, path);
  // Without O_NONBLOCK a pipe that took the file's place just now would make us wait for ever; without O_NOFOLLOW a
  // link would be followed.
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
  const handle = await open(path, flags).catch((error: unknown) => openFailure(error, path));
  try {
    assertRegular(await handle.stat(), path);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function assertRegular(found: { isDirectory(): boolean; isFile(): boolean }, file: string): void {
  if (found.isDirectory()) throw new RunError('FILE_IS_FOLDER', { file });
  if (!found.isFile()) throw new RunError('FILE_NOT_REGULAR', { file });
}

function openFailure(error: unknown, file: string): never {
  const code = systemCode(error);
  if (code === undefined) throw error;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
    case 'ERR_INVALID_ARG_VALUE': // a NUL in the name
      throw new RunError('FILE_MISSING', { file }, { cause: error });
    case 'ELOOP':
      throw new RunError('FILE_IS_LINK', { file }, { cause: error });
    case 'EISDIR':
      throw new RunError('FILE_IS_FOLDER', { file }, { cause: error });
    case 'ENXIO': // a socket, or a pipe without a writer
      throw new RunError('FILE_NOT_REGULAR', { file }, { cause: error });
    case 'EIO':
      throw new RunError('DISK_FAILED', { file, code }, { cause: error });
    default:
      throw new RunError('FILE_UNREADABLE', { file, code }, { cause: error });
  }
}

/** The kinds that are found under a name, as `Source` calls them. */
const FORMATS: Readonly<Record<string, OtherFormat | 'ods' | 'xml'>> = {
  XLS: 'xls',
  XLSB: 'xlsb',
  ODS: 'ods',
  XML: 'xml',
};

async function formatOf(file: OpenFile, head: Buffer, limits: SourceLimits): Promise<Source['format']> {
  if (head.length === 0) throw new RunError('FILE_EMPTY', { file: file.name });
  const found = headKind(head);
  switch (found.kind) {
    case 'zip': {
      const type = await zipKind(file, head, limits);
      return type === 'xlsx' ? 'xlsx' : otherFormat(type, file);
    }
    case 'compound': {
      const type = await compoundKind(file);
      if (type === 'encrypted') throw new RunError('FILE_ENCRYPTED', { file: file.name });
      return otherFormat(type, file);
    }
    case 'other':
      return found.type === 'HTML' ? 'html' : otherFormat(found.type, file);
    // A power failure leaves a file of the right length that holds nothing but zeros.
    case 'zeros':
      throw new RunError('FILE_DAMAGED', { file: file.name, detail: 'NUL' });
    case 'blank':
      if (await isBlank(file)) throw new RunError('FILE_EMPTY', { file: file.name });
      return 'csv';
    case 'text':
      return 'csv';
  }
}

function otherFormat(type: string, file: OpenFile): OtherFormat | 'ods' | 'xml' {
  const format = FORMATS[type];
  if (format === undefined) throw new RunError('FILE_TYPE', { file: file.name, type });
  return format;
}

/** Whether nothing but white space (in any encoding: zero bytes too) and a byte order mark stands in the whole file. */
async function isBlank(file: OpenFile): Promise<boolean> {
  let first = true;
  for await (const piece of pieces(file)) {
    const bytes = first ? piece.subarray(markLength(piece)) : piece;
    if (bytes.some((byte) => byte !== 0 && byte !== 32 && (byte < 9 || byte > 13))) return false;
    first = false;
  }
  return true;
}

function markLength(bytes: Buffer): number {
  const [first, second, third] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return 2;
  return first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
}
