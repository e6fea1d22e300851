/** Files by what they hold, and what has become of their rows by now, whichever run has read them. */
import type { FileFate, TakenFile } from '../report-side.ts';
import type { Connection, Row } from './connection.ts';
import { countOutcomesOf } from './outcomes.ts';
import { genuine } from './signed-tables.ts';

/** A file with these bytes that was taken in to its end. */
export function fileOf({ db }: Connection, digest: Uint8Array): TakenFile | undefined {
  const row = db
    .prepare(`SELECT id, name, ${genuine('files')} FROM files WHERE digest = ? AND finished IS NOT NULL`)
    .get(digest) as Row | undefined;
  return row && { id: Number(row['id']), name: String(row['name']) };
}

/** In time that grows with the rows of the file alone. */
export function fateOf(connection: Connection, file: number): FileFate {
  const outcomes = countOutcomesOf(connection, file);
  const lines = connection.db
    .prepare('SELECT count(*) AS n FROM (SELECT DISTINCT sheet, line FROM readings WHERE file = ?)')
    .get(file) as Row;
  const skipped = connection.db.prepare('SELECT skipped AS n FROM files WHERE id = ?').get(file) as Row;
  return { rows: Number(lines['n']) + Number(skipped['n']), outcomes };
}
