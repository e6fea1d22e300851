/** The load that every client carries: invented records with the lengths of real ones. */
import { inventDose } from '../../fixtures/make/doses.ts';
import { inventPeople } from '../../fixtures/make/people.ts';
import { dice } from '../../fixtures/make/random.ts';
import { naturalKey, recordKey } from '../../src/record/key.ts';
import type { DoseRecord } from '../../src/record/record.ts';
import type { Batch, Consignment } from '../../src/target/target.ts';

/** The same `count` records each time; of other people for another `crowd`. */
export function* inventRecords(count: number, crowd = 6): Generator<DoseRecord> {
  const roll = dice(5);
  let position = 0;
  for (const person of inventPeople(crowd, count)) {
    const dose = inventDose(roll, person);
    position += 1;
    yield {
      programme: 'covid19',
      participant: {
        nik: person.nik,
        name: person.name,
        birthDate: person.birthDate,
        sex: person.woman ? 'female' : 'male',
        ...(person.phone === '' ? {} : { phone: `+62${person.phone.replaceAll(/\D/g, '').replace(/^0|^62/, '')}` }),
        address: person.address,
        category: person.category,
      },
      dose: {
        number: dose.number,
        date: dose.date,
        vaccine: 'coronavac',
        codes: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '511' }],
        lot: dose.lot,
        site: `Puskesmas Contoh Kendal ${(position % 30) + 1}`,
      },
    };
  }
}

/** The same records as batches of `size`, as the ledger would freeze them. */
export function inventBatches(
  count: number,
  size: number,
  encode: (id: string, consignments: readonly Consignment[]) => Uint8Array,
  crowd?: number,
): Batch[] {
  const batches: Batch[] = [];
  let waiting: Consignment[] = [];
  const freeze = (): void => {
    const id = crypto.randomUUID();
    batches.push({ id, keys: waiting.map(({ key }) => key), bytes: encode(id, waiting) });
    waiting = [];
  };
  for (const record of inventRecords(count, crowd)) {
    waiting.push({ key: recordKey(naturalKey(record)), record });
    if (waiting.length === size) freeze();
  }
  if (waiting.length > 0) freeze();
  return batches;
}
