/**
 * How a newcomer compares with an entry: by fingerprints, and by the sealed bodies where both are there. The
 * consequences are in ledger/rules.
 */

import { areNear, nearNiks } from '../../record/fields/namesakes.ts';
import { identityOf } from '../../record/identity.ts';
import { canonicalRecord } from '../../record/key.ts';
import type { DoseRecord } from '../../record/record.ts';
import type { KeptDose } from '../../record/row/dose-checks.ts';
import { showGiven } from '../given-dose.ts';
import type { Comparing } from '../rules/entry-store.ts';
import { isLikePerson } from '../rules/same-row.ts';
import { type PreparedReading, type PreparedRecord, personFingerprint, secretOf } from '../sealed/prepare.ts';
import type { Connection, Row } from './connection.ts';
import { KIND, openRecord } from './entry-rows.ts';
import { isFaded } from './forget.ts';
import type { Place, SheetPlaces } from './places.ts';
import { hex, type StoredEntry } from './stored-entry.ts';

/** `place`: the sheet that the newcomer stands in. */
export function comparison(
  connection: Connection,
  places: SheetPlaces,
  place: () => Place,
): Comparing<PreparedReading, StoredEntry> {
  const { db, sealer } = connection;
  const contesting = db.prepare(
    `SELECT sealed FROM readings INDEXED BY readings_beside
     WHERE entry = ? AND kind IN (${KIND.repeated}, ${KIND.held}) AND kind = ${KIND.held} AND run = ?
     AND sealed IS NOT NULL`,
  );
  /** Of the newcomer that was compared last, worked out when it is asked for, and once. */
  let latest: PreparedReading | undefined;
  let opened: DoseRecord | undefined;
  let near: ReadonlySet<string> | undefined;

  function forgetOthers(newcomer: PreparedReading): void {
    if (latest === newcomer) return;
    latest = newcomer;
    opened = undefined;
    near = undefined;
  }

  function recordOf(newcomer: PreparedReading): DoseRecord {
    forgetOthers(newcomer);
    const { sealed, person, dose } = preparedOf(newcomer);
    opened ??= openRecord(sealer, sealed, person, dose);
    return opened;
  }

  /**
   * The fingerprints of the 160 numbers near the newcomer's: it takes a millisecond instead of the 10 µs of opening a
   * body (docs/performance.md), so it is done only where the other body is erased.
   */
  function nearFingerprints(newcomer: PreparedReading): ReadonlySet<string> {
    const { programme, participant } = recordOf(newcomer);
    near ??= new Set(
      nearNiks(identityOf(participant)).map((nik) => hex(personFingerprint(programme, nik, sealer).subarray(0, 16))),
    );
    return near;
  }

  /** What this run says of a dose beside its entry: the rows that contest it. */
  function contestingOf({ id, row }: StoredEntry): KeptDose[] {
    return (contesting.all(id, connection.run) as Row[]).map(
      ({ sealed }) => openRecord(sealer, sealed, row['person'], row['dose']).dose,
    );
  }

  return {
    recordOf,
    doseOf: (newcomer) => preparedOf(newcomer).dose,
    personOf: (newcomer) => hex(preparedOf(newcomer).person),
    isSamePerson(newcomer, { row }) {
      if (isFaded(row) || equal(row['who'], preparedOf(newcomer).who)) return true;
      // Erased bodies cannot be compared by likeness: other fingerprints then mean another person, and a person
      // decides.
      if (row['sealed'] === null) return false;
      const { participant } = openRecord(sealer, row['sealed'], row['person'], row['dose']);
      return isLikePerson(participant, recordOf(newcomer).participant);
    },
    isSameDose: (newcomer, { row }) => isFaded(row) || equal(row['what'], preparedOf(newcomer).what),
    isIdentical(newcomer, { row }) {
      if (row['sealed'] === null || !equal(row['what'], preparedOf(newcomer).what)) return false;
      const then = openRecord(sealer, row['sealed'], row['person'], row['dose']);
      return canonicalRecord(then) === canonicalRecord(recordOf(newcomer));
    },
    isSamePlace: ({ line, group }, { row }) =>
      row['line'] === line && row['part'] === group && places.same(place(), Number(row['sheet'])),
    isSameRow({ line }, { row }) {
      const { file, sheet } = place();
      return row['file'] === file && row['sheet'] === sheet && row['line'] === line;
    },
    isNear(newcomer, { person, row }) {
      if (row['sealed'] === null) return nearFingerprints(newcomer).has(person);
      const other = openRecord(sealer, row['sealed'], row['person'], row['dose']);
      return areNear(identityOf(recordOf(newcomer).participant), identityOf(other.participant));
    },
    // Of what is on the server, whose body is erased, day and vaccine are kept hidden (given-dose.ts): whoever brings
    // the identity number can read them.
    dosesOf(entry, newcomer) {
      const { sealed, given, person, dose } = entry.row;
      if (sealed === null || sealed === undefined) {
        if (given === null) return [];
        const { programme, participant } = recordOf(newcomer);
        const secret = secretOf(personFingerprint(programme, identityOf(participant), sealer));
        return [showGiven(given as Uint8Array, entry.dose, secret)];
      }
      const own = openRecord(sealer, sealed, person, dose).dose;
      return entry.state === 'held' ? [own, ...contestingOf(entry)] : [own];
    },
  };
}

/** Only newcomers with a record are judged. */
export function preparedOf({ record }: PreparedReading): PreparedRecord {
  if (!record) throw new Error('a reading without a record was judged');
  return record;
}

function equal(stored: unknown, fresh: Uint8Array): boolean {
  return Buffer.compare(stored as Uint8Array, fresh) === 0;
}
