/**
 * Rows that wait and that a newer version of their file no longer has, as this ledger finds them. What a newer version
 * is is judged in rules/older-rows.ts.
 */
import { basename } from 'node:path';
import type { Problem } from '../../record/problems.ts';
import { isNewerVersion } from '../rules/older-rows.ts';
import type { Connection, Row } from './connection.ts';
import { KIND, STATE } from './entry-rows.ts';
import { ENTRY_COLUMNS, StoredEntry } from './stored-entry.ts';

export const GONE: Problem = { code: 'ROW_GONE', severity: 'hold' };

/** How many rows an older file has, and how many of them stand in the newer one as well. */
export interface Alike {
  readonly rows: number;
  readonly again: number;
}

/**
 * For a file that was seen to its end. `hold` writes down that an entry waits for a person; `alike` compares another
 * file with this one.
 */
export function goneRows(
  { db, run }: Pick<Connection, 'db' | 'run'>,
  file: number,
  hold: (entry: StoredEntry, why: Problem) => void,
  alike: (older: number) => Alike,
): void {
  const names = db.prepare('SELECT id, name, finished FROM files').all() as Row[];
  const now = names.find(({ id }) => id === file);
  // What was taken in before is no newer version of anything.
  if (!now || now['finished'] !== null) return;
  const isVersion = ({ id, name }: Row): boolean =>
    id !== file && basename(String(name)) === basename(String(now['name']));
  const older = new Set(names.filter(isVersion).map(({ id }) => id));
  if (older.size === 0) return;
  const waiting = db
    .prepare(
      `SELECT ${ENTRY_COLUMNS} FROM entries INDEXED BY entries_open WHERE state <> ${STATE.accepted}
       AND state = ${STATE.pending} AND run <> ?`,
    )
    .all(run) as Row[];
  const missing = waiting.filter((entry) => older.has(entry['file'] ?? null));
  const setRun = db.prepare('UPDATE readings SET run = ? WHERE (file, sheet, line, part) = (?, ?, ?, ?)');
  for (const version of new Set(missing.map((entry) => entry['file']))) {
    const { rows, again } = alike(version as number);
    if (!isNewerVersion(rows, again)) continue;
    for (const entry of missing.filter((each) => each['file'] === version)) {
      hold(new StoredEntry(entry, run), GONE);
      setRun.run(
        run,
        ...([entry['file'], entry['sheet'], entry['line'], entry['part']] as [number, number, number, number]),
      );
    }
  }
}

/** `Alike`, with the newer file and the older one as its values. */
export const ALIKE = `SELECT count(*) AS n,
    sum(CASE WHEN entry IN (SELECT entry FROM readings WHERE file = ?1 AND entry IS NOT NULL)
                  OR said IN (SELECT said FROM readings WHERE file = ?1 AND said IS NOT NULL) THEN 1 ELSE 0 END) AS same
  FROM readings WHERE file = ?2 AND kind <> ${KIND.skipped}`;

/** How many rows of older versions this run holds; they stand in files that it has not read. */
export function countGone({ db, run }: Connection): number {
  const counted = db.prepare(
    `SELECT count(*) AS n FROM entries INDEXED BY entries_open WHERE state <> ${STATE.accepted}
     AND state = ${STATE.held} AND run = ?1
       AND file NOT IN (SELECT id FROM files WHERE run = ?1)
       AND EXISTS (SELECT 1 FROM readings WHERE (file, sheet, line, part)
         = (entries.file, entries.sheet, entries.line, entries.part)
                   AND instr(coalesce(problems, ''), '${GONE.code}:') > 0)`,
  );
  return Number((counted.get(run) as Row)['n']);
}
