/**
 * Rows that were corrected and now say something else: another identity number, another dose, or something at last. Nothing else would ever take the
 * old row off the list of what needs a person, since it has another key or none.
 *
 * The same row is the row of the same place: the same line of the same sheet of a file of the same name; or the row that a correction sheet names, and
 * whatever an earlier correction sheet has brought for that row. A place alone proves little, for one name serves for the sheets of many days, and rows
 * move: the old row must also be like the new one (same-row.ts).
 * Only rows that need a person are ever set aside, and no entry that this file brings again, wherever it stands now.
 */
import { basename } from 'node:path';
import type { OriginalRow } from '../../record/record.ts';
import { type PreparedReading, ROW_OWNER } from '../prepare.ts';
import { isSameRow, type KnownRow } from '../same-row.ts';
import type { Connection, Row } from './connection.ts';
import { KIND, openRecord, STATE, writeOriginal } from './entry-rows.ts';
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
    'SELECT sheets.id, sheets.file, files.name, files.digest FROM sheets JOIN files ON files.id = sheets.file WHERE sheets.name = ? AND files.id <> ?',
  );
  const readingsFrom = db.prepare('SELECT file, sheet AS id, line FROM readings INDEXED BY readings_origin WHERE origin = ?');
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
  /** The other sheets that a sheet of the file, and that an origin may mean: a million rows ask for the same. */
  const sheetsBeside = new Map<number, readonly SheetMeant[]>();
  const sheetsMeant = new Map<string, readonly SheetMeant[]>();
  const touched = new Set<number>();

  /** The other sheets of these names, and where there is a digest those of that file, whatever it is called now. */
  function sheetsOfPlace({ file, sheet, digest }: Omit<OriginalRow, 'line'>, except: number): readonly SheetMeant[] {
    return (sheetsOf.all(sheet, except) as Row[]).flatMap((row) => {
      const named =
        digest !== undefined &&
        Buffer.from(row['digest'] as Uint8Array)
          .toString('hex')
          .startsWith(digest);
      return named || basename(String(row['name'])) === file ? [{ file: Number(row['file']), id: Number(row['id']), named }] : [];
    });
  }

  function seeAt({ file, id, named }: SheetMeant, line: number, reading: PreparedReading): void {
    const at = [file, id, line, reading.part] as const;
    const old = readingAt.get(...at, connection.run) as Row | undefined;
    if (!old || !needsPerson(old) || !isSameRow(knownOf(old), knownNow(reading), named)) return;
    setAside.run(...at);
    if (old['owned'] !== null) touched.add(Number(old['owned']));
  }

  function needsPerson({ kind, state, brought }: Row): boolean {
    if (kind === KIND.held || kind === KIND.invalid) return true;
    return kind !== KIND.superseded && brought !== connection.run && (state === STATE.refused || state === STATE.held);
  }

  function knownOf(old: Row): KnownRow {
    if (old['kind'] === KIND.invalid) return { cells: cellsOf(old['sealed']) };
    return { record: openRecord(sealer, old['sealed'] ?? old['body'], old['person'], old['dose']) };
  }

  function knownNow({ record, row, origin }: PreparedReading): KnownRow {
    const cells = origin?.cells ?? (row && cellsOf(row));
    return {
      ...(record ? { record: openRecord(sealer, record.sealed, record.person, record.dose) } : {}),
      ...(cells ? { cells } : {}),
    };
  }

  function cellsOf(sealed: unknown): readonly string[] {
    return (JSON.parse(sealer.open(sealed as Uint8Array, ROW_OWNER).toString()) as { cells: string[] }).cells;
  }

  return {
    begin() {
      sheetsBeside.clear();
      sheetsMeant.clear();
      touched.clear();
    },
    see(place, reading) {
      const { line, origin } = reading;
      const here = (): readonly SheetMeant[] =>
        sheetsOfPlace({ file: basename(place.fileName), sheet: place.sheetName }, place.file);
      for (const sheet of once(sheetsBeside, place.sheet, here)) seeAt(sheet, line, reading);
      if (!origin) return;
      const named = origin.digest !== undefined;
      const there = (): readonly SheetMeant[] => sheetsOfPlace(origin, place.file);
      for (const sheet of once(sheetsMeant, writeOriginal({ ...origin, line: 0 }), there)) seeAt(sheet, origin.line, reading);
      for (const row of readingsFrom.all(writeOriginal(origin)) as Row[])
        seeAt({ file: Number(row['file']), id: Number(row['id']), named }, Number(row['line']), reading);
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

/** What was found for this key, or is found now. */
function once<K, V>(known: Map<K, V>, key: K, find: () => V): V {
  let value = known.get(key);
  if (value === undefined) {
    value = find();
    known.set(key, value);
  }
  return value;
}

/** One of our sheets; `named`: a correction sheet says so by its digest, not by its name alone. */
interface SheetMeant {
  readonly file: number;
  readonly id: number;
  readonly named: boolean;
}
