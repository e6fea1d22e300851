/**
 * How a newcomer compares with an entry: the same person, the same place, the same content. The consequences are in
 * admission.ts.
 */
import { canonicalRecord } from '../../record/key.ts';
import type { Standing } from '../rules/admission.ts';
import { isLikePerson } from '../rules/same-row.ts';
import type { PreparedReading, PreparedRecord } from '../sealed/prepare.ts';
import type { Sealer } from '../sealed/seal.ts';
import type { Row } from './connection.ts';
import { openRecord, stateOf } from './entry-rows.ts';
import { isFaded } from './forget.ts';
import type { Place, SheetPlaces } from './places.ts';

/** Rows of entries have `dose`, `state`, `who`, `what`, `run`, `sheet`, `line`, `part` and `sealed`. */
export interface Comparison {
  /** Whether the entry, which has the same identity number, is the same person's. */
  isSamePerson(record: PreparedRecord, entry: Row): boolean;
  /** Whether the entry came from where the reading stands, in whatever version of the file. */
  isSamePlace(place: Place, reading: PreparedReading, entry: Row): boolean;
  /** What is to be known of the entry that has the reading's key. */
  standing(
    place: Place,
    reading: PreparedReading,
    record: PreparedRecord,
    twin: Row,
    run: number,
  ): Omit<Standing, 'lost'>;
}

export function comparison(sealer: Sealer, places: SheetPlaces): Comparison {
  const isSamePlace: Comparison['isSamePlace'] = (place, { line, part }, entry) =>
    entry['line'] === line && entry['part'] === part && places.same(place, Number(entry['sheet']));
  return {
    isSamePlace,
    isSamePerson(record, entry) {
      if (isFaded(entry) || equal(entry['who'], record.who)) return true;
      // Erased bodies cannot be compared by likeness: other fingerprints then mean another person, and a person
      // decides.
      if (entry['sealed'] === null) return false;
      return isLikePerson(
        openRecord(sealer, entry['sealed'], record.person, entry['dose']).participant,
        openRecord(sealer, record.sealed, record.person, record.dose).participant,
      );
    },
    standing: (place, reading, record, twin, run) => ({
      state: stateOf(twin['state']),
      thisRun: twin['run'] === run,
      unchangedFile: place.unchanged,
      samePlace: isSamePlace(place, reading, twin),
      sameDose: isFaded(twin) || equal(twin['what'], record.what),
      identical: isIdentical(sealer, record, twin),
    }),
  };
}

function isIdentical(sealer: Sealer, record: PreparedRecord, entry: Row): boolean {
  if (entry['sealed'] === null || !equal(entry['what'], record.what)) return false;
  const then = openRecord(sealer, entry['sealed'], record.person, entry['dose']);
  return canonicalRecord(then) === canonicalRecord(openRecord(sealer, record.sealed, record.person, record.dose));
}

function equal(stored: unknown, fresh: Uint8Array): boolean {
  return Buffer.compare(stored as Uint8Array, fresh) === 0;
}
