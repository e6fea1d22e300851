/** A person takes a row off the list by name: `dismiss FILE LINE`. */
import { basename } from 'node:path';
import { shortDigest } from '../../record/row/original-row.ts';
import type { DecidingLedger, Dismissal, RowMeant } from '../deciding-side.ts';
import type { Erasure, PersonAsked } from '../person-side.ts';
import { addDeed } from './audit.ts';
import type { Connection, Row } from './connection.ts';
import { namedRow } from './decision-rows.ts';
import { decisionsIn } from './decisions.ts';
import { KIND, writeOriginal } from './entry-rows.ts';
import { erase } from './erase.ts';
import { erasedIn } from './erased.ts';
import { fileOf } from './file-fates.ts';
import { NEEDS_PERSON } from './for-person.ts';
import { purge } from './forget.ts';
import { filesMeant } from './life.ts';
import { OLD_ROW, oldRows } from './old-rows.ts';
import { personFingerprints } from './person-rows.ts';

/** `who`: the system user. */
export function decidingLedger(connection: Connection, who: string): DecidingLedger {
  const { db } = connection;
  const decisions = decisionsIn(connection, who);
  const { saidOf } = oldRows(connection);
  const rows = `SELECT ${OLD_ROW}, files.name AS file_name, files.digest, sheets.name AS sheet_name,
    ${NEEDS_PERSON} AS waits
    FROM readings JOIN files ON files.id = readings.file JOIN sheets ON sheets.id = readings.sheet
    LEFT JOIN entries ON entries.id = readings.entry`;
  const ofLine = db.prepare(
    `${rows} WHERE readings.file = ? AND readings.line = ? ORDER BY readings.sheet, readings.part`,
  );
  const fromOrigin = db.prepare(`${rows} WHERE readings.origin = ?`);
  const setDismissed = db.prepare(
    `UPDATE readings SET kind = ${KIND.dismissed}, sealed = NULL, said = ?, decision = ? WHERE file = ?
     AND sheet = ? AND line = ? AND part = ?`,
  );

  /** The row itself, and what correction sheets have brought of it: whichever waits. */
  function standingFor(row: Row): Row[] {
    const original = {
      file: basename(String(row['file_name'])),
      sheet: String(row['sheet_name']),
      line: Number(row['line']),
      digest: shortDigest(row['digest'] as Uint8Array),
    };
    const copies = fromOrigin.all(writeOriginal(original)) as Row[];
    return [row, ...copies.filter(({ part }) => part === row['part'])].filter(({ waits }) => waits === 1);
  }

  function dismissOne(row: Row, named: Row): void {
    const said = saidOf(row);
    const at = [row['file'], row['sheet'], row['line'], row['part']] as [number, number, number, number];
    let decision: number | null = null;
    // The correction as well as the row that it corrects: both may come again.
    for (const each of new Set([named, row])) if (said) decision = decisions.dismiss(namedRow(each, said));
    setDismissed.run(said ?? null, decision, ...at);
  }

  function dismiss({ file, line, sheet }: RowMeant): Dismissal {
    const versions = filesMeant(connection, file)
      .map((id) => (ofLine.all(id, line) as Row[]).filter((row) => sheet === undefined || row['sheet_name'] === sheet))
      .filter((rows) => rows.length > 0);
    // What is in the way of an older version's row is one that waits, or did: whoever says it twice does not mean two
    // rows.
    const isMeant = (row: Row): boolean => row['kind'] === KIND.dismissed || standingFor(row).length > 0;
    const meant = versions.find((rows) => rows.some(isMeant)) ?? versions[0];
    if (!meant) return { kind: 'unknown' };
    const waiting = meant.flatMap((named) => standingFor(named).map((row) => ({ named, row })));
    const sheets = [...new Set(waiting.map(({ named }) => String(named['sheet_name'])))];
    if (sheets.length > 1) return { kind: 'sheets', sheets };
    for (const { named, row } of waiting) dismissOne(row, named);
    return waiting.length === 0 ? { kind: 'not-waiting' } : { kind: 'dismissed', rows: waiting.length };
  }

  return {
    fileOf: (digest) => connection.read(() => fileOf(connection, digest)),
    erase: (asked, { evenWaiting }) => erased(connection, asked, evenWaiting),
    readmit: (asked) =>
      connection.transaction(() => {
        const marks = erasedIn(connection).forget(personFingerprints(connection, asked));
        if (marks > 0) addDeed(connection, 'readmitted', { marks });
        return marks;
      }),
    purge: (before) =>
      connection.transaction(() => {
        const purged = purge(connection, before);
        addDeed(connection, 'purged', { before, ...purged });
        return purged;
      }),
    dismiss: (row) =>
      connection.transaction(() => {
        const found = dismiss(row);
        if (found.kind === 'dismissed') addDeed(connection, 'dismissed', { ...row, rows: found.rows });
        return found;
      }),
    async close() {
      connection.close();
    },
  };
}

/** What was erased is taken out of the journal as well. */
async function erased(connection: Connection, asked: PersonAsked, evenWaiting: boolean): Promise<Erasure> {
  const came = await connection.transaction(() => {
    const found = erase(connection, asked, evenWaiting);
    if (found.kind === 'erased')
      addDeed(connection, 'erased', { entries: found.entries, rows: found.rows, evenWaiting });
    return found;
  });
  await connection.rest();
  return came;
}
