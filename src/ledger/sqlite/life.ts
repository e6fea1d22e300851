/** The life of a row, put together from what intake and delivery wrote down: for `explain`. */
import type { RowLife } from '../ledger.ts';
import { readProblems } from '../prepare.ts';
import type { Connection, Row } from './connection.ts';
import { keyOf, READING_KINDS, stateOf } from './entry-rows.ts';
import { reasonsOf } from './reasons.ts';

/** The file that somebody means: by its path as it was typed, else by its name; the one that was read last. */
export function fileMeant({ db }: Connection, file: string): number | undefined {
  const ending = `%/${file.replaceAll(/[\\%_]/g, '\\$&')}`;
  const found = db
    .prepare("SELECT id FROM files WHERE name = ?1 OR name LIKE ?2 ESCAPE '\\' ORDER BY name = ?1 DESC, run DESC LIMIT 1")
    .get(file, ending) as Row | undefined;
  return found && Number(found['id']);
}

/** The readings of a line; several when it holds several doses or stands in several sheets. */
export function lifeOf(connection: Connection, file: string, line: number): RowLife[] {
  const { db } = connection;
  const found = fileMeant(connection, file);
  if (found === undefined) return [];
  const rows = db
    .prepare(
      `SELECT readings.*, sheets.name AS sheet_name, files.name AS file_name, files.opened, entries.state, entries.person, entries.dose,
              entries.wire, entries.sealed AS body, entries.reasons, entries.receipt, entries.batch,
              entries.sheet AS owner_sheet, entries.line AS owner_line, entries.part AS owner_part
       FROM sheets JOIN files ON files.id = sheets.file JOIN readings ON readings.file = files.id AND readings.sheet = sheets.id
            LEFT JOIN entries ON entries.id = readings.entry
       WHERE sheets.file = ? AND readings.line = ? ORDER BY readings.sheet, readings.part`,
    )
    .all(found, line) as Row[];
  return rows.map((row) => asLife(connection, row));
}

function asLife(connection: Connection, row: Row): RowLife {
  const { db, sealer } = connection;
  const kind = READING_KINDS[Number(row['kind'])] ?? 'invalid';
  const life = {
    file: String(row['file_name']),
    sheet: String(row['sheet_name']),
    line: Number(row['line']),
    dose: Number(row['part']),
    readAt: Number(row['opened']),
    kind,
    problems: readProblems(row['problems'] as string | null),
    ...decisionOf(connection, row),
  };
  if (row['entry'] === null) return life;
  const batches = db
    .prepare('SELECT id, uuid FROM batches WHERE id = ?1 OR id IN (SELECT batch FROM passages WHERE entry = ?2) ORDER BY id')
    .all(row['batch'] ?? 0, row['entry'] as number) as Row[];
  const attempts = db.prepare('SELECT at, ms, answer FROM attempts WHERE batch = ? ORDER BY at');
  const owner = sheetNames(connection, row['owner_sheet']);
  const key = keyOf(sealer, { ...row, sealed: row['body'] ?? null });
  const isOwner = row['owner_sheet'] === row['sheet'] && row['owner_line'] === row['line'] && row['owner_part'] === row['part'];
  return {
    ...life,
    entry: {
      state: stateOf(row['state']),
      ...(key === undefined ? {} : { key }),
      ...(row['receipt'] === null ? {} : { receipt: String(row['receipt']) }),
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
  const by = row['by_sheet'] === null ? {} : { by: { ...sheetNames(connection, row['by_sheet']), line: Number(row['by_line']) } };
  return { decision: { at: Number(row['at']), who: String(row['who'] ?? ''), ...by } };
}

function sheetNames({ db }: Connection, sheet: unknown): { readonly file: string; readonly sheet: string } {
  const { file, name } = db
    .prepare(
      'SELECT files.name AS file, sheets.name AS name FROM sheets JOIN files ON files.id = sheets.file WHERE sheets.id = ?',
    )
    .get(sheet as number) as Row;
  return { file: String(file), sheet: String(name) };
}
