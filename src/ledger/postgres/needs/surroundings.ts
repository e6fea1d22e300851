/**
 * What belongs to entries and readings that are loaded: the rows that speak for an entry or stand beside it, the
 * entries of rows, what was decided of a row and what stands in its place, and the sheets and files of all of them. It
 * is followed until nothing is missing.
 */
import type { Row } from '../../sqlite/connection.ts';
import { type NamedRow, namedRow } from '../../sqlite/decision-rows.ts';
import { STATE } from '../../sqlite/entry-rows.ts';
import type { Loader } from '../working-copy.ts';

export interface Seed {
  readonly entries?: readonly Row[];
  readonly readings?: readonly Row[];
  /** Sheets that are asked for by number though nothing that is loaded stands in them. */
  readonly sheets?: readonly number[];
}

const NOTHING = new Uint8Array();
/** So many rows of the run that asks are loaded beside one entry; where a number stands in every row, all are held. */
const MOST_BESIDE = 50;

/**
 * Readings of entries ($1), of those that the server has ($2) only the ones beside it: all of other runs than $3, and
 * some of its own, first those that contest it; and the row that speaks for each.
 */
const OF_ENTRIES = `
  SELECT found.* FROM unnest($1::bigint[], $2::boolean[]) AS of(entry, accepted) CROSS JOIN LATERAL (
    (SELECT * FROM readings WHERE readings.entry = of.entry AND readings.run <> $3
       AND (NOT of.accepted OR readings.kind IN (1, 2)))
    UNION ALL
    (SELECT * FROM readings WHERE readings.entry = of.entry AND readings.run = $3
       AND (NOT of.accepted OR readings.kind IN (1, 2))
     ORDER BY kind <> 2, file, sheet, line, part LIMIT ${MOST_BESIDE})
  ) AS found`;
const SPEAKING = `
  SELECT readings.* FROM unnest($1::bigint[]) AS of(entry) JOIN entries ON entries.id = of.entry
  JOIN readings ON (readings.file, readings.sheet, readings.line, readings.part)
    = (entries.file, entries.sheet, entries.line, entries.part)`;
const AT = `
  SELECT readings.* FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) AS at(file, sheet, line, part)
  JOIN readings USING (file, sheet, line, part)`;

/**
 * `run`: the one that asks; 0 where none does, and then all rows beside an entry are loaded. `lock`: of the entries,
 * where they may be changed.
 */
export async function loadSurroundings(load: Loader, seed: Seed, run: number, lock = 'FOR UPDATE'): Promise<void> {
  const entries = new Set<number>();
  const readings = new Set<string>();
  const decisions = new Set<number>();
  const sheets = new Set<number>(seed.sheets ?? []);
  let newEntries = seed.entries ?? [];
  let newReadings = seed.readings ?? [];
  while (newEntries.length + newReadings.length > 0) {
    const ofEntries = unknown(newEntries, entries);
    const ofReadings = newReadings.filter((row) => isNew(placeOf(row), readings));
    for (const row of [...ofEntries, ...ofReadings]) sheets.add(Number(row['sheet']));
    newReadings = [
      ...(await readingsOf(load, ofEntries, run)),
      ...(await standingFor(load, ofReadings, decisions, sheets)),
    ];
    newEntries = await entriesOf(load, ofReadings, entries, lock);
  }
  await loadSheets(load, [...sheets]);
}

/** Sheets by number, with their files. */
export async function loadSheets(load: Loader, sheets: readonly number[]): Promise<void> {
  if (sheets.length === 0) return;
  const found = await load.rows('sheets', 'id = ANY($1::bigint[])', [sheets]);
  await load.rows('files', 'id = ANY($1::bigint[])', [[...new Set(found.map((sheet) => Number(sheet['file'])))]]);
}

/** Readings by their places. */
export function readingsAt(load: Loader, places: readonly (readonly [number, number, number, number])[]) {
  if (places.length === 0) return Promise.resolve([]);
  return load.found(
    'readings',
    AT,
    [0, 1, 2, 3].map((at) => places.map((place) => place[at])),
  );
}

async function readingsOf(load: Loader, entries: readonly Row[], run: number): Promise<readonly Row[]> {
  if (entries.length === 0) return [];
  const ids = entries.map(({ id }) => id);
  const accepted = entries.map(({ state }) => state === STATE.accepted);
  const beside = await load.found('readings', OF_ENTRIES, [ids, accepted, run === 0 ? Number.MAX_SAFE_INTEGER : run]);
  const open = ids.filter((_, index) => !accepted[index]);
  return open.length === 0 ? beside : [...beside, ...(await load.found('readings', SPEAKING, [open]))];
}

/** What stands in the places that decisions on these readings name. */
async function standingFor(
  load: Loader,
  readings: readonly Row[],
  known: Set<number>,
  sheets: Set<number>,
): Promise<readonly Row[]> {
  const ids = [...new Set(readings.flatMap(({ decision }) => (decision === null ? [] : [Number(decision)])))];
  const missing = ids.filter((id) => !known.has(id));
  if (missing.length === 0) return [];
  for (const id of missing) known.add(id);
  return followDecisions(load, await load.rows('decisions', 'id = ANY($1::bigint[])', [missing]), sheets);
}

/** As decisions call readings (sqlite/decision-rows.ts). Loads their sheets and files. */
export async function namesOf(load: Loader, readings: readonly Row[]): Promise<readonly NamedRow[]> {
  const words = await wordsOf(load, readings);
  return readings.map((row) => namedRow({ ...row, ...words(row) } as Row, NOTHING));
}

/** What was decided of rows of these names, whatever they said. */
export function decisionsOn(
  load: Loader,
  names: readonly Pick<NamedRow, 'file' | 'sheet' | 'line'>[],
): Promise<readonly Row[]> {
  const each = new Map(
    names.map(({ file, sheet, line }) => [JSON.stringify([file, sheet, line]), { file, sheet, line }]),
  );
  if (each.size === 0) return Promise.resolve([]);
  const of = [...each.values()];
  return load.found(
    'decisions',
    `SELECT decisions.* FROM unnest($1::text[], $2::text[], $3::bigint[]) AS of(file, sheet, line)
     JOIN decisions USING (file, sheet, line)`,
    [of.map(({ file }) => file), of.map(({ sheet }) => sheet), of.map(({ line }) => line)],
  );
}

/** Loads the sheets and files of readings. Returns their names, and the digest of the file, for each. */
export async function wordsOf(load: Loader, readings: readonly Row[]): Promise<(reading: Row) => Row> {
  const numbers = (column: string): number[] => [...new Set(readings.map((row) => Number(row[column])))];
  const sheets = await load.rows('sheets', 'id = ANY($1::bigint[])', [numbers('sheet')]);
  const files = await load.rows('files', 'id = ANY($1::bigint[])', [numbers('file')]);
  const sheetNames = new Map(sheets.map(({ id, name }) => [id, name]));
  const filesById = new Map(files.map((row) => [row['id'], row]));
  return ({ file, sheet }) => ({
    file_name: filesById.get(file)?.['name'] ?? '',
    sheet_name: sheetNames.get(sheet) ?? '',
    digest: filesById.get(file)?.['digest'] ?? NOTHING,
  });
}

/** The rows that stand for those of which something was decided. */
export function followDecisions(load: Loader, decisions: readonly Row[], sheets: Set<number>) {
  const by = decisions.filter((row) => row['by_file'] !== null);
  for (const row of by) sheets.add(Number(row['by_sheet']));
  return readingsAt(
    load,
    by.map((row) => [Number(row['by_file']), Number(row['by_sheet']), Number(row['by_line']), Number(row['by_part'])]),
  );
}

async function entriesOf(
  load: Loader,
  readings: readonly Row[],
  known: ReadonlySet<number>,
  lock: string,
): Promise<readonly Row[]> {
  const ids = new Set(readings.flatMap(({ entry }) => (entry === null ? [] : [Number(entry)])));
  const missing = [...ids].filter((id) => !known.has(id));
  return missing.length === 0 ? [] : load.rows('entries', `id = ANY($1::bigint[]) ORDER BY id ${lock}`, [missing]);
}

function unknown(rows: readonly Row[], known: Set<number>): readonly Row[] {
  return rows.filter(({ id }) => {
    const number = Number(id);
    const before = known.size;
    return known.add(number).size > before;
  });
}

function isNew(place: string, known: Set<string>): boolean {
  const before = known.size;
  return known.add(place).size > before;
}

function placeOf({ file, sheet, line, part }: Row): string {
  return `${file} ${sheet} ${line} ${part}`;
}
