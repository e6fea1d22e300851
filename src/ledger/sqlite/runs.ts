/** The runs of a ledger: each is a worker of its own. */
import type { DeedDetail, RunSummary } from '../history-side.ts';
import type { Ledger } from '../ledger.ts';
import { addDeed } from './audit.ts';
import { targetOf } from './binding.ts';
import type { Connection, Row } from './connection.ts';
import { fade, purgeBySelf } from './forget.ts';

/** Writes down that a run begins. Returns the connection as that run has it. */
export async function newRun(connection: Connection, command: string, now: number): Promise<Connection> {
  const { db, actor, numbers } = connection;
  const target = targetOf(connection);
  const run = await connection.transaction(() => {
    const id = numbers.next('runs');
    db.prepare('INSERT INTO runs (id, started, command, who, version, target) VALUES (?, ?, ?, ?, ?, ?)').run(
      id,
      now,
      command,
      actor.who,
      actor.version,
      target,
    );
    addDeed(connection, 'began', { run: id, command, target });
    return id;
  });
  return connection.forRun(run);
}

/** The last run so far; 0 where there was none. */
export function lastRunOf({ db }: Connection): number {
  return Number((db.prepare('SELECT coalesce(max(id), 0) AS id FROM runs').get() as Row)['id']);
}

/** See `LedgerOptions`. */
export function endOf(
  connection: Connection,
  { keepMs, purgeMs }: { readonly keepMs?: number | undefined; readonly purgeMs?: number | undefined },
): Pick<Ledger, 'run' | 'endRun'> {
  const { db, run } = connection;
  return {
    run,
    endRun: (exitCode, now, summary) =>
      connection.transaction(() => {
        const text = summary ? JSON.stringify(summary) : null;
        db.prepare('UPDATE runs SET ended = ?, exit_code = ?, summary = ? WHERE id = ?').run(now, exitCode, text, run);
        addDeed(connection, 'ended', { run, exitCode, ...(summary ? countsOf(summary) : {}) });
        if (keepMs !== undefined) fade(connection, now - keepMs);
        if (purgeMs !== undefined) purgeBySelf(connection, now - purgeMs);
      }),
  };
}

/** What an auditor wants of a run: how many of what. */
function countsOf({ files, rows, outcomes, backlog }: RunSummary): DeedDetail {
  const some = Object.entries(outcomes).filter(([, n]) => n > 0);
  return { files, rows, ...Object.fromEntries(some), backlog };
}
