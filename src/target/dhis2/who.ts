/** Whom DHIS2 knows under a number, whether that is our person, and which doses it has of them: PURE judgement. */

import { namesAlike } from '../../record/fields/names.ts';
import type { IsoDate } from '../../record/record.ts';
import { refusedByUs } from '../reason.ts';
import type { Verdict } from '../target.ts';
import type { Metadata, Slot } from './metadata.ts';
import type { KnownPerson, ToSend } from './payload.ts';
import type { DoseToSend, PersonToSend } from './prepare.ts';
import type { Uid } from './uid.ts';
import { type Fields, listOf, textOf } from './value.ts';

/** What is asked of people; the default of DHIS2 leaves out half of it. */
export const PERSON_FIELDS = [
  'trackedEntity,attributes[attribute,value]',
  'enrollments[enrollment,program,status,attributes[attribute,value],events[event,programStage,occurredAt,dataValues[dataElement,value]]]',
].join(',');

interface ThereDose {
  readonly uid: Uid;
  readonly date: IsoDate;
  readonly values: ReadonlyMap<Uid, string>;
}

interface ThereEnrolment {
  readonly uid: Uid;
  readonly status: string;
}

/** Somebody as DHIS2 has them, as far as this user may see. */
export interface PersonThere {
  readonly uid: Uid;
  readonly attributes: ReadonlyMap<Uid, string>;
  /** In our program. */
  readonly enrolments: readonly ThereEnrolment[];
  /** In our stage. */
  readonly doses: readonly ThereDose[];
}

/** The people in an answer of `GET /api/tracker/trackedEntities`; undefined where it is none. */
export function readPeople(answer: Fields, { program, stage }: Metadata): readonly PersonThere[] | undefined {
  const list = answer['trackedEntities'] ?? answer['instances'];
  if (!Array.isArray(list)) return undefined;
  return listOf(list).flatMap((one) => {
    const uid = textOf(one['trackedEntity']);
    if (uid === undefined) return [];
    const enrolments = listOf(one['enrollments']).filter(
      (each) => each['program'] === program && each['deleted'] !== true,
    );
    return [
      {
        uid,
        attributes: new Map([one, ...enrolments].flatMap((each) => valuesIn(each['attributes'], 'attribute'))),
        enrolments: enrolments.flatMap((each) => {
          const enrolment = textOf(each['enrollment']);
          return enrolment === undefined ? [] : [{ uid: enrolment, status: textOf(each['status']) ?? '' }];
        }),
        doses: enrolments.flatMap((each) => listOf(each['events'])).flatMap((event) => doseIn(event, stage)),
      },
    ];
  });
}

function doseIn(event: Fields, stage: Uid): readonly ThereDose[] {
  const [uid, at] = [textOf(event['event']), textOf(event['occurredAt'])];
  // What is only planned has no day.
  if (event['programStage'] !== stage || event['deleted'] === true || uid === undefined || at === undefined) return [];
  return [{ uid, date: at.slice(0, 10), values: new Map(valuesIn(event['dataValues'], 'dataElement')) }];
}

function valuesIn(list: unknown, of: 'attribute' | 'dataElement'): readonly (readonly [Uid, string])[] {
  return listOf(list).flatMap((one) => {
    const [uid, value] = [textOf(one[of]), textOf(one['value'])];
    return uid === undefined || value === undefined ? [] : [[uid, value] as const];
  });
}

/** What is to be sent of a person, and what is known of their doses without being sent. */
export interface Recognised {
  /** Absent where nothing is left to be sent. */
  readonly send?: ToSend;
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

/** What is known before somebody is recognised. */
export interface Circumstances {
  /** The server has said that the number is somebody's: nobody found is somebody hidden. */
  readonly taken: boolean;
  /** What is ours there is to be written over. */
  readonly updates: boolean;
}

/** `found`: whom the server has under the number of this person, as far as this user may see. Nobody is guessed. */
export function recognise(
  person: PersonToSend,
  found: readonly PersonThere[],
  metadata: Metadata,
  { taken, updates }: Circumstances,
): Recognised {
  const exact = found.filter(
    ({ uid, attributes }) => uid === person.uid || attributes.get(person.known.slot.uid) === person.known.value,
  );
  const [there, second] = exact;
  if (!there && !taken) return { send: { person }, verdicts: new Map() };
  if (!there || second) return unsure(person);
  const isOurs = there.uid === person.uid;
  if (!(isOurs && updates) && !isSame(person, there, metadata)) return unsure(person);
  const enrolment = usableEnrolment(person, there.enrolments);
  if (enrolment === 'several') return unsure(person);
  const verdicts = new Map<string, Verdict>();
  const doses = person.doses.filter((dose) => {
    const verdict = doseThere(dose, there.doses, metadata, updates);
    if (verdict) verdicts.set(dose.key, verdict);
    return !verdict;
  });
  if (doses.length === 0) return { verdicts };
  if (isOurs && updates && (enrolment ?? person.enrolment) === person.enrolment)
    return { send: { person: { ...person, doses } }, verdicts };
  const known: KnownPerson = {
    uid: there.uid,
    ...(enrolment ? { enrolment } : {}),
    has: new Set(there.attributes.keys()),
  };
  return { send: { person: { ...person, doses }, known }, verdicts };
}

/** Whoever it is, a person must look: nobody's doses are written to somebody who may be another. */
export function unsure(person: PersonToSend): Recognised {
  const verdict: Verdict = { kind: 'refused', reasons: [refusedByUs('PERSON_UNSURE', person.known.slot.field)] };
  return { verdicts: new Map(person.doses.map(({ key }) => [key, verdict])) };
}

/** What is seen of name and birth date must be ours, and one of them must be seen. */
function isSame({ participant, uid }: PersonToSend, there: PersonThere, { attributes }: Metadata): boolean {
  const seen = (field: 'name' | 'birthDate'): string | undefined => {
    const slot = attributes.find((each) => each.field === field);
    return slot && there.attributes.get(slot.uid);
  };
  const [name, birthDate] = [seen('name'), seen('birthDate')?.slice(0, 10)];
  if (name === undefined && birthDate === undefined) return there.uid === uid;
  return (
    (name === undefined || namesAlike(name, participant.name)) &&
    (birthDate ?? participant.birthDate) === participant.birthDate
  );
}

/** Ours before others, open before closed; of two that are as good, neither. A cancelled one takes no doses. */
function usableEnrolment({ enrolment }: PersonToSend, there: readonly ThereEnrolment[]): Uid | 'several' | undefined {
  const open = there.filter(({ status }) => status === 'ACTIVE');
  const usable = open.length > 0 ? open : there.filter(({ status }) => status === 'COMPLETED');
  const ours = there.find(({ uid }) => uid === enrolment);
  if (ours) return ours.uid;
  const [first, second] = usable;
  return second ? 'several' : first?.uid;
}

/**
 * Whether the dose is there under a UID that is not ours, because somebody typed it in. One of the same number (and of
 * the same vaccine, in a programme of several series) is the same dose if day and vaccine are: otherwise a person must
 * look, because one of the two is wrong.
 */
function doseThere(
  dose: DoseToSend,
  there: readonly ThereDose[],
  metadata: Metadata,
  updates: boolean,
): Verdict | undefined {
  if (there.some(({ uid }) => uid === dose.uid))
    return updates ? undefined : { kind: 'already-there', receipt: dose.uid };
  const number = metadata.dataElements.find(({ field }) => field === 'dose');
  const vaccine = metadata.dataElements.find(({ field }) => field === 'vaccine');
  const isEqual = (slot: Slot | undefined, other: ThereDose): boolean =>
    slot === undefined || !other.values.has(slot.uid) || other.values.get(slot.uid) === valueIn(dose, slot);
  for (const other of there) {
    const isNumbered = number !== undefined && other.values.has(number.uid);
    const isOne = isNumbered ? isEqual(number, other) : other.date === dose.date;
    if (!isOne || (dose.inSeries && !isEqual(vaccine, other))) continue;
    if (other.date === dose.date && isEqual(vaccine, other)) return { kind: 'already-there', receipt: other.uid };
    return { kind: 'refused', reasons: [refusedByUs('SERVER_OTHER_DOSE', 'dose')] };
  }
  return undefined;
}

function valueIn({ values }: DoseToSend, slot: Slot): string | undefined {
  return values.find((value) => value.slot.uid === slot.uid)?.value;
}
