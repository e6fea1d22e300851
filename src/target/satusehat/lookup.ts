/**
 * What became of a record: is its visit there, and its vaccination? The visit is known by its number, the vaccination by
 * its own or by the visit that it refers to.
 */
import type { RecordKey } from '../../record/record.ts';
import { type Fields, fields } from '../fhir/bundle.ts';
import type { FindAnswer, Found, Outage, Sought, Stop } from '../target.ts';
import { type Registry, type SearchAnswer, UNREADABLE } from './questions.ts';
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
  const visits = await ask(registry, 'Encounter', { identifier: `${visitSystem(organization)}|${key}` }, signal);
  if (visits.kind !== 'page') return visits;
  const [visit, ...others] = visits.matches.flatMap((each) => visitIn(each));
  if (!visit) return visits.matches.length > 0 ? UNREADABLE : { kind: 'nothing' };
  const own = await registry.search('Immunization', { identifier: `${doseSystem(organization)}|${key}` }, signal);
  if (own.kind === 'outage' || own.kind === 'stop') return own;
  const ids = [visit, ...others].map(({ id }) => id);
  const isOfOurs = (dose: Fields): boolean => refersTo(dose, ids) || isNumbered(dose, doseSystem(organization), key);
  // Whether it may be asked so is nowhere said: where it may not, the person's vaccinations tell.
  const named = own.kind === 'page' ? own.matches.find(isOfOurs)?.['id'] : undefined;
  if (typeof named === 'string') return { kind: 'dose', id: named };
  const patient = patientOf(visits.matches);
  if (patient === undefined) return UNREADABLE;
  const all = await ask(registry, 'Immunization', { patient }, signal);
  if (all.kind !== 'page') return all;
  const referring = all.matches.find(isOfOurs)?.['id'];
  if (typeof referring === 'string') return { kind: 'dose', id: referring };
  // Not all were seen: nothing is proven.
  return all.hasMore ? UNREADABLE : { kind: 'visits', visits: [visit, ...others] };
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

type Page = Extract<SearchAnswer, { kind: 'page' }>;

/** A refused question is no answer "not there". */
async function ask(
  registry: Registry,
  type: string,
  query: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Page | Outage | Stop> {
  const answer = await registry.search(type, query, signal);
  return answer.kind === 'refused-whole' ? UNREADABLE : answer;
}

function visitIn(resource: Fields): Visit[] {
  const { id } = resource;
  if (typeof id !== 'string') return [];
  const storedAt = Date.parse(String(fields(resource['meta'])['lastUpdated']));
  return [{ id, ...(Number.isNaN(storedAt) ? {} : { storedAt }) }];
}

function patientOf(visits: readonly Fields[]): string | undefined {
  const reference = fields(visits[0]?.['subject'])['reference'];
  return typeof reference === 'string' ? /(?:^|\/)Patient\/([A-Za-z0-9.-]{1,64})$/.exec(reference)?.[1] : undefined;
}

function refersTo(dose: Fields, visits: readonly string[]): boolean {
  const reference = fields(dose['encounter'])['reference'];
  return typeof reference === 'string' && visits.some((id) => reference.endsWith(`Encounter/${id}`));
}

function isNumbered(dose: Fields, system: string, key: RecordKey): boolean {
  const identifiers = Array.isArray(dose['identifier']) ? dose['identifier'].map(fields) : [];
  return identifiers.some((one) => one['system'] === system && one['value'] === key);
}
