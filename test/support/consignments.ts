/** Invented people on their way: valid in form, nobody in fact. */
import { naturalKey, recordKey } from '../../src/record/key.ts';
import type { DoseRecord } from '../../src/record/record.ts';
import type { Batch, Consignment, Target } from '../../src/target/target.ts';

/** The nth invented record; equal for equal n. */
export function inventedRecord(n: number): DoseRecord {
  return {
    programme: 'covid19',
    participant: {
      nik: `332401${String(100000 + (n % 800000))}${String(n % 10000).padStart(4, '0')}`,
      name: `Peserta Karangan ${n}`,
      birthDate: '1970-08-17',
      sex: n % 2 === 0 ? 'female' : 'male',
    },
    dose: {
      number: 1,
      date: '2021-10-02',
      vaccine: 'coronavac',
      codes: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '511' }],
    },
  };
}

/** `count` records from the `from`th on, with their keys. */
export function inventedConsignments(count: number, from = 1): Consignment[] {
  return Array.from({ length: count }, (_, index) => {
    const record = inventedRecord(from + index);
    return { key: recordKey(naturalKey(record)), record };
  });
}

/** A batch as the ledger would freeze it. */
export function batchOf(target: Target, consignments: readonly Consignment[], id: string = crypto.randomUUID()): Batch {
  return { id, keys: consignments.map(({ key }) => key), bytes: target.encode(id, consignments) };
}
