/**
 * To which server a ledger belongs. It is bound by the first record that a server accepted: before that nothing of it
 * is true of one server alone.
 */
import { RunError } from '../../errors.ts';
import type { RecordKey } from '../../record/record.ts';
import type { AcceptedSample } from '../ledger.ts';
import { addDeed } from './audit.ts';
import type { Connection, Row } from './connection.ts';
import { showKeys } from './entry-rows.ts';
import { receiptOf } from './server-words.ts';
import { genuine } from './signed-tables.ts';

/**
 * The training server is another thing than any server: what is meant for one must never be practised into the other.
 */
const PRACTICE = 'sandbox';
/** So many of the oldest and of the newest accepted records are asked for. */
const SAMPLE = 10;

/**
 * The identity of the target, empty where there is none yet. Earlier versions kept the query of the address with it,
 * which may hold a token.
 */
export function targetOf(connection: Pick<Connection, 'db'>): string {
  return storedTarget(connection).split('?')[0] ?? '';
}

function storedTarget({ db }: Pick<Connection, 'db'>): string {
  const row = db.prepare("SELECT value FROM meta WHERE name = 'target'").get() as Row | undefined;
  return String(row?.['value'] ?? '');
}

/** Whether a server has accepted a record of this ledger. */
export function isBound({ db }: Pick<Connection, 'db'>): boolean {
  return db.prepare('SELECT 1 FROM entries WHERE state = 3 LIMIT 1').get() !== undefined;
}

/**
 * Binds the ledger to `target` and returns the target that it had before, where that is another one. One that has
 * accepted something is kept, unless `prove` (`--rebind`) finds that the new address knows a sample of what was
 * accepted: it throws where it does not.
 * @throws RunError TARGET_MISMATCH {path, have, want}.
 */
export async function bindTarget(
  connection: Connection,
  target: string,
  prove: ((sample: readonly AcceptedSample[]) => Promise<void>) | undefined,
): Promise<string | undefined> {
  const have = targetOf(connection);
  if (have !== '' && have !== target) {
    const isPractice = have === PRACTICE || target === PRACTICE;
    if (isPractice || (isBound(connection) && !prove))
      throw new RunError('TARGET_MISMATCH', { path: connection.path, have, want: target });
    if (isBound(connection)) await prove?.(sampleOf(connection));
  }
  if (storedTarget(connection) === target) return undefined;
  await connection.transaction(() => {
    connection.db.prepare("INSERT OR REPLACE INTO meta (name, value) VALUES ('target', ?)").run(target);
    if (have === '') addDeed(connection, 'bound', { target });
    else if (have !== target) addDeed(connection, 'moved', { from: have, to: target });
    // Whoever answers at another address has not been met yet.
    if (have !== target) connection.db.prepare("DELETE FROM meta WHERE name = 'met'").run();
  });
  return have === target || have === '' ? undefined : have;
}

function sampleOf({ db, sealer }: Connection): readonly AcceptedSample[] {
  const accepted = `SELECT id, person, dose, wire, receipt, ${genuine('entries')} FROM entries
    WHERE state = 3 AND wire IS NOT NULL AND receipt IS NOT NULL ORDER BY id`;
  const rows = [
    ...db.prepare(`${accepted} LIMIT ?`).all(SAMPLE),
    ...db.prepare(`${accepted} DESC LIMIT ?`).all(SAMPLE),
  ] as Row[];
  const distinct = [...new Map(rows.map((row) => [row['id'], row])).values()];
  if (distinct.length === 0) return [];
  const keys: readonly RecordKey[] = showKeys(
    sealer,
    distinct.map(({ wire }) => wire as Uint8Array),
  );
  return distinct.map((row, index) => ({ key: keys[index] ?? '', receipt: receiptOf(sealer, row).receipt ?? '' }));
}
