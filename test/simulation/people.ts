/**
 * The rows of all simulations: invented people, read, judged and sealed once, because a hundred thousand nights need
 * the same few hundred.
 */
import { type PreparedReading, prepare } from '../../src/ledger/sealed/prepare.ts';
import { createSealer } from '../../src/ledger/sealed/seal.ts';
import { naturalKey, recordKey } from '../../src/record/key.ts';
import type { RecordKey } from '../../src/record/record.ts';
import { inventedRecord } from '../support/consignments.ts';

/** Of the ledgers of all simulations. */
export const SECRET = Buffer.alloc(32, 7);

export const sealer = createSealer(SECRET);

const readings = new Map<number, PreparedReading>();

/** The reading of line `n`. */
export function rowOf(n: number): PreparedReading {
  let reading = readings.get(n);
  if (!reading) {
    reading = prepare(
      { line: n, group: 1, kind: 'valid', record: inventedRecord(n), problems: [], cells: () => [] },
      sealer,
    );
    readings.set(n, reading);
  }
  return reading;
}

const keys = new Map<number, RecordKey>();

/** The key on the wire of line `n`. */
export function keyOf(n: number): RecordKey {
  let key = keys.get(n);
  if (key === undefined) {
    key = recordKey(naturalKey(inventedRecord(n)));
    keys.set(n, key);
  }
  return key;
}
