/**
 * Rows that were corrected and now say something else: another identity number, another dose, or something at last.
 * Nothing else would ever take the old row off the list of what needs a person, since it has another key or none.
 *
 * The same row is the row of the same place: the same line of the same sheet of a file of the same name; or the row
 * that a correction sheet names, and whatever an earlier correction sheet has brought for that row. A place alone
 * proves little, for one name serves for the sheets of many days, and rows move: the old row must also be like the new
 * one (same-row.ts).
 *
 * Set aside are rows that need a person, and withdrawn is what waits and was not sent; never an entry that this file
 * brings again, wherever it stands now.
 */
import { basename } from 'node:path';
import type { OriginalRow } from '../../record/record.ts';
import { isSameRow } from '../rules/same-row.ts';
import type { PreparedReading } from '../sealed/prepare.ts';
import type { Connection, Row } from './connection.ts';
import { type At, type Decisions, HOW, type NamedRow, namedRow, saidBy } from './decisions.ts';
import { KIND, readOriginal, STATE, step, writeOriginal } from './entry-rows.ts';
import { OLD_ROW, oldRows } from './old-rows.ts';
import type { Place } from './places.ts';

export interface CorrectedRows {
  /** Before a file. */
  begin(): void;
  /**
   * A reading that is about to become an entry: takes what waits of the same row out of play, but the entry `twin`.
   * Whether there was any.
   */
  withdraw(place: Place, reading: PreparedReading, twin: number | undefined): boolean;
  /**
   * A reading that stands in the ledger now: sets aside the older readings of the same row. `asked`: it needs a person
   * itself.
   */
  see(place: Place, reading: PreparedReading, asked: boolean): void;
  /** When the whole file was seen: removes the entries that nobody speaks for any more. */
  settle(): void;
}

export function correctedRows(connection: Connection, decisions: Decisions): CorrectedRows {
  const { db } = connection;
  const { knownOf, knownNow, saidOf } = oldRows(connection);
  const sheetsOf = db.prepare(
    'SELECT sheets.id, sheets.file, files.name, files.digest FROM sheets JOIN files ON files.id = sheets.file WHERE sheets.name = ? AND files.id <> ?',
  );
  const readingsFrom = db.prepare(
    'SELECT file, sheet AS id, line FROM readings INDEXED BY readings_origin WHERE origin = ?',
  );
  const readingAt = db.prepare(
    `SELECT ${OLD_ROW}, files.name AS file_name, sheets.name AS sheet_name
     FROM readings JOIN files ON files.id = readings.file JOIN sheets ON sheets.id = readings.sheet LEFT JOIN entries ON entries.id = readings.entry
     WHERE readings.file = ? AND readings.sheet = ? AND readings.line = ? AND readings.part = ? AND readings.run < ?`,
  );
  const sayingTheSame = db.prepare(
    `SELECT file, sheet, line, part, origin FROM readings INDEXED BY readings_said
     WHERE said = ? AND kind IN (${KIND.held}, ${KIND.invalid}) AND run < ?`,
  );
  const setAside = db.prepare(
    'UPDATE readings SET kind = ?, sealed = NULL, said = ?, decision = ? WHERE file = ? AND sheet = ? AND line = ? AND part = ?',
  );
  const setState = db.prepare('UPDATE entries SET state = ? WHERE id = ?');
  // Of other files than those of this name: what they say as well is not this row's to take back.
  const spokenFor = db.prepare(
    `SELECT DISTINCT entry FROM readings WHERE kind = ${KIND.owner} AND entry IN (SELECT id FROM entries WHERE state = ${STATE.pending})
       AND file NOT IN (SELECT value FROM json_each(?))`,
  );
  const filesNamed = db.prepare('SELECT id, name FROM files');
  const besideIt = db.prepare(
    `SELECT 1 FROM readings INDEXED BY readings_beside WHERE entry = ? AND kind IN (${KIND.repeated}, ${KIND.held}) LIMIT 1`,
  );
  const removeEntry = db.prepare(
    `DELETE FROM entries WHERE id = ?1 AND run < ?2 AND state IN (${STATE.refused}, ${STATE.held})
       AND NOT EXISTS (SELECT 1 FROM readings WHERE (file, sheet, line, part) = (entries.file, entries.sheet, entries.line, entries.part)
                       AND entry = entries.id AND kind NOT IN (${KIND.superseded}, ${KIND.dismissed}))
       AND NOT EXISTS (SELECT 1 FROM readings INDEXED BY readings_beside
                       WHERE entry = entries.id AND kind IN (${KIND.repeated}, ${KIND.held}) AND kind = ${KIND.held})`,
  );
  const isOpen = db.prepare(`SELECT 1 FROM entries WHERE id = ? AND run < ? AND state = ${STATE.held}`);
  const removePassages = db.prepare('DELETE FROM passages WHERE entry = ?');
  // Ids may be given again, so no reading may keep the id of an entry that is no more.
  const forgetEntries = db.prepare(
    `UPDATE readings SET kind = CASE kind WHEN ${KIND.dismissed} THEN kind ELSE ${KIND.superseded} END, entry = NULL, sealed = NULL
     WHERE entry IS NOT NULL AND entry NOT IN (SELECT id FROM entries)`,
  );
  /** The other sheets that a sheet of the file, and that an origin may mean: a million rows ask for the same. */
  const sheetsBeside = new Map<number, readonly SheetMeant[]>();
  const sheetsMeant = new Map<string, readonly SheetMeant[]>();
  const touched = new Set<number>();
  /** Entries that were taken out of play, with the row that spoke for each and the one that stands in its place. */
  const withdrawn = new Map<number, { readonly old: Row; readonly by: At }>();
  let elsewhere: ReadonlySet<number> | undefined;

  /** The other sheets of these names, and where there is a digest those of that file, whatever it is called now. */
  function sheetsOfPlace({ file, sheet, digest }: Omit<OriginalRow, 'line'>, except: number): readonly SheetMeant[] {
    return (sheetsOf.all(sheet, except) as Row[]).flatMap((row) => {
      const named =
        digest !== undefined &&
        Buffer.from(row['digest'] as Uint8Array)
          .toString('hex')
          .startsWith(digest);
      return named || basename(String(row['name'])) === file
        ? [{ file: Number(row['file']), id: Number(row['id']), named }]
        : [];
    });
  }

  /**
   * Where the row of a reading may stand in older files: in its own place, in its original, and in other corrections of
   * that.
   */
  function placesOf(place: Place, { line, origin }: PreparedReading): readonly RowMeant[] {
    const beside = sheetsOfVersions(place);
    if (!origin && beside.length === 0) return NOWHERE;
    const own = beside.map((sheet): RowMeant => ({ ...sheet, line, is: 'own' }));
    if (!origin) return own;
    const there = (): readonly SheetMeant[] => sheetsOfPlace(origin, place.file);
    const originals = once(sheetsMeant, writeOriginal({ ...origin, line: 0 }), there);
    const copies = (readingsFrom.all(writeOriginal(origin)) as Row[]).map((row) => ({
      file: Number(row['file']),
      id: Number(row['id']),
      named: origin.digest !== undefined,
      line: Number(row['line']),
      is: 'copy' as const,
    }));
    return [
      ...own,
      ...originals.map((sheet): RowMeant => ({ ...sheet, line: origin.line, is: 'original' })),
      ...copies,
    ];
  }

  /** The sheets of this name in other versions of the file. */
  function sheetsOfVersions(place: Place): readonly SheetMeant[] {
    const known = sheetsBeside.get(place.sheet);
    if (known) return known;
    const found = sheetsOfPlace({ file: basename(place.fileName), sheet: place.sheetName }, place.file);
    sheetsBeside.set(place.sheet, found);
    return found;
  }

  function oldAt({ file, id, line }: RowMeant, group: number): Row | undefined {
    return readingAt.get(file, id, line, group, connection.run) as Row | undefined;
  }

  function saysElse(old: Row, reading: PreparedReading): boolean {
    const [then, now] = [saidOf(old), saidBy(reading, connection)];
    return then !== undefined && now !== undefined && Buffer.compare(then, now) !== 0;
  }

  function needsPerson({ kind, state, brought }: Row): boolean {
    if (kind === KIND.held || kind === KIND.invalid) return true;
    if (kind === KIND.superseded || kind === KIND.dismissed) return false;
    return brought !== connection.run && (state === STATE.refused || state === STATE.held);
  }

  /** The reading has taken the place of the old row; says of it why it needs nobody any more, if that is so. */
  function putAside(old: Row, place: Place, reading: PreparedReading): void {
    const said = saidOf(old);
    const dismissed = reading.origin?.dismissed === true;
    const decision = said && decisionOn(namedRow(old, said), place, reading);
    const at = [old['file'], old['sheet'], old['line'], old['part']] as [number, number, number, number];
    setAside.run(dismissed ? KIND.dismissed : KIND.superseded, said ?? null, decision ?? null, ...at);
    if (old['owned'] !== null && !dismissed) touched.add(Number(old['owned']));
  }

  /** Undefined where the row says what it said: it stands there again, and is asked about there. */
  function decisionOn(old: NamedRow, place: Place, reading: PreparedReading): number | undefined {
    if (reading.origin?.dismissed) return decisions.dismiss(old);
    const now = reading.record && saidBy(reading, connection);
    if (!now || Buffer.compare(now, old.said) === 0) return undefined;
    return decisions.replace(
      old,
      { file: place.file, sheet: place.sheet, line: reading.line, group: reading.group },
      HOW.replaced,
    );
  }

  /**
   * A row that stands again, as it was, in another line of its file or once more in the original of a correction sheet,
   * is asked about there.
   */
  function seeMoved(place: Place, reading: PreparedReading): void {
    const said = reading.origin ? undefined : saidBy(reading, connection);
    if (!said) return;
    const versions = new Set((sheetsBeside.get(place.sheet) ?? []).map(({ id }) => id));
    for (const { file, sheet, line, part, origin } of sayingTheSame.all(said, connection.run) as Row[])
      if (versions.has(Number(sheet)) || isFrom(place, origin))
        setAside.run(KIND.superseded, said, null, file as number, sheet as number, line as number, part as number);
  }

  /** Whether an origin names a row of this sheet. */
  function isFrom({ fileName, sheetName }: Place, origin: unknown): boolean {
    if (typeof origin !== 'string') return false;
    const { file, sheet } = readOriginal(origin);
    return file === basename(fileName) && sheet === sheetName;
  }

  function isSpokenElsewhere(entry: number, place: Place): boolean {
    if (!elsewhere) {
      const name = basename(place.fileName);
      const versions = (filesNamed.all() as Row[])
        .filter((file) => basename(String(file['name'])) === name)
        .map(({ id }) => id);
      elsewhere = new Set((spokenFor.all(JSON.stringify(versions)) as Row[]).map((row) => Number(row['entry'])));
    }
    return elsewhere.has(entry) || besideIt.get(entry) !== undefined;
  }

  /** The older readings of the same row, wherever they may stand. */
  function seeOlder(place: Place, reading: PreparedReading, meant: readonly RowMeant[]): void {
    const settled: Row[] = [];
    let isKnown = false;
    const places = meant.map((where) => ({ where, old: oldAt(where, reading.group) }));
    // Whoever dismisses one of two corrections that disagree decides nothing about the other one, and so nothing
    // about the row that both correct.
    const others = places.filter(
      ({ where, old }) => where.is === 'copy' && old && needsPerson(old) && saysElse(old, reading),
    );
    const isOneOfTwo = reading.origin?.dismissed === true && others.length > 0;
    for (const { where, old } of places) {
      if (!old || (isOneOfTwo && (where.is === 'original' || others.some((other) => other.old === old)))) continue;
      // What was taken out of play by this very row is settled at the end of the file.
      if (withdrawn.has(Number(old['owned'] ?? 0))) continue;
      if (needsPerson(old) && isSameRow(knownOf(old), knownNow(reading), where.named)) {
        putAside(old, place, reading);
        isKnown = true;
      } else if (where.is === 'original' && old['kind'] === KIND.superseded && old['decision'] === null)
        settled.push(old);
    }
    // An earlier copy of the correction sheet has set it aside without a correction.
    if (isKnown) for (const old of settled) putAside(old, place, reading);
  }

  return {
    begin() {
      sheetsBeside.clear();
      sheetsMeant.clear();
      touched.clear();
      withdrawn.clear();
      elsewhere = undefined;
    },
    withdraw(place, reading, twin) {
      let found = false;
      // What an older file says again takes nothing back; only what its own row was read as before, by other flags or
      // an older program, does not hold any more.
      const itself: RowMeant = { file: place.file, id: place.sheet, line: reading.line, named: true, is: 'own' };
      for (const where of place.unchanged ? [itself] : placesOf(place, reading)) {
        // Another correction of the row says something else: that is for a person (rules/judge.ts).
        if (where.is === 'copy') continue;
        const old = oldAt(where, reading.group);
        if (!old || old['kind'] !== KIND.owner || old['speaks'] !== 1 || old['state'] !== STATE.pending) continue;
        const entry = Number(old['owned']);
        if (old['brought'] === connection.run || entry === twin || isSpokenElsewhere(entry, place)) continue;
        if (!isSameRow(knownOf(old), knownNow(reading), where.named)) continue;
        setState.run(step('pending', 'conflicted'), entry);
        withdrawn.set(entry, {
          old,
          by: { file: place.file, sheet: place.sheet, line: reading.line, group: reading.group },
        });
        found = true;
      }
      return found;
    },
    see(place, reading, asked) {
      const places = placesOf(place, reading);
      if (places.length > 0) seeOlder(place, reading, places);
      if (asked) seeMoved(place, reading);
    },
    settle() {
      let removed = 0;
      for (const [entry, { old, by }] of withdrawn) {
        if (isOpen.get(entry, connection.run) === undefined) continue;
        touched.add(entry);
        // The row itself, read otherwise: what it said stands nowhere any more.
        if (old['file'] === by.file && old['sheet'] === by.sheet && old['line'] === by.line && old['part'] === by.group)
          continue;
        const said = saidOf(old);
        const decision = said ? decisions.replace(namedRow(old, said), by, HOW.changed) : null;
        const at = [old['file'], old['sheet'], old['line'], old['part']] as [number, number, number, number];
        setAside.run(KIND.superseded, said ?? null, decision, ...at);
      }
      for (const entry of touched) {
        if (Number(removeEntry.run(entry, connection.run).changes) === 0) continue;
        removePassages.run(entry);
        removed += 1;
      }
      if (removed > 0) forgetEntries.run();
    },
  };
}

/** One list for all rows of a file that has no other version: a million of them would have to be collected. */
const NOWHERE: readonly RowMeant[] = [];

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

/** A row of one of our sheets. */
interface RowMeant extends SheetMeant {
  readonly line: number;
  readonly is: 'own' | 'original' | 'copy';
}
