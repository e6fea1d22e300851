/**
 * What is forgotten of records that the server has (sqlite/forget.ts), of all rows at once. What only goes is deleted
 * there; what is changed is signed anew, some entries at a time. Of both ledgers the same is left: see
 * test/ledger/postgres/forget.test.ts.
 */
import type { Purged } from '../deciding-side.ts';
import { addDeed } from '../sqlite/audit.ts';
import type { Row } from '../sqlite/connection.ts';
import { KIND, STATE } from '../sqlite/entry-rows.ts';
import { FADE, FADED, PURGED } from '../sqlite/forget.ts';
import type { Tx } from './database.ts';
import type { Desk } from './desk.ts';
import { numbersIn } from './needs/lives.ts';
import { facts, lastDeed, takeTurn, tryTurn } from './needs/locks.ts';
import type { ReportSides } from './sides.ts';

const OLD_RUNS = 'SELECT id FROM runs WHERE coalesce(ended, started) < $1';
const SETTLED = `state = ${STATE.accepted} AND settled_run IN (${OLD_RUNS})`;
const AT_ONCE = 2_000;

/**
 * Deletes the entries that were accepted before `before` (epoch ms) and what goes with them. The turn is taken, and
 * what is on its way is not touched.
 */
async function purgeRows(tx: Tx, before: number): Promise<Purged> {
  // A million rows take longer than any other statement.
  await tx.change('SET LOCAL statement_timeout = 0');
  const [gone] = await tx.query(
    `WITH old AS (DELETE FROM entries WHERE ${SETTLED} RETURNING id),
       rows AS (DELETE FROM readings USING old WHERE readings.entry = old.id RETURNING 1),
       passed AS (DELETE FROM passages USING old WHERE passages.entry = old.id),
       needed AS (DELETE FROM needs USING old WHERE needs.entry = old.id),
       late AS (DELETE FROM lately USING old WHERE lately.entry = old.id)
     SELECT (SELECT count(*) FROM old) AS entries, (SELECT count(*) FROM rows) AS rows`,
    [before],
  );
  await forgetPeople(tx, before);
  await tx.change('DELETE FROM people WHERE NOT EXISTS (SELECT 1 FROM needs WHERE needs.person = people.id)');
  await forgetNeeds(tx);
  // A file that somebody begins to read again now is locked, and stays.
  const [empty] = await tx.query(
    `WITH empty AS (DELETE FROM files WHERE id IN (
         SELECT id FROM files WHERE finished IS NOT NULL AND run IN (${OLD_RUNS})
           AND NOT EXISTS (SELECT 1 FROM readings WHERE readings.file = files.id
             AND (entry IS NOT NULL OR kind IN (${KIND.held}, ${KIND.invalid})))
           AND NOT EXISTS (SELECT 1 FROM entries WHERE entries.file = files.id) FOR UPDATE SKIP LOCKED)
         RETURNING id),
       words AS (DELETE FROM sheets USING empty WHERE sheets.file = empty.id),
       takings AS (DELETE FROM taken USING empty WHERE taken.file = empty.id),
       rows AS (DELETE FROM readings USING empty WHERE readings.file = empty.id RETURNING 1)
     SELECT count(*) AS rows FROM rows`,
    [before],
  );
  await tx.change(
    `DELETE FROM decisions WHERE at < $1
       AND NOT EXISTS (SELECT 1 FROM readings WHERE readings.decision = decisions.id)`,
    [before],
  );
  await tx.change(
    `DELETE FROM neighbours WHERE NOT EXISTS (SELECT 1 FROM entries WHERE entries.person = neighbours.person)
       OR NOT EXISTS (SELECT 1 FROM entries WHERE entries.person = neighbours.other)`,
  );
  await tx.change(
    `DELETE FROM batches WHERE closed IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM entries WHERE entries.batch = batches.id)
       AND NOT EXISTS (SELECT 1 FROM passages WHERE passages.batch = batches.id)`,
  );
  await tx.change('DELETE FROM attempts WHERE NOT EXISTS (SELECT 1 FROM batches WHERE batches.id = attempts.batch)');
  return { entries: Number(gone?.['entries']), rows: Number(gone?.['rows']) + Number(empty?.['rows']) };
}

/** As in sqlite/people.ts: what an open entry went out with stays. */
async function forgetPeople(tx: Tx, before: number): Promise<void> {
  await tx.change(
    `DELETE FROM people WHERE at < $1 AND NOT EXISTS (
       SELECT 1 FROM needs JOIN entries ON entries.id = needs.entry
       WHERE needs.person = people.id AND entries.state IN (${STATE.sending}, ${STATE['in-doubt']}))`,
    [before],
  );
  await forgetNeeds(tx);
}

async function forgetNeeds(tx: Tx): Promise<void> {
  await tx.change('DELETE FROM needs WHERE NOT EXISTS (SELECT 1 FROM people WHERE people.id = needs.person)');
}

/** A role that only delivers may not forget: a run that takes sheets in, or a person, does it. */
export function mayForget(desk: Desk<ReportSides>): Promise<boolean> {
  return desk.ask(async (tx) => {
    const [row] = await tx.query("SELECT has_table_privilege('entries', 'DELETE')::int AS may");
    return row?.['may'] === 1;
  });
}

/** For a person who asks for it. */
export function purge(desk: Desk<ReportSides>, before: number): Promise<Purged> {
  return desk.inOne(async (piece, tx) => {
    await takeTurn({ tx });
    const purged = await purgeRows(tx, before);
    await piece(lastDeed, async ({ connection }) => addDeed(connection, 'purged', { before, ...purged }));
    return purged;
  });
}

/**
 * The same at the end of a run, and only when a run has become so old since the last time. Where somebody else has the
 * turn, a run that ends later does it.
 */
export async function purgeBySelf(desk: Desk<ReportSides>, before: number): Promise<void> {
  await desk.inOne(async (piece, tx) => {
    const run = await newlyOld(tx, PURGED, before);
    if (run === undefined || !(await tryTurn({ tx }))) return;
    const purged = await purgeRows(tx, before);
    await piece(noted, async ({ connection }) => note(connection, PURGED, run, 'purged', { before, ...purged }));
  });
}

/**
 * At the end of a run, and only when a run has become so old since the last time. Entries that somebody has locked are
 * passed by; then it is not said that all are done, and the next run looks again.
 */
export async function fade(desk: Desk<ReportSides>, before: number): Promise<void> {
  const run = await desk.inOne(async (_, tx) => {
    await forgetPeople(tx, before);
    return newlyOld(tx, FADED, before);
  });
  if (run === undefined) return;
  let page: readonly Row[] = [];
  let last = 0;
  do {
    await desk.work(
      async (load) => {
        page = await load.rows(
          'entries',
          `${SETTLED} AND length(who) > 0 AND id > $2 ORDER BY id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED`,
          [before, last],
        );
        await load.rows('readings', 'entry = ANY($1::bigint[]) AND said IS NOT NULL', [numbersIn(page, 'id')]);
      },
      async ({ connection: { db } }) => {
        db.exec(`UPDATE readings SET said = NULL; UPDATE entries SET ${FADE}`);
      },
    );
    last = Number(page.at(-1)?.['id'] ?? 0);
  } while (page.length === AT_ONCE);
  await desk.inOne(async (piece, tx) => {
    const [left] = await tx.query(`SELECT 1 AS n FROM entries WHERE ${SETTLED} AND length(who) > 0 LIMIT 1`, [before]);
    if (left || (await newlyOld(tx, FADED, before)) === undefined) return;
    await piece(noted, async ({ connection }) => note(connection, FADED, run, 'faded', { before }));
  });
}

/** The last run that ended before `before`, where that was not so when the fact was written down. */
async function newlyOld(tx: Tx, fact: string, before: number): Promise<number | undefined> {
  const [row] = await tx.query(`SELECT max(id) AS run FROM (${OLD_RUNS}) AS old`, [before]);
  const [done] = await tx.query('SELECT value FROM meta WHERE name = $1', [fact]);
  const run = row?.['run'] ?? null;
  return run === null || Number(run) <= Number(done?.['value'] ?? 0) ? undefined : Number(run);
}

async function noted(load: Parameters<typeof lastDeed>[0]): Promise<void> {
  await facts(load);
  await lastDeed(load);
}

function note(
  connection: ReportSides['connection'],
  fact: string,
  run: number,
  deed: 'faded' | 'purged',
  detail: Parameters<typeof addDeed>[2],
): void {
  connection.db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(fact, String(run));
  addDeed(connection, deed, detail);
}
