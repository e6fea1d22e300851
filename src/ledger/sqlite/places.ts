/** Files and sheets in the ledger. */
import { createHash } from 'node:crypto';
import type { FileIdentity, IntakeLedger } from '../intake-side.ts';
import type { Connection, Row } from './connection.ts';
import { writeSheet } from './sheet-words.ts';

/** A sheet by its numbers, and by the names that people know it by. */
export interface Place {
  readonly file: number;
  readonly sheet: number;
  readonly fileName: string;
  readonly sheetName: string;
  /** These very bytes were taken in by an earlier run. */
  readonly unchanged: boolean;
}

export interface SheetPlaces {
  /**
   * Finds the file or writes down that it was begun, and returns its number. By itself, so that a run that dies says
   * so; all the rest becomes durable with the end of the file.
   */
  note(file: FileIdentity): number;
  /** The file is this run's now. Must run in the transaction of the file. */
  reopen(id: number, file: FileIdentity): void;
  readonly files: Omit<IntakeLedger, 'admit' | 'takeBack'>;
  of(sheetId: number): Place;
  /** Whether both bear the same names: a file that was corrected is another file under the same name. */
  same(place: Place, sheetId: number): boolean;
}

export function sheetPlaces(connection: Connection): SheetPlaces {
  const { db, numbers } = connection;
  const findFile = db.prepare('SELECT id, run FROM files WHERE digest = ?');
  const addFile = db.prepare('INSERT INTO files (id, digest, name, run, opened) VALUES (?, ?, ?, ?, ?)');
  const reopenFile = db.prepare('UPDATE files SET name = ?, run = ?, opened = ? WHERE id = ?');
  const addSheet = db.prepare(
    `INSERT INTO sheets (id, file, name, header_line, headings, above, layout, sealed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (file, name) DO UPDATE SET header_line = excluded.header_line, headings = excluded.headings,
     above = excluded.above,
                                            layout = excluded.layout, sealed = excluded.sealed
     RETURNING id`,
  );
  const findSheet = db.prepare(
    `SELECT sheets.file, sheets.name, files.name AS file_name, files.finished FROM sheets
     JOIN files ON files.id = sheets.file WHERE sheets.id = ?`,
  );
  const finishFile = db.prepare('UPDATE files SET finished = ?, skipped = ? WHERE id = ?');
  // Another version of a file was cut short before: this one stands in its place.
  const forgetOthers = db.prepare(
    'DELETE FROM files WHERE finished IS NULL AND id <> ?1 AND name = (SELECT name FROM files WHERE id = ?1)',
  );
  const forgetFile = db.prepare('DELETE FROM files WHERE finished IS NULL AND id = ?');
  const known = new Map<number, Place>();

  function of(sheetId: number): Place {
    let place = known.get(sheetId);
    if (!place) {
      const row = findSheet.get(sheetId) as Row;
      place = {
        file: Number(row['file']),
        sheet: sheetId,
        fileName: String(row['file_name']),
        sheetName: String(row['name']),
        unchanged: row['finished'] !== null,
      };
      known.set(sheetId, place);
    }
    return place;
  }

  function note({ name, digest }: FileIdentity): number {
    let identity = digest;
    let row = findFile.get(identity) as Row | undefined;
    // A copy in the same run is a file of its own: its rows are repeated ones, each with its place. The next run
    // finds it again.
    while (row?.['run'] === connection.run) {
      identity = createHash('sha256').update(identity).digest();
      row = findFile.get(identity) as Row | undefined;
    }
    if (row) return Number(row['id']);
    const number = numbers.next('files');
    addFile.run(number, identity, name, connection.run, connection.now());
    return number;
  }

  function reopen(id: number, { name }: FileIdentity): void {
    known.clear();
    reopenFile.run(name, connection.run, connection.now(), id);
  }

  return {
    note,
    reopen,
    of,
    same(place, sheetId) {
      const other = of(sheetId);
      return other.sheetName === place.sheetName && other.fileName === place.fileName;
    },
    files: {
      async openFile(file) {
        const id = await connection.transaction(() => note(file));
        await connection.begin();
        await connection.within(() => reopen(id, file));
        return { id };
      },
      openSheet: (fileId, sheet) =>
        connection.within(() => {
          const { headings, above, layout, sealed } = writeSheet(connection.sealer, sheet);
          return Number(
            (
              addSheet.get(
                numbers.next('sheets'),
                fileId,
                sheet.name,
                sheet.headerLine,
                headings,
                above,
                layout,
                sealed,
              ) as Row
            )['id'],
          );
        }),
      async closeFile(fileId, skipped) {
        await connection.within(() => {
          finishFile.run(connection.now(), skipped, fileId);
          forgetOthers.run(fileId);
        });
        await connection.commit();
      },
      async abandonFile(fileId, why) {
        await connection.rollback();
        if (why === 'refused') await connection.transaction(() => forgetFile.run(fileId));
      },
    },
  };
}
