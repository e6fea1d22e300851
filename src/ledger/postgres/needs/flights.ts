/**
 * What delivery needs of the ledger. It never waits for a row while it holds others: a claim passes by what somebody
 * else has (SKIP LOCKED), everything else is broken off and done again (NOWAIT). So no two workers wait for each other.
 */
import type { Held } from '../../delivery-side.ts';
import type { Row } from '../../sqlite/connection.ts';
import { STATE } from '../../sqlite/entry-rows.ts';
import { AGAIN } from '../../sqlite/retry.ts';
import type { Tx } from '../database.ts';
import type { Loader } from '../working-copy.ts';
import { facts } from './locks.ts';

/**
 * Of somebody of whom nothing is on its way, as in sqlite/next-in-line.ts. OFFSET 0 keeps it a question about each row
 * that is passed on the way to the limit: as a join PostgreSQL begins with all rows. `state + 0` is in no index, so
 * that the person is looked for: indexes by state are full of what was on its way a moment ago, until a vacuum. Either
 * way a claim of 100 out of 10,000 took half a second (`npm run bench -- postgres`).
 */
const STAYS = `NOT EXISTS (SELECT 1 FROM entries AS flying
  WHERE flying.person = entries.person AND flying.state + 0 IN (1, 2)
    AND NOT EXISTS (SELECT 1 FROM batches WHERE batches.id = flying.batch AND handed IS NOT NULL) OFFSET 0)`;
const READY = `state = ${STATE.pending} AND ${STAYS}`;
const OPEN = 'state <> 3';
/**
 * What is refused and sent again goes last, and what must go apart first. Of that there is nearly always nothing, so it
 * is looked for where it would stand, and not among all that wait.
 */
const PIECE = `SELECT piece FROM entries WHERE piece > ${AGAIN} AND state + 0 = ${STATE.pending} AND ${STAYS}
  ORDER BY piece LIMIT 1`;
/** The limit is part of the text: of one that it does not know PostgreSQL plans for a tenth of the table. */
const CANDIDATES = (which: string, limit: number): string =>
  `SELECT id, person FROM entries WHERE ${OPEN} AND ${READY} AND ${which} ORDER BY id LIMIT ${limit}`;

/** Which entries may go next: their people, at most `limit` entries. Nothing is locked. */
async function candidates(load: Loader, limit: number, lock: string): Promise<readonly Row[]> {
  const [first] = await load.tx.query(PIECE);
  if (first) return load.tx.query(`${CANDIDATES('piece = $1', limit)}${lock}`, [first['piece']]);
  const next = await load.tx.query(`${CANDIDATES('piece IS NULL', limit)}${lock}`);
  return next.length > 0 ? next : load.tx.query(`${CANDIDATES(`piece = ${AGAIN}`, limit)}${lock}`);
}

const OF_PEOPLE = 'person = ANY($1::bytea[])';

/**
 * The next entries in line, with all other entries of the same people, and all of them are ours: a person of whom
 * somebody else has one is passed by. Two workers never have two doses of one person.
 */
export async function loadNextInLine(load: Loader, limit: number): Promise<void> {
  await facts(load);
  const next = await candidates(load, limit, ' FOR UPDATE SKIP LOCKED');
  if (next.length === 0) return;
  const people = next.map(({ person }) => person);
  const mine = await load.tx.query(`SELECT id FROM entries WHERE ${OF_PEOPLE} FOR UPDATE SKIP LOCKED`, [people]);
  const all = await load.tx.query(`SELECT id, person FROM entries WHERE ${OF_PEOPLE}`, [people]);
  const ours = new Set(mine.map(({ id }) => id));
  const taken = new Set(all.filter(({ id }) => !ours.has(id)).map(({ person }) => hex(person)));
  const free = all.filter(({ person }) => !taken.has(hex(person))).map(({ id }) => id);
  await loadEntries(load, await load.rows('entries', 'id = ANY($1::bigint[]) ORDER BY id', [free]));
}

/** The same for whoever only looks. */
export async function lookAtNextInLine(load: Loader, limit: number): Promise<void> {
  await facts(load);
  const next = await candidates(load, limit, '');
  if (next.length === 0) return;
  const people = next.map(({ person }) => person);
  await loadEntries(load, await load.rows('entries', `${OF_PEOPLE} ORDER BY id`, [people]));
}

/** The batches that entries are in, and in which they were. */
async function loadEntries(load: Loader, entries: readonly Row[]): Promise<void> {
  const batches = [...new Set(entries.flatMap(({ batch }) => (batch === null ? [] : [Number(batch)])))];
  if (batches.length > 0) await load.rows('batches', 'id = ANY($1::bigint[])', [batches]);
  const open = entries.filter(({ state }) => state === STATE.pending).map(({ id }) => id);
  await load.rows('passages', 'entry = ANY($1::bigint[])', [open]);
  await load.rows('needs', 'entry = ANY($1::bigint[])', [open]);
}

/** A batch and what is open in it, locked. `lately`: with what is kept of them since they were accepted. */
export async function loadBatch(load: Loader, { id }: Pick<Held, 'id'>, lately = false): Promise<void> {
  await facts(load);
  const [batch] = await load.rows('batches', 'uuid = $1 FOR UPDATE NOWAIT', [id]);
  if (!batch) return;
  const entries = await load.rows('entries', 'batch = $1 AND state IN (1, 2) ORDER BY id FOR UPDATE NOWAIT', [
    batch['id'],
  ]);
  const ids = entries.map((entry) => entry['id']);
  await load.rows('needs', 'entry = ANY($1::bigint[])', [ids]);
  if (lately) await load.rows('lately', 'entry = ANY($1::bigint[])', [ids]);
}

/** The same for whoever only looks. */
export async function lookAtBatch(load: Loader, { id }: Pick<Held, 'id'>): Promise<void> {
  const [batch] = await load.rows('batches', 'uuid = $1', [id]);
  if (batch) await load.rows('entries', 'batch = $1 AND state IN (1, 2) ORDER BY id', [batch['id']]);
}

/** The doubt that is to be asked about first; `run`: of whoever asks. As in sqlite/doubts.ts. */
export async function lookAtNextDoubt(load: Loader, run: number, now: number): Promise<void> {
  const [batch] = await load.rows(
    'batches',
    `closed IS NULL AND ask_at IS NOT NULL AND (lease > $1 AND holder > 0 AND holder <> $2) IS NOT TRUE
     ORDER BY ask_at, id LIMIT 1`,
    [now, run],
  );
  if (batch) await load.rows('entries', 'batch = $1 AND state IN (1, 2) ORDER BY id', [batch['id']]);
}

/** So many batches of dead workers are found in one transaction. */
export const ABANDONED_AT_ONCE = 100;

/** Batches that were being sent by others than `run` whose lease is over at `now`. Returns how many. */
export async function loadAbandoned(load: Loader, run: number, now: number): Promise<number> {
  const batches = await load.rows(
    'batches',
    `closed IS NULL AND ask_at IS NULL AND handed IS NULL AND (holder IS NULL OR lease IS NULL OR lease <= $1)
     AND holder IS DISTINCT FROM $2 ORDER BY id LIMIT ${ABANDONED_AT_ONCE} FOR UPDATE SKIP LOCKED`,
    [now, run],
  );
  await load.rows('entries', 'batch = ANY($1::bigint[]) AND state IN (1, 2) FOR UPDATE NOWAIT', [
    batches.map(({ id }) => id),
  ]);
  return batches.length;
}

/** What `run` holds. One that is locked is being settled, or being taken: its lease is of no use any more. */
export async function loadHeld(load: Loader, run: number): Promise<void> {
  await load.rows(
    'batches',
    'closed IS NULL AND holder = $1 AND lease IS NOT NULL ORDER BY id FOR UPDATE SKIP LOCKED',
    [run],
  );
}

const ELSEWHERE = `SELECT EXISTS (SELECT 1 FROM batches WHERE closed IS NULL AND handed IS NULL AND lease IS NOT NULL
    AND holder > 0 AND holder <> $1)
  OR EXISTS (SELECT 1 FROM entries WHERE ${OPEN} AND ${READY}) AS there`;

/** Whether others than `run` hold batches, or anything waits that could go: a claim passes by what is locked. */
export async function isElsewhere(tx: Tx, run: number): Promise<boolean> {
  const [row] = await tx.query(ELSEWHERE, [run]);
  return row?.['there'] as unknown as boolean;
}

function hex(bytes: unknown): string {
  return Buffer.from(bytes as Uint8Array).toString('latin1');
}
