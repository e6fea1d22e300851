/**
 * What a disk can do for a ledger, tried out with a file that nobody else knows. Only after something has failed: a
 * sound disk pays nothing for it.
 */
import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { RunError, systemCode } from '../errors.ts';
import { diskError } from './disk-error.ts';

/**
 * DISK_NO_LOCK {path} where the disk cannot lock a new file at `trial`, or not force it to the disk; undefined where it
 * can.
 */
export function tryDisk(trial: string, path: string): RunError | undefined {
  try {
    forceNewFile(trial);
  } catch (error) {
    // Somebody tries it at this moment, or was killed while he did: the next one finds out.
    rmSync(trial, { force: true });
    const known = systemCode(error) === 'EEXIST' ? undefined : diskError(error, path);
    return known instanceof RunError && known.code === 'DISK_NO_LOCK' ? known : undefined;
  }
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(trial);
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
    return undefined;
  } catch (cause) {
    return new RunError('DISK_NO_LOCK', { path }, { cause });
  } finally {
    database?.close();
    rmSync(trial, { force: true });
  }
}

function forceNewFile(path: string): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
