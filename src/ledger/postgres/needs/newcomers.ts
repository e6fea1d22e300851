/**
 * What the judge of admission may ask of some newcomers of one sheet (ledger/rules/entry-store.ts), loaded for all of
 * them at once. test/ledger/postgres/needs.test.ts compares what comes of it with what comes of the whole ledger.
 */
import { basename } from 'node:path';
import { MOST_NAMESAKES } from '../../../record/fields/namesakes.ts';
import type { PreparedReading } from '../../sealed/prepare.ts';
import type { Row } from '../../sqlite/connection.ts';
import { writeOriginal } from '../../sqlite/entry-rows.ts';
import type { SqliteStore } from '../../sqlite/entry-store.ts';
import type { Place } from '../../sqlite/places.ts';
import type { Loader } from '../working-copy.ts';
import { lastPart } from './lives.ts';
import { facts } from './locks.ts';
import { packed, unpacked } from './packed.ts';
import { decisionsOn, followDecisions, loadSheets, loadSurroundings, namesOf } from './surroundings.ts';

const LISTED = unpacked('$1', '$2');
/** Under one name and birth date; others of the person itself are among them (a dose each). */
const NAMESAKES = `SELECT found.person FROM unnest(${LISTED}) AS of(namesake) CROSS JOIN LATERAL
  (SELECT person FROM entries WHERE entries.namesake = of.namesake ORDER BY id LIMIT ${MOST_NAMESAKES + 50}) AS found`;
const OF_PEOPLE = `person = ANY(${LISTED})`;
/** Sheets of these names, in files called so ($2, without folders), and in those of bytes that begin so ($3). */
const SHEETS = `SELECT sheets.* FROM files JOIN sheets ON files.id = sheets.file
  WHERE sheets.name = ANY($1::text[]) AND substring(files.name from '[^/\\\\]*$') = ANY($2::text[])`;
const SHEETS_OF_BYTES = `SELECT sheets.* FROM unnest($2::text[]) AS of(digest)
  JOIN files ON files.digest BETWEEN decode(of.digest, 'hex') AND decode(rpad(of.digest, 64, 'f'), 'hex')
  JOIN sheets ON files.id = sheets.file WHERE sheets.name = ANY($1::text[])`;

const HEX = /^(?:[0-9a-f]{2})+$/;

/** Rows of a sheet that go through the door at once. */
export interface Newcomers {
  readonly place: Place;
  readonly readings: readonly PreparedReading[];
  /** No row of the sheet that was read before stands where one of these does. */
  readonly further: boolean;
  /** The run that takes them in. */
  readonly run: number;
}

type Store = Pick<SqliteStore, 'mayBeNewSite' | 'markOf' | 'saidBy'>;

/** The turn is ours. `store`: knows what it has seen of the file. */
export async function loadForNewcomers(load: Loader, newcomers: Newcomers, store: Store): Promise<void> {
  const { place, readings: all, run } = newcomers;
  await facts(load);
  await erased(load, all, store);
  if (all.some(({ site }) => store.mayBeNewSite(site))) await load.rows('sites', 'true');
  const entries = await others(load, all);
  const sheets = new Set<number>([place.sheet]);
  const old = [...(await ownPlaces(load, newcomers)), ...(await oldPlaces(load, newcomers, store, sheets))];
  // Each may be set aside, and what was decided of it before is then written over.
  await decisionsOn(load, await namesOf(load, old));
  const readings = [...old, ...(await decided(load, place, all, sheets))];
  await loadSurroundings(load, { entries, readings, sheets: [...sheets] }, run);
}

/** That there are any, and those of the newcomers: a province may have many. */
async function erased(load: Loader, newcomers: readonly PreparedReading[], store: Store): Promise<void> {
  const any = await load.rows('erased', 'true LIMIT 1');
  if (any.length === 0) return;
  const marks = newcomers.flatMap((newcomer) => store.markOf(newcomer) ?? []);
  if (marks.length > 0) await load.rows('erased', `mark = ANY(${LISTED})`, packed(marks));
}

/** The entries of the same people, of their namesakes, and of whoever they were asked beside. */
async function others(load: Loader, newcomers: readonly PreparedReading[]): Promise<readonly Row[]> {
  const records = newcomers.flatMap(({ record }) => record ?? []);
  if (records.length === 0) return [];
  // Only who they are: what is loaded before it is locked may be another thing by then.
  const namesakes = await load.tx.query(NAMESAKES, packed(records.map(({ namesake }) => namesake)));
  const met = [...records, ...namesakes].map(({ person }) => person as Uint8Array);
  // Each pair stands there in both directions.
  const neighbours = await load.rows('neighbours', OF_PEOPLE, packed(met));
  const beside = neighbours.map(({ other }) => other as Uint8Array);
  if (beside.length > 0) await load.rows('neighbours', OF_PEOPLE, packed(beside));
  return load.rows('entries', `${OF_PEOPLE} ORDER BY id FOR UPDATE`, packed([...met, ...beside]));
}

/** What stands in the very places of the newcomers, where the file was taken in before. Lines follow each other. */
function ownPlaces(load: Loader, { place, readings, further }: Newcomers): Promise<readonly Row[]> {
  // Nothing is left of a file that was cut short.
  if (!place.unchanged && further) return Promise.resolve([]);
  let [first, last] = [Number.MAX_SAFE_INTEGER, 0];
  for (const { line } of readings) [first, last] = [Math.min(first, line), Math.max(last, line)];
  return load.rows('readings', 'file = $1 AND sheet = $2 AND line BETWEEN $3 AND $4', [
    place.file,
    place.sheet,
    first,
    last,
  ]);
}

/** Rows of older versions of the file, the originals of corrections, and other corrections of these. */
async function oldPlaces(
  load: Loader,
  { place, readings: newcomers }: Newcomers,
  store: Store,
  known: Set<number>,
): Promise<Row[]> {
  const origins = newcomers.flatMap(({ origin, line, group }) => (origin ? [{ origin, line, group }] : []));
  const names = [...new Set([place.sheetName, ...origins.map(({ origin }) => origin.sheet)])];
  const files = [...new Set([lastPart(place.fileName), ...origins.map(({ origin }) => lastPart(origin.file))])];
  // A person may have written anything there.
  const digests = [...new Set(origins.flatMap(({ origin }) => origin.digest ?? []))].filter((text) => HEX.test(text));
  const found = [
    ...(await load.found('sheets', SHEETS, [names, files])),
    ...(digests.length === 0 ? [] : await load.found('sheets', SHEETS_OF_BYTES, [names, digests])),
  ];
  for (const { id } of found) known.add(Number(id));
  await loadSheets(load, [...known]);
  const others = found.filter(({ file }) => file !== place.file).map(({ id }) => Number(id));
  if (others.length === 0 && origins.length === 0) return [];
  const lines = [...newcomers.map(({ line }) => line), ...origins.map(({ origin }) => origin.line)];
  const older = await load.rows(
    'readings',
    'sheet = ANY($1::bigint[]) AND file = ANY($2::bigint[]) AND line = ANY($3::bigint[])',
    [others, [...new Set(found.map(({ file }) => Number(file)))], [...new Set(lines)]],
  );
  const copies =
    origins.length === 0
      ? []
      : await load.rows('readings', 'origin = ANY($1)', [
          [...new Set(origins.map(({ origin }) => writeOriginal(origin)))],
        ]);
  // Rows that need a person, wherever they stand in another version: they may have moved.
  const said = newcomers.flatMap((newcomer) => store.saidBy(newcomer) ?? []);
  const aside =
    said.length === 0 ? [] : await load.rows('readings', `said = ANY(${LISTED}) AND kind IN (2, 3)`, packed(said));
  return [...older, ...copies, ...aside];
}

/** Decisions about rows of this sheet and of originals, and corrections that were there before their originals. */
async function decided(
  load: Loader,
  place: Place,
  newcomers: readonly PreparedReading[],
  sheets: Set<number>,
): Promise<Row[]> {
  const origins = newcomers.flatMap(({ origin }) => origin ?? []);
  const decisions = [
    ...(await load.rows('decisions', 'file = $1 AND sheet = $2', [basename(place.fileName), place.sheetName])),
    ...(await decisionsOn(load, origins)),
  ];
  const standing = await followDecisions(load, decisions, sheets);
  const from = JSON.stringify([basename(place.fileName), place.sheetName]).slice(0, -1);
  // A comma follows the name of the sheet, and a hyphen is the next character.
  const corrections = await load.rows('readings', 'origin >= $1 AND origin < $2', [`${from},`, `${from}-`]);
  return [...standing, ...corrections];
}
