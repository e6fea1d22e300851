/** Which rows of the ledger are of one person: the one place that finds them, for whoever tells and whoever erases. */
import { numberSought } from '../../record/fields/number-in-text.ts';
import type { PersonAsked } from '../person-side.ts';
import { personFingerprint, ROW_OWNER } from '../sealed/prepare.ts';
import type { Connection, Row } from './connection.ts';
import { STATE } from './entry-rows.ts';
import { ownerOfEntry } from './server-words.ts';
import { SHEET_OWNER } from './sheet-words.ts';
import { genuine } from './signed-tables.ts';

/** A reading by its key. */
export type ReadingKey = readonly [file: number, sheet: number, line: number, part: number];

export interface PersonRows {
  /** The fingerprints of the person, one for each programme. */
  readonly people: readonly Uint8Array[];
  /** The entries of the person, with the columns that are needed to tell of them. */
  readonly entries: readonly Row[];
  /** Rows without an entry in whose cells the number stands. */
  readonly named: readonly ReadingKey[];
  /** Rows without an entry in which a number stands that is one slip away. */
  readonly similar: readonly ReadingKey[];
  /** Sheets in whose sealed words the number stands. */
  readonly sheets: readonly number[];
}

/** As entries have them, one for each programme. */
export function personFingerprints(
  { sealer }: Pick<Connection, 'sealer'>,
  { identity, programmes }: PersonAsked,
): Uint8Array[] {
  return programmes.map((programme) => personFingerprint(programme, identity, sealer).subarray(0, 16));
}

export function personRows(connection: Connection, asked: PersonAsked): PersonRows {
  const { db, sealer } = connection;
  const people = personFingerprints(connection, asked);
  const ofPerson = db.prepare(
    `SELECT id, person, dose, state, namesake, batch, receipt, sealed, file, sheet, line, part, ${genuine('entries')}
     FROM entries WHERE person = ? ORDER BY dose`,
  );
  const sought = numberSought(asked.identity);
  const named: ReadingKey[] = [];
  const similar: ReadingKey[] = [];
  const aside = db.prepare(
    `SELECT file, sheet, line, part, sealed, ${genuine('readings')} FROM readings INDEXED BY readings_aside
     WHERE kind IN (2, 3) AND kind = 3 AND sealed IS NOT NULL`,
  );
  for (const row of aside.iterate() as Iterable<Row>) {
    const text = sealer.open(row['sealed'] as Uint8Array, ROW_OWNER).toString();
    const key = [row['file'], row['sheet'], row['line'], row['part']].map(Number) as unknown as ReadingKey;
    if (sought.isIn(text)) named.push(key);
    else if (sought.isNearlyIn(text)) similar.push(key);
  }
  return {
    people,
    entries: people.flatMap((person) => ofPerson.all(person) as Row[]),
    named,
    similar,
    sheets: sheetsNaming(connection, sought.isIn),
  };
}

function sheetsNaming({ db, sealer }: Connection, isIn: (text: string) => boolean): number[] {
  const rows = db.prepare('SELECT id, sealed FROM sheets WHERE sealed IS NOT NULL').all() as Row[];
  return rows
    .filter(({ sealed }) => isIn(sealer.open(sealed as Uint8Array, SHEET_OWNER).toString()))
    .map(({ id }) => Number(id));
}

/** Entries of others whose sealed record names the number: that of a parent, or of whoever vaccinated. */
export function* mentioning(
  connection: Connection,
  { identity }: PersonAsked,
  own: ReadonlySet<number>,
): Iterable<Row> {
  const { db, sealer } = connection;
  const number = Buffer.from(identity.slice(identity.lastIndexOf(':') + 1));
  const waiting = db.prepare(
    `SELECT id, person, dose, sealed, sheet, line, ${genuine('entries')} FROM entries INDEXED BY entries_open
     WHERE state <> ${STATE.accepted} AND sealed IS NOT NULL`,
  );
  for (const row of waiting.iterate() as Iterable<Row>) {
    if (own.has(Number(row['id']))) continue;
    if (sealer.open(row['sealed'] as Uint8Array, ownerOfEntry(row)).includes(number)) yield row;
  }
}
