/** One bundle that is posted to the bare address, or one resource to its own. */
import { duplicate, type Issue, json, outcome, outcomeOf } from './answers.ts';
import { issuesOf, type RuleContext } from './rules.ts';
import { identifiersOf, type Resource, type Store, type Stored } from './store.ts';

interface Entry {
  readonly fullUrl?: string;
  readonly resource?: Resource;
  readonly request?: { readonly method?: string; readonly url?: string };
}

/** How much of it is stored. */
export type Extent = 'all' | 'half' | 'half inside of 200';

const FULL_URL = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Kinds that the processor refuses to store twice under one identifier. */
export type Unique = ReadonlySet<string>;

export function runTransaction(
  body: unknown,
  context: Omit<RuleContext, 'within'> & {
    readonly base: string;
    readonly unique: Unique;
    readonly refusesVisit: (number: string) => Issue | undefined;
  },
  extent: Extent,
) {
  const { resourceType, type, entry = [] } = (body ?? {}) as Record<string, unknown> & { entry?: readonly Entry[] };
  if (resourceType !== 'Bundle' || type !== 'transaction')
    return outcome(400, [{ code: 'format', text: 'Failed to unmarshal request payload', rule: 20008 }]);
  const urls = entry.map(({ fullUrl = '' }) => fullUrl);
  const within = new Set(
    entry.flatMap(({ fullUrl = '', resource }) => [fullUrl, `${resource?.resourceType}/${fullUrl.slice(9)}`]),
  );
  const issues = [
    ...formIssues(entry, urls),
    ...entry.flatMap(({ resource }) => ruleIssues(resource, context, within)),
  ];
  const numbers = entry.flatMap(({ resource }) => (resource ? identifiersOf(resource) : []));
  const disliked = numbers.flatMap((number) => context.refusesVisit(number.split('|')[1] ?? '') ?? []).slice(0, 1);
  issues.push(...disliked);
  const { store, unique } = context;
  const twin = entry.find(({ resource }) => resource && unique.has(resource.resourceType) && store.hasTwin(resource));
  if (twin?.resource) return duplicate(twin.resource.resourceType);
  // As others saw it: what is refused for the vaccination can leave the visit behind.
  const isHalf = extent !== 'all';
  if (issues.length > 0 && !isHalf) return outcome(400, issues);
  const kept = isHalf ? entry.filter(({ resource }) => resource?.resourceType !== 'Immunization') : entry;
  const stored = storeAll(kept, store);
  const refusal = [
    {
      code: 'value',
      text: 'Code not found: Immunization.vaccineCode',
      rule: 10103,
      expression: 'Immunization.vaccineCode',
    },
  ];
  if (extent === 'half') return outcome(400, refusal);
  const response = stored.map(({ id, resource }) => ({ response: answered(id, resource.resourceType, context.base) }));
  const refused = isHalf ? [{ response: { status: '400 Bad Request', outcome: outcomeOf(refusal) } }] : [];
  const all = [...response, ...refused];
  return json(200, { entry: all, resourceType: 'Bundle', type: 'transaction-response', total: all.length });
}

function formIssues(entry: readonly Entry[], urls: readonly string[]): readonly Issue[] {
  const wrong = entry.find(({ fullUrl = '' }) => !FULL_URL.test(fullUrl));
  if (wrong)
    return [
      {
        code: 'value',
        text: `Invalid element ${wrong.resource?.resourceType}.fullUrl due to invalid fullUrl format`,
        rule: 20017,
      },
    ];
  if (new Set(urls).size < urls.length)
    return [{ code: 'value', text: 'Invalid element fullUrl due to duplicate fullUrl', rule: 20020 }];
  return entry.flatMap(({ request, resource }) =>
    request?.method === 'POST' && request.url === resource?.resourceType
      ? []
      : [{ code: 'value', text: 'Failed to read request payload', rule: 20005 }],
  );
}

function ruleIssues(
  resource: Resource | undefined,
  context: Omit<RuleContext, 'within'>,
  within: ReadonlySet<string>,
): readonly Issue[] {
  return resource ? issuesOf(resource, { ...context, within }) : [];
}

/** References of one entry to another become references to what was stored. */
function storeAll(entry: readonly Entry[], store: Store): readonly Stored[] {
  const names = new Map<string, string>();
  const made = entry.map(({ fullUrl = '', resource }) => {
    const stored = store.put(structuredClone(resource) as Resource);
    names.set(fullUrl, `${resource?.resourceType}/${stored.id}`);
    names.set(`${resource?.resourceType}/${fullUrl.slice(9)}`, `${resource?.resourceType}/${stored.id}`);
    return stored;
  });
  for (const { resource } of made) relink(resource, names);
  return made;
}

function relink(value: unknown, names: ReadonlyMap<string, string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const name = key === 'reference' && typeof inner === 'string' ? names.get(inner) : undefined;
    if (name === undefined) relink(inner, names);
    else (value as Record<string, unknown>)[key] = name;
  }
}

function answered(id: string, resourceType: string, base: string) {
  return {
    etag: 'W/"MTcwNjYwNTUzMjMzNTIwMTAwMA"',
    lastModified: new Date().toISOString().replace('Z', '+00:00'),
    location: `${base}/${resourceType}/${id}/_history/MTcwNjYwNTUz`,
    status: '201 Created',
    resourceType,
    resourceID: id,
  };
}

/** One resource of its own. What it answers with leads elsewhere: the address behind the gateway. */
export function storeOne(
  body: unknown,
  type: string,
  context: Omit<RuleContext, 'within'> & { readonly unique: Unique },
) {
  const resource = (body ?? {}) as Resource;
  if (resource.resourceType !== type)
    return outcome(400, [{ code: 'format', text: 'Failed to unmarshal request payload', rule: 20008 }]);
  const issues = issuesOf(resource, { ...context, within: new Set() });
  if (issues.length > 0) return outcome(400, issues);
  if (context.unique.has(type) && context.store.hasTwin(resource)) return duplicate(type);
  const stored = context.store.put(resource);
  return json(201, stored.resource, {
    location: `https://healthcare.example/v1/projects/p/datasets/dev/fhirStores/s/fhir/${type}/${stored.id}/_history/MT`,
    etag: 'W/"MTcwNzE0NTAz"',
  });
}
