/**
 * Whether the database is an older copy of itself: a backup was put back, or a standby goes on that has not heard the
 * last of the server before it. What waits there may have been sent since, so it is asked for before it is sent
 * (sqlite/suspect.ts). Two things show it: it is another database than at the last run (the server's own number, the
 * database's, that of a table, and the timeline, which is a new one whenever a server goes on from a backup or in the
 * place of another one), or a mark on this computer names a later run than the database knows of.
 */
import { RunError } from '../../errors.ts';
import { sqlState } from '../../postgres/database-error.ts';
import type { Row } from '../sqlite/connection.ts';
import { COPIED, isCopy, isOlderThanMarks, noteCopy, PLACE, removeLaterMarks } from '../sqlite/copies.ts';
import type { Database, Tx } from './database.ts';
import type { Desk } from './desk.ts';
import { facts, takeTurn } from './needs/locks.ts';
import type { RunSides } from './sides.ts';
import type { WorkingCopy } from './working-copy.ts';

/** pg_control_system and pg_walfile_name may be called by everybody (PostgreSQL's documentation, 9.27 and 9.28). */
const HERE = `CASE WHEN NOT pg_is_in_recovery() THEN concat_ws(' ',
  (SELECT system_identifier FROM pg_control_system()),
  (SELECT oid FROM pg_database WHERE datname = current_database()),
  'meta'::regclass::oid, substring(pg_walfile_name(pg_current_wal_lsn()) FROM 1 FOR 8)) END`;
const IS_COPY = `EXISTS (SELECT FROM meta WHERE name = '${COPIED}')`;

/** Entries that become doubts in one transaction, in questions. */
const QUESTIONS_AT_ONCE = 20;

/** Of one ledger that is open. */
export interface Copies {
  /** When it is opened, and where `isSound` has found something. */
  notice(): Promise<void>;
  /** For a transaction that is about to send: nothing waits here that somebody else may have sent. */
  isSound(tx: Tx): Promise<boolean>;
}

/**
 * `marks`: where this computer marks its runs, as `markRun` does; undefined where it has no place for them. `here`: SQL
 * for which database it is; a server that speaks only the protocol of PostgreSQL may have no words for it.
 */
export async function copiesIn(
  database: Database,
  copy: WorkingCopy,
  { marks, here = HERE }: { readonly marks?: string | undefined; readonly here?: string },
): Promise<Copies> {
  const where = await wordsFor(database, here);
  let known: string | undefined;

  async function look(tx: Tx): Promise<{ place: string | undefined; run: number; before: unknown }> {
    const [row] = await tx.query(
      `SELECT ${where} AS place, (SELECT coalesce(max(id), 0) FROM runs) AS run,
         (SELECT value FROM meta WHERE name = '${PLACE}') AS before`,
    );
    const { place, run, before } = row as Row;
    return { place: place === null ? undefined : String(place), run: Number(run), before };
  }

  return {
    async notice() {
      const seen = await database.read(look);
      known = seen.place;
      const isOlder = marks !== undefined && isOlderThanMarks(marks, seen.run);
      if (!isOlder && (seen.place === undefined || seen.before === seen.place)) return;
      await database.transaction((tx) =>
        copy.work(
          tx,
          async (load) => {
            await takeTurn(load);
            await facts(load);
          },
          async () => {
            const { db } = copy.connection;
            const before = db.prepare('SELECT value FROM meta WHERE name = ?').get(PLACE) as Row | undefined;
            const isElsewhere = before !== undefined && seen.place !== undefined && before['value'] !== seen.place;
            if (seen.place !== undefined)
              db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(PLACE, seen.place);
            // A ledger in which nothing has run yet is no copy of anything.
            if (seen.run > 0 && (isElsewhere || isOlder)) noteCopy(copy.connection);
          },
        ),
      );
      if (marks !== undefined) removeLaterMarks(marks, seen.run);
    },
    async isSound(tx) {
      const [row] = await tx.query(`SELECT ${where} AS place, ${IS_COPY} AS copied`);
      return !row?.['copied'] && (row?.['place'] ?? undefined) === known;
    },
  };
}

/** Puts in doubt what waits in a copy, some of it at a time; as `suspect` of delivery-side.ts. */
export async function suspectIn(desk: Desk<RunSides>, limit: number | undefined) {
  // Delivery waits for no turn where there is nothing to suspect.
  if (!(await desk.look(facts, async ({ connection }) => isCopy(connection)))) return undefined;
  const most = (limit ?? 0) * QUESTIONS_AT_ONCE;
  let entries = 0;
  for (;;) {
    let isRest = false;
    const found = await desk.work(
      async (load) => {
        await takeTurn(load);
        const known = await facts(load);
        if (most === 0 || !known.some(({ name }) => name === COPIED)) return;
        const rows = await load.rows('entries', 'state = 0 AND state <> 3 ORDER BY id LIMIT $1 FOR UPDATE', [most]);
        isRest = rows.length === most;
      },
      async ({ delivery, connection }) => {
        const some = await delivery.suspect(limit);
        if (some && isRest && !isCopy(connection)) noteCopy(connection);
        return some;
      },
      { batches: QUESTIONS_AT_ONCE },
    );
    if (!found) return entries === 0 ? undefined : { entries, asked: true };
    entries += found.entries;
    if (!isRest) return { ...found, entries };
  }
}

/** What is asked of the server about itself; nothing where it has no answer. */
async function wordsFor(database: Database, here: string): Promise<string> {
  try {
    await database.read((tx) => tx.query(`SELECT ${here} AS place`));
    return here;
  } catch (error) {
    const isForbidden = error instanceof RunError && error.code === 'DATABASE_RIGHTS';
    if (isForbidden || sqlState(error) !== undefined) return 'NULL';
    throw error;
  }
}
