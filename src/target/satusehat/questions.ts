/**
 * What SATUSEHAT is asked, and how its answers are understood before anybody looks into them. Addresses may hold a NIK:
 * they are never told to anybody.
 */
import { addressOf } from '../address.ts';
import type { Ask } from '../ask.ts';
import { type Fields, fields, readLocation, readSearch } from '../fhir/bundle.ts';
import type { ResponseClass, Rule } from '../response.ts';
import type { Outage, Stop } from '../target.ts';
import { type Blamed, settingBlamed } from './rules.ts';

/** What it says otherwise than HTTP. */
export const RULES: readonly Rule[] = [
  // The gateway in front says that a quota is used up as 429, or as 500.
  { status: [400, 599], says: /QuotaViolation|SpikeArrest|rate limit/i, means: 'throttled' },
  // What is refused for want of rights has a number, and is explained by it.
  { status: 403, shape: 'own', says: /RuleNumber: ?\d|business rule/i, means: 'refusal' },
  // Somebody or something that is referred to is not there; the address is right.
  { status: 404, shape: 'own', means: 'refusal' },
  // The processor itself failed.
  {
    status: [400, 499],
    shape: 'own',
    says: /^(?:exception|transient|timeout|throttled|lock-error|incomplete|no-store)\b/,
    means: 'server-error',
  },
];

/** A question that a search cache on the way must not answer. */
const FRESH = { 'cache-control': 'no-cache' } as const;

/** What a search has found. */
export interface FoundPage {
  readonly kind: 'page';
  readonly matches: readonly Fields[];
  /** Ids of what is there too, and is not shown for want of consent. */
  readonly hidden: readonly string[];
  readonly total?: number;
  /** Not all pages were read. */
  readonly hasMore: boolean;
}

/** What comes of a search; what it did not find out is what the caller hears. */
export type SearchAnswer =
  | FoundPage
  | Outage
  | Stop
  /** The question itself was refused, in the form of the API. */
  | Extract<ResponseClass, { kind: 'refused-whole' }>;

export interface Registry {
  /** What is posted: a transaction to the bare address (`path` empty), or one resource. */
  post(path: string, body: unknown, batch: string, signal: AbortSignal): Promise<ResponseClass>;
  /** All that match, page by page. */
  search(type: string, query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<SearchAnswer>;
  /** One resource by its id. */
  read(type: string, id: string, signal: AbortSignal): Promise<ResponseClass>;
  /** The address of what is posted to `path`, as it is shown. */
  addressFor(path: string): string;
}

/** So many pages of one answer are read; nobody has more vaccinations. */
const MOST_PAGES = 20;

/** `stopFor`: the stop that a setting makes which is wrong for every question. */
export function registryAt(base: string, ask: Ask, stopFor: (blamed: Blamed) => Stop): Registry {
  const root = addressOf(base);
  const query = new URL(base).search;
  const urlOf = (path: string): URL => new URL(`${root}${path === '' ? '' : `/${path}`}${query}`);

  async function page(url: URL, type: string, signal: AbortSignal): Promise<SearchAnswer & { next?: URL }> {
    const answer = await ask({ to: type, method: 'GET', url, headers: FRESH, signal, repeatable: true });
    if (answer.kind === 'split' || answer.kind === 'key-reused') return UNREADABLE;
    if (answer.kind === 'refused-whole') {
      const blamed = settingBlamed(answer.reasons, new Set());
      return blamed ? stopFor(blamed) : answer;
    }
    if (answer.kind !== 'json') return answer;
    const found = readSearch(answer.value);
    if (!found) return UNREADABLE;
    const matches = found.matches.filter(({ resourceType }) => resourceType === type);
    const next = found.next === undefined ? undefined : nextOf(found.next, urlOf(type));
    const total = found.total === undefined ? {} : { total: found.total };
    const hidden = hiddenIn(answer.value, type);
    return { kind: 'page', matches, hidden, ...total, hasMore: next !== undefined, ...(next ? { next } : {}) };
  }

  return {
    post: (path, body, batch, signal) =>
      ask({
        to: path === '' ? 'transaction' : path,
        method: 'POST',
        url: urlOf(path),
        body: Buffer.from(JSON.stringify(body)),
        batch,
        signal,
      }),
    async search(type, parameters, signal) {
      const url = urlOf(type);
      // Encoded once: what is encoded twice is found by nobody.
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      const all: Fields[] = [];
      const hidden: string[] = [];
      let at: URL | undefined = url;
      let first: number | undefined;
      for (let read = 0; at !== undefined && read < MOST_PAGES; read += 1) {
        const { next, ...answer }: SearchAnswer & { next?: URL } = await page(at, type, signal);
        if (answer.kind !== 'page') return answer;
        all.push(...answer.matches);
        hidden.push(...answer.hidden);
        first ??= answer.total;
        at = answer.matches.length + answer.hidden.length > 0 ? next : undefined;
      }
      return {
        kind: 'page',
        matches: all,
        hidden,
        ...(first === undefined ? {} : { total: first }),
        hasMore: at !== undefined,
      };
    },
    read: (type, id, signal) =>
      ask({
        to: type,
        method: 'GET',
        url: urlOf(`${type}/${encodeURIComponent(id)}`),
        headers: FRESH,
        signal,
        repeatable: true,
      }),
    addressFor: (path) => addressOf(urlOf(path).href),
  };
}

/**
 * In place of what nobody may see stands an OperationOutcome, `suppressed`, that names it: `No consent available for
 * Immunization/450a8c53-…`. What it does not name counts under an empty id.
 */
function hiddenIn(value: unknown, type: string): readonly string[] {
  const { entry } = fields(value);
  return (Array.isArray(entry) ? entry : []).flatMap((each) => {
    const { resourceType, issue } = fields(fields(each)['resource']);
    if (resourceType !== 'OperationOutcome' || !Array.isArray(issue)) return [];
    const { code, diagnostics } = fields(issue[0]);
    if (code !== 'suppressed') return [];
    const reference = readLocation(String(diagnostics).split(' ').at(-1));
    return [reference?.type === type ? reference.id : ''];
  });
}

/** A 200 that cannot be believed: the server may have acted. */
export const UNREADABLE: Outage = { kind: 'outage', cause: 'unreadable', reachedServer: true };

/**
 * The next page at our own address: the link names the store behind the gateway, and where it leads nobody may follow
 * with our pass.
 */
function nextOf(link: string, own: URL): URL | undefined {
  const search = URL.parse(link, own.href)?.search;
  if (search === undefined || search === '') return undefined;
  const url = new URL(own);
  url.search = search;
  return url;
}
