/** Whom a lost ledger and key give away: those who can be read there, and how many others there are. */
import type { PeopleOfFile, PersonReadable } from '../person-side.ts';
import { recordCells } from '../record-cells.ts';
import { ROW_OWNER } from '../sealed/prepare.ts';
import type { Connection, Row } from './connection.ts';
import { KIND, openRecord, STATE, stateOf } from './entry-rows.ts';
import { readSheet } from './sheet-words.ts';
import { genuine } from './signed-tables.ts';

/** Entries whose record is still there, with the row that speaks for them. */
const BODIES = `SELECT e.file, e.sheet, e.line, e.part, e.state, e.person, e.dose,
    coalesce(e.sealed, l.sealed) AS sealed, ${genuine('entries', 'e')}
  FROM entries e LEFT JOIN lately l ON l.entry = e.id WHERE coalesce(e.sealed, l.sealed) IS NOT NULL
  ORDER BY e.file, e.sheet, e.line, e.part`;
/** Rows that need a person and are no entry's own: their cells, or the record of a newcomer. */
const ASIDE = `SELECT readings.file, readings.sheet, readings.line, readings.part, readings.kind, readings.sealed,
    entries.person, entries.dose, ${genuine('readings')}, ${genuine('entries')}
  FROM readings LEFT JOIN entries ON entries.id = readings.entry
  WHERE readings.kind IN (${KIND.held}, ${KIND.invalid}) AND readings.sealed IS NOT NULL
  ORDER BY readings.file, readings.sheet, readings.line, readings.part`;

export async function* readable(connection: Connection): AsyncIterable<PersonReadable> {
  yield* readableEntries(connection);
  yield* readableRows(connection);
}

/** Where a row stands, by its number of a sheet; what is known of a sheet is read once. */
function placesIn({ db, sealer }: Connection) {
  const sheetOf = db.prepare(
    'SELECT sheets.*, files.name AS file_name FROM sheets JOIN files ON files.id = sheets.file WHERE sheets.id = ?',
  );
  const sheets = new Map<number, Pick<PersonReadable, 'file' | 'sheet'>>();

  function known(id: number): Pick<PersonReadable, 'file' | 'sheet'> {
    const before = sheets.get(id);
    if (before) return before;
    const found = sheetOf.get(id) as Row;
    const place = { file: String(found['file_name']), sheet: readSheet(sealer, found) };
    sheets.set(id, place);
    return place;
  }

  return (row: Row): Pick<PersonReadable, 'file' | 'sheet' | 'line' | 'group'> => ({
    ...known(Number(row['sheet'])),
    line: Number(row['line']),
    group: Number(row['part']),
  });
}

/** Records that are still there. */
export function* readableEntries(connection: Connection): Iterable<PersonReadable> {
  const { db, sealer } = connection;
  const at = placesIn(connection);
  for (const row of db.prepare(BODIES).iterate() as Iterable<Row>) {
    const place = at(row);
    const record = openRecord(sealer, row['sealed'], row['person'], row['dose']);
    yield { ...place, state: stateOf(row['state']), cells: recordCells(record, place.sheet, place.group) };
  }
}

/** Rows that need a person and are no entry's own. */
export function* readableRows(connection: Connection): Iterable<PersonReadable> {
  const { db, sealer } = connection;
  const at = placesIn(connection);
  for (const row of db.prepare(ASIDE).iterate() as Iterable<Row>) {
    const place = at(row);
    if (row['kind'] === KIND.held) {
      const record = openRecord(sealer, row['sealed'], row['person'], row['dose']);
      yield { ...place, state: 'held', cells: recordCells(record, place.sheet, place.group) };
    } else {
      const { cells } = JSON.parse(sealer.open(row['sealed'] as Uint8Array, ROW_OWNER).toString()) as {
        cells: string[];
      };
      yield { ...place, state: 'invalid', cells };
    }
  }
}

/** People of whom nothing can be read; each counts in every file that has a record of theirs. */
export function fingerprinted({ db }: Connection): PeopleOfFile[] {
  const rows = db
    .prepare(
      `SELECT files.name AS file, count(DISTINCT e.person) AS people, count(*) AS records
       FROM entries e JOIN files ON files.id = e.file
       WHERE e.state = ${STATE.accepted} AND e.id NOT IN (SELECT entry FROM lately) GROUP BY e.file ORDER BY e.file`,
    )
    .all() as Row[];
  return rows.map(({ file, people, records }) => ({
    file: String(file),
    people: Number(people),
    records: Number(records),
  }));
}
