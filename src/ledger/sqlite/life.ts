/** The life of a row, put together from what intake and delivery wrote down: for `explain`. */
import type { RowLife } from '../report-side.ts';
import { readProblems } from '../sealed/prepare.ts';
import type { Connection, Row } from './connection.ts';
import { keyOf, READING_KINDS, stateOf } from './entry-rows.ts';
import { NEEDS_PERSON } from './for-person.ts';
import { reasonsOf, receiptOf } from './server-words.ts';
import { genuine } from './signed-tables.ts';

/**
 * The files that somebody may mean: by their path as it was typed, else by their name; the one that was read last comes
 * first.
 */
export function filesMeant({ db }: Pick<Connection, 'db'>, file: string): number[] {
  const ending = `%/${file.replaceAll(/[\\%_]/g, '\\$&')}`;
  const found = db
    .prepare(
      "SELECT id FROM files WHERE name = ?1 OR name LIKE ?2 ESCAPE '\\' ORDER BY name = ?1 DESC, run DESC, id DESC",
    )
    .all(file, ending) as Row[];
  return found.map(({ id }) => Number(id));
}

/** What `asLife` needs of readings, with their sheets, files and entries. */
export const LIFE = `readings.*, sheets.name AS sheet_name, files.name AS file_name, files.opened, entries.state,
  entries.person, entries.dose, entries.wire, entries.sealed AS body, entries.reasons, entries.receipt, entries.batch,
  entries.sheet AS owner_sheet, entries.line AS owner_line, entries.part AS owner_part, ${NEEDS_PERSON} AS waits,
  ${genuine('readings')}, ${genuine('entries')}`;

/**
 * The readings of a line; several when it holds several doses or stands in several sheets. Older versions of the file
 * are told of where they alone have the line, or have a row in it that still waits for a person.
 */
export function lifeOf(connection: Connection, file: string, line: number): RowLife[] {
  const ofLine = connection.db.prepare(
    `SELECT ${LIFE}
     FROM sheets JOIN files ON files.id = sheets.file JOIN readings ON readings.file = files.id
     AND readings.sheet = sheets.id
          LEFT JOIN entries ON entries.id = readings.entry
     WHERE sheets.file = ? AND readings.line = ? ORDER BY readings.sheet, readings.part`,
  );
  const lives: RowLife[] = [];
  for (const id of filesMeant(connection, file)) {
    const rows = ofLine.all(id, line) as Row[];
    const told = lives.length === 0 ? rows : rows.filter(({ waits }) => waits === 1);
    lives.push(...told.map((row) => asLife(connection, row)));
  }
  return lives;
}

/** A row of a query for `LIFE`. */
export function asLife(connection: Connection, row: Row): RowLife {
  const { db, sealer } = connection;
  const kind = READING_KINDS[Number(row['kind'])] ?? 'invalid';
  const life = {
    file: String(row['file_name']),
    sheet: String(row['sheet_name']),
    line: Number(row['line']),
    group: Number(row['part']),
    readAt: Number(row['opened']),
    kind,
    problems: readProblems(row['problems'] as string | null),
    ...decisionOf(connection, row),
  };
  if (row['entry'] === null) return life;
  const batches = db
    .prepare(
      `SELECT id, uuid, ${genuine('batches')} FROM batches WHERE id = ?1
       OR id IN (SELECT batch FROM passages WHERE entry = ?2) ORDER BY id`,
    )
    .all(row['batch'] ?? 0, row['entry'] as number) as Row[];
  const attempts = db.prepare('SELECT at, ms, answer FROM attempts WHERE batch = ? ORDER BY at');
  const owner = sheetNames(connection, row['owner_sheet']);
  const key = keyOf(sealer, { ...row, sealed: row['body'] ?? null });
  const isOwner =
    row['owner_sheet'] === row['sheet'] && row['owner_line'] === row['line'] && row['owner_part'] === row['part'];
  return {
    ...life,
    entry: {
      state: stateOf(row['state']),
      ...(key === undefined ? {} : { key }),
      ...receiptOf(sealer, row),
      reasons: reasonsOf(sealer, row),
      batches: batches.map((batch) => ({
        id: String(batch['uuid']),
        attempts: (attempts.all(batch['id'] as number) as Row[]).map(({ at, ms, answer }) => ({
          at: Number(at),
          ms: Number(ms),
          answer: String(answer),
        })),
      })),
      ...(isOwner ? {} : { owner: { ...owner, line: Number(row['owner_line']) } }),
    },
  };
}

/** Why nobody is asked about the row any more. */
function decisionOf(connection: Connection, { decision }: Row): Pick<RowLife, 'decision'> {
  if (decision === null) return {};
  const row = connection.db
    .prepare('SELECT at, who, by_sheet, by_line FROM decisions WHERE id = ?')
    .get(decision as number) as Row;
  const by =
    row['by_sheet'] === null
      ? {}
      : { by: { ...sheetNames(connection, row['by_sheet']), line: Number(row['by_line']) } };
  return { decision: { at: Number(row['at']), who: String(row['who'] ?? ''), ...by } };
}

function sheetNames({ db }: Connection, sheet: unknown): { readonly file: string; readonly sheet: string } {
  const { file, name } = db
    .prepare(
      `SELECT files.name AS file, sheets.name AS name FROM sheets JOIN files ON files.id = sheets.file
       WHERE sheets.id = ?`,
    )
    .get(sheet as number) as Row;
  return { file: String(file), sheet: String(name) };
}
