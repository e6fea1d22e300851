/**
 * What a FHIR server really does (`doctor`): what it says of itself, and what it does with one record twice. Only the
 * second is believed of conditional creates: servers declare them and forget them inside of a transaction.
 */
import { randomUUID } from 'node:crypto';
import { endpoint } from '../address.ts';
import type { Ask } from '../ask.ts';
import type { Examination, Finding, Learnt } from '../examination.ts';
import { examine } from '../examine.ts';
import type { Consignment, Target } from '../target.ts';
import { type Fields, fields, list } from './bundle.ts';

export interface ExamineParts {
  readonly target: Omit<Target, 'examine'>;
  readonly ask: Ask;
  readonly url: string;
  readonly form: Form;
  /** Sends one record in the form that is not configured. */
  readonly sendOtherwise: Target['send'];
}

export type Form = 'transaction' | 'batch';

export async function examineFhir(
  { target, ask, url, form, sendOtherwise }: ExamineParts,
  canary: Consignment | undefined,
  signal: AbortSignal,
): Promise<Examination> {
  const statement = await capabilities(ask, url, signal);
  const common = await examine(target, canary, signal);
  const declared = common.some(({ result }) => result === 'bad') && !canary ? [] : declarations(statement, form);
  const findings = [...common, ...declared];
  const once = common.find(({ about }) => about === 'canary-once')?.result;
  if (canary === undefined || once === undefined) return { findings };
  const other: Form = form === 'transaction' ? 'batch' : 'transaction';
  const id = randomUUID();
  const batch = { id, keys: [canary.key], bytes: target.encode(id, [canary]) };
  const answer = await sendOtherwise(batch, signal);
  const kind = answer.kind === 'reply' ? answer.verdicts.get(canary.key)?.kind : undefined;
  // A second one would have been made where the condition is not looked at.
  const otherwise = kind === 'already-there' ? 'good' : kind === 'accepted' ? 'bad' : 'unsure';
  const learnt: Learnt = {
    ...known(form, once),
    ...known(other, otherwise),
  };
  return { findings: [...findings, { about: 'fhir-other-form', result: otherwise, params: { form: other } }], learnt };
}

function known(name: string, result: Finding['result']): Learnt {
  return result === 'unsure' ? {} : { [name]: result === 'good' };
}

/** What the server says of itself; undefined where it says nothing. */
async function capabilities(ask: Ask, url: string, signal: AbortSignal): Promise<Fields | undefined> {
  const headers = { accept: 'application/fhir+json', 'cache-control': 'no-cache' };
  const question = { method: 'GET', url: endpoint(url, 'metadata'), to: 'metadata', headers, signal } as const;
  const answer = await ask({ ...question, repeatable: true });
  const statement = answer.kind === 'json' ? fields(answer.value) : {};
  return statement.resourceType === 'CapabilityStatement' ? statement : undefined;
}

function declarations(statement: Fields | undefined, form: Form): readonly Finding[] {
  if (statement === undefined) return [{ about: 'fhir-version', result: 'unsure', params: { version: '' } }];
  const version = String(statement.fhirVersion ?? '')
    .replace(/[^\w.-]/g, '')
    .slice(0, 20);
  const rest = list(statement.rest).map(fields);
  const server = rest.find(({ mode }) => mode === 'server') ?? rest[0] ?? {};
  const missing = ['Patient', 'Immunization'].filter((type) => !creates(server, type));
  const forms = list(server.interaction).map((interaction) => fields(interaction).code);
  return [
    {
      about: 'fhir-version',
      result: /^4\.[01]\./.test(version) ? 'good' : version === '' ? 'unsure' : 'bad',
      params: { version },
    },
    { about: 'fhir-create', result: missing.length === 0 ? 'good' : 'bad', params: { types: missing.join(', ') } },
    { about: 'fhir-form', result: forms.includes(form) ? 'good' : 'unsure', params: { form } },
  ];
}

function creates(server: Fields, type: string): boolean {
  const resource = list(server.resource)
    .map(fields)
    .find((one) => one.type === type);
  return list(resource?.interaction).some((interaction) => fields(interaction).code === 'create');
}
