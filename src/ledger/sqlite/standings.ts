/** Where the readings of a file stand now: for whoever has sent it, and asks. */
import type { RowStanding } from '../report-side.ts';
import { readProblems } from '../sealed/prepare.ts';
import type { Connection, Row } from './connection.ts';
import { kindOf, openRecord, STATE, stateOf } from './entry-rows.ts';
import { reasonsOf, receiptOf } from './server-words.ts';
import { genuine } from './signed-tables.ts';

export function standingsOf({ db, sealer }: Connection, file: number): RowStanding[] {
  const rows = db
    .prepare(
      `SELECT readings.line, readings.part, readings.kind, readings.problems, sheets.name AS sheet, entries.id AS entry,
              entries.state, entries.already, entries.person, entries.dose, entries.receipt,
              CASE entries.state WHEN ${STATE.refused} THEN entries.reasons END AS reasons,
              CASE entries.state WHEN ${STATE.refused} THEN entries.sealed END AS sealed,
              ${genuine('readings')}, ${genuine('entries')}
       FROM readings JOIN sheets ON sheets.id = readings.sheet LEFT JOIN entries ON entries.id = readings.entry
       WHERE readings.file = ? ORDER BY readings.sheet, readings.line, readings.part`,
    )
    .all(file) as Row[];
  return rows.map((row) => ({
    sheet: String(row['sheet']),
    line: Number(row['line']),
    group: Number(row['part']),
    kind: kindOf(row['kind']),
    problems: readProblems(row['problems'] as string | null),
    ...(row['entry'] === null
      ? {}
      : {
          entry: {
            state: stateOf(row['state']),
            already: row['already'] === 1,
            ...receiptOf(sealer, row),
            reasons: reasonsOf(sealer, row),
            ...(row['sealed'] ? { record: openRecord(sealer, row['sealed'], row['person'], row['dose']) } : {}),
          },
        }),
  }));
}
