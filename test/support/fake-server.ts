/**
 * A real HTTP server on a real socket that speaks the intake API (docs/intake-api.yaml) with real semantics, and has
 * weather. A fake *server*, never a fake client: what a test proves against it holds for the bytes on the wire.
 *
 *   await using server = await startFakeServer();
 *   server.next('commit then reset', 'ok');        // the next two submissions; after them, what `always` says ('ok' at first)
 *   server.always(throttledAfter(5));              // every submission that `next` does not claim
 *   server.lookups.next('500');                    // lookups have a script of their own
 *   server.registry.rules = { maxRecords: 10 };    // lasting rules: refusals, poison, limits, index lag, how records are known again
 *   await server.down(); await server.up();        // the listener itself is gone: ECONNREFUSED, on the same port as before
 *   server.effects.get(key)?.count                 // the window: what was stored, how often, and every request that came
 *
 * In a process of its own the same window is at GET /admin/effects, GET /admin/requests and POST /admin/weather of
 * another port (fake-server-process.ts).
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { type Tls, tlsOptions } from './authority.ts';
import { play } from './fake-play.ts';
import { FakeRegistry, type RegistryRules, type StoredEffect } from './fake-registry.ts';
import { type Forecast, nameOf, type SeenRequest, type Weather } from './fake-weather.ts';

export interface FakeServerOptions {
  /** Weather of the first submissions. */
  readonly script?: readonly Forecast[];
  /** Weather of all others; 'ok'. */
  readonly always?: Forecast;
  readonly rules?: RegistryRules;
  /** The Authorization header that lets one in; unset lets everybody in. May be changed while it runs. */
  readonly authorization?: string;
  /** 0 (a free port) unless given. */
  readonly port?: number;
  /** Serve HTTPS with this certificate; with `clients`, only to whom that authority has given one (mutual TLS). */
  readonly tls?: Tls;
}

/** The weather of one kind of request. */
export class Sky {
  private readonly queue: Forecast[];
  private usual: Forecast;

  constructor(script: readonly Forecast[] = [], usual: Forecast = 'ok') {
    this.queue = [...script];
    this.usual = usual;
  }

  /** For the next requests, one each, before what `always` says. */
  next(...forecasts: readonly Forecast[]): void {
    this.queue.push(...forecasts);
  }

  /** For every request that `next` does not claim. Forgets what `next` still holds. */
  always(forecast: Forecast): void {
    this.queue.length = 0;
    this.usual = forecast;
  }

  /** The weather of this request. */
  take(request: SeenRequest): Weather {
    const forecast = this.queue.shift() ?? this.usual;
    return typeof forecast === 'function' ? forecast(request) : forecast;
  }

  /** Whether the connection that comes now is to be refused; uses up the weather if it came from `next`. */
  refusesConnection(): boolean {
    if ((this.queue[0] ?? this.usual) !== 'refuse connection') return false;
    this.queue.shift();
    return true;
  }
}

export interface FakeServer extends AsyncDisposable {
  /** Root of the API, for example `http://127.0.0.1:40123/v1`. */
  readonly url: string;
  readonly registry: FakeRegistry;
  /** What was stored, by record key. */
  readonly effects: ReadonlyMap<string, StoredEffect>;
  /** Every request, in order of arrival. */
  readonly requests: readonly SeenRequest[];
  /** Most requests that were in the server at one moment. */
  readonly concurrentMax: number;
  /** Connections accepted so far. */
  readonly connections: number;
  readonly lookups: Pick<Sky, 'next' | 'always'>;
  authorization: string | undefined;
  next(...forecasts: readonly Forecast[]): void;
  always(forecast: Forecast): void;
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

export async function startFakeServer(options: FakeServerOptions = {}): Promise<FakeServer> {
  const registry = new FakeRegistry(options.rules);
  const submissions = new Sky(options.script, options.always);
  const lookups = new Sky();
  const requests: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  const counts = { inside: 0, most: 0, connections: 0, submissions: 0, lookups: 0 };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const path = new URL(request.url ?? '/', 'http://fake').pathname;
    const kind = path.endsWith('/lookups') ? 'lookups' : 'submissions';
    counts[kind] += 1;
    counts.inside += 1;
    counts.most = Math.max(counts.most, counts.inside);
    // 'close' comes once for each response, however it ends.
    response.once('close', () => {
      counts.inside -= 1;
    });
    const seen = {
      nth: counts[kind],
      method: request.method ?? '',
      path,
      key: one(request.headers['idempotency-key']),
      authorization: request.headers.authorization,
      userAgent: request.headers['user-agent'],
      size: 0,
      records: 0,
      at: Date.now(),
      weather: '',
      concurrent: counts.inside,
    };
    const known = request.method === 'POST' && /\/(submissions|lookups)$/.test(path);
    const weather = known ? (kind === 'lookups' ? lookups : submissions).take(seen) : '404';
    seen.weather = nameOf(weather);
    requests.push(seen);
    await play({ kind, weather, seen, request, response, registry, authorization: server.authorization });
  };

  const listener = (request: IncomingMessage, response: ServerResponse) => {
    // A client that goes away in the middle is weather too.
    serve(request, response).catch(() => response.destroy());
  };
  const http = options.tls ? createTlsServer(tlsOptions(options.tls), listener) : createServer(listener);
  http.on('connection', (socket: Socket) => {
    counts.connections += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    if (submissions.refusesConnection()) socket.resetAndDestroy();
  });
  let port = options.port ?? 0;
  const up = () =>
    new Promise<void>((resolve, reject) => {
      http.once('error', reject);
      http.listen(port, '127.0.0.1', () => {
        http.off('error', reject);
        port = (http.address() as AddressInfo).port;
        resolve();
      });
    });
  const down = () =>
    new Promise<void>((resolve) => {
      http.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });

  const server: FakeServer = {
    get url() {
      return `${options.tls ? 'https' : 'http'}://127.0.0.1:${port}/v1`;
    },
    registry,
    effects: registry.effects,
    requests,
    get concurrentMax() {
      return counts.most;
    },
    get connections() {
      return counts.connections;
    },
    lookups,
    authorization: options.authorization,
    next: (...forecasts) => submissions.next(...forecasts),
    always: (forecast) => submissions.always(forecast),
    down,
    up,
    close: down,
    [Symbol.asyncDispose]: down,
  };
  await up();
  return server;
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
