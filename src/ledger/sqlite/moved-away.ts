/** A ledger that goes on elsewhere: two that send the same would double it, so this one begins no run any more. */
import { RunError } from '../../errors.ts';
import type { Connection } from './connection.ts';

const AWAY = 'moved-away';

export function isMovedAway({ db }: Pick<Connection, 'db'>): boolean {
  return db.prepare('SELECT 1 FROM meta WHERE name = ?').get(AWAY) !== undefined;
}

/** Must run in a transaction, as `noteStays`. */
export function noteMovedAway({ db, now }: Pick<Connection, 'db' | 'now'>): void {
  db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(AWAY, String(now()));
}

export function noteStays({ db }: Pick<Connection, 'db'>): void {
  db.prepare('DELETE FROM meta WHERE name = ?').run(AWAY);
}

/** @throws RunError LEDGER_MOVED */
export function refuseMovedAway({ db, path }: Connection): void {
  if (isMovedAway({ db })) throw new RunError('LEDGER_MOVED', { path });
}
