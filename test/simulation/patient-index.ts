/**
 * The people of a registry that must be asked first: what it calls them, and whether a record comes with the name of
 * its own person. `withPeople` is the client's side of it.
 */
import { recordKey } from '../../src/record/key.ts';
import type { RecordKey } from '../../src/record/record.ts';
import type { PeopleIndex, Person, Resolution, Target } from '../../src/target/target.ts';
import { inventedRecord } from '../support/consignments.ts';
import { keyOf } from './people.ts';

export class PatientIndex {
  /** By the key under which a person is asked for. */
  readonly #byQuestion = new Map<RecordKey, { readonly name: string; readonly isStranger: boolean }>();
  /** By the key of the record. */
  readonly #byRecord = new Map<RecordKey, string>();
  /** Names that were told to somebody. */
  readonly #told = new Set<string>();

  /** The people of lines 1 to `rows`; `strangers` (lines) are not known until the server learns. */
  constructor(rows: number, strangers: ReadonlySet<number>) {
    for (let line = 1; line <= rows; line += 1) {
      const name = String(FIRST_NAME + line);
      this.#byQuestion.set(questionAbout(inventedRecord(line).participant.nik ?? ''), {
        name,
        isStranger: strangers.has(line),
      });
      this.#byRecord.set(keyOf(line), name);
    }
  }

  /** What it calls whom this key asks for; undefined where it does not know them, or the key asks for no person. */
  find(key: RecordKey, learned: boolean): string | undefined {
    const patient = this.#byQuestion.get(key);
    if (!patient || (patient.isStranger && !learned)) return undefined;
    this.#told.add(patient.name);
    return patient.name;
  }

  /** What is wrong with the name that a record came with. */
  objections(key: RecordKey, patient: string | undefined): string[] {
    if (patient === undefined) return [`record ${key} came without its person`];
    if (!this.#told.has(patient)) return [`record ${key} came with a name that was never told`];
    return this.#byRecord.get(key) === patient ? [] : [`record ${key} came with the name of somebody else`];
  }
}

/** Digits only: a server may write its ids as numbers. */
const FIRST_NAME = 7_000_000;

function questionAbout(nik: string): RecordKey {
  return recordKey(`patient|${nik}`);
}

/**
 * A target whose records carry the names of their people. Each is asked for by itself, so the line may be lost midway.
 */
export function withPeople(base: Target): Target {
  const people: PeopleIndex = {
    neededBy: ({ participant: { nik = '' } }) => [{ role: 'participant', identity: nik, field: 'nik' }],
    async resolve(asked, signal) {
      const results = new Map<Person, Resolution>();
      for (const person of asked) {
        const key = questionAbout(person.identity);
        const answer = await base.find([{ key }], signal);
        if (answer.kind !== 'found') return { results, weather: answer };
        const found = answer.results.get(key);
        if (found === undefined) continue;
        results.set(person, found === 'absent' ? { kind: 'unknown' } : { kind: 'known', reference: found.receipt });
      }
      return { results };
    },
  };
  return {
    ...base,
    people,
    encode(batchId, consignments) {
      const body = JSON.parse(Buffer.from(base.encode(batchId, consignments)).toString()) as { records: object[] };
      const records = body.records.map((record, at) => ({ ...record, patient: consignments[at]?.references?.[0] }));
      return Buffer.from(JSON.stringify({ ...body, records }));
    },
  };
}
