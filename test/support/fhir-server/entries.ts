/** One entry of a bundle, done: conditional creates, conditional updates, and what goes wrong with them. */
import type { Habits } from './habits.ts';
import { type Resource, type Store, type Stored, type Token, tokensOf } from './store.ts';

export interface BundleEntry {
  fullUrl?: string;
  resource?: Resource;
  request: { method: string; url: string; ifNoneExist?: string };
}

/** What one entry came to. */
export interface Done {
  readonly status: number;
  readonly stored?: Stored;
  readonly said?: string;
  /** Where the server says it, as a path. */
  readonly at?: string;
}

export interface World {
  readonly store: Store;
  readonly habits: Habits;
}

/** `known`: what the entries before this one are called inside of the bundle. */
export function perform(
  entry: BundleEntry,
  index: number,
  looks: boolean,
  known: ReadonlyMap<string, Stored>,
  { store, habits }: World,
): Done {
  const { request, resource } = entry;
  const [type = '', query] = request.url.split('?');
  if (!resource || resource.resourceType !== type) return { status: 400, said: 'HAPI-0522: no resource of this type' };
  const condition = request.method === 'PUT' ? query : request.ifNoneExist;
  const tokens = condition === undefined ? [] : tokensIn(condition);
  const fault = faultOf(resource, tokens, index, habits);
  if (fault) return fault;
  const linked = linkedTo(resource, known, store);
  if (!('resourceType' in linked)) return linked;
  const matches = looks && condition !== undefined ? store.withToken(type, tokens) : [];
  if (matches.length > 1)
    return {
      status: 412,
      said: `HAPI-0958: Failed to CREATE ${type} with match URL "${condition}" because this search matched ${matches.length} resources`,
    };
  const [match] = matches;
  if (request.method === 'PUT')
    return match ? { status: 200, stored: store.update(match, linked) } : { status: 201, stored: store.create(linked) };
  return match ? { status: 200, stored: match } : { status: 201, stored: store.create(linked) };
}

/** `identifier=a%7Cb,c%7Cd`, as it stands in an address. */
export function tokensIn(query: string): Token[] {
  return (new URLSearchParams(query).get('identifier') ?? '').split(',').filter((token) => token !== '');
}

function faultOf(resource: Resource, tokens: readonly Token[], index: number, habits: Habits): Done | undefined {
  const mine = tokensOf(resource);
  if (mine.some((token) => habits.refused.has(token))) {
    const { resourceType } = resource;
    const field = resourceType === 'Patient' ? 'birthDate' : 'lotNumber';
    return habits.refusal === 'placed'
      ? {
          status: 422,
          said: `${resourceType}.${field}: not what is wanted`,
          at: `Bundle.entry[${index}].resource/*${resourceType}/null*/`,
        }
      : { status: 400, said: `HAPI-0450: HAPI-1821: [element="${field}"] Invalid attribute value "${mine[0]}"` };
  }
  if (habits.conflicts > 0 || tokens.some((token) => habits.conflicting.has(token))) {
    habits.conflicts = Math.max(0, habits.conflicts - 1);
    return { status: 409, said: `HAPI-0550: insert into HFJ_RES_SEARCH_URL … (${tokens[0] ?? ''})` };
  }
  return undefined;
}

/** The resource with its references as the server stores them. */
function linkedTo(resource: Resource, known: ReadonlyMap<string, Stored>, store: Store): Resource | Done {
  const { reference } = (resource['patient'] ?? {}) as { reference?: string };
  if (reference === undefined) return resource;
  if (reference.startsWith('urn:uuid:')) {
    const stored = known.get(reference);
    if (!stored)
      return {
        status: 400,
        said: `HAPI-0541: Unable to satisfy placeholder ID ${reference} found in element named 'patient'`,
      };
    return { ...resource, patient: { reference: `Patient/${stored.resource.id}` } };
  }
  if (store.read(reference)) return resource;
  return { status: 400, said: `HAPI-1094: Resource ${reference} not found, specified in path: Immunization.patient` };
}
