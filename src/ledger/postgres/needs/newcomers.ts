/**
 * What the judge of admission may ask of some newcomers of one sheet (ledger/rules/entry-store.ts), loaded for all of
 * them at once. test/ledger/postgres/needs.test.ts compares what comes of it with what comes of the whole ledger.
 */
import { basename } from 'node:path';
import { MOST_NAMESAKES } from '../../../record/fields/namesakes.ts';
import type { PreparedReading } from '../../sealed/prepare.ts';
import type { Row } from '../../sqlite/connection.ts';
import { writeOriginal } from '../../sqlite/entry-rows.ts';
import type { Place } from '../../sqlite/places.ts';
import type { Loader } from '../working-copy.ts';
import { lastPart } from './lives.ts';
import { facts } from './locks.ts';
import { followDecisions, loadSheets, loadSurroundings, readingsAt } from './surroundings.ts';

/** Who is under one name and birth date; others of the person itself are among them (a dose each). */
const NAMESAKES = `SELECT found.person FROM unnest($1::bytea[]) AS of(namesake) CROSS JOIN LATERAL
  (SELECT person FROM entries WHERE entries.namesake = of.namesake ORDER BY id LIMIT ${MOST_NAMESAKES + 50}) AS found`;
/** Sheets of these names, in files called so ($2, without folders) or of bytes that begin so ($3). */
const SHEETS = `SELECT sheets.* FROM sheets JOIN files ON files.id = sheets.file
  WHERE sheets.name = ANY($1::text[]) AND (substring(files.name from '[^/\\\\]*$') = ANY($2::text[])
    OR encode(substring(files.digest from 1 for 4), 'hex') = ANY($3::text[]))`;

/** `run`: the one that takes them in. The turn is ours. */
export async function loadForNewcomers(
  load: Loader,
  place: Place,
  newcomers: readonly PreparedReading[],
  run: number,
): Promise<void> {
  await facts(load);
  await load.rows('erased', 'true');
  await load.rows('sites', 'true');
  const entries = await others(load, newcomers);
  const sheets = new Set<number>([place.sheet]);
  const readings = [
    ...(await ownPlaces(load, place, newcomers)),
    ...(await oldPlaces(load, place, newcomers, sheets)),
    ...(await decided(load, place, newcomers, sheets)),
  ];
  await loadSurroundings(load, { entries, readings, sheets: [...sheets] }, run);
}

/** The entries of the same people, of their namesakes, and of whoever they were asked beside. */
async function others(load: Loader, newcomers: readonly PreparedReading[]): Promise<Row[]> {
  const records = newcomers.flatMap(({ record }) => record ?? []);
  if (records.length === 0) return [];
  const people = distinct(records.map(({ person }) => person));
  // Only asked for, and loaded when they are locked: one that a worker claims in between would be written back as if it
  // still waited.
  const namesakes = await load.tx.query(NAMESAKES, [distinct(records.map(({ namesake }) => namesake))]);
  const met = distinct([...people, ...namesakes.map(({ person }) => person as Uint8Array)]);
  const neighbours = await load.rows('neighbours', 'person = ANY($1::bytea[]) OR other = ANY($1::bytea[])', [met]);
  const all = distinct([...met, ...neighbours.flatMap(({ person, other }) => [person, other] as Uint8Array[])]);
  return [...(await load.rows('entries', 'person = ANY($1::bytea[]) ORDER BY id FOR UPDATE', [all]))];
}

/** What stands in the very places of the newcomers, where the file was taken in before. */
function ownPlaces(load: Loader, { file, sheet }: Place, newcomers: readonly PreparedReading[]) {
  return readingsAt(
    load,
    newcomers.map(({ line, group }) => [file, sheet, line, group]),
  );
}

/** Rows of older versions of the file, the originals of corrections, and other corrections of these. */
async function oldPlaces(
  load: Loader,
  place: Place,
  newcomers: readonly PreparedReading[],
  known: Set<number>,
): Promise<Row[]> {
  const origins = newcomers.flatMap(({ origin, line, group }) => (origin ? [{ origin, line, group }] : []));
  const found = await load.found('sheets', SHEETS, [
    [...new Set([place.sheetName, ...origins.map(({ origin }) => origin.sheet)])],
    [...new Set([lastPart(place.fileName), ...origins.map(({ origin }) => lastPart(origin.file))])],
    [...new Set(origins.flatMap(({ origin }) => origin.digest ?? []))],
  ]);
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
  const copies = await load.rows('readings', 'origin = ANY($1)', [
    [...new Set(origins.map(({ origin }) => writeOriginal(origin)))],
  ]);
  // Rows that need a person, wherever they stand in another version: they may have moved.
  const aside = await load.rows('readings', 'kind IN (2, 3) AND said IS NOT NULL AND sheet = ANY($1::bigint[])', [
    others,
  ]);
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
    ...(origins.length === 0
      ? []
      : await load.found(
          'decisions',
          `SELECT decisions.* FROM
             (SELECT DISTINCT * FROM unnest($1::text[], $2::text[], $3::bigint[]) AS of(file, sheet, line)) AS of
           JOIN decisions USING (file, sheet, line)`,
          [origins.map(({ file }) => file), origins.map(({ sheet }) => sheet), origins.map(({ line }) => line)],
        )),
  ];
  const standing = await followDecisions(load, decisions, sheets);
  const from = JSON.stringify([basename(place.fileName), place.sheetName]).slice(0, -1);
  // A comma follows the name of the sheet, and a hyphen is the next character.
  const corrections = await load.rows('readings', 'origin >= $1 AND origin < $2', [`${from},`, `${from}-`]);
  return [...standing, ...corrections];
}

function distinct(all: readonly Uint8Array[]): Buffer[] {
  const found = new Map(all.map((bytes) => [Buffer.from(bytes).toString('latin1'), Buffer.from(bytes)]));
  return [...found.values()];
}
