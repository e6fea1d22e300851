/** Files and sheets in the ledger. */
import { createHash } from 'node:crypto';
import type { IntakeLedger } from '../ledger.ts';
import type { Connection, Row } from './connection.ts';

/** A sheet by its numbers, and by the names that people know it by. */
export interface Place {
  readonly file: number;
  readonly sheet: number;
  readonly fileName: string;
  readonly sheetName: string;
}

export interface SheetPlaces {
  readonly files: Omit<IntakeLedger, 'admit'>;
  of(sheetId: number): Place;
  /** Whether both bear the same names: a file that was corrected is another file under the same name. */
  same(place: Place, sheetId: number): boolean;
}

export function sheetPlaces(connection: Connection): SheetPlaces {
  const { db } = connection;
  const findFile = db.prepare('SELECT id, run, finished FROM files WHERE digest = ?');
  const addFile = db.prepare('INSERT INTO files (digest, name, run, opened) VALUES (?, ?, ?, ?) RETURNING id');
  const reopenFile = db.prepare('UPDATE files SET name = ?, run = ?, opened = ?, finished = NULL, skipped = 0 WHERE id = ?');
  const addSheet = db.prepare(
    `INSERT INTO sheets (file, name, header_line, headings, layout) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (file, name) DO UPDATE SET header_line = excluded.header_line, headings = excluded.headings, layout = excluded.layout
     RETURNING id`,
  );
  const findSheet = db.prepare(
    'SELECT sheets.file, sheets.name, files.name AS file_name FROM sheets JOIN files ON files.id = sheets.file WHERE sheets.id = ?',
  );
  const finishFile = db.prepare('UPDATE files SET finished = ?, skipped = ? WHERE id = ?');
  const known = new Map<number, Place>();

  function of(sheetId: number): Place {
    let place = known.get(sheetId);
    if (!place) {
      const row = findSheet.get(sheetId) as Row;
      place = { file: Number(row['file']), sheet: sheetId, fileName: String(row['file_name']), sheetName: String(row['name']) };
      known.set(sheetId, place);
    }
    return place;
  }

  return {
    of,
    same(place, sheetId) {
      const other = of(sheetId);
      return other.sheetName === place.sheetName && other.fileName === place.fileName;
    },
    files: {
      openFile: ({ name, digest }) =>
        connection.transaction(() => {
          known.clear();
          const now = connection.now();
          let identity = digest;
          let row = findFile.get(identity) as Row | undefined;
          // A copy in the same run is a file of its own: its rows are repeated ones, each with its place. The next run finds it again.
          while (row?.['run'] === connection.run) {
            identity = createHash('sha256').update(identity).digest();
            row = findFile.get(identity) as Row | undefined;
          }
          if (!row)
            return { id: Number((addFile.get(identity, name, connection.run, now) as Row)['id']), before: 'unknown' as const };
          reopenFile.run(name, connection.run, now, row['id'] as number);
          return { id: Number(row['id']), before: row['finished'] === null ? ('unfinished' as const) : ('finished' as const) };
        }),
      openSheet: (fileId, { name, headerLine, headings, layout }) =>
        connection.transaction(() =>
          Number((addSheet.get(fileId, name, headerLine, JSON.stringify(headings), JSON.stringify(layout)) as Row)['id']),
        ),
      closeFile: (fileId, skipped) =>
        connection.transaction(() => {
          finishFile.run(connection.now(), skipped, fileId);
        }),
      abandonFile: (fileId) =>
        connection.transaction(() => {
          db.prepare('DELETE FROM entries WHERE file = ? AND born = ?').run(fileId, connection.run);
          db.prepare('DELETE FROM readings WHERE file = ? AND run = ?').run(fileId, connection.run);
        }),
    },
  };
}
