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
      name: `Peserta ${inventedWord(n)}`,
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

/**
 * Another word for each number: digits are no part of a name, and one name under neighbouring numbers would be held
 * (NIK_NEAR).
 */
function inventedWord(n: number): string {
  return `Ka${Array.from(String(n), (digit) => SYLLABLES[Number(digit)]).join('')}n`;
}

const SYLLABLES = ['ba', 'do', 'gi', 'ku', 'le', 'ma', 'no', 'pi', 'ru', 'te'];

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
