/**
 * One run at a time on a ledger. The lock is an exclusive transaction on a file beside it: the kernel drops it when the
 * process dies in any way, kill -9 included, so there is no stale lock to delete and no PID to guess about. Readers
 * (`status`) do not take it.
 */
import { closeSync, existsSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { diskError, sqliteCode } from '../../disk/disk-error.ts';
import { tryDisk } from '../../disk/try-disk.ts';
import { RunError } from '../../errors.ts';
import { placeOf } from './place.ts';

/**
 * Every lock this process holds. A connection nobody points to is closed by the garbage collector, and its lock would
 * fall with it, mid-run.
 */
const held = new Set<DatabaseSync>();

/** Whoever only looks whether it is taken (`isLocked`) is in the way for less than that. */
const GLANCE_MS = 50;

/** Takes the lock at once or throws LEDGER_BUSY (exit 11). Returns what releases it. */
export function lockLedger(ledgerPath: string): () => void {
  const path = `${placeOf(ledgerPath)}.lock`;
  let file: DatabaseSync | undefined;
  try {
    createPrivately(path);
    file = new DatabaseSync(path);
    file.exec(`PRAGMA busy_timeout = ${GLANCE_MS}; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE`);
  } catch (error) {
    file?.close();
    throw lockError(error, ledgerPath);
  }
  const lock = file;
  held.add(lock);
  return () => {
    held.delete(lock);
    lock.close();
  };
}

/**
 * Whether somebody has the lock now. It is not taken, and made by nobody who looks; but it is asked of the file in the
 * way of a reader, which a run that begins in that moment takes for another run: ask only where there is another sign
 * that one is at work.
 */
export function isLocked(ledgerPath: string): boolean {
  const path = `${placeOf(ledgerPath)}.lock`;
  if (!existsSync(path)) return false;
  let file: DatabaseSync | undefined;
  try {
    file = new DatabaseSync(path, { readOnly: true });
    file.exec('PRAGMA busy_timeout = 0');
    file.prepare('SELECT 1 FROM sqlite_schema').get();
    return false;
  } catch (error) {
    return sqliteCode(error) === BUSY;
  } finally {
    file?.close();
  }
}

const BUSY = 5;

/**
 * As `diskError`. SQLite says "busy" of a lock that somebody has as of one that the disk cannot give (ENOLCK, EACCES),
 * and reports nothing but a failure where a disk will not force what was written: a file that nobody else knows tells
 * which.
 */
export function lockError(error: unknown, ledgerPath: string): unknown {
  const known = diskError(error, ledgerPath);
  const isOfForcing = FORCING.has(sqliteCode(error) ?? 0);
  if (!(known instanceof RunError) || (known.code !== 'LEDGER_BUSY' && !isOfForcing)) return known;
  return tryDisk(`${placeOf(ledgerPath)}.lock-try`, ledgerPath) ?? known;
}

/** SQLITE_IOERR_FSYNC and _DIR_FSYNC. */
const FORCING: ReadonlySet<number> = new Set([1034, 1290]);
/**
 * Makes the file for its owner only. One that is there stays untouched: closing any handle on it would drop the lock
 * this process may hold (POSIX, fcntl).
 */
function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, 'ax', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
