/**
 * Rows that were corrected and now say something else: another identity number, another dose, or something at last. Nothing else would ever take the
 * old row off the list of what needs a person, since it has another key or none.
 *
 * The same row is the row of the same place: the same line of the same sheet of a file of the same name, or the row that a correction sheet names.
 * A place alone proves little, for one name serves for the sheets of many days, and rows move: the old row must also be like the new one.
 * Only rows that need a person are ever set aside, and no entry that this file brings again, wherever it stands now.
 */
import { basename } from 'node:path';
import { comparableName } from '../../record/names.ts';
import type { DoseRecord } from '../../record/record.ts';
import { type PreparedReading, ROW_OWNER } from '../prepare.ts';
import { isLikePerson } from './comparison.ts';
import type { Connection, Row } from './connection.ts';
import { KIND, openRecord, STATE } from './entry-rows.ts';
import type { Place } from './places.ts';

export interface CorrectedRows {
  /** Before a file. */
  begin(): void;
  /** A reading that stands in the ledger now: sets aside the older readings of the same row. */
  see(place: Place, reading: PreparedReading): void;
  /** When the whole file was seen: removes the entries that nobody speaks for any more. */
  settle(): void;
}

export function correctedRows(connection: Connection): CorrectedRows {
  const { db, sealer } = connection;
  const sheetsOf = db.prepare(
    'SELECT sheets.id, sheets.file, files.name FROM sheets JOIN files ON files.id = sheets.file WHERE sheets.name = ? AND files.id <> ?',
  );
  const readingAt = db.prepare(
    `SELECT readings.*, entries.id AS owned, entries.state, entries.run AS brought, entries.person, entries.dose, entries.sealed AS body
     FROM readings LEFT JOIN entries ON entries.id = readings.entry
     WHERE readings.file = ? AND readings.sheet = ? AND readings.line = ? AND readings.part = ? AND readings.run < ?`,
  );
  const setAside = db.prepare(
    `UPDATE readings SET kind = ${KIND.superseded}, sealed = NULL WHERE file = ? AND sheet = ? AND line = ? AND part = ?`,
  );
  const removeEntry = db.prepare(
    `DELETE FROM entries WHERE id = ?1 AND run < ?2 AND state IN (${STATE.refused}, ${STATE.held})
       AND NOT EXISTS (SELECT 1 FROM readings WHERE (file, sheet, line, part) = (entries.file, entries.sheet, entries.line, entries.part)
                       AND entry = entries.id AND kind <> ${KIND.superseded})
       AND NOT EXISTS (SELECT 1 FROM readings INDEXED BY readings_beside
                       WHERE entry = entries.id AND kind IN (${KIND.repeated}, ${KIND.held}) AND kind = ${KIND.held})`,
  );
  const removePassages = db.prepare('DELETE FROM passages WHERE entry = ?');
  // Ids may be given again, so no reading may keep the id of an entry that is no more.
  const forgetEntries = db.prepare(
    `UPDATE readings SET kind = ${KIND.superseded}, entry = NULL, sealed = NULL
     WHERE entry IS NOT NULL AND entry NOT IN (SELECT id FROM entries)`,
  );
  /** The other sheets of the same names, for each sheet of the file that is being taken in; a million rows ask for the same. */
  const sheetsOfName = new Map<number, readonly Row[]>();
  const touched = new Set<number>();

  function sheetsNamed(file: string, sheet: string, except: number): readonly Row[] {
    return (sheetsOf.all(sheet, except) as Row[]).filter((row) => basename(String(row['name'])) === basename(file));
  }

  function seeAt(sheets: readonly Row[], line: number, reading: PreparedReading): void {
    for (const sheet of sheets) {
      const at = [sheet['file'] as number, sheet['id'] as number, line, reading.part] as const;
      const old = readingAt.get(...at, connection.run) as Row | undefined;
      if (!old || !needsPerson(old) || !isLike(old, reading)) continue;
      setAside.run(...at);
      if (old['owned'] !== null) touched.add(Number(old['owned']));
    }
  }

  function needsPerson({ kind, state, brought }: Row): boolean {
    if (kind === KIND.held || kind === KIND.invalid) return true;
    return kind !== KIND.superseded && brought !== connection.run && (state === STATE.refused || state === STATE.held);
  }

  function isLike(old: Row, { record, row }: PreparedReading): boolean {
    if (!record) return old['kind'] === KIND.invalid && row !== undefined && haveMostCells(cellsOf(old['sealed']), cellsOf(row));
    const now = openRecord(sealer, record.sealed, record.person, record.dose);
    if (old['kind'] === KIND.invalid) return mayHaveSaid(cellsOf(old['sealed']), now);
    const then = openRecord(sealer, old['sealed'] ?? old['body'], old['person'], old['dose']);
    return then.participant.nik === now.participant.nik || isLikePerson(then, now);
  }

  function cellsOf(sealed: unknown): readonly string[] {
    return (JSON.parse(sealer.open(sealed as Uint8Array, ROW_OWNER).toString()) as { cells: string[] }).cells;
  }

  return {
    begin() {
      sheetsOfName.clear();
      touched.clear();
    },
    see(place, reading) {
      let others = sheetsOfName.get(place.sheet);
      if (!others) {
        others = sheetsNamed(place.fileName, place.sheetName, place.file);
        sheetsOfName.set(place.sheet, others);
      }
      seeAt(others, reading.line, reading);
      const { origin } = reading;
      if (origin) seeAt(sheetsNamed(origin.file, origin.sheet, place.file), origin.line, reading);
    },
    settle() {
      let removed = 0;
      for (const entry of touched) {
        if (Number(removeEntry.run(entry, connection.run).changes) === 0) continue;
        removePassages.run(entry);
        removed += 1;
      }
      if (removed > 0) forgetEntries.run();
    },
  };
}

/** Whether a row with these cells can be what the record was before it was corrected: it has its identity number or its name. */
function mayHaveSaid(cells: readonly string[], { participant }: DoseRecord): boolean {
  const name = comparableName(participant.name);
  return cells.some((cell) => cell.trim() === participant.nik || (/\p{L}/u.test(cell) && comparableName(cell) === name));
}

/** At least half of what was said is said still. */
function haveMostCells(before: readonly string[], now: readonly string[]): boolean {
  const filled = before.filter((cell) => cell !== '');
  const said = new Set(now);
  return filled.length > 0 && filled.filter((cell) => said.has(cell)).length * 2 >= filled.length;
}
