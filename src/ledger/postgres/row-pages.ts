/** Rows in file order, a page at a time: of a file of a million rows a thousand are looked at at once. */
import type { ReadingFate, RowForPerson, RowsWanted } from '../report-side.ts';
import type { Row } from '../sqlite/connection.ts';
import { NEEDS_PERSON } from '../sqlite/for-person.ts';
import { asFate } from '../sqlite/report.ts';
import type { Desk } from './desk.ts';
import { numbersIn } from './needs/lives.ts';
import { FROM_ASIDE, FROM_COPIES, FROM_OWNERS } from './report-counts.ts';
import type { ReportSides } from './sides.ts';
import { filesOf, isReadBy, isSettledSince } from './taken.ts';
import type { Loader } from './working-copy.ts';

const AT_ONCE = 1_000;

/** What stands in a file behind the row of the last page. */
type Place = readonly [sheet: number, line: number, part: number];
const BEGIN: Place = [-1, -1, -1];
const BEHIND = '(readings.sheet, readings.line, readings.part) > ($2, $3, $4)';
const IN_ORDER = `ORDER BY readings.sheet, readings.line, readings.part LIMIT ${AT_ONCE}`;

function placeOf({ sheet_id: id, sheet, line, part }: Row): Place {
  return [Number(id ?? sheet), Number(line), Number(part)];
}

/** Readings of a run in the files that it has read. */
export async function* fatesOf(desk: Desk<ReportSides>, run: number): AsyncIterable<ReadingFate> {
  const files = await desk.ask((tx) =>
    tx.query(`SELECT id FROM files WHERE id IN ${filesOf('$1')} ORDER BY id`, [run]),
  );
  for (const file of numbersIn(files, 'id')) {
    let page: Row[];
    let last = BEGIN;
    do {
      page = await desk.ask((tx) =>
        tx.query(
          `SELECT readings.line, readings.part, readings.kind, readings.problems, readings.sheet AS sheet_id,
                  files.name AS file, sheets.name AS sheet, entries.state, entries.already,
                  ${isSettledSince('$5')} AS now
           FROM readings JOIN files ON files.id = readings.file JOIN sheets ON sheets.id = readings.sheet
                LEFT JOIN entries ON entries.id = readings.entry
           WHERE readings.file = $1 AND ${BEHIND} AND readings.run >= $5 ${IN_ORDER}`,
          [file, ...last, run],
        ),
      );
      yield* page.map(asFate);
      last = placeOf(page.at(-1) ?? {});
    } while (page.length === AT_ONCE);
  }
}

/** Rows that need a person. `run`: the one that asks. */
export async function* rowsForPerson(
  desk: Desk<ReportSides>,
  run: number,
  which: RowsWanted,
): AsyncIterable<RowForPerson> {
  const ofRun = which === 'run' ? run : null;
  for (const file of await filesWithRows(desk, which, run)) {
    let page: readonly Row[] = [];
    let last = BEGIN;
    let known: RowForPerson['from'] | undefined;
    do {
      const rows = await desk.look(
        async (load) => {
          page = await load.found(
            'readings',
            `SELECT readings.* FROM readings LEFT JOIN entries ON entries.id = readings.entry
             WHERE readings.file = $1 AND ${BEHIND} AND ($5::bigint IS NULL OR ${isReadBy('$5')})
               AND ${NEEDS_PERSON} ${IN_ORDER}`,
            [file, ...last, ofRun],
          );
          await loadForPage(load, file, page);
        },
        async ({ reports }) => {
          const found: RowForPerson[] = [];
          for await (const row of reports.rowsForPerson({ file })) found.push(row);
          return found;
        },
      );
      for (const row of rows) {
        known ??= row.from;
        yield asOf(known, row);
      }
      last = placeOf(page.at(-1) ?? {});
    } while (page.length === AT_ONCE);
  }
}

/** All rows of a file have the same object for it, on whichever page they stand. */
function asOf(from: RowForPerson['from'], row: RowForPerson): RowForPerson {
  if (row.from === from) return row;
  const sheet = from.sheets[row.from.sheets.indexOf(row.sheet)];
  return sheet ? { ...row, from, sheet } : row;
}

async function loadForPage(load: Loader, file: number, page: readonly Row[]): Promise<void> {
  await load.rows('files', 'id = $1', [file]);
  await load.rows('sheets', 'file = $1', [file]);
  await load.rows('entries', 'id = ANY($1::bigint[])', [numbersIn(page, 'entry')]);
}

async function filesWithRows(desk: Desk<ReportSides>, which: RowsWanted, run: number): Promise<readonly number[]> {
  if (typeof which === 'object') return [which.file];
  const of = (from: string): string =>
    `SELECT DISTINCT readings.file ${from} AND ($1::bigint IS NULL OR ${isReadBy('$1')})`;
  const rows = await desk.ask((tx) =>
    tx.query(`${of(FROM_ASIDE)} UNION ${of(FROM_COPIES)} UNION ${of(FROM_OWNERS)} ORDER BY file`, [
      which === 'run' ? run : null,
    ]),
  );
  return numbersIn(rows, 'file');
}
