/** The fake server's window over HTTP, for tests that run it in another process. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { RegistryRules } from './fake-registry.ts';
import type { FakeServer } from './fake-server.ts';
import type { Weather } from './fake-weather.ts';

/** Body of `POST /admin/weather`; weather is spelled as in fake-weather.ts. `rules` are those that JSON can hold. */
export interface AdminOrder {
  readonly next?: readonly Weather[];
  readonly always?: Weather;
  readonly lookups?: { readonly next?: readonly Weather[]; readonly always?: Weather };
  readonly rules?: Omit<RegistryRules, 'refuse'>;
}

export async function answerAdmin(
  server: FakeServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = request.url?.replace(/\?.*$/, '');
  if (path === '/admin/effects') return send(response, [...server.effects.values()]);
  if (path === '/admin/requests')
    return send(response, { requests: server.requests, concurrentMax: server.concurrentMax });
  if (path === '/admin/weather' && request.method === 'POST') {
    obey(server, (await json(request)) as AdminOrder);
    return send(response, {});
  }
  response.writeHead(404).end();
}

function obey(server: FakeServer, order: AdminOrder): void {
  if (order.rules) server.registry.rules = order.rules;
  if (order.always) server.always(order.always);
  if (order.lookups?.always) server.lookups.always(order.lookups.always);
  server.next(...(order.next ?? []));
  server.lookups.next(...(order.lookups?.next ?? []));
}

function send(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
