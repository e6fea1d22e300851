/**
 * One run at a time on a ledger. The lock is an exclusive transaction on a file beside it: the kernel drops it when the process dies in any
 * way, kill -9 included, so there is no stale lock to delete and no PID to guess about. Readers (`status`) do not take it.
 */
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { RunError } from '../errors.ts';
import { diskError } from './disk.ts';

/** Takes the lock at once or throws LEDGER_BUSY (exit 11). Returns what releases it. */
export function lockLedger(ledgerPath: string): () => void {
  const path = `${ledgerPath}.lock`;
  let file: DatabaseSync | undefined;
  try {
    closeSync(openSync(path, 'a', 0o600));
    file = new DatabaseSync(path);
    file.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    file?.close();
    const known = diskError(error, path);
    throw known instanceof RunError && known.code === 'LEDGER_BUSY' ? new RunError('LEDGER_BUSY', { path: ledgerPath }) : known;
  }
  const held = file;
  return () => held.close();
}
