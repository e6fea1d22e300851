/** What is checked before a ledger is trusted: the secret fits it, it is whole. */
import { RunError } from '../../errors.ts';
import { EXIT } from '../../exit-codes.ts';
import type { Slot } from '../sealed/outer-key.ts';
import type { Connection, Row } from './connection.ts';
import { writeSlots } from './slots.ts';

const PROOF = 'vax-upload';

/**
 * A ledger opened with another secret would take every record for a new one: LEDGER_KEY_WRONG {path: `name`} instead.
 * `slots`: written down, by a run; whoever only looks has none.
 */
export function checkKey(connection: Connection, name: string, slots?: readonly Slot[]): void {
  const { db, sealer } = connection;
  const owner = Buffer.from('key check');
  const known = meta(db, 'key-check');
  if (known !== undefined) {
    try {
      sealer.open(Buffer.from(known, 'base64'), owner);
    } catch (cause) {
      throw new RunError('LEDGER_KEY_WRONG', { path: name }, { cause });
    }
  }
  if (!slots) return;
  // Together: a secret that is proven and stands nowhere could never be known again.
  db.exec('BEGIN IMMEDIATE');
  if (known === undefined) setMeta(db, 'key-check', Buffer.from(sealer.seal(PROOF, owner)).toString('base64'));
  writeSlots(connection, slots);
  db.exec('COMMIT');
}

/**
 * After a run that did not end by itself, or that was ended by the disk, SQLite looks the file over (a second or two
 * for a million entries).
 */
export function checkHealth({ db, path }: Connection): void {
  const last = db.prepare('SELECT ended, exit_code FROM runs ORDER BY id DESC LIMIT 1').get() as Row | undefined;
  if (!last || (last['ended'] !== null && last['exit_code'] !== EXIT.disk)) return;
  const verdict = db.prepare('PRAGMA quick_check(1)').get() as Row;
  if (verdict['quick_check'] !== 'ok') throw new RunError('LEDGER_DAMAGED', { path });
}

function meta(db: Connection['db'], name: string): string | undefined {
  const row = db.prepare('SELECT value FROM meta WHERE name = ?').get(name) as Row | undefined;
  return row === undefined ? undefined : String(row['value']);
}

function setMeta(db: Connection['db'], name: string, value: string): void {
  db.prepare('INSERT INTO meta (name, value) VALUES (?, ?)').run(name, value);
}
