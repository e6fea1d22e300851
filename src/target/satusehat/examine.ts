/** What `doctor` asks SATUSEHAT: who we are there, where we give doses, and what becomes of a record sent twice. */
import type { Examination, Finding } from '../examination.ts';
import { examine } from '../examine.ts';
import { fields } from '../fhir/bundle.ts';
import type { ResponseClass } from '../response.ts';
import type { Consignment, Target } from '../target.ts';
import type { Registry } from './questions.ts';
import type { SatusehatSettings } from './settings.ts';

export async function examineSatusehat(
  target: Omit<Target, 'examine'>,
  registry: Registry,
  { organization, location }: SatusehatSettings,
  canary: Consignment | undefined,
  signal: AbortSignal,
): Promise<Examination> {
  const way = await examine(target, undefined, signal);
  if (way.some(({ result }) => result === 'bad')) return { findings: way };
  const own = [
    ofResource('organization', organization, await registry.read('Organization', organization, signal)),
    ofResource('location', location, await registry.read('Location', location, signal)),
  ];
  const isWell = own.every(({ result }) => result !== 'bad');
  const rest = canary && isWell ? (await examine(target, canary, signal)).slice(way.length) : [];
  return { findings: [...way, ...own, ...rest] };
}

/** Whether it is there, under the very number that is configured. */
function ofResource(about: 'organization' | 'location', id: string, answer: ResponseClass): Finding {
  if (answer.kind === 'json')
    return { about, result: fields(answer.value)['id'] === id ? 'good' : 'unsure', params: { id } };
  // What it says of it in its own form is an answer; the weather is none.
  return { about, result: answer.kind === 'refused-whole' ? 'bad' : 'unsure', params: { id } };
}
