/** One question to DHIS2 by GET. */
import { endpoint } from '../address.ts';
import type { Ask } from '../ask.ts';
import type { Outage, Stop } from '../target.ts';
import { type Fields, fieldsOf } from './value.ts';

/** What a GET brought. `refused`: the question itself was, because this user may not ask it, or not so. */
export type Got = { readonly kind: 'fields'; readonly fields: Fields } | { readonly kind: 'refused' } | Outage | Stop;

/** `path` below `api/`, without anything of a person: it is told of. What is asked for stands in the query. */
export async function get(
  ask: Ask,
  url: string,
  path: string,
  query: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Got> {
  const answer = await ask({
    method: 'GET',
    url: withQuery(endpoint(url, `api/${path}`), query),
    headers: FRESH,
    to: path.split('/').find((part) => part !== 'tracker') ?? path,
    signal,
    repeatable: true,
  });
  switch (answer.kind) {
    case 'json':
      if (answer.status >= 400) return { kind: 'refused' };
      return typeof answer.value === 'object' && answer.value !== null
        ? { kind: 'fields', fields: fieldsOf(answer.value) }
        : { kind: 'outage', cause: 'unreadable', reachedServer: true };
    case 'outage':
    case 'stop':
      return answer;
    case 'refused-whole':
      return { kind: 'refused' };
    default:
      return { kind: 'outage', cause: 'unreadable', reachedServer: true };
  }
}

/** What somebody on the way remembers of a question is not so any more. */
export const FRESH = { 'cache-control': 'no-cache' } as const;

export function withQuery(url: URL, query: Readonly<Record<string, string>>): URL {
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}
