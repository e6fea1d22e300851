/**
 * The `fhir` target without a network: all of its conversation (src/target/fhir/conversation.ts), over the model server
 * as a FHIR server that takes transactions and searches. What is there is known by its identifier, and no request by a
 * key. The model refuses no single record.
 */
import type { HttpClient, HttpRequest } from '../../src/target/exchange.ts';
import { conversation } from '../../src/target/fhir/conversation.ts';
import type { Target } from '../../src/target/target.ts';
import type { FakeClock } from './fake-clock.ts';
import { type LineOptions, modelLine } from './model-line.ts';
import type { ModelServer } from './model-server.ts';
import type { Reply } from './replies.ts';

const URN = 'urn:uuid:';
const SYSTEMS = {
  nik: 'https://model.invalid/nik',
  passport: 'https://model.invalid/passport',
  kitas: 'https://model.invalid/kitas',
};

/** A server that has shown that it takes many people in a transaction (`doctor`). */
export function modelFhir(options: LineOptions & { readonly clock: FakeClock; readonly random: () => number }): Target {
  const { clock, random } = options;
  return conversation(fhirLine(options), {
    url: 'http://model.invalid/fhir',
    maxBatch: 1_000,
    form: 'transaction',
    mode: 'create',
    learnt: { transaction: true },
    writing: { systems: SYSTEMS, codeSystems: {}, targetDiseases: {}, locations: {}, primarySource: true, extra: {} },
    clock,
    random,
  });
}

function fhirLine(options: LineOptions): HttpClient {
  return modelLine(options, (server, request, answer) => {
    if (request.method === 'POST' && !request.url.pathname.endsWith('/_search')) return take(server, request, answer);
    const query = request.method === 'POST' ? String(Buffer.from(request.body ?? [])) : request.url.search;
    const keys = Array.from(
      (new URLSearchParams(query).get('identifier') ?? '').matchAll(/urn:uuid:([0-9a-f-]{36})/g),
      ([, key]) => key ?? '',
    );
    server.lookUp(keys, (reply) => answer(translated(reply, 'found', searchset)));
  });
}

interface Entry {
  readonly resource: { readonly resourceType: string; readonly identifier: readonly { readonly value: string }[] };
}

function take(server: ModelServer, { body }: HttpRequest, answer: (reply: Reply) => void): void {
  const { entry } = JSON.parse(String(Buffer.from(body ?? []))) as { entry: readonly Entry[] };
  const types = entry.map(({ resource }) => resource.resourceType);
  const records = entry.flatMap(({ resource: { resourceType, identifier } }) =>
    resourceType === 'Immunization' ? [{ key: identifier[0]?.value.slice(URN.length) ?? '' }] : [],
  );
  const id = records.map(({ key }) => key).join();
  server.submit(id, Buffer.from(JSON.stringify({ records })), (reply) =>
    answer(translated(reply, 'results', (results) => response(types, results))),
  );
}

type Said = Readonly<Record<'key' | 'id' | 'status', string>>;

/** What the model says of records, as a FHIR server says it; anything else goes on as it is. */
function translated(reply: Reply, list: 'results' | 'found', written: (said: readonly Said[]) => object): Reply {
  if (typeof reply === 'string' || reply.status !== 200) return reply;
  const said = parsed(reply.body)?.[list];
  return said === undefined ? reply : { ...reply, body: JSON.stringify(written(said)) };
}

function parsed(body: string): Partial<Record<string, readonly Said[]>> | undefined {
  try {
    return JSON.parse(body) as Partial<Record<string, readonly Said[]>>;
  } catch {
    return undefined;
  }
}

/** In the order of the bundle. */
function response(types: readonly string[], results: readonly Said[]): object {
  let next = 0;
  const entry = types.map((type) => {
    if (type !== 'Immunization') return { response: { status: '200 OK', location: 'Patient/1/_history/1' } };
    const { status, id } = results[next++] ?? {};
    return {
      response: { status: status === 'accepted' ? '201 Created' : '200 OK', location: `Immunization/${id}/_history/1` },
    };
  });
  return { resourceType: 'Bundle', type: 'transaction-response', entry };
}

function searchset(found: readonly Said[]): object {
  const entry = found.map(({ key, id }) => ({
    resource: { resourceType: 'Immunization', id, identifier: [{ system: 'urn:ietf:rfc:3986', value: URN + key }] },
    search: { mode: 'match' },
  }));
  return { resourceType: 'Bundle', type: 'searchset', total: entry.length, entry };
}
