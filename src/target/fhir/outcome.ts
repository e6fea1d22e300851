/**
 * Why a FHIR server refused, as reasons for the clerk: which of our fields it is about and which entry of the bundle.
 * PURE. What it says may hold a NIK or a name: it goes to the correction sheet and nowhere else.
 */
import type { Field } from '../../record/table/fields.ts';
import { explainValue } from '../explain.ts';
import { type Reason, withoutReason } from '../reason.ts';
import { entryAt, fieldAt } from './elements.ts';

/** A reason of an OperationOutcome, and where in the bundle that was sent it belongs. */
export interface Issue {
  readonly reason: Reason;
  /** Counted from 0; absent where the server does not say. */
  readonly entry?: number;
}

/** What a body says against us: errors alone where there are any, remarks otherwise; never empty. */
export function issuesOf(outcome: unknown, status: number): readonly [Issue, ...Issue[]] {
  const [first, ...more] = explainValue(outcome).map(placed);
  return first ? [first, ...more] : [{ reason: withoutReason(status)[0] }];
}

/** The same without the entries, for an answer to one entry. */
export function reasonsOf(outcome: unknown, status: number): readonly Reason[] {
  return issuesOf(outcome, status).map(({ reason }) => reason);
}

function placed(reason: Reason): Issue {
  const path = reason.field ?? '';
  const means = fieldAt(path) ?? fieldNamed(reason.message);
  const entry = entryAt(path);
  return { reason: means === undefined ? reason : { ...reason, means }, ...(entry === undefined ? {} : { entry }) };
}

/**
 * Validators name the parent of what is missing and say in the text which element it is (`Immunization.vaccineCode:
 * minimum required = 1`); parsers name the element only there (`[element="birthDate"]`).
 */
function fieldNamed(message: string): Field | undefined {
  const [, path, element] =
    /^((?:Patient|Immunization)\.[A-Za-z.[\]0-9]+):|\[element="([A-Za-z]{1,40})"\]/.exec(message) ?? [];
  return fieldAt(path ?? element ?? '');
}
