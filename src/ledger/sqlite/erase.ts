/**
 * One person is forgotten: entries, rows, cells, receipts, references, and what was decided about them. What is left is
 * a mark by which the same dose is known when it comes again (erased.ts), and counts.
 */
import type { Erasure, PersonAsked } from '../person-side.ts';
import { targetOf } from './binding.ts';
import type { Connection, Row } from './connection.ts';
import { KIND, STATE } from './entry-rows.ts';
import { erasedIn } from './erased.ts';
import { NEEDS_PERSON } from './for-person.ts';
import { OLD_ROW, oldRows } from './old-rows.ts';
import { referencesOf } from './people.ts';
import { type PersonRows, personRows } from './person-rows.ts';
import { receiptOf } from './server-words.ts';

/** Over `gone`: the keys of the readings that are to go. */
const OF_GONE = '(file, sheet, line, part) IN (SELECT file, sheet, line, part FROM gone)';
const IS_ON_ITS_WAY = new Set<unknown>([STATE.sending, STATE['in-doubt']]);

/**
 * Must run in a transaction. What is on its way or in doubt is never erased: nobody would know any more that it may
 * have arrived, and nothing would keep the next sheet from sending it again. `evenWaiting`: what waits goes too.
 */
export function erase(connection: Connection, asked: PersonAsked, evenWaiting: boolean): Erasure {
  const { db } = connection;
  const found = personRows(connection, asked);
  const { entries, named, people, sheets } = found;
  const references = referencesOf(connection, asked, entries);
  if (entries.length + named.length + sheets.length + references.length === 0) return { kind: 'unknown' };
  const open = entries.filter(({ state }) => IS_ON_ITS_WAY.has(state));
  if (open.length > 0) {
    const handed = db.prepare('SELECT 1 FROM batches WHERE id = ? AND handed IS NOT NULL AND closed IS NULL');
    const handedOver = open.filter(({ batch }) => handed.get(Number(batch ?? 0))).length;
    return { kind: 'in-doubt', entries: open.length, handedOver };
  }
  db.exec('CREATE TEMP TABLE gone (file, sheet, line, part, PRIMARY KEY (file, sheet, line, part))');
  try {
    collect(connection, found);
    const waits = waiting(connection, entries);
    if (!evenWaiting && waits.entries + waits.rows > 0) return { kind: 'waiting', ...waits };
    const files = db.prepare('SELECT DISTINCT files.name FROM gone JOIN files ON files.id = gone.file').all() as Row[];
    const receipts = entries.flatMap((entry) => receiptOf(connection.sealer, entry).receipt ?? []);
    remember(connection, people, entries);
    const rows = remove(connection, found, references);
    return {
      kind: 'erased',
      target: targetOf(connection),
      entries: entries.length,
      rows,
      receipts,
      files: files.map(({ name }) => String(name)),
    };
  } finally {
    db.exec('DROP TABLE gone');
  }
}

/** The rows of the entries, those that name the number, and those that another one of them stands for. */
function collect({ db }: Connection, { entries, named }: PersonRows): void {
  const put = db.prepare('INSERT OR IGNORE INTO gone VALUES (?, ?, ?, ?)');
  for (const key of named) put.run(...key);
  const ids = JSON.stringify(entries.map(({ id }) => Number(id)));
  db.prepare(
    `INSERT OR IGNORE INTO gone SELECT file, sheet, line, part FROM readings
     WHERE entry IN (SELECT value FROM json_each(?))`,
  ).run(ids);
  const stoodFor = db.prepare(
    `INSERT OR IGNORE INTO gone SELECT file, sheet, line, part FROM readings WHERE decision IN
     (SELECT id FROM decisions
      WHERE (by_file, by_sheet, by_line, by_part) IN (SELECT file, sheet, line, part FROM gone))`,
  );
  while (Number(stoodFor.run().changes) > 0);
}

function waiting({ db }: Connection, entries: readonly Row[]): { entries: number; rows: number } {
  const rows = db
    .prepare(
      `SELECT count(*) AS n FROM readings LEFT JOIN entries ON entries.id = readings.entry
       WHERE (readings.file, readings.sheet, readings.line, readings.part) IN (SELECT file, sheet, line, part FROM gone)
         AND ${NEEDS_PERSON}`,
    )
    .get() as Row;
  return { entries: entries.filter(({ state }) => state === STATE.pending).length, rows: Number(rows['n']) };
}

/** So that the sheet that still lies there does not bring them back. */
function remember(connection: Connection, people: readonly Uint8Array[], doses: readonly Row[]): void {
  const { saidOf } = oldRows(connection);
  const withoutEntry = connection.db
    .prepare(
      `SELECT ${OLD_ROW} FROM readings LEFT JOIN entries ON entries.id = readings.entry
       WHERE (readings.file, readings.sheet, readings.line, readings.part) IN (SELECT file, sheet, line, part FROM gone)
         AND readings.entry IS NULL AND (readings.kind = ${KIND.invalid} OR readings.said IS NOT NULL)`,
    )
    .all() as Row[];
  const rows = withoutEntry.flatMap((row) => saidOf(row) ?? []);
  const [person] = people;
  if (person) erasedIn(connection).add(person, { doses, rows }, connection.now());
}

/** Returns how many rows. */
function remove(
  { db }: Connection,
  { people, entries, sheets }: PersonRows,
  references: readonly { readonly id: number }[],
): number {
  const decisions = db
    .prepare(
      `SELECT decision AS id FROM readings WHERE ${OF_GONE} AND decision IS NOT NULL
       UNION SELECT id FROM decisions
         WHERE (by_file, by_sheet, by_line, by_part) IN (SELECT file, sheet, line, part FROM gone)`,
    )
    .all() as Row[];
  const rows = Number(db.prepare(`DELETE FROM readings WHERE ${OF_GONE}`).run().changes);
  const listed = (ids: readonly { readonly id?: unknown }[]): string => JSON.stringify(ids.map(({ id }) => Number(id)));
  const own = listed(entries);
  const batches = batchesOf({ db }, own);
  for (const [table, column] of [
    ['passages', 'entry'],
    ['needs', 'entry'],
    ['lately', 'entry'],
    ['entries', 'id'],
  ])
    db.prepare(`DELETE FROM ${table} WHERE ${column} IN (SELECT value FROM json_each(?))`).run(own);
  db.prepare(
    `DELETE FROM decisions WHERE id IN (SELECT value FROM json_each(?))
       AND id NOT IN (SELECT decision FROM readings WHERE decision IS NOT NULL)`,
  ).run(listed(decisions));
  const known = listed(references);
  db.prepare('DELETE FROM people WHERE id IN (SELECT value FROM json_each(?))').run(known);
  db.prepare('DELETE FROM needs WHERE person IN (SELECT value FROM json_each(?))').run(known);
  for (const person of people) db.prepare('DELETE FROM neighbours WHERE person = ?1 OR other = ?1').run(person);
  // What stands above the table in the open says no more than what columns are called.
  db.prepare('UPDATE sheets SET sealed = NULL WHERE id IN (SELECT value FROM json_each(?))').run(
    JSON.stringify(sheets),
  );
  for (const batch of batches) {
    const unused = db.prepare(
      `DELETE FROM batches WHERE id = ?1 AND closed IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entries WHERE batch = ?1)
         AND NOT EXISTS (SELECT 1 FROM passages WHERE batch = ?1)`,
    );
    if (Number(unused.run(batch).changes) > 0) db.prepare('DELETE FROM attempts WHERE batch = ?').run(batch);
  }
  return rows;
}

/** Those that the entries (numbers as JSON) have gone in. */
function batchesOf({ db }: Pick<Connection, 'db'>, entries: string): number[] {
  const rows = db
    .prepare(
      `SELECT batch FROM entries WHERE batch IS NOT NULL AND id IN (SELECT value FROM json_each(?1))
       UNION SELECT batch FROM passages WHERE entry IN (SELECT value FROM json_each(?1))`,
    )
    .all(entries) as Row[];
  return rows.map(({ batch }) => Number(batch));
}
