/**
 * What a disk can do for a ledger, tried out with a file that nobody else knows. Only after something has failed, or
 * where somebody asks (`doctor`): a sound disk pays nothing for it.
 */
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { RunError, systemCode } from '../errors.ts';
import { diskError } from './disk-error.ts';
import { quietly } from './quietly.ts';

/**
 * DISK_NO_LOCK {path} where the disk cannot lock a new file at `trial`, or not force it to the disk; undefined where it
 * can.
 */
export function tryDisk(trial: string, path: string): RunError | undefined {
  const fault = faultOfDisk(trial, path, 0);
  return fault?.code === 'DISK_NO_LOCK' ? fault : undefined;
}

/** The same, and every other error of a disk that does not take so many bytes, as one that is full or has a quota. */
export function faultOfDisk(trial: string, path: string, bytes: number): RunError | undefined {
  try {
    // Gone again before it is locked: SQLite takes only an empty file for a database that is to be.
    if (bytes > 0) {
      forceNewFile(trial, bytes);
      rmSync(trial);
    }
    forceNewFile(trial, 0);
  } catch (error) {
    // Somebody tries it at this moment, or was killed while he did: the next one finds out.
    quietly(() => rmSync(trial, { force: true }));
    const known = systemCode(error) === 'EEXIST' ? undefined : diskError(error, path);
    return known instanceof RunError ? known : undefined;
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
    quietly(() => rmSync(trial, { force: true }));
  }
}

function forceNewFile(path: string, bytes: number): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    if (bytes > 0) writeSync(file, Buffer.alloc(bytes));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
