/**
 * Moving a file that people rely on. At every moment it is there under one name at least, nothing that is there is ever
 * written over, and what a kill has left half done is finished by the next night.
 */
import { constants } from 'node:fs';
import { copyFile, link, lstat, open, rename, rm, unlink, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { digestOfFile } from '../disk/digest.ts';
import { RunError, systemCode } from '../errors.ts';
import { makeFolderLike } from './make-folder.ts';
import type { Begun } from './memory.ts';
import { cut, numbered } from './names.ts';

/** Notes what is begun on another disk, durably, before it is. */
export type NoteBegun = (begun: readonly Begun[]) => Promise<void>;

/**
 * Moves the file at `from` into `folder`, which is made where it is not there, under its own name or with a number
 * behind it. Returns where it is now. @throws RunError INBOX_STUCK {path, folder, code} where the disk does not let it;
 * then it is where it was.
 */
export async function moveInto(from: string, folder: string, name: string, note: NoteBegun): Promise<string> {
  try {
    makeFolderLike(folder);
    for (let n = 1; ; n++) {
      const to = join(folder, numbered(name, n));
      if (await moveTo(from, to, note)) return to;
    }
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined || error instanceof RunError) throw error;
    throw new RunError('INBOX_STUCK', { path: from, folder, code }, { cause: error });
  }
}

/** False where another file has that name. */
async function moveTo(from: string, to: string, note: NoteBegun): Promise<boolean> {
  try {
    // A second name is given only where there is none, which a renaming does not ask.
    await link(from, to);
  } catch (error) {
    const code = systemCode(error) ?? '';
    if (code === 'EEXIST') {
      if (!(await isSameFile(from, to))) return false;
      // A kill came between the two names.
      await unlink(from);
      return true;
    }
    if (code === 'EXDEV') return copyTo(from, to, note);
    if (!WITHOUT_LINKS.has(code)) throw error;
    if (await isThere(to)) return false;
    await rename(from, to);
    await forceFolders(from, to);
    return true;
  }
  await forceFolders(to);
  try {
    await unlink(from);
  } catch (error) {
    // Where it may not be taken away it has one name again, the old one.
    await unlink(to);
    throw error;
  }
  await forceFolders(from);
  return true;
}

/** FAT, network drives, and files of others where the system protects them (`fs.protected_hardlinks`). */
const WITHOUT_LINKS: ReadonlySet<string> = new Set([
  'EPERM',
  'EACCES',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EINVAL',
]);

async function copyTo(from: string, to: string, note: NoteBegun): Promise<boolean> {
  if (await isThere(to)) return false;
  const before = await lstat(from, { bigint: true });
  const digest = await hexOf(from);
  const growing = growingName(to);
  await note([{ from, to, digest }]);
  try {
    await rm(growing, { force: true });
    await copyFile(from, growing, constants.COPYFILE_EXCL);
    await force(growing);
    await utimes(growing, Number(before.atimeMs) / 1000, Number(before.mtimeMs) / 1000);
    // What cannot be read back as it was is no copy.
    if ((await hexOf(growing)) !== digest) throw new RunError('DISK_FAILED', { path: to });
    if (await isThere(to)) return false;
    await rename(growing, to);
    await forceFolders(to);
    await removeMoved(from, digest);
    return true;
  } finally {
    await rm(growing, { force: true }).catch(() => undefined);
    await note([]);
  }
}

/** Ends what a kill has left of moves to another disk. */
export async function finishBegun(begun: readonly Begun[]): Promise<void> {
  for (const { from, to, digest } of begun) {
    await rm(growingName(to), { force: true }).catch(() => undefined);
    const there = await hexOf(to).catch(() => undefined);
    if (there === digest) await removeMoved(from, digest).catch(() => undefined);
  }
}

/** Only the very bytes that were copied: somebody may have saved another version meanwhile. */
async function removeMoved(from: string, digest: string): Promise<void> {
  if ((await hexOf(from)) === digest) await unlink(from);
}

function growingName(to: string): string {
  const folder = dirname(to);
  return join(folder, `.${cut(to.slice(folder.length + 1), 200)}.vax-upload.tmp`);
}

async function hexOf(path: string): Promise<string> {
  return (await digestOfFile(path)).toString('hex');
}

async function isSameFile(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([lstat(a, { bigint: true }), lstat(b, { bigint: true })]);
  return one.dev === other.dev && one.ino === other.ino && one.ino !== 0n;
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    (error: unknown) => {
      if (systemCode(error) === 'ENOENT') return false;
      throw error;
    },
  );
}

async function force(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Durable where the disk keeps such a promise: Windows and some network drives sync no folders. */
async function forceFolders(...paths: readonly string[]): Promise<void> {
  for (const folder of new Set(paths.map((path) => dirname(path)))) {
    const handle = await open(folder, 'r').catch(() => undefined);
    await handle?.sync().catch(() => undefined);
    await handle?.close();
  }
}
