/**
 * What the server accepted lately: the bodies are kept until nothing speaks any more against its memory. A server that
 * dies may forget what it has acknowledged in its last seconds (HAPI on H2: 11 of 327).
 */

import { soughtOf } from '../../target/target.ts';
import type { GoneCounts, Lately, LookBackLedger } from '../delivery-side.ts';
import type { Connection, Row } from './connection.ts';
import { hideKeys, openRecord, STATE, stateOf, step, wireKey } from './entry-rows.ts';
import { genuine } from './signed-tables.ts';

/** The number of the last row that is there, 0 where none is. */
const LAST = 'SELECT coalesce(max(id), 0) AS id FROM lately';

/** `keep`: an entry has just been accepted, and its body is about to be erased. */
export function latelyIn(
  connection: Connection,
  newId: () => string,
): LookBackLedger & { readonly keep: (entry: number) => void } {
  const { db, sealer, run, numbers } = connection;
  const add = db.prepare(
    'INSERT OR REPLACE INTO lately (id, entry, at, sealed) SELECT ?, id, ?, sealed FROM entries WHERE id = ?',
  );
  const last = db.prepare(LAST);
  const next = db.prepare(
    `SELECT l.id, l.entry, l.sealed, e.person, e.dose FROM lately l JOIN entries e ON e.id = l.entry
     WHERE l.id > ? AND l.id <= ? AND e.state = ${STATE.accepted} ORDER BY l.id LIMIT ?`,
  );
  const newestBefore = db.prepare('SELECT max(id) AS id FROM lately WHERE at < ?');
  const forget = db.prepare('DELETE FROM lately WHERE id <= ?');
  const forgetEntry = db.prepare('DELETE FROM lately WHERE entry = ?');
  const bodyOf = db.prepare(
    `SELECT e.id, e.person, e.dose, e.state, e.batch, e.already, e.settled_run, l.sealed, ${genuine('entries', 'e')}
     FROM lately l JOIN entries e ON e.id = l.entry WHERE l.entry = ? AND e.state = ${STATE.accepted}`,
  );
  const addBatch = db.prepare(
    `INSERT INTO batches (id, uuid, entries, whole, first_sent, last_sent, ask_at, misses, missing, answered, request,
     holder, fence)
     VALUES (?, ?, ?, 0, ?, ?, ?, 1, ?, 1, x'', ?, 1)`,
  );
  const addPassage = db.prepare('INSERT OR IGNORE INTO passages (entry, batch) VALUES (?, ?)');
  const setDoubt = db.prepare(
    `UPDATE entries SET state = ?, batch = ?, wire = ?, sealed = ?, receipt = NULL, already = 0, settled_run = NULL
     WHERE id = ?`,
  );

  return {
    keep: (entry) => {
      add.run(numbers.next('lately'), connection.now(), entry);
    },

    latest: () => connection.read(() => Number((last.get() as Row)['id'])),

    lately: (after, upTo, limit) =>
      connection.read((): Lately | undefined => {
        const rows = next.all(after, upTo, limit) as Row[];
        if (rows.length === 0) return undefined;
        return {
          last: Number(rows.at(-1)?.['id']),
          records: rows.map((row) => {
            const record = openRecord(sealer, row['sealed'], row['person'], row['dose']);
            return { entry: Number(row['entry']), sought: soughtOf({ key: wireKey(record), record }) };
          }),
        };
      }),

    gone: (entries, askAt) =>
      connection.transaction((): GoneCounts => {
        const rows = entries.flatMap((entry): readonly Row[] => {
          const row = bodyOf.get(entry) as Row | undefined;
          return row ? [row] : [];
        });
        const counts = { entries: rows.length, accepted: 0, alreadyThere: 0 };
        if (rows.length === 0) return counts;
        const now = connection.now();
        const batch = numbers.next('batches');
        addBatch.run(batch, newId(), rows.length, now, now, askAt, rows.length, run);
        const keys = rows.map((row) => wireKey(openRecord(sealer, row['sealed'], row['person'], row['dose'])));
        const hidden = hideKeys(sealer, keys);
        for (const [index, row] of rows.entries()) {
          const id = Number(row['id']);
          if (row['settled_run'] === run) counts[row['already'] === 1 ? 'alreadyThere' : 'accepted'] += 1;
          if (row['batch'] !== null) addPassage.run(id, Number(row['batch']));
          const state = step(stateOf(row['state']), 'gone');
          setDoubt.run(state, batch, hidden[index] ?? null, row['sealed'] as Uint8Array, id);
          forgetEntry.run(id);
        }
        return counts;
      }),

    trust: (before) =>
      connection.transaction(() => {
        const { id } = newestBefore.get(before) as Row;
        if (id !== null) forget.run(Number(id));
      }),
  };
}
