/**
 * Records in the words of the server, person by person; and those that it has no words for, which are refused here
 * because nobody else would say so in a clerk's language. PURE.
 */
import { identityOf } from '../../record/identity.ts';
import type { DoseRecord, IsoDate, Participant, RecordKey } from '../../record/record.ts';
import type { Field } from '../../record/table/fields.ts';
import { type Reason, refusedByUs } from '../reason.ts';
import type { AttributeSlot, Metadata, Slot } from './metadata.ts';
import { chooseOption, wordFor } from './options.ts';
import { type Realm, type Uid, uidOf } from './uid.ts';
import { unitNamed } from './units.ts';

/** A value under the UID of its attribute or data element. */
export interface Value {
  readonly slot: Slot;
  readonly value: string;
}

/** One dose. */
export interface DoseToSend {
  readonly key: RecordKey;
  readonly uid: Uid;
  readonly unit: Uid;
  readonly date: IsoDate;
  readonly values: readonly Value[];
  /** Of a programme with several series the number alone says nothing. */
  readonly inSeries: boolean;
}

/** One person and all their doses of this batch: never in two requests, and once in each. */
export interface PersonToSend {
  readonly identity: string;
  readonly participant: Participant;
  /** Who they are for DHIS2, unless it knows them already. */
  readonly uid: Uid;
  readonly enrolment: Uid;
  /** Where they are known by: the attribute with their number, and the number. */
  readonly known: { readonly slot: AttributeSlot; readonly value: string };
  readonly attributes: readonly { readonly slot: AttributeSlot; readonly value: string }[];
  readonly doses: readonly DoseToSend[];
}

export interface Prepared {
  readonly people: readonly PersonToSend[];
  readonly refused: ReadonlyMap<RecordKey, readonly Reason[]>;
}

/** The numbers of a person, as record/identity.ts believes them. */
const NUMBERS = ['nik', 'passport', 'kitas'] as const;

export function prepare(
  records: readonly { readonly key: RecordKey; readonly record: DoseRecord }[],
  metadata: Metadata,
  names: { readonly unknownSite: 'refuse' | 'default' },
  realm: Realm,
): Prepared {
  const people = new Map<string, PersonToSend>();
  const refused = new Map<RecordKey, readonly Reason[]>();
  for (const { key, record } of records) {
    const reasons: Reason[] = [];
    const identity = identityOf(record.participant);
    const person = people.get(identity) ?? personOf(record, identity, metadata, realm, reasons);
    const unit = unitOf(record, metadata, names, reasons);
    const values = valuesOf(metadata.dataElements, record, reasons);
    if (reasons.length > 0 || !person || unit === undefined) {
      refused.set(key, reasons);
      continue;
    }
    const { date, series } = record.dose;
    const dose = { key, uid: uidOf('dose', realm, key), unit, date, values, inSeries: series !== undefined };
    people.set(identity, { ...person, doses: [...person.doses, dose] });
  }
  return { people: [...people.values()], refused };
}

function personOf(
  record: DoseRecord,
  identity: string,
  metadata: Metadata,
  realm: Realm,
  reasons: Reason[],
): PersonToSend | undefined {
  const { participant } = record;
  const number = NUMBERS.find((name) => participant[name] !== undefined) ?? 'nik';
  const known = metadata.attributes.find(({ field }) => field === number);
  const value = participant[number];
  if (!known || value === undefined) {
    reasons.push(refusedByUs('SERVER_NO_WORD', number, value));
    return undefined;
  }
  return {
    identity,
    participant,
    uid: uidOf('person', realm, identity),
    enrolment: uidOf('enrolment', realm, identity),
    known: { slot: known, value },
    attributes: valuesOf(metadata.attributes, record, reasons),
    doses: [],
  };
}

function unitOf(
  { dose: { site } }: DoseRecord,
  { units, defaultUnit }: Metadata,
  { unknownSite }: { readonly unknownSite: 'refuse' | 'default' },
  reasons: Reason[],
): Uid | undefined {
  const unit = site === undefined ? undefined : unitNamed(site, units);
  if (unit !== undefined && unit !== 'several') return unit;
  if (defaultUnit !== undefined && (site === undefined || unknownSite === 'default')) return defaultUnit;
  reasons.push(refusedByUs('SERVER_NO_SITE', 'site', site ?? '–'));
  return undefined;
}

function valuesOf<T extends Slot>(
  slots: readonly T[],
  record: DoseRecord,
  reasons: Reason[],
): readonly { readonly slot: T; readonly value: string }[] {
  return slots.flatMap((slot) => {
    const ours = slot.constant ?? (slot.field === undefined ? undefined : wordOf(record, slot.field));
    if (ours === undefined) return [];
    const value = slot.constant ?? (slot.options ? chooseOption(slot, ours) : (wordFor(slot.words, ours) ?? ours));
    if (value !== undefined) return [{ slot, value }];
    reasons.push(refusedByUs('SERVER_NO_WORD', slot.field, ours));
    return [];
  });
}

/** What a record says in a field, as text. */
function wordOf({ participant, dose }: DoseRecord, field: Field): string | undefined {
  const name = field === 'dose' ? 'number' : field;
  const value = { ...participant, ...dose }[name as keyof (Participant & DoseRecord['dose'])];
  return value === undefined || typeof value === 'object' ? undefined : String(value);
}
