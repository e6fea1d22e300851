/**
 * Rows that were corrected and now say something else, as this ledger finds them and writes it down. Which they are is
 * judged in rules/older-rows.ts.
 */
import { basename } from 'node:path';
import { type Found, isWithdrawn, type Likeness, setAside, whyAside } from '../rules/older-rows.ts';
import { isSameRow } from '../rules/same-row.ts';
import type { PreparedReading } from '../sealed/prepare.ts';
import type { Connection, Row } from './connection.ts';
import { type At, HOW, namedRow, saidBy } from './decision-rows.ts';
import type { Decisions } from './decisions.ts';
import { KIND, readOriginal, STATE, step } from './entry-rows.ts';
import { oldPlaces, type RowMeant } from './old-places.ts';
import { OLD_ROW, oldRows, StoredOldRow } from './old-rows.ts';
import type { Place } from './places.ts';
import { spokenElsewhere } from './spoken-elsewhere.ts';

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
  /** The entries that `settle` will look at, and the rows that have brought them. */
  open(): { readonly entries: readonly number[]; readonly rows: readonly Row[] };
  /** What is in the ledger may be another thing than at the last look, beyond what was written here. */
  lookAgain(): void;
  /** When the whole file was seen: removes the entries that nobody speaks for any more. */
  settle(): void;
}

export function correctedRows(connection: Connection, decisions: Decisions): CorrectedRows {
  const { db, run } = connection;
  const places = oldPlaces(connection);
  const elsewhere = spokenElsewhere(connection);
  const { knownOf, knownNow, saidOf } = oldRows(connection);
  const readingAt = db.prepare(
    `SELECT ${OLD_ROW}, files.name AS file_name, sheets.name AS sheet_name
     FROM readings JOIN files ON files.id = readings.file JOIN sheets ON sheets.id = readings.sheet
          LEFT JOIN entries ON entries.id = readings.entry
     WHERE readings.file = ? AND readings.sheet = ? AND readings.line = ? AND readings.part = ? AND readings.run <> ?`,
  );
  const sayingTheSame = db.prepare(
    `SELECT file, sheet, line, part, origin FROM readings INDEXED BY readings_said
     WHERE said = ? AND kind IN (${KIND.held}, ${KIND.invalid}) AND run <> ?`,
  );
  const setReading = db.prepare(
    `UPDATE readings SET kind = ?, sealed = NULL, said = ?, decision = ?
     WHERE file = ? AND sheet = ? AND line = ? AND part = ?`,
  );
  const setState = db.prepare('UPDATE entries SET state = ? WHERE id = ?');
  const removeEntry = db.prepare(
    `DELETE FROM entries WHERE id = ?1 AND run <> ?2 AND state IN (${STATE.refused}, ${STATE.held})
       AND NOT EXISTS (SELECT 1 FROM readings WHERE (file, sheet, line, part)
         = (entries.file, entries.sheet, entries.line, entries.part)
                       AND entry = entries.id AND kind NOT IN (${KIND.superseded}, ${KIND.dismissed}))
       AND NOT EXISTS (SELECT 1 FROM readings INDEXED BY readings_beside
                       WHERE entry = entries.id AND kind IN (${KIND.repeated}, ${KIND.held}) AND kind = ${KIND.held})`,
  );
  const isOpen = db.prepare(`SELECT 1 FROM entries WHERE id = ? AND run <> ? AND state = ${STATE.held}`);
  const removePassages = db.prepare('DELETE FROM passages WHERE entry = ?');
  // Ids may be given again, so no reading may keep the id of an entry that is no more.
  const forgetEntries = db.prepare(
    `UPDATE readings SET kind = CASE kind WHEN ${KIND.dismissed} THEN kind ELSE ${KIND.superseded} END,
     entry = NULL, sealed = NULL
     WHERE entry IN (SELECT value FROM json_each(?))`,
  );
  const touched = new Set<number>();
  /** Entries that were taken out of play, with the row that spoke for each and the one that stands in its place. */
  const withdrawn = new Map<number, { readonly old: Row; readonly by: At }>();

  function oldAt({ file, sheet, line }: RowMeant, group: number): StoredOldRow | undefined {
    const row = readingAt.get(file, sheet, line, group, run) as Row | undefined;
    return row && new StoredOldRow(row, run);
  }

  function saysElse({ row }: StoredOldRow, reading: PreparedReading): boolean {
    const [then, now] = [saidOf(row), saidBy(reading, connection)];
    return then !== undefined && now !== undefined && Buffer.compare(then, now) !== 0;
  }

  function likenessTo(reading: PreparedReading): Likeness<StoredOldRow> {
    return {
      isSameRow: ({ row }, named) => isSameRow(knownOf(row), knownNow(reading), named),
      saysElse: (old) => saysElse(old, reading),
    };
  }

  function writeAside(row: Row, kind: number, said: Uint8Array | undefined, decision: number | undefined): void {
    const [file, sheet, line, part] = [row['file'], row['sheet'], row['line'], row['part']] as number[];
    setReading.run(
      kind,
      said ?? null,
      decision ?? null,
      file as number,
      sheet as number,
      line as number,
      part as number,
    );
  }

  /** The reading has taken the place of the old row; says of it why it needs nobody any more, if that is so. */
  function putAside(old: StoredOldRow, place: Place, reading: PreparedReading): void {
    const dismisses = reading.origin?.dismissed === true;
    const said = saidOf(old.row);
    writeAside(
      old.row,
      dismisses ? KIND.dismissed : KIND.superseded,
      said,
      said && decisionOn(old, said, place, reading),
    );
    if (old.entry !== undefined && !dismisses) touched.add(old.entry);
  }

  function decisionOn(old: StoredOldRow, said: Uint8Array, place: Place, reading: PreparedReading): number | undefined {
    const now = { hasRecord: reading.record !== undefined, saysElse: saysElse(old, reading) };
    switch (whyAside(reading.origin?.dismissed === true, now)) {
      case 'dismissed':
        return decisions.dismiss(namedRow(old.row, said));
      case 'replaced':
        return decisions.replace(namedRow(old.row, said), atOf(place, reading), HOW.replaced);
      default:
        return undefined;
    }
  }

  /** The older readings of the same row, wherever they may stand. */
  function seeOlder(place: Place, reading: PreparedReading, meant: readonly RowMeant[]): void {
    const found = meant.flatMap((where): Found<StoredOldRow>[] => {
      const old = oldAt(where, reading.group);
      return old ? [{ where, old }] : [];
    });
    const dismisses = reading.origin?.dismissed === true;
    const aside = setAside(found, dismisses, likenessTo(reading), (entry) => withdrawn.has(entry));
    for (const old of aside) putAside(old, place, reading);
  }

  /**
   * A row that stands again, as it was, in another line of its file or once more in the original of a correction sheet,
   * is asked about there.
   */
  function seeMoved(place: Place, reading: PreparedReading): void {
    const said = reading.origin ? undefined : saidBy(reading, connection);
    if (!said) return;
    for (const row of sayingTheSame.all(said, run) as Row[])
      if (places.isOfVersion(place, Number(row['sheet'])) || isFrom(place, row['origin']))
        writeAside(row, KIND.superseded, said, undefined);
  }

  /** A row that this file has changed before it was sent, and that stands nowhere any more. */
  function settleWithdrawn(entry: number, old: Row, by: At): void {
    if (isOpen.get(entry, run) === undefined) return;
    touched.add(entry);
    // The row itself, read otherwise: what it said stands nowhere any more.
    if (old['file'] === by.file && old['sheet'] === by.sheet && old['line'] === by.line && old['part'] === by.group)
      return;
    const said = saidOf(old);
    writeAside(old, KIND.superseded, said, said && decisions.replace(namedRow(old, said), by, HOW.changed));
  }

  return {
    open: () => ({
      entries: [...touched, ...withdrawn.keys()],
      rows: Array.from(withdrawn.values(), ({ old }) => old),
    }),
    lookAgain: () => elsewhere.begin(),
    begin() {
      places.begin();
      elsewhere.begin();
      touched.clear();
      withdrawn.clear();
    },
    withdraw(place, reading, twin) {
      // What an older file says again takes nothing back; only what its own row was read as before, by other flags or
      // an older program, does not hold any more.
      const { file, sheet } = place;
      const meant = place.unchanged
        ? [{ file, sheet, line: reading.line, named: true, is: 'own' } as const]
        : places.of(place, reading);
      if (meant.length === 0) return false;
      const beside = { twin, isSpokenElsewhere: (entry: number) => elsewhere.is(entry, place) };
      const like = likenessTo(reading);
      let found = false;
      for (const where of meant) {
        const old = oldAt(where, reading.group);
        if (old?.entry === undefined || !isWithdrawn({ where, old }, beside, like)) continue;
        setState.run(step('pending', 'conflicted'), old.entry);
        withdrawn.set(old.entry, { old: old.row, by: atOf(place, reading) });
        found = true;
      }
      return found;
    },
    see(place, reading, asked) {
      const meant = places.of(place, reading);
      if (meant.length > 0) seeOlder(place, reading, meant);
      if (asked) seeMoved(place, reading);
    },
    settle() {
      const removed: number[] = [];
      for (const [entry, { old, by }] of withdrawn) settleWithdrawn(entry, old, by);
      for (const entry of touched) {
        if (Number(removeEntry.run(entry, run).changes) === 0) continue;
        removePassages.run(entry);
        removed.push(entry);
      }
      if (removed.length > 0) forgetEntries.run(JSON.stringify(removed));
    },
  };
}

function atOf({ file, sheet }: Place, { line, group }: PreparedReading): At {
  return { file, sheet, line, group };
}

/** Whether an origin names a row of this sheet. */
function isFrom({ fileName, sheetName }: Place, origin: unknown): boolean {
  if (typeof origin !== 'string') return false;
  const { file, sheet } = readOriginal(origin);
  return file === basename(fileName) && sheet === sheetName;
}
