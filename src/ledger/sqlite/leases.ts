/**
 * Who holds a batch. A holder is alive while its run belongs to this opening of the ledger and its lease lasts: whoever
 * opens the ledger has its lock, so the runs of earlier openings are dead.
 */
import type { Held } from '../delivery-side.ts';
import type { Connection, Row } from './connection.ts';

export interface LeaseRules {
  /** Runs up to this one are dead. */
  readonly deadUntil: number;
  /** How long a batch is held, in milliseconds; longer than any request. */
  readonly leaseMs: number;
}

export interface Leases {
  /** Takes a batch for this run. Returns its new fence. */
  take(batch: number, now: number): number;
  /** The row of a batch, where it is still in these hands; undefined when it was taken. */
  stillHeld(batch: Held): Row | undefined;
  /** The number of a batch. */
  idOf(uuid: string): number;
  /** The numbers of batches that were being sent by other runs that are dead, or whose lease is over. */
  abandoned(now: number): number[];
  /** All that this run holds is held from `now` on. */
  renew(now: number): void;
  /** The end of a lease that begins at `now`. */
  until(now: number): number;
}

/** SQL over `batches`, with the values of `othersHold`: another worker, which is alive, has it. */
export const HELD_BY_OTHER = '(lease > ? AND holder > ? AND holder <> ?)';

/** Values for `HELD_BY_OTHER`. */
export function othersHold(run: number, { deadUntil }: LeaseRules, now: number): [number, number, number] {
  return [now, deadUntil, run];
}

export function leasesIn({ db, run }: Connection, { deadUntil, leaseMs }: LeaseRules): Leases {
  const take = db.prepare(
    'UPDATE batches SET holder = ?, fence = coalesce(fence, 0) + 1, lease = ? WHERE id = ? RETURNING fence',
  );
  const byUuid = db.prepare(
    'SELECT id, entries, whole, last_sent, request, handed, coalesce(fence, 0) AS fence FROM batches WHERE uuid = ?',
  );
  const abandoned = db.prepare(
    `SELECT id FROM batches WHERE closed IS NULL AND ask_at IS NULL AND handed IS NULL
       AND (holder IS NULL OR holder <= ? OR lease IS NULL OR lease <= ?) AND holder IS NOT ?`,
  );
  // A batch that was let go, or taken, has no lease of ours any more.
  const renew = db.prepare('UPDATE batches SET lease = ? WHERE closed IS NULL AND holder = ? AND lease IS NOT NULL');
  function rowOf(uuid: string): Row {
    const row = byUuid.get(uuid) as Row | undefined;
    if (!row) throw new Error('a batch that was never written down');
    return row;
  }

  const until = (now: number): number => now + leaseMs;
  return {
    until,
    take: (batch, now) => Number((take.get(run, until(now), batch) as Row)['fence']),
    stillHeld({ id, fence }) {
      const row = rowOf(id);
      return row['fence'] === fence ? row : undefined;
    },
    idOf: (uuid) => Number(rowOf(uuid)['id']),
    abandoned: (now) => (abandoned.all(deadUntil, now, run) as Row[]).map(({ id }) => Number(id)),
    renew: (now) => void renew.run(until(now), run),
  };
}
