/** Numbers of rows, asked of PostgreSQL itself: of a million entries none is loaded to be counted. */

import { STATE, stateOf } from '../sqlite/entry-rows.ts';
import { type Counts, ENTRY_STATES, type EntryState } from '../states.ts';
import type { Tx } from './database.ts';

const OPEN = 'state <> 3';
const HANDED = 'SELECT id FROM batches WHERE handed IS NOT NULL AND closed IS NULL';

/** Entries in each state: open ones by their partial index, and the accepted are the rest. */
export async function countAll(tx: Tx): Promise<Counts> {
  const counts = Object.fromEntries(ENTRY_STATES.map((state) => [state, 0])) as Record<EntryState, number>;
  let open = 0;
  for (const { state, n } of await tx.query(`SELECT state, count(*) AS n FROM entries WHERE ${OPEN} GROUP BY state`)) {
    counts[stateOf(state)] = Number(n);
    open += Number(n);
  }
  return { ...counts, accepted: (await countOf(tx, 'SELECT count(*) AS n FROM entries')) - open };
}

/** As in sqlite/next-in-line.ts: those that wait, without the ones of whose person something is on its way. */
export async function countReady(tx: Tx): Promise<number> {
  const waiting = await countOf(tx, `SELECT count(*) AS n FROM entries WHERE ${OPEN} AND state = ${STATE.pending}`);
  const grounded = await countOf(
    tx,
    `SELECT count(*) AS n FROM entries WHERE state = ${STATE.pending} AND person IN (
       SELECT person FROM entries WHERE ${OPEN} AND state IN (1, 2)
         AND (batch IS NULL OR batch NOT IN (SELECT id FROM batches WHERE handed IS NOT NULL AND closed IS NULL)))`,
  );
  return waiting - grounded;
}

export async function countHandedOver(tx: Tx): Promise<{ entries: number; batches: number }> {
  const [row] = await tx.query(
    `SELECT count(*) AS entries, count(DISTINCT batch) AS batches FROM entries
     WHERE batch IN (${HANDED}) AND state IN (1, 2)`,
  );
  return { entries: Number(row?.['entries']), batches: Number(row?.['batches']) };
}

async function countOf(tx: Tx, text: string): Promise<number> {
  const [row] = await tx.query(text);
  return Number(row?.['n']);
}
