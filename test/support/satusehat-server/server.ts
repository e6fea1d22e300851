/**
 * SATUSEHAT on a real socket, played from what its documents, its official collections and its clients say of it: a
 * server of identities, a processor that refuses by rule numbers, and a store whose searches lag.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Listener } from '../listener.ts';
import {
  type Answered,
  apigeeFault,
  BAD_GATEWAY,
  duplicate,
  GATEWAY_TIMEOUT,
  type Issue,
  invalidToken,
  json,
  MAINTENANCE,
  outcome,
  searchset,
} from './answers.ts';
import { type Fault, Faults } from './faults.ts';
import { Identities } from './identities.ts';
import { identifiersOf, type Registered, type Resource, referenceIn, Store } from './store.ts';
import { type Extent, runTransaction, storeOne } from './transaction.ts';

const API = '/fhir-r4/v1';
const NIK = 'https://fhir.kemkes.go.id/id/nik';

export interface SeenQuestion {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: unknown;
  readonly headers: IncomingMessage['headers'];
  readonly requestId: string;
}

export class SatusehatServer {
  readonly organization = '10000004';
  readonly location = 'b017aa54-f1df-4ec2-9d84-8823815d7228';
  readonly store = new Store();
  readonly identities = new Identities();
  /** Of what stores: the bare address, and single resources. */
  readonly writes = new Faults();
  /** Of visits and vaccinations that are asked for. */
  readonly questions = new Faults();
  /** Of people who are asked for. */
  readonly people = new Faults();
  /** Kinds that are refused when their identifier is there already. */
  unique: ReadonlySet<string> = new Set(['Encounter']);
  products: readonly string[] | undefined;
  /** Every NIK is known, under a number made of it; only those that were registered otherwise. */
  knowsEverybody = true;
  /** A client of another organization, or without rights. */
  forbids: 'organization' | 'permission' | undefined;
  /** Its clock is so far ahead, in milliseconds. */
  ahead = 0;
  /** Kinds that nobody may see without a consent. */
  hidden: ReadonlySet<string> = new Set();
  /** Whether vaccinations may be asked for by their number. */
  knowsDosesByNumber = true;
  /** Whatever is shown, or nothing. */
  letsEverybodyIn = false;
  /** Why a transaction with this visit is refused, by the number of the visit. */
  refusesVisit: (number: string) => Issue | undefined = () => undefined;
  readonly seen: SeenQuestion[] = [];
  readonly #listener = new Listener(() => createServer((request, response) => void this.#serve(request, response)));

  get base(): string {
    return `http://127.0.0.1:${this.#listener.port}${API}`;
  }

  get tokenUrl(): string {
    return `http://127.0.0.1:${this.#listener.port}/oauth2/v1/accesstoken`;
  }

  async start(): Promise<this> {
    await this.#listener.start();
    return this;
  }

  /** Nobody listens; `start` brings it back on the same port, with what it holds. */
  stop(): Promise<void> {
    return this.#listener.stop();
  }

  /** How many vaccinations are there for each visit, by its number. */
  vaccinations(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { id, resource } of this.store.of('Encounter')) {
      const [identifier = ''] = identifiersOf(resource);
      const own = this.store
        .of('Immunization')
        .filter((one) => referenceIn(one.resource['encounter']) === `Encounter/${id}`).length;
      const number = identifier.split('|')[1] ?? '';
      counts.set(number, (counts.get(number) ?? 0) + own);
    }
    return counts;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return;
    }
    const url = new URL(request.url ?? '/', this.base);
    const text = Buffer.concat(chunks).toString();
    const requestId = randomUUID();
    response.setHeader('date', new Date(Date.now() + this.ahead).toUTCString());
    if (url.pathname === '/oauth2/v1/accesstoken') {
      send(response, this.identities.ask(url.searchParams, new URLSearchParams(text)), requestId);
      return;
    }
    const body = parsed(text);
    const { method = 'GET', headers } = request;
    this.seen.push({ method, path: url.pathname.slice(API.length), query: url.search, body, headers, requestId });
    if (!this.letsEverybodyIn && !this.identities.knows(headers.authorization))
      return send(response, invalidToken(), requestId);
    await this.#weathered(method, url, body, response, requestId);
  }

  async #weathered(
    method: string,
    url: URL,
    body: unknown,
    response: ServerResponse,
    requestId: string,
  ): Promise<void> {
    const path = url.pathname.slice(API.length);
    const isPerson = path === '/Patient' || path === '/Practitioner';
    const faults = method === 'POST' ? this.writes : isPerson ? this.people : this.questions;
    const fault = faults.take();
    const answer = (extent: Extent = 'all') => this.#answer(method, path, url.searchParams, body, extent);
    if (fault === undefined) return send(response, answer(), requestId);
    if (fault === 'silence') return;
    if (typeof fault === 'object' && 'storedAfterMs' in fault) {
      setTimeout(() => answer(), fault.storedAfterMs);
      return send(response, GATEWAY_TIMEOUT, requestId);
    }
    const saying = said(fault);
    if (saying) return send(response, saying, requestId);
    if (fault === 'reset') return void response.socket?.resetAndDestroy();
    if (fault === 'half' || fault === 'half inside of 200') return send(response, answer(fault), requestId);
    const served = answer(fault === 'half then reset' ? 'half' : 'all');
    if (fault === 'commit then 504') return send(response, GATEWAY_TIMEOUT, requestId);
    if (fault === 'short answer') return send(response, shortened(served), requestId);
    if (fault !== 'commit then cut') return void response.socket?.resetAndDestroy();
    response.writeHead(served.status, { 'content-type': served.type, 'content-length': served.body.length });
    response.write(served.body.slice(0, served.body.length / 2), () => response.socket?.resetAndDestroy());
  }

  #answer(method: string, path: string, query: URLSearchParams, body: unknown, extent: Extent): Answered {
    if (this.forbids === 'permission')
      return outcome(403, [
        { code: 'value', text: 'Failed to get permission for client for resource type', rule: 20003 },
      ]);
    if (this.forbids === 'organization' && method === 'POST')
      return outcome(400, [{ code: 'processing', text: 'resource cannot be accessed due to business rule' }]);
    const context = {
      store: this.store,
      organization: this.organization,
      locations: [this.location],
      products: this.products,
      base: this.base,
      unique: this.unique,
      refusesVisit: this.refusesVisit,
    };
    if (method === 'POST' && path === '') return runTransaction(body, context, extent);
    if (method === 'POST' && path === '/Immunization') return storeOne(body, 'Immunization', context);
    if (method === 'GET' && path === '/Patient') return this.#people('Patient', query);
    if (method === 'GET' && path === '/Practitioner') return this.#people('Practitioner', query);
    if (method === 'GET' && (path === '/Encounter' || path === '/Immunization'))
      return this.#search(path.slice(1), query);
    if (method === 'GET' && path === `/Organization/${this.organization}`)
      return json(200, { resourceType: 'Organization', id: this.organization, active: true, name: 'Contoh' });
    if (method === 'GET' && path === `/Location/${this.location}`)
      return json(200, { resourceType: 'Location', id: this.location, status: 'active', name: 'Poli Contoh' });
    return outcome(404, [{ code: 'value', text: `Resource not found ${path.slice(1)}`, rule: 20007 }]);
  }

  #search(type: string, query: URLSearchParams): Answered {
    const identifier = query.get('identifier');
    const patient = query.get('patient');
    const isHidden = (resource: unknown): boolean => this.hidden.has((resource as Resource).resourceType);
    const mayAsk = type !== 'Immunization' || this.knowsDosesByNumber;
    if (identifier !== null && mayAsk) return searchset(this.store.byIdentifier(type, identifier), this.base, isHidden);
    if (patient !== null) return searchset(this.store.byPatient(type, patient), this.base, isHidden);
    return outcome(400, [{ code: 'value', text: 'Parameter is mandatory' }]);
  }

  /** Numbers are hidden, in one kind up to the last three digits. */
  #people(type: 'Patient' | 'Practitioner', query: URLSearchParams): Answered {
    const [system, nik = ''] = (query.get('identifier') ?? '').split('|');
    if (system !== NIK) return outcome(400, [{ code: 'value', text: 'Parameter is mandatory' }]);
    const list = type === 'Patient' ? this.store.patients : this.store.practitioners;
    const others = list.filter((one) => one.nik === nik);
    if (others.length === 0 && this.knowsEverybody) {
      const made = { id: `${type === 'Patient' ? 'P' : 'N'}${nik.slice(-11)}`, nik, name: '' };
      list.push(made);
      others.push(made);
    }
    return searchset(
      others.map((one) => person(type, one)),
      this.base,
    );
  }
}

function person(type: 'Patient' | 'Practitioner', { id, nik, name, shown }: Registered): Resource {
  const hidden = shown ?? (type === 'Patient' ? '################' : `#############${nik.slice(-3)}`);
  return {
    resourceType: type,
    active: true,
    id,
    identifier: [
      { system: 'https://fhir.kemkes.go.id/id/ihs-number', use: 'official', value: id },
      { system: NIK, use: 'official', value: hidden },
    ],
    link: Array.from({ length: 40 }, () => ({
      other: { reference: `RelatedPerson/${randomUUID()}` },
      type: 'refer',
    })),
    meta: { lastUpdated: '2024-01-30T09:05:32.335201+00:00', versionId: 'MTcwNjYw' },
    ...(name === '' ? {} : { name: [{ text: name, use: 'official' }] }),
  };
}

function said(fault: Fault): Answered | undefined {
  if (typeof fault === 'object') {
    if ('throttledFor' in fault) return apigeeFault(429, fault.throttledFor);
    if (!('refuses' in fault)) return undefined;
    const { refuses, text, expression } = fault;
    const rule = refuses === 0 ? {} : { rule: refuses };
    return outcome(400, [{ code: 'value', text, ...rule, ...(expression === undefined ? {} : { expression }) }]);
  }
  return SAID[fault];
}

const SAID: Partial<Record<Extract<Fault, string>, Answered>> = {
  '504': GATEWAY_TIMEOUT,
  '502': BAD_GATEWAY,
  '500': outcome(500, [{ code: 'exception', text: 'An unexpected internal error has occurred.' }]),
  page: MAINTENANCE,
  metadata: json(200, { response: null, metaData: { code: 500, message: 'Terjadi kesalahan' } }),
  'apigee 429': apigeeFault(429),
  'apigee 500': apigeeFault(500),
  '413': { status: 413, body: '<html>413 Request Entity Too Large</html>', type: 'text/html' },
  '412': outcome(412, [{ code: 'processing', text: 'multiple matches' }]),
  '403': { status: 403, body: '<html>Request blocked</html>', type: 'text/html' },
  duplicate: duplicate('Encounter'),
};

/** As if the last entry had not been sent. */
function shortened(answered: Answered): Answered {
  const value = JSON.parse(answered.body) as { entry?: unknown[] };
  return { ...answered, body: JSON.stringify({ ...value, entry: value.entry?.slice(0, -1) }) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, { status, body, type, headers }: Answered, requestId: string): void {
  response
    .writeHead(status, { 'content-type': type, 'x-request-id': requestId, via: '1.1 google', ...headers })
    .end(body);
}
