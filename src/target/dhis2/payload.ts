/**
 * The body of `POST /api/tracker`, flat: people, enrolments and doses beside each other, each under a UID of ours by
 * which the report names it. PURE.
 */
import type { Metadata } from './metadata.ts';
import type { DoseToSend, PersonToSend } from './prepare.ts';
import type { Uid } from './uid.ts';

/** Somebody whom DHIS2 knows already: doses go to them, and nothing of them is changed. */
export interface KnownPerson {
  readonly uid: Uid;
  /** Their enrolment in the program, where they have one that can be used. */
  readonly enrolment?: Uid;
  /** The attributes that they were seen to have. */
  readonly has: ReadonlySet<Uid>;
}

export interface ToSend {
  readonly person: PersonToSend;
  readonly known?: KnownPerson;
}

/** Values that the configuration decides for all. */
export interface PayloadOptions {
  readonly eventStatus: 'COMPLETED' | 'ACTIVE';
}

export function payloadOf(all: readonly ToSend[], metadata: Metadata, options: PayloadOptions): Uint8Array {
  const body = {
    trackedEntities: all.flatMap(({ person, known }) => (known ? [] : [personObject(person, metadata)])),
    enrollments: all.flatMap((one) => (one.known?.enrolment ? [] : [enrolmentObject(one, metadata)])),
    events: all.flatMap((one) => one.person.doses.map((dose) => doseObject(dose, one, metadata, options))),
  };
  return new TextEncoder().encode(JSON.stringify(body));
}

/** Where the doses of this person go. */
export function enrolmentFor({ person, known }: ToSend): Uid {
  return known?.enrolment ?? person.enrolment;
}

function personObject(person: PersonToSend, { type }: Metadata): object {
  const attributes = person.attributes.filter(({ slot }) => slot.ofType);
  return {
    trackedEntity: person.uid,
    trackedEntityType: type,
    orgUnit: firstDose(person).unit,
    attributes: attributes.map(({ slot, value }) => ({ attribute: slot.uid, value })),
  };
}

/** Of somebody known only what the program cannot do without is sent along: an attribute has one value for all. */
function enrolmentObject({ person, known }: ToSend, { program, wantsIncident }: Metadata): object {
  const { unit, date } = firstDose(person);
  const attributes = person.attributes.filter(
    ({ slot }) => !slot.ofType && (!known || (slot.mandatory && !known.has.has(slot.uid))),
  );
  return {
    enrollment: person.enrolment,
    trackedEntity: known?.uid ?? person.uid,
    program,
    orgUnit: unit,
    enrolledAt: date,
    ...(wantsIncident ? { occurredAt: date } : {}),
    status: 'ACTIVE',
    attributes: attributes.map(({ slot, value }) => ({ attribute: slot.uid, value })),
  };
}

function doseObject(dose: DoseToSend, one: ToSend, { program, stage }: Metadata, options: PayloadOptions): object {
  return {
    event: dose.uid,
    enrollment: enrolmentFor(one),
    program,
    programStage: stage,
    orgUnit: dose.unit,
    occurredAt: dose.date,
    status: options.eventStatus,
    dataValues: dose.values.map(({ slot, value }) => ({ dataElement: slot.uid, value })),
  };
}

/** Somebody is enrolled where and when their first dose of the request was given. */
function firstDose({ doses }: PersonToSend): DoseToSend {
  const [first, ...others] = doses;
  if (!first) throw new Error('A person without a dose.');
  return others.reduce((earliest, dose) => (dose.date < earliest.date ? dose : earliest), first);
}
