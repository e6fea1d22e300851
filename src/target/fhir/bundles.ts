/**
 * The bundles that go out, put together of the texts that were frozen: PURE. Every entry has a condition, so that the
 * same bundle twice is one effect, and every bundle has a person and a dose once.
 */
import type { RecordKey } from '../../record/record.ts';
import { doseQuery, type FrozenDose, type FrozenPerson } from './frozen.ts';

/** `create` leaves what is there as it is; `update` writes the doses over what is there. Patients are only created. */
export type Mode = 'create' | 'update';

/** What an entry is about: a person, or one of their doses. */
export interface Entry {
  readonly person: FrozenPerson;
  readonly key?: RecordKey;
}

export interface OutgoingBundle {
  readonly body: string;
  /** In the order of the bundle. */
  readonly entries: readonly Entry[];
}

/** One transaction: each person, then their doses, which point to it. */
export function transactionOf(people: readonly FrozenPerson[], mode: Mode): OutgoingBundle {
  const texts: string[] = [];
  const entries: Entry[] = [];
  for (const person of people) {
    const name = nameOf(person);
    entries.push({ person });
    texts.push(patientEntry(person, name));
    for (const dose of person.doses) {
      entries.push({ person, key: dose.key });
      texts.push(doseEntry(dose, name, mode));
    }
  }
  return bundle('transaction', texts, entries);
}

/** The first of two batches: the people. */
export function patientBatch(people: readonly FrozenPerson[]): OutgoingBundle {
  const entries = people.map((person) => ({ person }));
  return bundle(
    'batch',
    people.map((person) => patientEntry(person, nameOf(person))),
    entries,
  );
}

/** The second: the doses of those people whose reference (`Patient/12`) is known. */
export function doseBatch(people: ReadonlyMap<FrozenPerson, string>, mode: Mode): OutgoingBundle {
  const texts: string[] = [];
  const entries: Entry[] = [];
  for (const [person, reference] of people)
    for (const dose of person.doses) {
      entries.push({ person, key: dose.key });
      texts.push(doseEntry(dose, reference, mode));
    }
  return bundle('batch', texts, entries);
}

function bundle(type: 'transaction' | 'batch', texts: readonly string[], entries: readonly Entry[]): OutgoingBundle {
  return { body: `{"resourceType":"Bundle","type":"${type}","entry":[${texts.join(',')}]}`, entries };
}

function patientEntry({ resource, query }: FrozenPerson, name: string): string {
  return `{"fullUrl":"${name}","resource":${resource},"request":{"method":"POST","url":"Patient","ifNoneExist":"${query}"}}`;
}

function doseEntry({ key, resource }: FrozenDose, patient: string, mode: Mode): string {
  const whole = `${resource.slice(0, -1)},"patient":{"reference":"${patient}"}}`;
  const query = doseQuery(key);
  const request =
    mode === 'update'
      ? `"method":"PUT","url":"Immunization?${query}"`
      : `"method":"POST","url":"Immunization","ifNoneExist":"${query}"`;
  return `{"fullUrl":"${asVersion(DOSE, key)}","resource":${whole},"request":{${request}}}`;
}

/** How entries of one bundle call a person: after the key of the first dose, and the same every time. */
function nameOf({ doses }: FrozenPerson): string {
  return asVersion(PERSON, doses[0]?.key ?? '');
}

/**
 * UUIDs like a key, of other versions (RFC 9562, 4.2). The key itself may name no entry: R4 lets a server write the new
 * id wherever the name stands, and Medplum does so in the identifier of the dose, which is then never found again.
 */
const [PERSON, DOSE] = ['4', '8'] as const;

function asVersion(version: string, key: RecordKey): string {
  return `urn:uuid:${key.slice(0, 14)}${version}${key.slice(15)}`;
}
