/** Why a record was refused: in the words of the server, or in ours where it has none that a clerk could use. */
import type { Field } from '../record/table/fields.ts';

/** One reason for which the server refused a record, in the server's own words; goes to the correction sheet only. */
export interface Reason {
  /** Where the server sees it, as the server writes paths. */
  readonly field?: string;
  /** Which of our fields that is, where the target knows. */
  readonly means?: Field;
  readonly code?: string;
  readonly message: string;
  /** The server gave no reason: the words are ours, and this is the HTTP status; 0 where nothing answered at all. */
  readonly status?: number;
  /** What a person is told in our words, because the registry could not say it: it has a sentence of its own. */
  readonly ours?: OwnReason;
  /** What that sentence names: what the record says, which the registry has no word or no place for. */
  readonly value?: string;
}

/** What we find out for a registry, before it is sent anything or in its place (text/codes-dose.ts). */
export type OwnReason =
  /** The registry was asked who this is. */
  | 'PERSON_UNKNOWN'
  | 'PERSON_UNSURE'
  /** It has no option and no place for a value. */
  | 'SERVER_NO_WORD'
  /** It does not know where the dose was given, or nobody may record there. */
  | 'SERVER_NO_SITE'
  /** It had this once, somebody has deleted it there, and it takes it no more. */
  | 'SERVER_DELETED'
  /** It has another dose of that number, or on that day. */
  | 'SERVER_OTHER_DOSE'
  /** It knows vaccines by codes that nobody has told. */
  | 'VACC_UNCODED'
  /** It takes no dose from whoever gave it without these. */
  | 'BATCH_NEEDED'
  | 'EXPIRY_NEEDED'
  | Question;

/**
 * What a province asks, because it has rows of other offices as well. Whoever brings the row again and says that it is
 * right has answered.
 */
export type Question = (typeof QUESTIONS)[number];
const QUESTIONS = [
  'PROVINCE_DOSE',
  'PROVINCE_ORDER',
  'PROVINCE_NUMBER',
  'PROVINCE_NEAR',
  'PROVINCE_HELD',
  'PROVINCE_TWIN',
] as const;

const OWN_MESSAGES: Readonly<Record<OwnReason, string>> = {
  PERSON_UNKNOWN: 'not known to the registry',
  PERSON_UNSURE: 'not one person in the registry',
  SERVER_NO_WORD: 'the registry has no word for it',
  SERVER_NO_SITE: 'the registry does not know the place',
  SERVER_DELETED: 'deleted in the registry',
  SERVER_OTHER_DOSE: 'the registry has another such dose',
  VACC_UNCODED: 'a code of the vaccine is needed',
  BATCH_NEEDED: 'the batch number is needed',
  EXPIRY_NEEDED: 'the expiry date is needed',
  PROVINCE_DOSE: 'the province has this dose with other content',
  PROVINCE_ORDER: 'the province has another dose that is out of order with this one',
  PROVINCE_NUMBER: 'the province has this number for somebody else',
  PROVINCE_NEAR: 'the province has a namesake under a near number',
  PROVINCE_HELD: 'the province holds it back',
  PROVINCE_TWIN: 'refused as the row of another office',
};

/** A refusal of ours. `value`: what the record says there, for the sentences that name it. */
export function refusedByUs(ours: OwnReason, means?: Field, value?: string): Reason {
  return {
    ...(means === undefined ? {} : { means }),
    code: ours,
    message: OWN_MESSAGES[ours],
    ours,
    ...(value === undefined ? {} : { value }),
  };
}

/** Whether a refusal only asks, so that whoever says that the row is right has answered. */
export function isQuestion({ ours }: Reason): boolean {
  return ours !== undefined && (QUESTIONS as readonly OwnReason[]).includes(ours);
}

/**
 * What stands for a reason where the server refused and gave none; a refusal without any reason would be passed over in
 * a list of them.
 */
export function withoutReason(status: number, code = `HTTP_${status}`): readonly [Reason] {
  return [{ code, message: 'no reason given', status }];
}

const FAILURE = 'SERVER_ERROR';

/** The same where it never refused, but failed on the record again and again. */
export function failedOnIt(status: number): readonly [Reason] {
  return withoutReason(status, FAILURE);
}

/** What is told of a record that needs somebody whom the registry cannot tell. */
export function notResolved({ field }: { readonly field: Field }, kind: 'unknown' | 'unsure'): Reason {
  return refusedByUs(kind === 'unknown' ? 'PERSON_UNKNOWN' : 'PERSON_UNSURE', field);
}

/** Whether the server said no, in its own words or without any; it has not where it only failed. */
export function isRefusal({ code, status }: Reason): boolean {
  return status === undefined || code !== FAILURE;
}
