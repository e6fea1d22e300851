/** What reports read from the ledger: outcomes, rows for a person, the life of a row. */
import { FIELDS, type Problem } from '../../record/problems.ts';
import { type Reason, withoutReason } from '../../target/reason.ts';
import type { LedgerRun } from '../history-side.ts';
import type { KnownFile, SheetIdentity } from '../intake-side.ts';
import { recordCells } from '../record-cells.ts';
import type { ReadingFate, ReportLedger, RowForPerson, RowsWanted } from '../report-side.ts';
import { ROW_OWNER, readProblems } from '../sealed/prepare.ts';
import { targetOf } from './binding.ts';
import type { Connection, Row } from './connection.ts';
import { HOW } from './decision-rows.ts';
import { openRecord, readOriginal } from './entry-rows.ts';
import { fateOf, fileOf } from './file-fates.ts';
import { countAboutOthers, countForPerson, NEEDS_PERSON, outcomeForPerson } from './for-person.ts';
import { countGone } from './gone-rows.ts';
import { countHandedOver } from './handed-over.ts';
import { asRun, historyLedger } from './history.ts';
import { lifeOf } from './life.ts';
import { isLocked } from './lock.ts';
import { countOutcomes, outcomeOf } from './outcomes.ts';
import { reasonsOf } from './server-words.ts';
import { readSheet } from './sheet-words.ts';
import { genuine } from './signed-tables.ts';
import { standingsOf } from './standings.ts';
import { countEntries } from './state-counts.ts';

export function reportLedger(connection: Connection): ReportLedger {
  const { db, path } = connection;
  let wasLocked = false;
  return {
    lastRun: () =>
      connection.read(() => {
        const row = db.prepare('SELECT * FROM runs ORDER BY id DESC LIMIT 1').get() as Row | undefined;
        return row && asRun(row);
      }),
    atWork: () =>
      connection.read(() => {
        const last = unendedRun(connection);
        return last && (wasLocked || isLocked(path)) ? [last] : [];
      }),
    async atOnce(work) {
      // A run that ends, or begins, while we look has the lock before or afterwards.
      wasLocked = isLocked(path);
      db.exec('BEGIN');
      try {
        return await work();
      } finally {
        wasLocked = false;
        db.exec('COMMIT');
      }
    },
    unfinished: () =>
      connection.read(() =>
        (db.prepare('SELECT name FROM files WHERE finished IS NULL GROUP BY name ORDER BY min(id)').all() as Row[]).map(
          (row) => String(row['name']),
        ),
      ),
    target: () => connection.read(() => targetOf(connection)),
    outcomes: () => connection.read(() => countOutcomes(connection)),
    fileOf: (digest) => connection.read(() => fileOf(connection, digest)),
    fateOf: (file) => connection.read(() => fateOf(connection, file)),
    standings: (file) => connection.read(() => standingsOf(connection, file)),
    readings: () => readings(connection),
    rowsForPerson: (which) => rowsForPerson(connection, which),
    countForPerson: () => connection.read(() => countForPerson(connection)),
    countGone: () => connection.read(() => countGone(connection)),
    countDismissed: () => connection.read(() => countDismissed(connection)),
    countAboutOthers: () => connection.read(() => countAboutOthers(connection)),
    countHandedOver: () => connection.read(() => countHandedOver(connection)),
    lifeOf: (file, line) => connection.read(() => lifeOf(connection, file, line)),
    count: () => connection.read(() => countEntries(connection)),
    ...historyLedger(connection),
    async close() {
      connection.close();
    },
  };
}

/** The last run, where it has not said that it ended. */
function unendedRun({ db }: Connection): LedgerRun | undefined {
  const last = db.prepare('SELECT * FROM runs ORDER BY id DESC LIMIT 1').get() as Row | undefined;
  return last?.['ended'] === null ? asRun(last) : undefined;
}

/** Rows, not what they say: one that was changed and dismissed again is one. */
function countDismissed({ db }: Connection): number {
  return Number((db.prepare(DISMISSED).get() as Row)['n']);
}

export const DISMISSED = `SELECT count(*) AS n
  FROM (SELECT DISTINCT file, sheet, line, part FROM decisions WHERE how = ${HOW.dismissed}) AS dismissed`;

async function* readings({ db, run }: Connection): AsyncIterable<ReadingFate> {
  const rows = db
    .prepare(
      `SELECT readings.line, readings.part, readings.kind, readings.problems, files.name AS file, sheets.name AS sheet,
              entries.state, entries.already, entries.settled_run = ?1 AS now
       FROM readings JOIN files ON files.id = readings.file JOIN sheets ON sheets.id = readings.sheet
            LEFT JOIN entries ON entries.id = readings.entry
       WHERE readings.run = ?1 AND files.run = ?1 ORDER BY readings.file, readings.sheet, readings.line, readings.part`,
    )
    .iterate(run) as Iterable<Row>;
  for (const row of rows) yield asFate(row);
}

/** A reading with what `outcomeOf` needs, and the names of its file and sheet (`file`, `sheet`). */
export function asFate(row: Row): ReadingFate {
  const outcome = outcomeOf(row);
  return {
    file: String(row['file']),
    sheet: String(row['sheet']),
    line: Number(row['line']),
    group: Number(row['part']),
    outcome,
    problems: [
      ...readProblems(row['problems'] as string | null),
      ...(outcome === 'refused' ? [{ code: 'SERVER_REFUSED', severity: 'error' } as const] : []),
    ],
  };
}

async function* rowsForPerson(connection: Connection, which: RowsWanted): AsyncIterable<RowForPerson> {
  const [column, value] =
    which === 'all' ? ['1', 1] : which === 'run' ? ['readings.run', connection.run] : ['readings.file', which.file];
  const rows = connection.db
    .prepare(
      `SELECT readings.line, readings.part, readings.kind, readings.problems, readings.sealed AS cells,
       readings.sheet, readings.origin,
              readings.file AS file_id, entries.state, entries.person, entries.dose, entries.sealed, entries.reasons,
              ${genuine('readings')}, ${genuine('entries')}
       FROM readings JOIN files ON files.id = readings.file LEFT JOIN entries ON entries.id = readings.entry
       WHERE ${column} = ? AND ${NEEDS_PERSON}
       ORDER BY readings.file, readings.sheet, readings.line, readings.part`,
    )
    .iterate(value) as Iterable<Row>;
  let file: FileWithSheets | undefined;
  for (const row of rows) {
    if (!file || file.id !== row['file_id']) file = fileWithSheets(connection, row['file_id'] as number);
    yield asRowForPerson(connection, row, file);
  }
}

interface FileWithSheets {
  readonly id: unknown;
  readonly from: KnownFile;
  readonly sheets: ReadonlyMap<unknown, SheetIdentity>;
}

function fileWithSheets({ db, sealer }: Connection, id: number): FileWithSheets {
  const { name, digest } = db.prepare('SELECT name, digest FROM files WHERE id = ?').get(id) as Row;
  const rows = db.prepare('SELECT * FROM sheets WHERE file = ? ORDER BY id').all(id) as Row[];
  const sheets = new Map(rows.map((row) => [row['id'], readSheet(sealer, row)]));
  return { id, from: { name: String(name), digest: digest as Uint8Array, sheets: [...sheets.values()] }, sheets };
}

function asRowForPerson({ sealer }: Connection, row: Row, { from, sheets }: FileWithSheets): RowForPerson {
  const sheet = sheets.get(row['sheet']);
  if (!sheet) throw new Error('a reading without its sheet');
  const origin = row['origin'] === null ? {} : { origin: readOriginal(String(row['origin'])) };
  const at = { file: from.name, from, sheet, line: Number(row['line']), group: Number(row['part']), ...origin };
  const outcome = outcomeForPerson(row);
  if (outcome === 'invalid') {
    const kept = JSON.parse(sealer.open(row['cells'] as Uint8Array, ROW_OWNER).toString()) as {
      cells: string[];
      problems: Problem[];
    };
    return { ...at, outcome, ...kept };
  }
  // A row that could be read is not kept as it was: its record still is, the newcomer's with its reading where two are
  // in conflict.
  const record = openRecord(sealer, row['cells'] ?? row['sealed'], row['person'], row['dose']);
  const said = outcome === 'refused' ? saidByServer(reasonsOf(sealer, row)) : [];
  return {
    ...at,
    outcome,
    cells: recordCells(record, sheet, at.group),
    problems: [...readProblems(row['problems'] as string | null, Number(row['dose'])), ...said],
  };
}

/** A row without a problem would not be marked or copied; earlier versions kept refusals without reasons. */
function saidByServer(reasons: readonly Reason[]): readonly Problem[] {
  return (reasons.length > 0 ? reasons : withoutReason(0)).map(asProblem);
}

/**
 * The cell that the server means can be marked where the target knows which it is; earlier versions kept a name of
 * ours.
 */
function asProblem({ field, means, code, message, status, ours, value }: Reason): Problem {
  if (ours) {
    const named = value === undefined ? {} : { params: { v: value } };
    return { code: ours, severity: 'error', ...(means ? { field: means } : {}), ...named };
  }
  if (status !== undefined)
    return { code: 'SERVER_NO_REASON', severity: 'error', params: { v: status === 0 ? '–' : status } };
  const meant = FIELDS.find((each) => each === (means ?? field));
  const params = { v: message, ...(code ? { code } : {}) };
  return { code: 'SERVER_REFUSED', severity: 'error', ...(meant ? { field: meant } : {}), params };
}
