/** What the ledger tells of one person, and of whom it can tell anything: beside a run that may be going on. */

import { RunError } from '../../errors.ts';
import { numberInSlot } from '../../record/dose-slot.ts';
import type { PersonAsked, PersonKnown, PersonLedger, PlaceOfRow, RecordKnown } from '../person-side.ts';
import type { RowLife } from '../report-side.ts';
import { createSealer } from '../sealed/seal.ts';
import { targetOf } from './binding.ts';
import type { Connection, Row } from './connection.ts';
import { stateOf } from './entry-rows.ts';
import { erasedIn } from './erased.ts';
import { asLife, LIFE } from './life.ts';
import { lookInto } from './look-into.ts';
import type { LedgerOptions } from './open.ts';
import { referencesOf } from './people.ts';
import { fingerprinted, readable } from './people-affected.ts';
import { mentioning, type PersonRows, personRows, type ReadingKey } from './person-rows.ts';
import { isThere } from './place.ts';
import { receiptOf } from './server-words.ts';
import { nameOfKey, outerKey, unlockSecret } from './slots.ts';

/** Opens for questions about people. LEDGER_MISSING when nothing was ever imported. */
export async function openForPeople(options: Omit<LedgerOptions, 'doubtWaitMs'>): Promise<PersonLedger> {
  const { path, now } = options;
  if (!isThere(path)) throw new RunError('LEDGER_MISSING', { path });
  const { secret } = await unlockSecret(path, await outerKey(options, true), nameOfKey(options));
  return personLedger(await lookInto(path, createSealer(secret), now, nameOfKey(options)));
}

/** The questions over a ledger that is open already. */
export function personLedger(connection: Connection): PersonLedger {
  return {
    known: (asked) => connection.read(() => known(connection, asked)),
    readable: () => readable(connection),
    fingerprinted: () => connection.read(() => fingerprinted(connection)),
    async close() {
      connection.close();
    },
  };
}

function known(connection: Connection, asked: PersonAsked): PersonKnown {
  const found = personRows(connection, asked);
  const { people, entries, similar, sheets } = found;
  const own = new Set(entries.map(({ id }) => Number(id)));
  const erased = erasedIn(connection).since(people);
  return {
    target: targetOf(connection),
    records: entries.map((entry) => recordOf(connection, entry)),
    rows: livesOf(connection, found),
    similar: similar.map((key) => placeOfReading(connection, key)),
    namesakes: namesakesOf(connection, found),
    mentions: Array.from(mentioning(connection, asked, own), (row) => placeIn(connection, row)),
    titles: sheets.map((sheet) => sheetOf(connection, sheet)),
    references: referencesOf(connection, asked, entries).map(({ at }) => at),
    ...(erased === undefined ? {} : { erased }),
  };
}

function recordOf({ db, sealer }: Connection, entry: Row): RecordKnown {
  const batch = db.prepare('SELECT handed, closed FROM batches WHERE id = ?').get(Number(entry['batch'] ?? 0)) as
    | Row
    | undefined;
  const state = stateOf(entry['state']);
  const lately = db.prepare('SELECT 1 FROM lately WHERE entry = ?').get(Number(entry['id']));
  return {
    dose: numberInSlot(Number(entry['dose'])),
    state,
    handedOver: state === 'in-doubt' && batch !== undefined && batch['handed'] !== null && batch['closed'] === null,
    body: entry['sealed'] !== null || lately !== undefined,
    ...receiptOf(sealer, entry),
  };
}

/** Every reading of these entries, of whatever kind, and those that name the number. */
function livesOf(connection: Connection, { entries, named }: PersonRows): RowLife[] {
  const from = `FROM readings JOIN files ON files.id = readings.file JOIN sheets ON sheets.id = readings.sheet
    LEFT JOIN entries ON entries.id = readings.entry`;
  const ids = JSON.stringify(entries.map(({ id }) => Number(id)));
  const ofEntries =
    entries.length === 0
      ? []
      : (connection.db
          .prepare(
            `SELECT ${LIFE} ${from} WHERE readings.entry IN (SELECT value FROM json_each(?))
             ORDER BY readings.file, readings.sheet, readings.line, readings.part`,
          )
          .all(ids) as Row[]);
  const one = connection.db.prepare(
    `SELECT ${LIFE} ${from} WHERE readings.file = ? AND readings.sheet = ? AND readings.line = ? AND readings.part = ?`,
  );
  return [...ofEntries, ...named.map((key) => one.get(...key) as Row)].map((row) => asLife(connection, row));
}

/** Those who have the same fingerprint of name and birth date under other numbers, the near ones among them. */
function namesakesOf(connection: Connection, { entries, people }: PersonRows): PlaceOfRow[] {
  const { db } = connection;
  const ofName = db.prepare(
    'SELECT id, person, sheet, line FROM entries WHERE namesake = ? AND namesake IS NOT NULL AND person <> ?',
  );
  const mine = new Set(people.map((person) => Buffer.from(person).toString('hex')));
  const found = new Map<number, Row>();
  for (const { namesake, person } of entries)
    if (namesake !== null)
      for (const row of ofName.all(namesake as Uint8Array, person as Uint8Array) as Row[])
        if (!mine.has(Buffer.from(row['person'] as Uint8Array).toString('hex'))) found.set(Number(row['id']), row);
  return [...found.values()].map((row) => placeIn(connection, row));
}

/** `row` has `sheet` and `line`. */
function placeIn(connection: Connection, { sheet, line }: Row): PlaceOfRow {
  return { ...sheetOf(connection, Number(sheet)), line: Number(line) };
}

function placeOfReading(connection: Connection, [, sheet, line]: ReadingKey): PlaceOfRow {
  return { ...sheetOf(connection, sheet), line };
}

function sheetOf({ db }: Connection, sheet: number): Omit<PlaceOfRow, 'line'> {
  const row = db
    .prepare(
      'SELECT files.name AS file, sheets.name FROM sheets JOIN files ON files.id = sheets.file WHERE sheets.id = ?',
    )
    .get(sheet) as Row | undefined;
  return { file: String(row?.['file'] ?? ''), sheet: String(row?.['name'] ?? '') };
}
