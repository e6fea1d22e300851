/**
 * The rules of SATUSEHAT by their numbers: which of our fields a refusal is about, or which setting. PURE. Numbers and
 * elements: the registry's dictionary of validations, and what its clients report (docs/targets/satusehat.md).
 */
import type { Field } from '../../record/table/fields.ts';
import type { Reason } from '../reason.ts';

/** Below `target` in the configuration. */
export type Setting =
  | 'auth.clientId'
  | 'satusehat.organization'
  | 'satusehat.location'
  | 'satusehat.practitioner'
  | 'satusehat.reason'
  | 'satusehat.reportOrigin'
  | 'satusehat.performerFunction'
  | 'satusehat.diagnosis';

/**
 * What a rule is about. Both: the setting where the value came from there. Neither: of what we write ourselves; whoever
 * develops this must look.
 */
interface Subject {
  readonly field?: Field;
  readonly setting?: Setting;
}

/** Of what may come from a record or from the settings. */
const PRACTITIONER: Subject = { field: 'performerNik', setting: 'satusehat.practitioner' };
const LOCATION: Subject = { field: 'site', setting: 'satusehat.location' };
const NIK: Subject = { field: 'nik' };
const DATE: Subject = { field: 'date' };
const DOSE: Subject = { field: 'dose' };
const CLIENT: Subject = { setting: 'auth.clientId' };
const ORGANIZATION: Subject = { setting: 'satusehat.organization' };
const OURS: Subject = {};

export const SATUSEHAT_RULES = {
  10003: { setting: 'satusehat.diagnosis' },
  10103: { field: 'vaccine' },
  10104: { setting: 'satusehat.performerFunction' },
  10105: { setting: 'satusehat.reason' },
  10106: { setting: 'satusehat.reportOrigin' },
  10117: ORGANIZATION,
  10118: NIK,
  10119: PRACTITIONER,
  10120: LOCATION,
  10121: OURS,
  10122: OURS,
  10123: DATE,
  10124: ORGANIZATION,
  10125: NIK,
  10126: OURS,
  10132: DATE,
  10155: NIK,
  10156: DATE,
  10173: DATE,
  10292: OURS,
  10293: OURS,
  10294: PRACTITIONER,
  10305: LOCATION,
  10306: { field: 'lot' },
  10307: { field: 'expirationDate' },
  10336: PRACTITIONER,
  10402: DATE,
  10403: DATE,
  10450: DOSE,
  10451: DATE,
  10456: DOSE,
  10457: OURS,
  20002: OURS,
  20003: CLIENT,
  20004: CLIENT,
  20007: OURS,
  20009: CLIENT,
  20012: OURS,
  20013: OURS,
} as const satisfies Readonly<Record<number, Subject>>;
export type RuleNumber = keyof typeof SATUSEHAT_RULES;

/** The setting that a refusal blames, and by which rule. */
export interface Blamed {
  readonly setting: Setting;
  readonly rule?: number;
}

/**
 * The first of the reasons that a setting is to blame for: it would be said of every record. `used`: settings that the
 * record takes a value from, where others bring their own.
 */
export function settingBlamed(reasons: readonly Reason[], used: ReadonlySet<Setting>): Blamed | undefined {
  for (const { message } of reasons) {
    // Another organization's data; it has no number.
    if (/cannot be accessed due to business rule/i.test(message)) return { setting: 'satusehat.organization' };
    const rule = ruleIn(message);
    const { field, setting } = subjectOf(message);
    if (setting === undefined || (field !== undefined && !used.has(setting))) continue;
    return { setting, ...(rule === undefined ? {} : { rule }) };
  }
  return undefined;
}

/** The registry's word for "you have sent this before", whichever of its forms it has. */
export function saysDuplicate(reasons: readonly Reason[]): boolean {
  return reasons.some(
    ({ code, message }) => code === 'duplicate' || /found duplicate/i.test(message) || ruleIn(message) === 20002,
  );
}

/**
 * Whether the registry's own processor has judged the record: nobody else writes these. What has no number may be said
 * by anything on the way, and once is not enough for a record.
 */
export function isVerdict(reasons: readonly Reason[]): boolean {
  return reasons.some(({ message }) => ruleIn(message) !== undefined || NOBODY_BEHIND.test(message));
}

/**
 * What follows from an earlier error says nothing; each of the others with the field of ours that it is about, under the
 * number of its rule: the registry's own code (`value`) is the same for nearly all.
 */
export function reasonsForRecord(reasons: readonly Reason[]): readonly Reason[] {
  const roots = reasons.filter(({ message }) => !/due to previous error/i.test(message));
  return (roots.length > 0 ? roots : reasons).map((reason) => {
    const { field } = subjectOf(reason.message);
    const rule = ruleIn(reason.message);
    return {
      ...reason,
      ...(field === undefined ? {} : { means: field }),
      ...(rule === undefined ? {} : { code: `RuleNumber:${rule}` }),
    };
  });
}

/** `reference target(s) not found: Patient/P0247…`: readable in `diagnostics` alone, which explain.ts joins. */
const NOBODY_BEHIND = /reference target\(s\) not found/i;
const REFERRED: Readonly<Record<string, Subject>> = {
  Patient: NIK,
  Practitioner: PRACTITIONER,
  Location: LOCATION,
  Organization: ORGANIZATION,
};

function subjectOf(message: string): Subject {
  const type = NOBODY_BEHIND.test(message) ? /\b([A-Z][a-z]+)\//.exec(message)?.[1] : undefined;
  if (type !== undefined) return REFERRED[type] ?? OURS;
  const rule = ruleIn(message);
  return rule !== undefined && isKnownRule(rule) ? SATUSEHAT_RULES[rule] : OURS;
}

/** The number that the registry writes behind a reason; undefined where there is none. */
function ruleIn(message: string): number | undefined {
  const digits = /\bRuleNumber:? ?(\d{5})\b/i.exec(message)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function isKnownRule(rule: number): rule is RuleNumber {
  return Object.hasOwn(SATUSEHAT_RULES, rule);
}
