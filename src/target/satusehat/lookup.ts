/**
 * What became of a record: is its visit there, and its vaccination? The visit is known by its number, the vaccination by
 * its own or by the visit that it refers to.
 */
import type { RecordKey } from '../../record/record.ts';
import { type Fields, fields, readLocation } from '../fhir/bundle.ts';
import type { FindAnswer, Found, Outage, Sought, Stop } from '../target.ts';
import { type FoundPage, type Registry, UNREADABLE } from './questions.ts';
import { doseSystem, visitSystem } from './systems.ts';

/** A visit as the registry has it. */
export interface Visit {
  readonly id: string;
  /** When it was stored last, in epoch milliseconds; undefined where it does not say so. */
  readonly storedAt?: number;
}

export type Looked =
  /** The vaccination is there, under this id. */
  | { readonly kind: 'dose'; readonly id: string }
  /** The visits are there (mostly one), and no vaccination refers to any of them. */
  | { readonly kind: 'visits'; readonly visits: readonly [Visit, ...Visit[]] }
  | { readonly kind: 'nothing' }
  | Outage
  | Stop;

export async function lookUp(
  registry: Registry,
  organization: string,
  key: RecordKey,
  signal: AbortSignal,
): Promise<Looked> {
  const found = await ask(registry, 'Encounter', { identifier: `${visitSystem(organization)}|${key}` }, signal);
  if (found.kind !== 'page') return found;
  const [visit, ...others] = visitsIn(found);
  if (!visit) return found.matches.length + found.hidden.length > 0 ? UNREADABLE : { kind: 'nothing' };
  const visits = [visit, ...others] as const;
  const isOfOurs = (dose: Fields): boolean =>
    refersTo(
      dose,
      visits.map(({ id }) => id),
    ) || isNumbered(dose, doseSystem(organization), key);
  const numbered = await registry.search('Immunization', { identifier: `${doseSystem(organization)}|${key}` }, signal);
  if (numbered.kind === 'outage' || numbered.kind === 'stop') return numbered;
  // Whether it may be asked so is nowhere said: where it may not, the person's vaccinations tell.
  const byNumber = numbered.kind === 'page' ? doseIn(numbered, isOfOurs, numbered.hidden) : undefined;
  if (byNumber !== undefined) return { kind: 'dose', id: byNumber };
  const patient = patientOf(found.matches);
  const all = patient === undefined ? undefined : await ask(registry, 'Immunization', { patient }, signal);
  if (all && all.kind !== 'page') return all;
  const byVisit = all && doseIn(all, isOfOurs, []);
  if (byVisit !== undefined) return { kind: 'dose', id: byVisit };
  // Where not everything was seen, nothing is proven.
  const isSeen = numbered.kind === 'page' ? !numbered.hasMore : all !== undefined && all.hidden.length === 0;
  return isSeen && !all?.hasMore ? { kind: 'visits', visits } : UNREADABLE;
}

/** The id of the vaccination among those; `hidden`: what is not shown and can be no other. */
function doseIn(
  { matches }: FoundPage,
  isOfOurs: (dose: Fields) => boolean,
  hidden: readonly string[],
): string | undefined {
  const id = matches.find(isOfOurs)?.['id'];
  return typeof id === 'string' ? id : hidden.find((each) => each !== '');
}

/** What `find` says of each: `absent` also where only the visit is there, for then the vaccination is to be sent. */
export async function findAll(
  registry: Registry,
  organization: string,
  sought: readonly Sought[],
  signal: AbortSignal,
): Promise<FindAnswer> {
  const results = new Map<RecordKey, Found>();
  for (const { key } of sought) {
    const looked = await lookUp(registry, organization, key, signal);
    if (looked.kind === 'outage' || looked.kind === 'stop') return looked;
    results.set(key, looked.kind === 'dose' ? { receipt: looked.id } : 'absent');
  }
  return { kind: 'found', results };
}

/** A refused question is no answer "not there". */
async function ask(
  registry: Registry,
  type: string,
  query: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<FoundPage | Outage | Stop> {
  const answer = await registry.search(type, query, signal);
  return answer.kind === 'refused-whole' ? UNREADABLE : answer;
}

function visitsIn({ matches, hidden }: FoundPage): readonly Visit[] {
  const shown = matches.flatMap(({ id, meta }): Visit[] => {
    if (typeof id !== 'string') return [];
    const storedAt = Date.parse(String(fields(meta)['lastUpdated']));
    return [{ id, ...(Number.isNaN(storedAt) ? {} : { storedAt }) }];
  });
  return [...shown, ...hidden.flatMap((id) => (id === '' ? [] : [{ id }]))];
}

function patientOf(visits: readonly Fields[]): string | undefined {
  const reference = fields(visits[0]?.['subject'])['reference'];
  const read = readLocation(reference);
  return read?.type === 'Patient' ? read.id : undefined;
}

function refersTo(dose: Fields, visits: readonly string[]): boolean {
  const reference = fields(dose['encounter'])['reference'];
  return typeof reference === 'string' && visits.some((id) => reference.endsWith(`Encounter/${id}`));
}

function isNumbered(dose: Fields, system: string, key: RecordKey): boolean {
  const identifiers = Array.isArray(dose['identifier']) ? dose['identifier'].map(fields) : [];
  return identifiers.some((one) => one['system'] === system && one['value'] === key);
}
