/** A ledger as it is at one moment, beside a run that may be going on; and one that comes back from there. */
import { closeSync, openSync } from 'node:fs';
import { diskError } from '../../disk/disk-error.ts';
import { RunError } from '../../errors.ts';
import type { DeedDetail } from '../history-side.ts';
import { createSealer } from '../sealed/seal.ts';
import { addDeed } from './audit.ts';
import { takeOver } from './checks.ts';
import { type Connection, connect } from './connection.ts';
import { forgetPlace, noteCopy } from './copies.ts';
import { lockLedger } from './lock.ts';
import { lookInto } from './look-into.ts';
import { isMovedAway, noteMovedAway, noteStays } from './moved-away.ts';
import type { LedgerOptions } from './open.ts';
import { isThere } from './place.ts';
import { lastRunOf } from './runs.ts';
import { nameOfKey, outerKey, unlockSecret } from './slots.ts';

type Options = Omit<LedgerOptions, 'doubtWaitMs'>;

/**
 * Writes a copy to `into` (0600), which must not be there. Its rows are looked at first. Returns the number of the last
 * run. @throws RunError LEDGER_MISSING, LEDGER_KEY_WRONG, LEDGER_CHANGED and those of the disk.
 */
export async function snapshotLedger(options: Options, into: string): Promise<number> {
  const { path, now } = options;
  if (!isThere(path)) throw new RunError('LEDGER_MISSING', { path });
  const { secret } = await unlockSecret(path, await outerKey(options, true), nameOfKey(options));
  const connection = await lookInto(path, createSealer(secret), now, nameOfKey(options));
  try {
    closeSync(openSync(into, 'wx', 0o600));
    connection.db.prepare('VACUUM INTO ?').run(into);
    return lastRunOf(connection);
  } catch (error) {
    throw diskError(error, into);
  } finally {
    connection.close();
  }
}

/** Where a deed is not noted that only looks: a run is at work, which alone writes, or nobody can write here. */
const CANNOT_BE_NOTED: ReadonlySet<string> = new Set([
  'LEDGER_BUSY',
  'LEDGER_FORBIDDEN',
  'DISK_READ_ONLY',
  'DISK_FULL',
  'DISK_NO_LOCK',
]);

/**
 * Notes in the audit that data leave the ledger, unless a run is at work or nobody can write here. `locked`: the caller
 * has the lock.
 */
export async function noteTaking(
  options: Options,
  deed: 'backed-up' | 'listed',
  detail: DeedDetail,
  locked: boolean,
): Promise<void> {
  try {
    await change(options, locked, (connection) => addDeed(connection, deed, detail));
  } catch (error) {
    if (locked || !(error instanceof RunError && CANNOT_BE_NOTED.has(error.code))) throw error;
  }
}

/** No run begins here any more. The caller has the lock. */
export async function moveAway(options: Options): Promise<void> {
  await change(options, true, noteMovedAway);
}

/** The ledger goes on here after all; the copy may have sent what waits. Returns whether it was away. */
export async function stayHere(options: Options): Promise<boolean> {
  return change(options, false, (connection) => {
    const wasAway = isMovedAway(connection);
    if (wasAway) {
      noteStays(connection);
      noteCopy(connection);
      addDeed(connection, 'stayed', {});
    }
    return wasAway;
  });
}

/**
 * Looks over a ledger that has come out of a backup, before it is put in its place: key, signatures, and every page.
 * From then on it takes itself for the older copy that it is. @throws RunError LEDGER_KEY_WRONG, LEDGER_CHANGED,
 * LEDGER_DAMAGED and those of the disk.
 */
export async function welcomeBack(options: Options, detail: DeedDetail): Promise<void> {
  await change(options, true, (connection) => {
    const verdict = connection.db.prepare('PRAGMA integrity_check(1)').get();
    if (verdict?.['integrity_check'] !== 'ok') throw new RunError('LEDGER_DAMAGED', { path: options.path });
    noteCopy(connection);
    forgetPlace(connection);
    noteStays(connection);
    addDeed(connection, 'restored', detail);
  });
}

async function change<T>(options: Options, locked: boolean, work: (connection: Connection) => T): Promise<T> {
  const { path, now, user, version } = options;
  const outer = await outerKey(options, true);
  const unlock = locked ? undefined : lockLedger(path);
  let connection: Connection | undefined;
  try {
    const { secret } = await unlockSecret(path, outer, nameOfKey(options));
    connection = connect(path, createSealer(secret), now, { who: user ?? '', version: version ?? '' });
    await takeOver(connection, nameOfKey(options));
    const opened = connection;
    return await opened.transaction(() => work(opened));
  } catch (error) {
    throw diskError(error, path);
  } finally {
    connection?.close();
    unlock?.();
  }
}
