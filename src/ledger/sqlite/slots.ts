/** The secret of a ledger and the keys that open it (outer-key.ts), as they stand in its table of facts. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { RunError } from '../../errors.ts';
import { type ForeignKey, keyFromElsewhere, keyOfFile, type OuterKey, type Slot } from '../sealed/outer-key.ts';
import { loadSecret } from '../sealed/secret.ts';
import type { Connection, Row } from './connection.ts';

/** The fact of a ledger in which its slots stand. */
export const SLOTS = 'key-slots';

/** Where the outer key comes from. */
interface KeyOptions {
  readonly keyFile: string;
  /** Instead of `keyFile`. */
  readonly key?: ForeignKey | undefined;
  /** The user we act as, who must own the key; see `readOwnFile`. */
  readonly uid?: number | undefined;
}

/** A secret that fits, and what is to be written down about it. */
export interface Unlocked {
  readonly secret: Uint8Array;
  /**
   * The slots that count, oldest first: the one that was opened and later ones. Empty for a ledger of an earlier
   * version.
   */
  readonly slots: readonly Slot[];
}

/** The key of the options. One in a file is made when neither it nor the ledger is there. */
export async function outerKey(options: KeyOptions, existed: boolean): Promise<OuterKey> {
  return options.key
    ? keyFromElsewhere(options.key)
    : keyOfFile(await loadSecret(options.keyFile, existed, options.uid));
}

/**
 * The secret of the ledger at `path`, or a new one for a new ledger. Throws LEDGER_KEY_WRONG {path: `name`} when the
 * key does not open it. `from`: by which address it is read, where that is another one (still.ts).
 */
export async function unlockSecret(
  path: string,
  outer: OuterKey,
  name: string,
  from: string | URL = path,
): Promise<Unlocked> {
  return openSlots(readSlots(path, from), outer, name);
}

/** The same of slots that were read; undefined for a new ledger. */
export async function openSlots(
  known: readonly Slot[] | 'unreadable' | undefined,
  outer: OuterKey,
  name: string,
): Promise<Unlocked> {
  if (known === undefined) {
    const secret = randomBytes(32);
    return { secret, slots: [await outer.wrap(secret)] };
  }
  // Damage, and what is not ours, is told by whoever opens it next.
  if (known === 'unreadable') return { secret: outer.raw ?? randomBytes(32), slots: [] };
  for (const [index, slot] of known.entries()) {
    const secret = await outer.unwrap(slot);
    // An older key falls when a newer one has opened; a newer one stays while the older is still in use.
    if (secret) return { secret, slots: known.slice(index) };
  }
  if (known.length === 0 && outer.raw) return { secret: outer.raw, slots: [] };
  throw new RunError('LEDGER_KEY_WRONG', { path: name });
}

/** Where the key comes from, for messages. */
export function nameOfKey({ key, keyFile }: Pick<KeyOptions, 'key' | 'keyFile'>): string {
  return key?.name ?? keyFile;
}

/**
 * Undefined for a ledger in which nothing was ever sealed. A connection of its own: the others need the secret to begin
 * with.
 */
function readSlots(path: string, from: string | URL): readonly Slot[] | 'unreadable' | undefined {
  if (!existsSync(path)) return undefined;
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(from, { readOnly: true });
    db.exec('PRAGMA busy_timeout = 5000');
    if (!db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'meta'").get()) return undefined;
    const rows = db.prepare('SELECT name, value FROM meta WHERE name IN (?, ?)').all(SLOTS, 'key-check') as Row[];
    if (rows.length === 0) return undefined;
    const slots = rows.find(({ name }) => name === SLOTS);
    return slots ? (JSON.parse(String(slots['value'])) as Slot[]) : [];
  } catch {
    return 'unreadable';
  } finally {
    db?.close();
  }
}

/** Writes the slots where they are others than before. */
export function writeSlots({ db }: Connection, slots: readonly Slot[]): void {
  const text = JSON.stringify(slots);
  const known = db.prepare('SELECT value FROM meta WHERE name = ?').get(SLOTS) as Row | undefined;
  if (slots.length === 0 || known?.['value'] === text) return;
  db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(SLOTS, text);
}
