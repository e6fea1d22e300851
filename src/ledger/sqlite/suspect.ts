/** What an older copy of a ledger believes to wait is in doubt: it may have been sent by another one since. */
import type { Suspicion } from '../delivery-side.ts';
import type { Connection, Row } from './connection.ts';
import { forgetCopy, isCopy } from './copies.ts';
import { hideKeys, openRecord, STATE, step, wireKey } from './entry-rows.ts';
import { genuine } from './signed-tables.ts';

/** Batches that become doubts in one transaction. */
const AT_ONCE = 100;

/**
 * `limit`: the most records in one question; undefined where the target cannot be asked, and then what waits stays
 * as it is. A kill in between leaves the rest suspected: the next run goes on.
 */
export async function suspect(
  connection: Connection,
  limit: number | undefined,
  newId: () => string,
): Promise<Suspicion | undefined> {
  if (!(await connection.read(() => isCopy(connection)))) return undefined;
  const { db, sealer, run, now, numbers } = connection;
  const waiting = db.prepare(
    `SELECT id, person, dose, batch, sealed, ${genuine('entries')} FROM entries INDEXED BY entries_open
     WHERE state = ${STATE.pending} AND state <> ${STATE.accepted} AND id > ? ORDER BY id LIMIT ?`,
  );
  const addBatch = db.prepare(
    `INSERT INTO batches (id, uuid, entries, whole, first_sent, last_sent, ask_at, misses, missing, answered, request,
     holder, fence)
     VALUES (?, ?, ?, 0, ?, ?, ?, 1, ?, 1, x'', ?, 1)`,
  );
  const addPassage = db.prepare('INSERT OR IGNORE INTO passages (entry, batch) VALUES (?, ?)');
  const setDoubt = db.prepare('UPDATE entries SET state = ?, batch = ?, wire = ? WHERE id = ?');
  const suspected = step('pending', 'suspected');

  /** The next batch of them; its last number, or undefined where there is none. */
  function doubtNext(after: number, size: number): { last: number; entries: number } | undefined {
    const rows = waiting.all(after, size) as Row[];
    if (rows.length === 0) return undefined;
    const keys = rows.map((row) => wireKey(openRecord(sealer, row['sealed'], row['person'], row['dose'])));
    const hidden = hideKeys(sealer, keys);
    const at = now();
    const batch = numbers.next('batches');
    addBatch.run(batch, newId(), rows.length, at, at, at, rows.length, run);
    rows.forEach((row, index) => {
      if (row['batch'] !== null) addPassage.run(Number(row['id']), Number(row['batch']));
      setDoubt.run(suspected, batch, hidden[index] ?? null, Number(row['id']));
    });
    return { last: Number(rows.at(-1)?.['id']), entries: rows.length };
  }

  let entries = 0;
  let after = 0;
  for (let isOver = false; !isOver; )
    isOver = await connection.transaction(() => {
      for (let batches = 0; limit !== undefined && batches < AT_ONCE; batches++) {
        const done = doubtNext(after, limit);
        if (!done) break;
        ({ last: after } = done);
        entries += done.entries;
        if (batches === AT_ONCE - 1) return false;
      }
      forgetCopy(connection);
      return true;
    });
  return { entries, asked: limit !== undefined };
}
