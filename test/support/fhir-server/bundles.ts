/** Bundles, as a transaction or as a batch, and what is answered to them. */
import { type BundleEntry, type Done, perform, type World } from './entries.ts';
import type { Stored } from './store.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

interface Bundle {
  readonly type: string;
  readonly entry?: BundleEntry[];
}

export function bundle({ type, entry = [] }: Bundle, url: string, world: World): Answer {
  const { habits } = world;
  if (type !== 'transaction' && type !== 'batch')
    return outcome(400, `HAPI-0527: Unable to process transaction where incoming Bundle.type = ${type}`);
  if (habits.throttlesNext) {
    habits.throttlesNext = false;
    return {
      status: 200,
      body: {
        resourceType: 'Bundle',
        type: `${type}-response`,
        entry: entry.map(() => said({ status: 429 }, url, world)),
      },
    };
  }
  const doses = entry.filter(({ resource }) => resource?.resourceType === 'Immunization').length;
  const isConditional = entry.some(({ request }) => request.ifNoneExist !== undefined || request.url.includes('?'));
  if (doses > habits.maxDoses || (type === 'transaction' && isConditional && entry.length > habits.maxEntries))
    return outcome(400, 'Transaction requires strict isolation but has too many entries');
  const parsed = type === 'batch' ? unreadable(entry, world) : undefined;
  return parsed ?? (type === 'transaction' ? transaction(entry, url, world) : batch(entry, url, world));
}

/** What cannot be read spoils the whole bundle, a batch too (HAPI). */
function unreadable(entry: readonly BundleEntry[], world: World): Answer | undefined {
  if (!world.habits.atomic) return undefined;
  const undo = world.store.snapshot();
  const before = world.habits.conflicts;
  world.habits.conflicts = 0;
  const faults = entry.map((one, index) => perform(one, index, true, new Map(), world));
  world.habits.conflicts = before;
  undo();
  const fault = faults.find(({ status, said }) => status === 422 || /HAPI-1821/.test(said ?? ''));
  return fault && outcome(fault.status, fault.said ?? '', fault.at);
}

function transaction(sent: readonly BundleEntry[], url: string, world: World): Answer {
  const { store, habits } = world;
  const undo = store.snapshot();
  const known = new Map<string, Stored>();
  const answers: unknown[] = [];
  const seen = new Map<string, Stored>();
  for (const [index, entry] of sent.entries()) {
    const condition = entry.request.ifNoneExist;
    const first = condition === undefined ? undefined : seen.get(condition);
    if (habits.merges && first) {
      // The second of two is not worked on, and not answered.
      if (entry.fullUrl !== undefined) known.set(entry.fullUrl, first);
      continue;
    }
    const done = perform(entry, index, habits.conditions.transaction, known, world);
    if (done.status >= 400 && habits.atomic) {
      undo();
      return outcome(done.status, done.said ?? '', done.at);
    }
    if (done.stored && entry.fullUrl !== undefined) known.set(entry.fullUrl, done.stored);
    if (done.stored && condition !== undefined) seen.set(condition, done.stored);
    answers.push(said(done, url, world));
  }
  return { status: 200, body: { resourceType: 'Bundle', type: 'transaction-response', entry: answers } };
}

/** One by one; what one entry calls another means nothing (HAPI). */
function batch(entry: readonly BundleEntry[], url: string, world: World): Answer {
  const answers = entry.map((one, index) =>
    said(perform(one, index, world.habits.conditions.batch, new Map(), world), url, world),
  );
  return { status: 200, body: { resourceType: 'Bundle', type: 'batch-response', entry: answers } };
}

const PHRASES: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  400: 'Bad Request',
  409: 'Conflict',
  412: 'Precondition Failed',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
};

function said(done: Done | { status: 429 }, url: string, { habits }: World): unknown {
  const status = habits.phrase ? `${done.status} ${PHRASES[done.status] ?? ''}` : String(done.status);
  if (!('stored' in done) || !done.stored) {
    const text = 'said' in done ? done.said : 'Too many requests';
    return { response: { status, outcome: outcome(done.status, text ?? '').body } };
  }
  const { resource, version } = done.stored;
  const place = `${resource.resourceType}/${resource.id}`;
  const locations = {
    versioned: `${place}/_history/${version}`,
    plain: place,
    absolute: `${url}/${place}/_history/${version}`,
    none: undefined,
  };
  const told = {
    severity: 'information',
    code: 'informational',
    diagnostics: `Successfully conditionally created resource "${place}". Existing resource matched URL "${JSON.stringify(resource['identifier'])}"`,
  };
  return {
    response: {
      status,
      location: locations[habits.location],
      etag: String(version),
      outcome: { resourceType: 'OperationOutcome', issue: [told] },
    },
  };
}

/** As a validating HAPI says it: a remark for each resource before the error. */
export function outcome(status: number, diagnostics: string, at?: string): Answer {
  const remark = {
    severity: 'warning',
    code: 'processing',
    diagnostics: 'dom-6: A resource should have narrative',
    expression: ['Bundle.entry[0].resource/*Patient/null*/'],
  };
  const error = {
    severity: 'error',
    code: 'processing',
    diagnostics,
    ...(at === undefined ? {} : { location: [at, 'Line[1] Col[887]'], expression: [at] }),
  };
  return {
    status,
    body: { resourceType: 'OperationOutcome', issue: at === undefined ? [error] : [...Array(25).fill(remark), error] },
  };
}
