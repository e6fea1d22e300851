/**
 * Which runs are at work now. Each keeps a row of its own fresh; one that died does not, and is none after a while. No
 * lock of a session says it: a pooler gives each transaction another session.
 */
import type { LedgerRun } from '../history-side.ts';
import { asRun } from '../sqlite/history.ts';
import type { Database, Tx } from './database.ts';

/** `seen`: by the clock of the server. */
export const ALIVE_TABLE = `CREATE TABLE alive (
  run bigint PRIMARY KEY,
  seen timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 50)`;

/** So often it is said, in milliseconds. */
const BEAT_MS = 10_000;
/** A run that said nothing for so long is dead: three times it was not heard, and a moment. */
const SILENCE = "interval '45 s'";

/** Runs that are at work, the newest first. */
export async function runsAtWork(tx: Tx): Promise<readonly LedgerRun[]> {
  const rows = await tx.query(
    `SELECT runs.* FROM alive JOIN runs ON runs.id = alive.run
     WHERE runs.ended IS NULL AND alive.seen > now() - ${SILENCE} ORDER BY runs.id DESC`,
  );
  return rows.map(asRun);
}

/** In the transaction in which a run begins. */
export async function beginLife(tx: Tx, run: number): Promise<void> {
  await tx.change("DELETE FROM alive WHERE seen < now() - interval '1 day'");
  await tx.change('INSERT INTO alive (run) VALUES ($1)', [run]);
}

/** Says from now on that the run is at work. Returns what ends that; whoever dies ends it too. */
export function stayAlive(database: Database, run: number): () => void {
  let isAsking = false;
  const timer = setInterval(async () => {
    // While the database is away one of them waits for it.
    if (isAsking) return;
    isAsking = true;
    await database
      .transaction((tx) => tx.change('UPDATE alive SET seen = clock_timestamp() WHERE run = $1', [run]))
      // Whatever is in the way of it is told by what the run itself does.
      .catch(() => undefined);
    isAsking = false;
  }, BEAT_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** In the transaction in which a run ends. */
export async function endLife(tx: Tx, run: number): Promise<void> {
  await tx.change('DELETE FROM alive WHERE run = $1', [run]);
}
