/** What is checked before a ledger is trusted: the secret fits it, it is whole, and nobody else has changed it. */
import { RunError } from '../../errors.ts';
import { EXIT } from '../../exit-codes.ts';
import type { Slot } from '../sealed/outer-key.ts';
import type { Sealer } from '../sealed/seal.ts';
import type { Connection, Row } from './connection.ts';
import { isBlank } from './guard.ts';
import { writeSlots } from './slots.ts';

/**
 * What is sealed under the secret, to know it again; the second one since the rows are signed. Whoever has not the key
 * can write neither.
 */
const PROOF = 'vax-upload';
const PROOF_SIGNED = 'vax-upload, signed';
const OWNER: Uint8Array = Buffer.from('key check');

/** The fact of a ledger in which the proof stands. */
export const KEY_CHECK = 'key-check';

/** What is written down to know the secret again. */
export function proofUnder(sealer: Sealer): string {
  return Buffer.from(sealer.seal(PROOF_SIGNED, OWNER)).toString('base64');
}

/** What a proof was written for; undefined where it is another secret's. */
function readProof(sealer: Sealer, proof: string): string | undefined {
  try {
    return sealer.open(Buffer.from(proof, 'base64'), OWNER).toString();
  } catch {
    return undefined;
  }
}

/** Whether it is the proof of this secret. */
export function isProofOf(sealer: Sealer, proof: string): boolean {
  return readProof(sealer, proof) === PROOF_SIGNED;
}

/** What stands in a ledger of whoever opens it. `new`: nothing yet. `unsigned`: an earlier version left it. */
type Proven = 'new' | 'unsigned' | 'signed';

/**
 * A ledger opened with another secret would take every record for a new one: LEDGER_KEY_WRONG {path: `name`} instead.
 * One that has lost its proof and has people in it was changed by hand, or we would be made to sign what stands there.
 */
function proven(connection: Connection, name: string): Proven {
  const { db, sealer, path } = connection;
  const known = meta(db, KEY_CHECK);
  if (known === undefined) {
    if (!isBlank(connection)) throw new RunError('LEDGER_CHANGED', { path });
    return 'new';
  }
  const read = readProof(sealer, known);
  if (read === undefined) throw new RunError('LEDGER_KEY_WRONG', { path: name });
  return read === PROOF ? 'unsigned' : 'signed';
}

/**
 * Proves that the secret fits and that the rows are as they were signed, and signs what is written from now on. The
 * rows of an earlier version are signed as they are, once. `slots`: to be written down, by a run. @throws RunError
 * LEDGER_KEY_WRONG, LEDGER_CHANGED, LEDGER_DAMAGED
 */
export async function takeOver(connection: Connection, name: string, slots: readonly Slot[] = []): Promise<void> {
  const { db, sealer, guard } = connection;
  const found = proven(connection, name);
  checkHealth(connection);
  if (found === 'signed') guard.check();
  // Without its slot the secret of a new ledger would never be known again.
  else if (found === 'unsigned' || slots.length > 0)
    await connection.transaction(() => {
      db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(KEY_CHECK, proofUnder(sealer));
      writeSlots(connection, slots);
      guard.signAll();
    });
  else return;
  guard.arm();
  if (slots.length > 0) await connection.transaction(() => writeSlots(connection, slots));
}

/** The same for whoever only looks. False where an earlier version left the ledger, and nothing is signed. */
export function lookOver(connection: Connection, name: string): boolean {
  const found = proven(connection, name);
  if (found === 'signed') connection.guard.check();
  return found !== 'unsigned';
}

/**
 * After a run that did not end by itself, or that was ended by the disk, SQLite looks the file over (a second or two
 * for a million entries).
 */
function checkHealth({ db, path }: Connection): void {
  const last = db.prepare('SELECT ended, exit_code FROM runs ORDER BY id DESC LIMIT 1').get() as Row | undefined;
  if (!last || (last['ended'] !== null && last['exit_code'] !== EXIT.disk)) return;
  const verdict = db.prepare('PRAGMA quick_check(1)').get() as Row;
  if (verdict['quick_check'] !== 'ok') throw new RunError('LEDGER_DAMAGED', { path });
}

function meta(db: Connection['db'], name: string): string | undefined {
  const row = db.prepare('SELECT value FROM meta WHERE name = ?').get(name) as Row | undefined;
  return row === undefined ? undefined : String(row['value']);
}
