/** Opens a ledger for whoever only looks, beside a run that may be going on. */
import { diskError } from '../../disk/disk-error.ts';
import type { Sealer } from '../sealed/seal.ts';
import { lookOver, takeOver } from './checks.ts';
import { type Connection, connect, connectReadOnly } from './connection.ts';
import { lockLedger } from './lock.ts';

/**
 * What an earlier version left, and nothing has run since, is brought up to date and signed first, as a run would do
 * it; meanwhile it has the lock. `name`: of the key.
 * @throws RunError LEDGER_MISSING, LEDGER_KEY_WRONG, LEDGER_CHANGED, LEDGER_BUSY and those of the disk.
 */
export async function lookInto(path: string, sealer: Sealer, now: () => number, name: string): Promise<Connection> {
  return look(path, sealer, now, name) ?? (await bringUpToDate(path, sealer, now, name));
}

function look(path: string, sealer: Sealer, now: () => number, name: string): Connection | undefined {
  const connection = connectReadOnly(path, sealer, now);
  try {
    if (!connection || lookOver(connection, name)) return connection;
  } catch (error) {
    connection?.close();
    throw diskError(error, path);
  }
  connection.close();
  return undefined;
}

async function bringUpToDate(path: string, sealer: Sealer, now: () => number, name: string): Promise<Connection> {
  const unlock = lockLedger(path);
  try {
    const connection = connect(path, sealer, now);
    try {
      await takeOver(connection, name);
    } finally {
      connection.close();
    }
  } finally {
    unlock();
  }
  const connection = look(path, sealer, now, name);
  if (!connection) throw new Error('a ledger that was brought up to date is not');
  return connection;
}
