/**
 * What the answers to a bundle say of each dose in it: PURE. Status by status, whatever the bundle as a whole was
 * answered with: inside of a 200 there may be a 412, a 409 or a 429.
 */
import type { RecordKey } from '../../record/record.ts';
import type { Field } from '../../record/table/fields.ts';
import { notResolved, type Reason } from '../reason.ts';
import type { Outage, Stop, Verdict } from '../target.ts';
import { type EntryAnswer, referenceText } from './bundle.ts';
import type { Entry, Mode } from './bundles.ts';
import type { FrozenPerson } from './frozen.ts';
import { reasonsOf } from './outcome.ts';

/** What was heard of one dose. */
export type Heard =
  | Extract<Verdict, { receipt: string }>
  /** Of this one alone. */
  | { readonly kind: 'refused'; readonly reasons: readonly Reason[] }
  /** Somebody else wrote at the same time, or the server says so of something else: to be tried again. */
  | { readonly kind: 'conflict'; readonly reasons: readonly Reason[] }
  /** Nothing that can be believed: the server is asked for it. */
  | { readonly kind: 'unclear' }
  | { readonly kind: 'weather'; readonly weather: Outage | Stop };

/** Of each dose of the bundle; undefined where the answers are not one for each entry, and no index can be trusted. */
export function heardOf(
  entries: readonly Entry[],
  answers: readonly EntryAnswer[],
  mode: Mode,
): ReadonlyMap<RecordKey, Heard> | undefined {
  if (answers.length !== entries.length) return undefined;
  const troubled = new Map<FrozenPerson, Heard>();
  const heard = new Map<RecordKey, Heard>();
  for (const [index, { person, key }] of entries.entries()) {
    const answer = answers[index];
    if (answer === undefined) return undefined;
    const type = key === undefined ? 'Patient' : 'Immunization';
    // Answers that name another type than was sent are in another order, or are somebody else's.
    if (answer.reference !== undefined && isDone(answer) && answer.reference.type !== type) return undefined;
    const said = hear(answer, type, mode);
    if (key !== undefined) heard.set(key, isGood(said) ? said : (troubled.get(person) ?? said));
    else if (!isGood(said) && said.kind !== 'unclear') troubled.set(person, said);
  }
  return heard;
}

/** What one answer says of a Patient, or of an Immunization. */
export function hear(answer: EntryAnswer, type: 'Patient' | 'Immunization', mode: Mode): Heard {
  const { status, reference, outcome } = answer;
  if (isDone(answer)) {
    if (reference === undefined) return { kind: 'unclear' };
    // A conditional create answers 200 where it found somebody; an update where it wrote over what was there.
    const wasThere = status === 200 && mode === 'create';
    return { kind: wasThere ? 'already-there' : 'accepted', receipt: referenceText(reference) };
  }
  switch (status) {
    case 401:
    case 403:
      return { kind: 'weather', weather: { kind: 'stop', why: 'unauthorised', status } };
    case 409:
      return { kind: 'conflict', reasons: reasonsOf(outcome, status) };
    case 412:
      return { kind: 'refused', reasons: severalThere(reasonsOf(outcome, status), type) };
    case 429:
      return { kind: 'weather', weather: { kind: 'outage', cause: 'throttled', reachedServer: true, status } };
    case 408:
    case 423:
    case 424:
    case 425:
      return { kind: 'weather', weather: { kind: 'outage', cause: 'busy', reachedServer: true, status } };
  }
  if (status >= 400 && status < 500) return { kind: 'refused', reasons: reasonsOf(outcome, status) };
  if (status >= 500)
    return { kind: 'weather', weather: { kind: 'outage', cause: 'server-error', reachedServer: true, status } };
  return { kind: 'unclear' };
}

/**
 * The condition fits several: two Patients with this number, which a person must look at; or two doses under one key.
 * @param type Of the resource whose condition it was; where it is not known, the text says so in most servers.
 */
export function severalThere(
  reasons: readonly Reason[],
  type: 'Patient' | 'Immunization' | undefined,
): readonly Reason[] {
  const isDose = type === 'Immunization' || (type === undefined && reasons.some(({ message }) => DOSE.test(message)));
  return isDose ? reasons : [notResolved({ field: NUMBER }, 'unsure'), ...reasons];
}

/** What elements.ts and this file call the number of a person, whichever of them has one. */
const NUMBER = 'nik';

/** The same with the field in which the sheet has the number of this person: a guest has a passport. */
export function namingField(reasons: readonly Reason[], field: Field): readonly Reason[] {
  if (field === NUMBER) return reasons;
  return reasons.map((reason) => (reason.means === NUMBER ? { ...reason, means: field } : reason));
}

const DOSE = /\bImmunization\b/;

function isDone({ status }: EntryAnswer): boolean {
  return status >= 200 && status < 300;
}

function isGood({ kind }: Heard): boolean {
  return kind === 'accepted' || kind === 'already-there';
}
