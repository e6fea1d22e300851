/** Writing a file that people rely on: it is there whole, or the old one is still there. */
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { RunError, systemCode } from '../errors.ts';
import { diskError } from './disk-error.ts';
import type { WorkFile } from './work-files.ts';

/**
 * Writes `path` through a temporary file: written and forced to the disk, renamed, and the folder forced to the disk,
 * so that after a power cut there is the old file or the new one. The file is the owner's alone (0600) unless `mode`
 * says otherwise, and so is a folder that has to be made (0700). `fill` writes to the stream and may end it; when it fails, nothing is left behind.
 *
 * The temporary file is `workFile`, or one beside `path`. A run that is killed leaves it behind: whoever writes
 * personal data notes its `workFile` first (work-files.ts). One that is there is replaced. Throws a RunError:
 * DISK_FULL, DISK_FAILED, DISK_READ_ONLY, or OUTPUT_EXISTS when a folder is in the way.
 */
export async function writeFileWhole(
  path: string,
  fill: (into: Writable) => Promise<void>,
  workFile?: WorkFile,
  mode = 0o600,
): Promise<void> {
  const folder = dirname(path);
  const temporary = workFile?.path ?? join(folder, `.${basename(path)}.${randomUUID().slice(0, 8)}.tmp`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (workFile !== undefined) await rm(workFile.path, { force: true });
    try {
      await fillFile(temporary, fill, mode);
      await moveOver(temporary, path, workFile);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw error;
    }
    await forceFolder(folder);
  } catch (error) {
    throw outputError(error, path);
  }
}

/**
 * Writes a file that is not there yet, whole or not at all, and never over another one: OUTPUT_EXISTS {path} then, and
 * the other errors of `writeFileWhole`. For what holds no personal data and is handed around: whoever may read ordinary
 * files of the user may read it (umask), unless `mode` says otherwise. `temporary`: where it grows; what a killed run
 * has left there is replaced.
 */
export async function writeNewFile(
  path: string,
  fill: (into: Writable) => Promise<void>,
  { mode = 0o666, temporary: named }: { readonly mode?: number; readonly temporary?: string } = {},
): Promise<void> {
  const folder = dirname(path);
  const temporary = named ?? join(folder, `.${basename(path)}.${randomUUID().slice(0, 8)}.tmp`);
  try {
    if (named !== undefined) await rm(named, { force: true });
    if (existsSync(path)) throw new RunError('OUTPUT_EXISTS', { path });
    await mkdir(folder, { recursive: true });
    try {
      await fillFile(temporary, fill, mode);
      await moveNew(temporary, path);
    } finally {
      await rm(temporary, { force: true }).catch(() => undefined);
    }
    await forceFolder(folder);
  } catch (error) {
    throw outputError(error, path);
  }
}

/**
 * A second name is given only where there is none, which a renaming does not ask; some disks (FAT, network drives) know
 * no second names.
 */
export async function moveNew(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    const code = systemCode(error) ?? '';
    if (code === 'EEXIST' || existsSync(path)) throw new RunError('OUTPUT_EXISTS', { path }, { cause: error });
    if (!knowsNoLinks(code)) throw error;
    await rename(temporary, path);
  }
}

/** Whether a link failed because the disk has none (FAT, some network drives), by its errno. */
export function knowsNoLinks(code: string): boolean {
  return ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL'].includes(code);
}

/** A work file may be on another disk than the place it is meant for. */
async function moveOver(temporary: string, path: string, workFile?: WorkFile): Promise<void> {
  try {
    await rename(temporary, path);
  } catch (error) {
    if (systemCode(error) !== 'EXDEV' || !workFile) throw error;
    const { beside } = workFile;
    await writeFileWhole(path, (into) => pipeline(createReadStream(temporary), into), { path: beside, beside });
    await rm(temporary, { force: true });
  }
}

async function fillFile(temporary: string, fill: (into: Writable) => Promise<void>, mode: number): Promise<void> {
  const into = createWriteStream(temporary, { flags: 'wx', mode, flush: true });
  const written = finished(into);
  try {
    // Whoever fills may wait for ever on a stream that has died: the stream's own end counts as well.
    await Promise.race([fill(into), written]);
    into.end();
    await written;
  } catch (error) {
    into.destroy();
    await written.catch(() => undefined);
    throw error;
  }
}

/**
 * A rename is durable only when the folder is. Windows cannot open folders, and some network drives refuse to sync
 * them: both keep no such promise.
 */
async function forceFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP'].includes(systemCode(error) ?? '')) throw error;
  }
}

/** As `diskError`, but for a folder in the place of the file. */
function outputError(error: unknown, path: string): unknown {
  const isFolder = ['EISDIR', 'ENOTEMPTY'].includes(systemCode(error) ?? '');
  return isFolder ? new RunError('OUTPUT_EXISTS', { path }, { cause: error }) : diskError(error, path);
}
