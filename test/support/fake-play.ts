/** Plays one request's weather. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { page as blocked, countRecords, type FakeRegistry, keyReused, problem, type Reply } from './fake-registry.ts';
import type { SeenRequest, Weather } from './fake-weather.ts';

export interface Scene {
  readonly kind: 'submissions' | 'lookups';
  readonly weather: Weather;
  readonly seen: { -readonly [K in keyof SeenRequest]: SeenRequest[K] };
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly registry: FakeRegistry;
  /** The header that lets one in. */
  readonly authorization: string | undefined;
}

const HTML = '<!doctype html><html><body><h1>Sedang dalam pemeliharaan</h1></body></html>';

/** Returns when the request is dealt with, in whichever way. */
export async function play(scene: Scene): Promise<void> {
  const { weather, seen, request, response, authorization } = scene;
  if (weather === 'refuse connection' || weather === 'reset before reading') return reset(request);
  const body = await read(request);
  seen.size = body.length;
  seen.records = countRecords(body);
  if (authorization !== undefined && seen.authorization !== authorization)
    return send(response, problem(401, 'Unauthorized'));
  if (typeof weather !== 'string') {
    if (weather.do === 'slow') return slowly(scene, body, weather.ms);
    if (weather.do === 'answer') {
      if (weather.stored) serve(scene, body);
      return send(response, replyAs(weather.as, weather.status));
    }
    response.setHeader('retry-after', weather.retryAfterSeconds);
    return send(response, problem(Number(weather.do), 'Come back later'));
  }
  switch (weather) {
    case 'ok':
      return send(response, serve(scene, body));
    case 'finds nothing':
      return send(response, { status: 200, body: { found: [] } });
    case 'commit then reset':
      serve(scene, body);
      return reset(request);
    case 'half response then cut':
      return half(response, serve(scene, body));
    case 'commit then 500':
    case 'commit then 502':
    case 'commit then 503':
    case 'commit then 504':
      serve(scene, body);
      return page(response, Number(weather.slice(-3)), 'text/plain', 'Gateway Timeout');
    case '500':
    case '502':
    case '503':
    case '504':
      return page(response, Number(weather), 'text/plain', 'Service Unavailable');
    case '401':
    case '403':
    case '404':
    case '429':
      return send(response, problem(Number(weather), 'No'));
    case '409 in flight':
      return send(response, problem(409, 'A request with this Idempotency-Key is being processed'));
    case '422 key reused':
      return send(response, keyReused());
    case '301':
      response.setHeader('location', 'http://127.0.0.1:1/elsewhere');
      return send(response, { status: 301, body: {} });
    case '200 with an HTML page':
      return page(response, 200, 'text/html', HTML);
    case 'half-open':
      return;
    case 'commit then half-open':
      serve(scene, body);
      return;
    default:
      return send(response, tamper(weather, serve(scene, body)));
  }
}

/** Honest service. */
function serve({ kind, seen, registry }: Scene, body: Buffer): Reply {
  if (kind === 'lookups') return registry.lookUp(body, Date.now());
  if (seen.key === undefined) return problem(400, 'Idempotency-Key is missing');
  const leave = registry.enter(seen.key);
  if (!leave) return problem(409, 'A request with this Idempotency-Key is being processed');
  leave();
  return registry.submit(seen.key, body);
}

/** Honest service that takes its time; meanwhile the same idempotency key is in flight. */
async function slowly(scene: Scene, body: Buffer, ms: number): Promise<void> {
  const { kind, seen, registry, response } = scene;
  const key = kind === 'submissions' ? seen.key : undefined;
  const leave = key === undefined ? () => undefined : registry.enter(key);
  if (!leave) return send(response, problem(409, 'A request with this Idempotency-Key is being processed'));
  await sleep(ms);
  leave();
  send(response, serve(scene, body));
}

/** Answers that look right and are not; lists are `results` or `found`. */
function tamper(weather: Weather, reply: Reply): Reply {
  const entry = Object.entries(reply.body ?? {}).find(([, value]) => Array.isArray(value));
  if (!entry) return reply;
  const [name, list] = entry as [string, Record<string, unknown>[]];
  const last = list.length - 1;
  const changed = {
    'short reply': () => list.slice(0, last),
    'unknown key in reply': () => list.with(last, { ...list[last], key: '00000000-0000-4000-8000-000000000000' }),
    'duplicate result': () => [...list.slice(0, last), list[0]],
    'no ids in reply': () => list.map(({ id, ...rest }) => rest),
  }[String(weather)];
  if (!changed) throw new Error(`no such weather: ${String(weather)}`);
  return { status: reply.status, body: { [name]: changed() } };
}

function replyAs(as: 'page' | 'problem' | 'json' | 'nothing', status: number): Reply {
  if (as === 'page') return blocked(status);
  if (as === 'problem') return problem(status, 'No');
  return { status, body: as === 'json' ? { message: 'No' } : undefined };
}

function send(response: ServerResponse, { status, body, page: isPage }: Reply): void {
  if (isPage) page(response, status, 'text/html', String(body));
  else if (body === undefined) page(response, status, 'text/plain', '');
  else page(response, status, status < 400 ? 'application/json' : 'application/problem+json', JSON.stringify(body));
}

function page(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) }).end(text);
}

function half(response: ServerResponse, { status, body }: Reply): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.write(text.slice(0, text.length / 2), () => response.destroy());
}

/** RST, not FIN: what a dying process or a firewall does. */
function reset(request: IncomingMessage): void {
  request.socket.resetAndDestroy();
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
