/** Where readings ended, counted: the outcome of each follows from its kind and from the state of its entry. */
import { OUTCOMES, type Outcome } from '../../record/record.ts';
import type { RunOutcomes } from '../history-side.ts';
import type { Connection, Row } from './connection.ts';
import { KIND, STATE, stateOf } from './entry-rows.ts';

/**
 * Lines of a sheet that are counted at once: SQLite sorts what it groups, and of a million rows it takes 40 MB.
 */
const COUNTED_AT_ONCE = 50_000;

/** Every reading of this run in exactly one outcome; `skipped` are the rows without a record. */
export function countOutcomes(connection: Connection): RunOutcomes {
  const { db, run } = connection;
  const skipped = db.prepare('SELECT coalesce(sum(skipped), 0) AS n FROM files WHERE run = ?').get(run) as Row;
  return counted(connection, 'files.run = ?', run, 'readings.run = ?1', Number(skipped['n']));
}

/** The same for one file, whichever runs have read it; what another row has replaced is `repeated`. */
export function countOutcomesOf(connection: Connection, file: number): RunOutcomes {
  const skipped = connection.db.prepare('SELECT skipped AS n FROM files WHERE id = ?').get(file) as Row;
  return counted(connection, 'files.id = ?', file, '?1 IS NOT NULL', Number(skipped['n']));
}

function counted(
  { db, run }: Connection,
  whichFiles: string,
  value: number,
  whichReadings: string,
  skipped: number,
): RunOutcomes {
  const counts = noOutcomes();
  const sheets = db
    .prepare(
      `SELECT sheets.file, sheets.id AS sheet,
              (SELECT max(line) FROM readings WHERE readings.file = sheets.file AND readings.sheet = sheets.id) AS last
       FROM sheets JOIN files ON files.id = sheets.file WHERE ${whichFiles}`,
    )
    .all(value) as Row[];
  const some = db.prepare(
    `SELECT readings.kind, entries.state, entries.already, entries.settled_run = ?1 AS now, count(*) AS n
     FROM readings LEFT JOIN entries ON entries.id = readings.entry
     WHERE readings.file = ?2 AND readings.sheet = ?3 AND readings.line BETWEEN ?4 AND ?5 AND ${whichReadings}
     GROUP BY 1, 2, 3, 4`,
  );
  for (const { file, sheet, last } of sheets)
    for (let from = 0; from <= Number(last ?? -1); from += COUNTED_AT_ONCE)
      addOutcomes(
        counts,
        some.iterate(run, Number(file), Number(sheet), from, from + COUNTED_AT_ONCE - 1) as Iterable<Row>,
      );
  return { ...counts, skipped: counts.skipped + skipped };
}

export function noOutcomes(): Record<Outcome, number> {
  return Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
}

/** Adds groups of readings (as `outcomeOf` has them, and how many they are: `n`) to `counts`. */
export function addOutcomes(counts: Record<Outcome, number>, groups: Iterable<Row>): void {
  for (const group of groups) counts[outcomeOf(group)] += Number(group['n']);
}

/**
 * The outcome of a reading follows from its kind and from the state of its entry. `now`: 1 where that was settled in
 * the run that asks.
 */
export function outcomeOf({ kind, state, already, now }: Row): Outcome {
  if (kind === KIND.invalid) return 'invalid';
  if (kind === KIND.skipped) return 'skipped';
  if (kind === KIND.dismissed) return 'dismissed';
  if (kind === KIND.held || state === STATE.held) return 'held';
  if (kind === KIND.repeated) return 'repeated';
  // Its entry is gone: another row stands for it.
  if (kind === KIND.superseded && (state ?? null) === null) return 'repeated';
  switch (stateOf(state)) {
    case 'accepted':
      // The row that stands for a settled one is counted itself.
      return now === 1 && already === 0 && kind !== KIND.superseded ? 'accepted' : 'already-there';
    case 'refused':
      return 'refused';
    case 'in-doubt':
      return 'in-doubt';
    default:
      return 'waiting';
  }
}
