/**
 * What the ledger freezes of a batch: the resources of each record, written once. PURE. Bundles are put together of
 * these texts when they are sent, in whatever size the server takes then, and nothing is parsed for it.
 */
import { identityOf } from '../../record/identity.ts';
import type { RecordKey } from '../../record/record.ts';
import type { Field } from '../../record/table/fields.ts';
import type { Batch, Consignment } from '../target.ts';
import { doseIdentifier, fieldOf, identifierQuery, type PersonSystems, personIdentifier } from './identifiers.ts';
import { type ImmunizationOptions, immunizationOf } from './immunization.ts';
import { patientOf } from './patient.ts';
import { type Extra, withExtra } from './template.ts';

export interface WritingOptions extends Omit<ImmunizationOptions, 'nikSystem'> {
  readonly systems: PersonSystems;
  /** Elements besides ours, by type of resource. */
  readonly extra: Extra;
}

/** A dose as it was frozen: the Immunization in JSON, without its patient. */
export interface FrozenDose {
  readonly key: RecordKey;
  readonly resource: string;
}

/** Somebody with all doses of theirs in a batch. */
export interface FrozenPerson {
  /** The search that finds them, and no other: `identifier=…%7C…`. Personal data. */
  readonly query: string;
  /** Where the sheet says who it is. */
  readonly field: Field;
  /** The Patient in JSON. */
  readonly resource: string;
  readonly doses: readonly FrozenDose[];
}

/** Neither stands in JSON: a control character is written as `\u…` there. */
const [LINE, CELL] = ['\n', '\t'] as const;

/** One line a record: who it is and by which field, the Patient, the Immunization. */
export function freeze(consignments: readonly Consignment[], options: WritingOptions): Uint8Array {
  const { systems, extra } = options;
  const writing = { ...options, nikSystem: systems.nik };
  const lines = consignments.map(({ key, record }) => {
    const identity = identityOf(record.participant);
    const identifier = personIdentifier(identity, systems);
    const person = withExtra(patientOf(record.participant, identifier), 'Patient', record, extra);
    const dose = withExtra(immunizationOf(record, key, writing), 'Immunization', record, extra);
    const who = [identifierQuery([identifier]), fieldOf(identity)];
    return [...who, JSON.stringify(person), JSON.stringify(dose)].join(CELL);
  });
  return new TextEncoder().encode(lines.join(LINE));
}

/**
 * The people of a batch, in the order of their first record, each of them once: two entries of one person in a bundle
 * are merged by some servers and refused by others. Of two ways to write a person the first counts, as it would if they
 * were sent one after the other.
 */
export function thaw({ keys, bytes }: Pick<Batch, 'keys' | 'bytes'>): readonly FrozenPerson[] {
  const people = new Map<string, { field: Field; resource: string; doses: FrozenDose[] }>();
  const lines = new TextDecoder().decode(bytes).split(LINE);
  for (const [index, key] of keys.entries()) {
    const [query = '', field = '', resource = '', dose = ''] = lines[index]?.split(CELL) ?? [];
    const person = people.get(query) ?? { field: field as Field, resource, doses: [] };
    person.doses.push({ key, resource: dose });
    people.set(query, person);
  }
  return Array.from(people, ([query, person]) => ({ query, ...person }));
}

/** The search that finds a dose, and no other. */
export function doseQuery(key: RecordKey): string {
  return identifierQuery([doseIdentifier(key)]);
}
