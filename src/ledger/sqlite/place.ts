/** Where a ledger is, and that it is in one place only. */
import { readlinkSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { diskError } from '../../disk/disk-error.ts';
import { RunError, systemCode } from '../../errors.ts';

/** SQLite's files and ours, by what stands behind the name of the ledger. */
const FILES = ['', '-wal', '-shm', '.lock', '.lock-journal'] as const;

/** Every file of the ledger at `path`, whether it is there or not. */
export function filesOf(path: string): readonly string[] {
  const place = placeOf(path);
  return FILES.map((ending) => `${place}${ending}`);
}

/** The ledger itself, where `path` is a symbolic link to it: whatever it is called, it has one lock. */
export function placeOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return placeToBe(path);
  }
}

/** Of a ledger that is not made yet. */
function placeToBe(path: string): string {
  try {
    return resolve(dirname(path), readlinkSync(path));
  } catch {
    return path;
  }
}

/**
 * Whether something is there. A folder is LEDGER_NOT_OURS: SQLite and the system would only say that it cannot be
 * opened. A second name (hard link) is LEDGER_TWO_NAMES: SQLite keeps what it writes first beside the name, so two runs
 * under two names destroy each other's (sqlite.org/howtocorrupt.html, 2.5).
 */
export function isThere(path: string): boolean {
  const found = lookWell(path);
  if (found?.isDirectory()) throw new RunError('LEDGER_NOT_OURS', { path });
  if (found && found.nlink > 1) throw new RunError('LEDGER_TWO_NAMES', { path });
  return found !== undefined;
}

/**
 * FILE_IS_LEDGER where a sheet to be read is a file of the ledger, as after `import *`: when it is closed, all locks of
 * this process on it fall (POSIX, fcntl), and another run could begin beside this one.
 */
export function refuseOwnFile(sheet: { readonly name: string; readonly path: string }, ledger: string): void {
  const found = look(sheet.path);
  if (found && filesOf(ledger).some((file) => isSame(found, look(file))))
    throw new RunError('FILE_IS_LEDGER', { file: sheet.name });
}

function isSame(one: Stats, other: Stats | undefined): boolean {
  return one.ino === other?.ino && one.dev === other.dev;
}

/**
 * LEDGER_FORBIDDEN, or what the disk says, where it cannot be told whether something is there: that is another thing
 * than nothing.
 */
function lookWell(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    const code = systemCode(error) ?? '';
    if (code === 'ENOENT') return undefined;
    throw code === 'EACCES' || code === 'EPERM'
      ? new RunError('LEDGER_FORBIDDEN', { path, code }, { cause: error })
      : diskError(error, path);
  }
}

/** Undefined also for what cannot be looked at: opening it will say why. */
function look(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
