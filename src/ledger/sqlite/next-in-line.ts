/** Which entries go next, and how many may go: those that wait, in their order. */
import type { Connection, Row } from './connection.ts';
import { STATE } from './entry-rows.ts';
import { AGAIN } from './retry.ts';

/** SQL: what lies where a person fetches it is on its way to nobody yet. */
const handed = (entries: string): string =>
  `EXISTS (SELECT 1 FROM batches WHERE batches.id = ${entries}.batch AND handed IS NOT NULL)`;
/**
 * Those that wait, and of whose person nothing is on its way: a registry that is told two things of one person at once
 * refuses one of them.
 */
const READY = `state = ${STATE.pending} AND NOT EXISTS (
  SELECT 1 FROM entries AS flying
  WHERE flying.person = entries.person AND flying.state IN (1, 2) AND NOT ${handed('flying')})`;
/**
 * SQLite does not conclude from the state that the partial index serves; without it each claim would pass all that was
 * accepted before.
 */
const OPEN = 'INDEXED BY entries_open WHERE state <> 3';

export interface NextInLine {
  /**
   * At most so many. First come those that must go apart, then all in the order in which they came, then what was
   * refused and is sent again.
   */
  first(limit: number): Row[];
  /** How many may go now. */
  length(): number;
}

export function nextInLine({ db }: Connection): NextInLine {
  const pieces = db.prepare(
    `SELECT piece FROM entries INDEXED BY entries_piece WHERE piece > ${AGAIN} AND ${READY} ORDER BY piece LIMIT 1`,
  );
  const pieceEntries = db.prepare(
    `SELECT id, person, dose, batch, sealed FROM entries WHERE ${READY} AND piece = ? ORDER BY id LIMIT ?`,
  );
  const nextEntries = db.prepare(
    `SELECT id, person, dose, batch, sealed FROM entries ${OPEN} AND ${READY} AND piece IS NULL ORDER BY id LIMIT ?`,
  );
  const waiting = db.prepare(`SELECT count(*) AS n FROM entries ${OPEN} AND state = ${STATE.pending}`);
  // From the side of those on their way, of which there are few.
  const grounded = db.prepare(
    `SELECT count(*) AS n FROM entries WHERE state = ${STATE.pending} AND person IN (
       SELECT person FROM entries ${OPEN} AND state IN (1, 2) AND NOT ${handed('entries')})`,
  );
  const countOf = (counted: typeof waiting): number => Number((counted.get() as Row)['n']);

  return {
    first(limit) {
      const piece = (pieces.get() as Row | undefined)?.['piece'] ?? undefined;
      if (piece !== undefined) return pieceEntries.all(piece, limit) as Row[];
      const next = nextEntries.all(limit) as Row[];
      return next.length > 0 ? next : (pieceEntries.all(AGAIN, limit) as Row[]);
    },
    length: () => countOf(waiting) - countOf(grounded),
  };
}

/** The first dose of each person; the others go when that one has landed. */
export function firstOfEach(rows: readonly Row[]): Row[] {
  const seen = new Set<string>();
  return rows.filter(({ person }) => {
    const text = Buffer.from(person as Uint8Array).toString('latin1');
    const isFirst = !seen.has(text);
    seen.add(text);
    return isFirst;
  });
}
