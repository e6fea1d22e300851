/** The runs of a ledger: each is a worker of its own. */
import type { Ledger } from '../ledger.ts';
import type { Connection, Row } from './connection.ts';
import { fade } from './forget.ts';

/** Writes down that a run begins. Returns the connection as that run has it. */
export async function newRun(connection: Connection, command: string, now: number): Promise<Connection> {
  const { db } = connection;
  const run = await connection.transaction(() =>
    Number(db.prepare('INSERT INTO runs (started, command) VALUES (?, ?)').run(now, command).lastInsertRowid),
  );
  return connection.forRun(run);
}

/** The last run so far; 0 where there was none. */
export function lastRunOf({ db }: Connection): number {
  return Number((db.prepare('SELECT coalesce(max(id), 0) AS id FROM runs').get() as Row)['id']);
}

/** `keepMs`: see `LedgerOptions`. */
export function endOf(connection: Connection, keepMs?: number): Pick<Ledger, 'run' | 'endRun'> {
  const { db, run } = connection;
  return {
    run,
    endRun: (exitCode, now) =>
      connection.transaction(() => {
        db.prepare('UPDATE runs SET ended = ?, exit_code = ? WHERE id = ?').run(now, exitCode, run);
        if (keepMs !== undefined) fade(connection, now - keepMs);
      }),
  };
}
