/**
 * Which records a FHIR server has: searches by the identifiers of doses. Always past its caches: HAPI goes on finding
 * nothing for a minute after a search that found nothing.
 */
import type { RecordKey } from '../../record/record.ts';
import { endpoint } from '../address.ts';
import type { Ask } from '../ask.ts';
import type { ResponseClass } from '../response.ts';
import type { FindAnswer, Found, Outage, Stop } from '../target.ts';
import { keysOf, readResource, readSearch, referenceText, type SearchPage } from './bundle.ts';
import { doseIdentifier, identifierQuery } from './identifiers.ts';

/** Keys in one question at most. HAPI gives pages of 200 at the most. */
const MOST_KEYS = 200;
/** Where a server or a gateway takes no search by POST. */
const MOST_KEYS_IN_ADDRESS = 40;
/** No address is longer, in characters: Tomcat takes 8 KB of a request's first line and headers, gateways often less. */
const LONGEST_ADDRESS = 4_000;
/** A server that goes on naming next pages for longer does not come to an end. */
const MOST_PAGES = 30;

const UNREADABLE: Outage = { kind: 'outage', cause: 'unreadable', reachedServer: true };

const QUESTION = { to: 'search', repeatable: true } as const;
const NEVER_KEPT = { accept: 'application/fhir+json', 'cache-control': 'no-cache' } as const;

export interface Asking {
  find(keys: readonly RecordKey[], signal: AbortSignal): Promise<FindAnswer>;
  /** Whoever has this number (`identifier=…`): one page. */
  findPerson(query: string, signal: AbortSignal): Promise<ResponseClass>;
}

export function asking(ask: Ask, base: string): Asking {
  /** This server has answered a search by POST as one that it does not know. */
  let onlyByAddress = false;

  async function get(url: URL, signal: AbortSignal): Promise<ResponseClass> {
    return ask({ ...QUESTION, method: 'GET', url, headers: NEVER_KEPT, signal });
  }

  async function post(type: string, query: string, signal: AbortSignal): Promise<ResponseClass> {
    const headers = { ...NEVER_KEPT, 'content-type': 'application/x-www-form-urlencoded' };
    const body = new TextEncoder().encode(query);
    return ask({ ...QUESTION, method: 'POST', url: endpoint(base, `${type}/_search`), headers, body, signal });
  }

  function addressFor(type: string, query: string): URL {
    const url = endpoint(base, type);
    url.search = url.search === '' ? query : `${url.search.slice(1)}&${query}`;
    return url;
  }

  async function search(type: string, query: string, signal: AbortSignal): Promise<ResponseClass> {
    const url = addressFor(type, query);
    return url.href.length <= LONGEST_ADDRESS || onlyByAddress ? get(url, signal) : post(type, query, signal);
  }

  /** The number of a person does not belong into an address, which is written into logs everywhere. */
  async function findPerson(query: string, signal: AbortSignal): Promise<ResponseClass> {
    const answer = onlyByAddress ? undefined : await post('Patient', query, signal);
    if (answer && !isQuestionRefused(pageIn(answer))) return answer;
    onlyByAddress = true;
    return get(addressFor('Patient', query), signal);
  }

  async function find(keys: readonly RecordKey[], signal: AbortSignal): Promise<FindAnswer> {
    const results = new Map<RecordKey, Found>();
    for (let at = 0; at < keys.length; ) {
      const some = keys.slice(at, at + (onlyByAddress ? MOST_KEYS_IN_ADDRESS : MOST_KEYS));
      const answer = await findSome(some, signal);
      if (answer === 'ask-by-address') {
        onlyByAddress = true;
        continue;
      }
      if (answer.kind !== 'found') return answer;
      for (const [key, found] of answer.results) results.set(key, found);
      at += some.length;
    }
    return { kind: 'found', results };
  }

  async function findSome(keys: readonly RecordKey[], signal: AbortSignal): Promise<FindAnswer | 'ask-by-address'> {
    const asked: ReadonlySet<RecordKey> = new Set(keys);
    const query = `${identifierQuery(keys.map(doseIdentifier))}&_count=${keys.length}`;
    const found = new Map<RecordKey, Found>();
    let answer = await search('Immunization', query, signal);
    for (let pages = 1; pages <= MOST_PAGES; pages += 1) {
      const page = pageIn(answer);
      if ('kind' in page) {
        // The address of a next page repeats the question, too long for who made it; or it was made for POST.
        if (pages > 1 && isRefused(page)) return inHalves(found, keys, signal);
        if (isQuestionRefused(page) && keys.length > MOST_KEYS_IN_ADDRESS && !onlyByAddress) return 'ask-by-address';
        if (page.kind !== 'refused') return page;
        return page.status === 404 ? { kind: 'stop', why: 'misconfigured', status: 404 } : UNREADABLE;
      }
      for (const resource of page.matches) {
        const ours = keysOf(resource).filter((key) => asked.has(key));
        const place = readResource(resource);
        // Something else than was asked for: this server does not look at the identifier, and all it says is nothing.
        if (ours.length === 0 || place === undefined) return UNREADABLE;
        for (const key of ours) if (!found.has(key)) found.set(key, { receipt: referenceText(place) });
      }
      if (page.next === undefined || found.size === keys.length) return complete(found, keys);
      const next = URL.parse(page.next, base);
      // Whoever is asked elsewhere would be shown what lets us in here.
      const isNear = next?.origin === new URL(base).origin && next.href.length <= LONGEST_ADDRESS;
      if (!isNear) return inHalves(found, keys, signal);
      answer = await get(next, signal);
    }
    return UNREADABLE;
  }

  /** The next page is out of reach: smaller questions have no second one. What is left then is not known. */
  async function inHalves(
    found: ReadonlyMap<RecordKey, Found>,
    keys: readonly RecordKey[],
    signal: AbortSignal,
  ): Promise<FindAnswer> {
    const rest = keys.filter((key) => !found.has(key));
    if (rest.length === keys.length && rest.length === 1) return { kind: 'found', results: found };
    const results = new Map(found);
    const middle = Math.ceil(rest.length / 2);
    for (const half of [rest.slice(0, middle), rest.slice(middle)]) {
      if (half.length === 0) continue;
      const answer = await findSome(half, signal);
      if (answer === 'ask-by-address') return UNREADABLE;
      if (answer.kind !== 'found') return answer;
      for (const [key, one] of answer.results) results.set(key, one);
    }
    return { kind: 'found', results };
  }

  return { find, findPerson };
}

/** The page in an answer; `refused`: the question itself, as the server has it. */
function pageIn(answer: ResponseClass): SearchPage | { kind: 'refused'; status?: number } | Outage | Stop {
  switch (answer.kind) {
    case 'json':
      if (answer.status >= 400) return { kind: 'refused', status: answer.status };
      return readSearch(answer.value) ?? UNREADABLE;
    case 'outage':
    case 'stop':
      return answer;
    default:
      return { kind: 'refused' };
  }
}

function isRefused(page: { kind: 'refused' } | Outage | Stop): boolean {
  return page.kind === 'refused' || (page.kind === 'outage' && page.cause === 'unreadable' && page.status === 400);
}

/** Not the records that were asked for, but this way of asking. */
function isQuestionRefused(page: ReturnType<typeof pageIn>): boolean {
  return 'kind' in page && (page.kind === 'refused' || (page.kind === 'stop' && page.why === 'misconfigured'));
}

function complete(found: ReadonlyMap<RecordKey, Found>, keys: readonly RecordKey[]): FindAnswer {
  return { kind: 'found', results: new Map(keys.map((key) => [key, found.get(key) ?? 'absent'])) };
}
