/**
 * What is forgotten of records that the server has. `privacy.keep` after the answer an entry is reduced to what
 * "exactly once" needs: whose dose it is (a fingerprint) and the receipt. `purge` takes away the rest, and the rows
 * that it came from.
 */
import type { Purged } from '../deciding-side.ts';
import { addDeed } from './audit.ts';
import type { Connection, Row } from './connection.ts';
import { KIND, STATE } from './entry-rows.ts';
import { forgetPeople } from './people.ts';

/** Entries that the server accepted in a run that ended before `?`. */
const SETTLED = `state = ${STATE.accepted} AND settled_run IN (SELECT id FROM runs WHERE coalesce(ended, started) < ?)`;
/** Facts of the ledger: the last run that was so old when it was looked last. */
export const FADED = 'faded';
export const PURGED = 'purged';
/** What is left of the columns of an entry that is faded. */
export const FADE = "who = x'', what = x'', namesake = NULL, given = NULL";

/** Whether only its key is known any more; what it was cannot be compared then. */
export function isFaded(entry: Row): boolean {
  return (entry['who'] as Uint8Array).length === 0;
}

/**
 * Takes the fingerprints of name, birth date and content, and the hidden day, away from entries that were accepted
 * before `before`, and of their rows what these said; and what the target called people. Must run in a transaction.
 * Looks only when a run has become so old since the last time: it reads all entries.
 */
export function fade(connection: Connection, before: number): void {
  const { db } = connection;
  forgetPeople({ db }, before, false);
  const { run } = db.prepare('SELECT max(id) AS run FROM runs WHERE coalesce(ended, started) < ?').get(before) as Row;
  const done = db.prepare('SELECT value FROM meta WHERE name = ?').get(FADED) as Row | undefined;
  if (run === null || Number(run) <= Number(done?.['value'] ?? 0)) return;
  db.prepare(
    `UPDATE readings SET said = NULL WHERE said IS NOT NULL
     AND entry IN (SELECT id FROM entries WHERE ${SETTLED} AND length(who) > 0)`,
  ).run(before);
  db.prepare(`UPDATE entries SET ${FADE} WHERE ${SETTLED} AND length(who) > 0`).run(before);
  db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(FADED, String(run));
  addDeed(connection, 'faded', { before });
}

/**
 * The same as `purge`, at the end of a run, and only when a run has become so old since the last time. Must run in a
 * transaction.
 */
export function purgeBySelf(connection: Connection, before: number): void {
  const { db } = connection;
  const { run } = db.prepare('SELECT max(id) AS run FROM runs WHERE coalesce(ended, started) < ?').get(before) as Row;
  const done = db.prepare('SELECT value FROM meta WHERE name = ?').get(PURGED) as Row | undefined;
  if (run === null || Number(run) <= Number(done?.['value'] ?? 0)) return;
  const purged = purge(connection, before);
  db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(PURGED, String(run));
  addDeed(connection, 'purged', { before, ...purged });
}

/**
 * Takes away the entries that were accepted before `before`, everything about them, and what is left of files without
 * any row that waits. What waits, is in doubt or was refused stays. Must run in a transaction.
 */
export function purge({ db }: Connection, before: number): Purged {
  db.exec('CREATE TEMP TABLE old_entries (id INTEGER PRIMARY KEY)');
  try {
    db.prepare(`INSERT INTO old_entries SELECT id FROM entries WHERE ${SETTLED}`).run(before);
    const gone = (sql: string, ...values: number[]): number => Number(db.prepare(sql).run(...values).changes);
    let rows = gone('DELETE FROM readings WHERE entry IN (SELECT id FROM old_entries)');
    gone('DELETE FROM passages WHERE entry IN (SELECT id FROM old_entries)');
    gone('DELETE FROM needs WHERE entry IN (SELECT id FROM old_entries)');
    gone('DELETE FROM lately WHERE entry IN (SELECT id FROM old_entries)');
    const entries = gone('DELETE FROM entries WHERE id IN (SELECT id FROM old_entries)');
    forgetPeople({ db }, before, true);
    const files = `SELECT id FROM files WHERE finished IS NOT NULL
      AND run IN (SELECT id FROM runs WHERE coalesce(ended, started) < ?)
      AND id NOT IN (SELECT file FROM readings WHERE entry IS NOT NULL OR kind IN (${KIND.held}, ${KIND.invalid}))
      AND id NOT IN (SELECT file FROM entries)`;
    rows += gone(`DELETE FROM readings WHERE file IN (${files})`, before);
    gone(`DELETE FROM sheets WHERE file IN (${files})`, before);
    gone(`DELETE FROM files WHERE id IN (${files})`, before);
    gone(
      'DELETE FROM decisions WHERE at < ? AND id NOT IN (SELECT decision FROM readings WHERE decision IS NOT NULL)',
      before,
    );
    gone(
      `DELETE FROM neighbours WHERE person NOT IN (SELECT person FROM entries)
       OR other NOT IN (SELECT person FROM entries)`,
    );
    gone(
      `DELETE FROM batches WHERE closed IS NOT NULL AND id NOT IN (SELECT batch FROM entries WHERE batch IS NOT NULL)
       AND id NOT IN (SELECT batch FROM passages)`,
    );
    gone('DELETE FROM attempts WHERE batch NOT IN (SELECT id FROM batches)');
    return { entries, rows };
  } finally {
    db.exec('DROP TABLE old_entries');
  }
}
