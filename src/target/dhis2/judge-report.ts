/** What a report means for each dose of a person: PURE. */
import type { Field } from '../../record/table/fields.ts';
import { type Reason, refusedByUs } from '../reason.ts';
import type { Verdict } from '../target.ts';
import { DELETED, ENROLLED, MEANT, NO_RIGHTS, NUMBER_TAKEN, OF_THE_PARENT } from './codes.ts';
import { fieldOf, type Metadata } from './metadata.ts';
import { enrolmentFor, type ToSend } from './payload.ts';
import type { DoseToSend } from './prepare.ts';
import type { ErrorReport, Fate, Report } from './report.ts';

/** What is to be done about a person after a report. */
export type Judged =
  | { readonly kind: 'verdicts'; readonly verdicts: ReadonlyMap<string, Verdict> }
  /** Nothing of them is stored that was not before: they are known there under another UID, and are to be asked for. */
  | { readonly kind: 'ask-who'; readonly verdicts: ReadonlyMap<string, Verdict> }
  /** This user may not write there at all. */
  | { readonly kind: 'no-rights'; readonly code: string; readonly verdicts: ReadonlyMap<string, Verdict> };

/** Doses that are not stored and may be sent again have no verdict where somebody must be asked for first. */
export function judgePerson(one: ToSend, report: Report, metadata: Metadata): Judged {
  const { person, known } = one;
  const above = [
    known ? [] : errorsOf(report(person.uid)),
    known?.enrolment ? [] : errorsOf(report(enrolmentFor(one))),
  ].flat();
  const verdicts = new Map<string, Verdict>();
  let isOpen = false;
  for (const dose of person.doses) {
    const verdict = verdictOf(dose, report(dose.uid), above, one, metadata);
    if (verdict) verdicts.set(dose.key, verdict);
    else isOpen = true;
  }
  const denied = [...above, ...person.doses.flatMap(({ uid }) => errorsOf(report(uid)))].find(({ code }) =>
    NO_RIGHTS.has(code),
  );
  if (denied) return { kind: 'no-rights', code: denied.code, verdicts: withoutRefusals(verdicts) };
  return { kind: isOpen ? 'ask-who' : 'verdicts', verdicts };
}

/** Undefined where it depends on who the person is. */
function verdictOf(
  { uid }: DoseToSend,
  fate: Fate,
  above: readonly ErrorReport[],
  one: ToSend,
  metadata: Metadata,
): Verdict | undefined {
  // Of a person who is refused, the doses have no error of their own; and nobody sees a dose of what was deleted.
  const isDead = above.some(({ code }) => DELETED.has(code));
  const isFine = fate.kind === 'stored' ? !isDead : fate.kind === 'valid' && above.length === 0;
  if (isFine) return { kind: 'accepted', receipt: uid };
  if (fate.kind === 'there') return { kind: 'already-there', receipt: uid };
  const own = errorsOf(fate);
  if (own.length === 0 && above.some((error) => isKnownOtherwise(error, one, metadata))) return undefined;
  const errors = own.length > 0 ? own : above;
  // Neither stored nor refused: nobody knows why, and it may be tried again.
  if (errors.length === 0) return { kind: 'in-doubt' };
  return { kind: 'refused', reasons: eachOnce(errors.map((error) => reasonOf(error, metadata))) };
}

/** The person is there, or enrolled, under another UID: by their number, and not by a telephone that two people share. */
function isKnownOtherwise({ code, message }: ErrorReport, { person }: ToSend, metadata: Metadata): boolean {
  if (ENROLLED.has(code)) return true;
  const named = code === NUMBER_TAKEN ? meantBy(message, metadata) : undefined;
  return code === NUMBER_TAKEN && (named === undefined || named === person.known.slot.field);
}

/** What is said of a person is said of their enrolment too. */
function eachOnce(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.filter(
    (reason, at) => reasons.findIndex(({ code, means }) => code === reason.code && means === reason.means) === at,
  );
}

/** Those that are its own: what follows from what it hangs on is said there. */
function errorsOf(fate: Fate): readonly ErrorReport[] {
  return fate.kind === 'refused' ? fate.errors.filter(({ code }) => code !== OF_THE_PARENT) : [];
}

/** Whoever may not write is no fault of a record. */
function withoutRefusals(verdicts: ReadonlyMap<string, Verdict>): ReadonlyMap<string, Verdict> {
  return new Map(
    [...verdicts].map(([key, verdict]) => [key, verdict.kind === 'refused' ? { kind: 'unsent' } : verdict]),
  );
}

/** The server's own words go to the correction sheet; what they mean is said beside them by the code. */
function reasonOf({ code, message, type }: ErrorReport, metadata: Metadata): Reason {
  const means = meantBy(message, metadata) ?? (Object.hasOwn(MEANT, code) ? MEANT[code] : undefined);
  if (DELETED.has(code)) return refusedByUs('SERVER_DELETED', means);
  return { ...(type === undefined ? {} : { field: type }), ...(means ? { means } : {}), code, message };
}

/** The attribute or data element that a message names. */
function meantBy(message: string, metadata: Metadata): Field | undefined {
  for (const [word] of message.matchAll(/\b[A-Za-z][A-Za-z0-9]{10}\b/g)) {
    const field = fieldOf(metadata, word);
    if (field) return field;
  }
  return undefined;
}
