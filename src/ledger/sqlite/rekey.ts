/**
 * Changes the key that opens ledgers. A kill at any moment leaves each of them with a key that is there: the new one is
 * written into every ledger beside the old one, then it takes the old one's place, and only then the old one falls.
 */
import { randomBytes } from 'node:crypto';
import { type ForeignKey, keyFromElsewhere, keyOfFile, type OuterKey, type Slot } from '../sealed/outer-key.ts';
import { createSealer } from '../sealed/seal.ts';
import { putNewSecret, writeNextSecret } from '../sealed/secret.ts';
import { addDeed } from './audit.ts';
import { takeOver } from './checks.ts';
import { type Connection, connect } from './connection.ts';
import { lockLedger } from './lock.ts';
import { actorOf, type LedgerOptions } from './open.ts';
import { nameOfKey, outerKey, unlockSecret, writeSlots } from './slots.ts';

export interface Rekeying extends Pick<LedgerOptions, 'key' | 'keyFile' | 'uid' | 'now' | 'user' | 'version'> {
  /** Every ledger that the key opens. */
  readonly paths: readonly string[];
  /** The key from now on; without it a new one in `keyFile`. */
  readonly next?: ForeignKey;
}

interface Opened {
  readonly connection: Connection;
  readonly slots: readonly Slot[];
  /** The slot of the new key. */
  readonly fresh: Slot;
  readonly unlock: () => void;
}

/**
 * Throws LEDGER_BUSY when a run has one of them, LEDGER_KEY_WRONG when the key of today does not open all, and the
 * errors of the disk; then nothing has changed, or both keys open. With `next`, the old key goes on opening until the
 * ledger was used with the new one (`unlockSecret`).
 */
export async function rekey(options: Rekeying): Promise<void> {
  const { paths, key, keyFile, next } = options;
  if (key && !next) throw new Error('a key from elsewhere is changed by naming the next one');
  const outer = await outerKey(options, true);
  const bytes = randomBytes(32);
  const fresh = next ? await keyFromElsewhere(next) : keyOfFile(bytes);
  const opened: Opened[] = [];
  try {
    for (const path of paths) opened.push(await openBoth(path, options, outer, fresh));
    if (!next) await writeNextSecret(keyFile, bytes);
    for (const { connection, slots, fresh: slot } of opened)
      await connection.transaction(() => {
        writeSlots(connection, [...slots, slot]);
        addDeed(connection, 'rekeyed', {});
      });
    if (next) return;
    await putNewSecret(keyFile);
    for (const { connection, fresh: slot } of opened)
      await connection.transaction(() => writeSlots(connection, [slot]));
  } finally {
    for (const { connection, unlock } of opened) {
      await connection.rest();
      connection.close();
      unlock();
    }
  }
}

async function openBoth(path: string, options: Rekeying, outer: OuterKey, next: OuterKey): Promise<Opened> {
  const unlock = lockLedger(path);
  let connection: Connection | undefined;
  try {
    const name = nameOfKey(options);
    const { secret, slots } = await unlockSecret(path, outer, name);
    connection = connect(path, createSealer(secret), options.now, actorOf(options));
    await takeOver(connection, name);
    // What opens a ledger of an earlier version is its secret: wrapped, it is known beside the new key.
    const old = slots.length > 0 ? slots : [await outer.wrap(secret)];
    return { connection, slots: old, fresh: await next.wrap(secret), unlock };
  } catch (error) {
    connection?.close();
    unlock();
    throw error;
  }
}
