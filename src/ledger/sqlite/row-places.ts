/** Where the records of a batch come from, for a target that wants to know (`Traits.wantsPlaces`). */
import { basename } from 'node:path';
import type { RecordKey, RowPlace } from '../../record/record.ts';
import { shortDigest } from '../../record/row/original-row.ts';
import type { Connection, Row } from './connection.ts';
import { readOriginal } from './entry-rows.ts';

/** The rows that speak for its entries. `keys`: of those that are open, in the order of their entries. */
export function placesOf(
  { db }: Pick<Connection, 'db'>,
  batch: unknown,
  keys: readonly RecordKey[],
): { readonly places: ReadonlyMap<RecordKey, RowPlace> } {
  const rows = db
    .prepare(
      `SELECT entries.line, entries.part, files.name AS file, files.digest, sheets.name AS sheet, readings.origin
       FROM entries LEFT JOIN files ON files.id = entries.file LEFT JOIN sheets ON sheets.id = entries.sheet
            LEFT JOIN readings ON (readings.file, readings.sheet, readings.line, readings.part)
              = (entries.file, entries.sheet, entries.line, entries.part) AND readings.entry = entries.id
       WHERE entries.batch = ? AND entries.state IN (1, 2) ORDER BY entries.id`,
    )
    .all(batch as number) as Row[];
  const places = new Map<RecordKey, RowPlace>();
  for (const [at, row] of rows.entries()) {
    const key = keys[at];
    if (key !== undefined && row['file'] !== null && row['sheet'] !== null) places.set(key, placeIn(row));
  }
  return { places };
}

function placeIn({ file, digest, sheet, line, part, origin }: Row): RowPlace {
  return {
    file: basename(String(file)),
    digest: shortDigest(digest as Uint8Array),
    sheet: String(sheet),
    line: Number(line),
    group: Number(part),
    ...(typeof origin === 'string' ? { origin: readOriginal(origin) } : {}),
  };
}
