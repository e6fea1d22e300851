/**
 * A FHIR R4 server on a real socket, as HAPI and others behave (it was written from what was seen of them, not from the
 * target). It is honest: weather comes from whoever stands in front of it. What it says in errors holds the numbers of
 * people, as theirs do.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, bundle, outcome } from './bundles.ts';
import { tokensIn } from './entries.ts';
import { type Habits, hapi } from './habits.ts';
import { type Resource, Store, type Token } from './store.ts';

export interface FhirServer {
  /** Of the API. */
  readonly url: string;
  readonly store: Store;
  readonly habits: Habits;
  /** `POST /fhir`, `GET /fhir/Immunization`: in order of arrival, without what was asked. */
  readonly requests: string[];
  close(): Promise<void>;
}

export async function startFhirServer(habits: Partial<Habits> = {}): Promise<FhirServer> {
  const world = { store: new Store(), habits: { ...hapi(), ...habits } };
  const kept = new Map<string, Answer>();
  const requests: string[] = [];
  const http = createServer(async (incoming, response) => {
    const body = await text(incoming);
    const { method = '', url: path = '' } = incoming;
    requests.push(`${method} ${path.split('?')[0]}`);
    const answer: Answer | string =
      path.length > world.habits.longestAddress
        ? '<html>400</html>'
        : route(method, path, body, incoming.headers['cache-control'] ?? '');
    const [status, type, said] =
      typeof answer === 'string'
        ? [400, 'text/html', answer]
        : [answer.status, 'application/fhir+json', JSON.stringify(answer.body)];
    response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(said) }).end(said);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const root = `http://127.0.0.1:${(http.address() as AddressInfo).port}/fhir`;

  function route(method: string, path: string, body: string, caching: string): Answer {
    const { pathname, search } = new URL(path, root);
    const [, , type = '', operation] = pathname.split('/');
    if (type === '') return method === 'POST' ? posted(body) : outcome(400, 'HAPI-0287: no such request');
    if (method === 'GET' && type === 'metadata') return capability();
    if (type !== 'Patient' && type !== 'Immunization')
      return outcome(404, `HAPI-0302: Unknown resource type '${type}'`);
    if (operation === '_search' && method === 'GET') return outcome(400, 'Id must be any combination of …');
    if (operation === '_search')
      return world.habits.onlyGet ? outcome(405, 'not supported') : search_(type, body, path, caching);
    if (operation === '$validate') return validated(body);
    return method === 'GET' ? search_(type, search.slice(1), path, caching) : outcome(405, 'not supported');
  }

  function posted(body: string): Answer {
    try {
      return bundle(JSON.parse(body), root, world);
    } catch {
      return outcome(400, 'HAPI-1861: Failed to parse JSON encoded FHIR content');
    }
  }

  function capability(): Answer {
    const { capability: said } = world.habits;
    return said ? { status: 200, body: { resourceType: 'CapabilityStatement', ...said } } : outcome(404, 'unknown');
  }

  function validated(body: string): Answer {
    const resource = JSON.parse(body) as Resource;
    const isBad = (resource['identifier'] as { system: string; value: string }[]).some(({ system, value }) =>
      world.habits.refused.has(`${system}|${value}`),
    );
    const said = isBad ? outcome(412, 'Immunization.lotNumber: not what is wanted') : undefined;
    return (
      said ?? {
        status: 200,
        body: {
          resourceType: 'OperationOutcome',
          issue: [
            { severity: 'information', code: 'informational', diagnostics: 'No issues detected during validation' },
          ],
        },
      }
    );
  }

  /** Asked from memory where that is allowed, as HAPI does. */
  function search_(type: string, query: string, path: string, caching: string): Answer {
    const name = `${type} ${query}`;
    const isKept = world.habits.keepsSearches && !/no-cache|no-store/.test(caching);
    const known = isKept ? kept.get(name) : undefined;
    const answer = known ?? found(type, query, path);
    if (world.habits.keepsSearches) kept.set(name, known ?? answer);
    return answer;
  }

  function found(type: string, query: string, path: string): Answer {
    const { pageSize, lagMs, nextElsewhere, nextOfPost } = world.habits;
    const asked = new URLSearchParams(query);
    const tokens: Token[] = tokensIn(query);
    const from = Number(asked.get('_from') ?? 0);
    const most = Math.min(pageSize, Number(asked.get('_count') ?? 20));
    const seen = world.store.withToken(type, tokens).filter(({ at }) => performance.now() - at >= lagMs);
    const page = seen.slice(from, from + most);
    asked.set('_from', String(from + most));
    const origin = nextElsewhere ? 'http://10.0.0.7:8080/fhir' : root;
    const at = nextOfPost && path.endsWith('/_search') ? `${type}/_search?ct=${from + most}` : `${type}?${asked}`;
    const next = { relation: 'next', url: `${origin}/${at}` };
    return {
      status: 200,
      body: {
        resourceType: 'Bundle',
        type: 'searchset',
        link: [{ relation: 'self', url: `${root}${path}` }, ...(from + most < seen.length ? [next] : [])],
        ...(page.length > 0 ? { entry: page.map(({ resource }) => ({ resource, search: { mode: 'match' } })) } : {}),
      },
    };
  }

  return {
    url: root,
    ...world,
    requests,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}

async function text(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
