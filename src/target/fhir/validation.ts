/**
 * Whether the server would take records, by its own validation (`$validate`, FHIR R4, 3.5.1): nothing is stored. One
 * question a person and one a dose: no bundle of operations is taken everywhere.
 */
import type { RecordKey } from '../../record/record.ts';
import { endpoint } from '../address.ts';
import type { Ask } from '../ask.ts';
import type { Reason } from '../reason.ts';
import type { Answer, Consignment, Outage, Stop, Verdict } from '../target.ts';
import { fields, list } from './bundle.ts';
import { type FrozenPerson, freeze, thaw, type WritingOptions } from './frozen.ts';
import { reasonsOf } from './outcome.ts';
import { FHIR_JSON } from './posting.ts';

export interface ValidationOptions {
  readonly ask: Ask;
  readonly url: string;
  readonly writing: WritingOptions;
}

/** The server would take it. Nothing was sent to be stored. */
const WOULD_TAKE: Verdict = { kind: 'unsent' };
const UNREADABLE: Outage = { kind: 'outage', cause: 'unreadable', reachedServer: true };
/** What a server answers that has no such operation, in the form of FHIR. */
const NO_OPERATION: ReadonlySet<number> = new Set([404, 405, 501]);

export async function validateAt(
  { ask, url, writing }: ValidationOptions,
  consignments: readonly Consignment[],
  signal: AbortSignal,
): Promise<Answer> {
  const keys = consignments.map(({ key }) => key);
  const people = thaw({ keys, bytes: freeze(consignments, writing) });
  const verdicts = new Map<RecordKey, Verdict>();

  async function wrongWith(type: string, resource: string): Promise<readonly Reason[] | Outage | Stop> {
    const body = new TextEncoder().encode(resource);
    const question = { method: 'POST', url: endpoint(url, `${type}/$validate`), to: 'validate', signal } as const;
    const answer = await ask({ ...question, headers: FHIR_JSON, body, repeatable: true });
    if (answer.kind === 'outage' || answer.kind === 'stop') return answer;
    if (answer.kind !== 'json') return UNREADABLE;
    const outcome = fields(answer.value);
    if (outcome['resourceType'] !== 'OperationOutcome') return UNREADABLE;
    if (NO_OPERATION.has(answer.status)) return { kind: 'stop', why: 'misconfigured', status: answer.status };
    const isBad = list(outcome['issue']).some((issue) => !REMARKS.has(fields(issue)['severity']));
    return isBad ? reasonsOf(outcome, answer.status) : [];
  }

  for (const person of people) {
    const ofPerson = await wrongWith('Patient', person.resource);
    if ('kind' in ofPerson) return ofPerson;
    for (const { key, resource } of person.doses) {
      const ofDose = await wrongWith('Immunization', withPatient(resource, person));
      if ('kind' in ofDose) return ofDose;
      const reasons = [...ofPerson, ...ofDose];
      verdicts.set(key, reasons.length > 0 ? { kind: 'refused', reasons } : WOULD_TAKE);
    }
  }
  return { kind: 'reply', verdicts };
}

const REMARKS: ReadonlySet<unknown> = new Set(['warning', 'information', 'success']);

/** The Patient is named by its identifier: nobody has a reference yet. */
function withPatient(dose: string, { resource }: FrozenPerson): string {
  const [identifier] = list(fields(JSON.parse(resource))['identifier']);
  return `${dose.slice(0, -1)},"patient":${JSON.stringify({ type: 'Patient', identifier })}}`;
}
