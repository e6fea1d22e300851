/**
 * What a FHIR server answers, read: transaction and batch responses, and results of a search. PURE. Nothing is believed
 * of its shape; what cannot be read is undefined, and then the records are asked for.
 */
import type { RecordKey } from '../../record/record.ts';
import { keyIn } from './identifiers.ts';

/** What became of one entry of a bundle that was sent. */
export interface EntryAnswer {
  /** The number at the beginning of `status` ("201 Created", "201"); 0 where there is none. */
  readonly status: number;
  /** Of what is stored, relative and without a version: `Immunization/1007`. */
  readonly reference?: Reference;
  /** An OperationOutcome, mostly. */
  readonly outcome?: unknown;
}

export interface Reference {
  readonly type: string;
  readonly id: string;
}

export function referenceText({ type, id }: Reference): string {
  return `${type}/${id}`;
}

/**
 * The answers in a `transaction-response` or `batch-response`, in its order. It may have fewer than were sent: HAPI
 * merges entries with one condition before it works on them. Whoever asks compares the lengths.
 */
export function readAnswers(value: unknown): readonly EntryAnswer[] | undefined {
  const bundle = fields(value);
  if (bundle.resourceType !== 'Bundle' || !/^(?:transaction|batch)-response$/.test(String(bundle.type)))
    return undefined;
  return Array.isArray(bundle.entry) ? bundle.entry.map(readEntry) : undefined;
}

function readEntry(entry: unknown): EntryAnswer {
  const { response, resource } = fields(entry);
  const said = fields(response);
  const reference =
    readNamed(said.resourceType, said.resourceID) ?? readLocation(said.location) ?? readResource(resource);
  const outcome = said.outcome ?? (fields(resource).resourceType === 'OperationOutcome' ? resource : undefined);
  return {
    status: leadingNumber(said.status),
    ...(reference === undefined ? {} : { reference }),
    ...(outcome === undefined ? {} : { outcome }),
  };
}

function leadingNumber(status: unknown): number {
  if (typeof status === 'number') return status;
  return Number(/^\s*(\d{3})(?!\d)/.exec(typeof status === 'string' ? status : '')?.[1] ?? 0);
}

/**
 * Relative or absolute, with a version or without one. Never followed: SATUSEHAT's names a host that is not its own.
 */
export function readLocation(location: unknown): Reference | undefined {
  if (typeof location !== 'string') return undefined;
  const path = (location.split(/[?#]/, 1)[0] ?? '').split('/');
  if (path.at(-1) === '') path.pop();
  if (path.at(-2) === '_history') path.splice(-2);
  const [type = '', id = ''] = path.slice(-2);
  return /^[A-Z][A-Za-z]{1,63}$/.test(type) && /^[A-Za-z0-9.-]{1,64}$/.test(id) ? { type, id } : undefined;
}

/** A resource that came back. */
export function readResource(resource: unknown): Reference | undefined {
  const { resourceType, id } = fields(resource);
  return resourceType === 'OperationOutcome' ? undefined : readNamed(resourceType, id);
}

/** SATUSEHAT names what was stored beside its location. */
function readNamed(type: unknown, id: unknown): Reference | undefined {
  const isNamed = typeof type === 'string' && typeof id === 'string' && /^[A-Za-z0-9.-]{1,64}$/.test(id);
  return isNamed ? { type, id } : undefined;
}

/** One page of what was found. */
export interface SearchPage {
  readonly matches: readonly Fields[];
  /** Address of the next page, as the server writes it. */
  readonly next?: string;
  /** Where the server counts them. */
  readonly total?: number;
}

/** A `searchset`: what matches, without what was only included and without remarks of the server. */
export function readSearch(value: unknown): SearchPage | undefined {
  const bundle = fields(value);
  if (bundle.resourceType !== 'Bundle' || bundle.type !== 'searchset') return undefined;
  const matches = list(bundle.entry).flatMap((entry) => {
    const { resource, search } = fields(entry);
    const mode = fields(search).mode ?? 'match';
    return mode === 'match' && fields(resource).resourceType !== 'OperationOutcome' ? [fields(resource)] : [];
  });
  const next = list(bundle.link)
    .map(fields)
    .find(({ relation }) => relation === 'next')?.url;
  return {
    matches,
    ...(typeof next === 'string' ? { next } : {}),
    ...(typeof bundle.total === 'number' ? { total: bundle.total } : {}),
  };
}

/** The keys of ours among the identifiers of what was found. */
export function keysOf(resource: Fields): readonly RecordKey[] {
  return list(resource.identifier).flatMap((identifier) => {
    const { system, value } = fields(identifier);
    return keyIn(system, value) ?? [];
  });
}

export type Fields = Readonly<Record<string, unknown>>;

export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
