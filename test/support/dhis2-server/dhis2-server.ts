/**
 * A DHIS2 on a real socket, as far as an importer meets it. What the facts are unsure of is a switch, so that a client
 * can be tried under both readings.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { exportEvents, exportPeople, Refused } from './exporter.ts';
import { type ImportQuestion, parseError, runImport, uidsIn } from './importer.ts';
import { listPrograms, meJson, programJson } from './metadata-export.ts';
import type { Json, Metadata, Payload } from './types.ts';
import { covidMetadata, type User, World } from './world.ts';

export interface Dhis2Switches {
  /** `atomicMode=OBJECT` with refused objects: 200 and OK (source of 2.44), or 409 and ERROR (the documentation). */
  objectErrors: 'ok' | 'error';
  /** Two requests at once with one UID: 500 with the SQL (2.44), or 409. */
  race: 500 | 409;
  /** How long an import takes; races need time. */
  importMs: number;
  /** More doses in one request are too many, said in the server's own form. */
  maxDoses: number;
  /** Who asks without a header is sent to the page for logging in; else everybody is `anybody`. */
  guarded: boolean;
}

export const ADMIN: User = { superuser: true, capture: [] };

export interface Dhis2Server extends AsyncDisposable {
  readonly url: string;
  readonly world: World;
  readonly switches: Dhis2Switches;
  /** By the whole value of the Authorization header. */
  readonly users: Map<string, User>;
  /** Who everybody is, unless it is guarded. */
  anybody: User;
  /** Method and path with query, of every request. */
  readonly requests: string[];
  /** What lives in memory only is gone: the reports of jobs. */
  restart(): void;
  close(): Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly body: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function startDhis2(options: { metadata?: Metadata; today?: string } = {}): Promise<Dhis2Server> {
  const world = new World(options.metadata ?? covidMetadata(), options.today ?? '2026-11-29');
  const switches: Dhis2Switches = {
    objectErrors: 'ok',
    race: 500,
    importMs: 0,
    maxDoses: Number.POSITIVE_INFINITY,
    guarded: false,
  };
  const users = new Map<string, User>();
  const jobs = new Map<string, Json>();
  const inFlight = new Set<string>();
  const requests: string[] = [];

  async function importReply(user: User, query: URLSearchParams, body: Payload): Promise<Reply> {
    const unreadable = parseError({ ...body });
    if (unreadable !== undefined) return webMessage(400, unreadable);
    if ((body.events ?? []).length > switches.maxDoses) return webMessage(413, 'Maximum upload size exceeded');
    const question = questionIn(query);
    const uids = uidsIn(body);
    const { people, enrolments, events } = world;
    const fresh = uids.filter((uid) => !people.has(uid) && !enrolments.has(uid) && !events.has(uid));
    const collides = new Set(uids).size < uids.length || fresh.some((uid) => inFlight.has(uid));
    if (collides && question.importMode === 'COMMIT') return webMessage(switches.race, constraintText(body));
    for (const uid of fresh) inFlight.add(uid);
    try {
      if (switches.importMs > 0) await sleep(switches.importMs);
      const { status, report } = runImport(world, user, body, question);
      if (query.get('async') !== 'false') return promisedJob(report);
      const { atomicMode, importMode } = question;
      const isQuiet = atomicMode === 'OBJECT' && importMode === 'COMMIT' && switches.objectErrors === 'ok';
      if (status === 'OK' || isQuiet) return { status: 200, body: { ...report, status: 'OK' } };
      return { status: 409, body: report };
    } finally {
      for (const uid of fresh) inFlight.delete(uid);
    }
  }

  /** The default, and its report is only kept until the server starts again. */
  function promisedJob(report: Json): Reply {
    const id = `job${String(jobs.size).padStart(8, '0')}`;
    jobs.set(id, report);
    const response = { responseType: 'TRACKER_JOB', id, location: `/api/tracker/jobs/${id}` };
    const said = { httpStatus: 'OK', httpStatusCode: 200, status: 'OK', message: 'Tracker job added', response };
    return { status: 200, body: said };
  }

  async function reply(request: IncomingMessage): Promise<Reply> {
    const { method = '', headers } = request;
    const url = new URL(request.url ?? '/', 'http://x');
    requests.push(`${method} ${url.pathname}${url.search}`);
    const shown = headers.authorization;
    const body: unknown = method === 'POST' ? await json(request).catch(() => undefined) : undefined;
    if (shown === undefined && switches.guarded) return { status: 302, body: {}, headers: { location: '/login/' } };
    const user = shown === undefined || !switches.guarded ? server.anybody : users.get(shown);
    if (!user) {
      const scheme = shown?.startsWith('ApiToken') ? 'ApiToken' : 'Basic realm="DHIS2"';
      return { ...webMessage(401, 'Unauthorized'), headers: { 'www-authenticate': scheme } };
    }
    const path = url.pathname.replace(/^\/(?:dhis\/)?api\//, '');
    if (path !== 'tracker' || method !== 'POST') return told(path, url.searchParams, user);
    if (typeof body !== 'object' || body === null) return webMessage(400, 'JSON parse error: Unexpected end-of-input');
    return importReply(user, url.searchParams, body as Payload);
  }

  function told(path: string, query: URLSearchParams, user: User): Reply {
    const [, job] = /^tracker\/jobs\/(\w+)\/report$/.exec(path) ?? [];
    const [, program] = /^programs\/(\w+)$/.exec(path) ?? [];
    try {
      if (path === 'tracker/trackedEntities') return { status: 200, body: exportPeople(world, user, query) };
      if (path === 'tracker/events') return { status: 200, body: exportEvents(world, user, query) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return webMessage(error.status, error.message);
    }
    if (path === 'programs') return { status: 200, body: listPrograms(world) };
    if (path === 'me') return { status: 200, body: meJson(user) };
    const found = program === undefined ? undefined : programJson(world, user, program);
    const report = job === undefined ? undefined : jobs.get(job);
    if (found || report) return { status: 200, body: found ?? report ?? {} };
    return webMessage(404, job === undefined ? 'Not found' : `Summary for job ${job} does not exist`);
  }

  const http = createServer((request, response) => {
    reply(request).then(
      (answer) => write(response, answer),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const close = async (): Promise<void> => {
    http.closeAllConnections();
    if (http.listening) await new Promise<void>((resolve) => http.close(() => resolve()));
  };
  const server: Dhis2Server = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/dhis`,
    world,
    switches,
    users,
    anybody: ADMIN,
    requests,
    restart: () => jobs.clear(),
    close,
    [Symbol.asyncDispose]: close,
  };
  return server;
}

/** With the defaults of the code, which are not those of the documentation. */
function questionIn(query: URLSearchParams): ImportQuestion {
  const strategies = ['CREATE', 'UPDATE', 'CREATE_AND_UPDATE'] as const;
  return {
    atomicMode: query.get('atomicMode') === 'OBJECT' ? 'OBJECT' : 'ALL',
    importMode: query.get('importMode') === 'VALIDATE' ? 'VALIDATE' : 'COMMIT',
    strategy: strategies.find((one) => one === query.get('importStrategy')) ?? 'CREATE_AND_UPDATE',
  };
}

/** The whole request is rolled back, and what the database says is told, with all values. */
function constraintText({ trackedEntities = [] }: Payload): string {
  const [person] = trackedEntities;
  const values = (person?.attributes ?? []).map(({ value }) => `'${value}'`).join(', ');
  const key = `Key (uid)=(${person?.trackedEntity}) already exists.`;
  return `could not execute statement [ERROR: duplicate key value violates unique constraint "uk_tei" Detail: ${key}] [insert into trackedentity (attributes) values (${values})]`;
}

const PHRASES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  409: 'Conflict',
  413: 'Payload Too Large',
  500: 'Internal Server Error',
};

function webMessage(status: number, message: string): Reply {
  return {
    status,
    body: { httpStatus: PHRASES[status] ?? String(status), httpStatusCode: status, status: 'ERROR', message },
  };
}

function write(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
