/**
 * One HTTP exchange: a request goes out, and either a whole response comes back or we know how far the request got.
 * The only file that knows got. Its retries are off and redirects are not followed: only the delivery loop knows about doubt
 * (one retry layer, ours), and a redirected POST is a wrong address, not an instruction.
 */
import { Agent as HttpAgent, type IncomingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { createSecureContext, getCACertificates } from 'node:tls';
import type { Got, Request as GotRequest } from 'got';
import { causeOf, type Phase, watchPhase } from './http-phase.ts';
import type { OutageCause } from './target.ts';

export interface HttpOptions {
  readonly userAgent: string;
  /** Connections to keep open at once; as many as there are concurrent exchanges. */
  readonly sockets: number;
  /** Whole exchange, from the call to the last byte of the response, in milliseconds. */
  readonly timeoutMs: number;
  /** Each of name look-up, connection and TLS hand-shake, in milliseconds. 10 s unless given. */
  readonly connectTimeoutMs?: number;
  /** Certificates (PEM) trusted besides the well-known ones, for a registry with its own authority. Verification itself cannot be switched off. */
  readonly ca?: string;
  /** A decompressed response larger than this many bytes is unreadable. 64 MiB unless given. */
  readonly maxResponseBytes?: number;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly signal: AbortSignal;
}

/** What became of one request. */
export type Exchange =
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly body: Buffer;
      /** From the call to the last byte, in milliseconds. */
      readonly ms: number;
    }
  /**
   * `reachedServer` is false only when not one byte of the request can have left: the connection was never made or its TLS hand-shake
   * never finished. An exchange that the caller aborts fails with the cause `timeout`: its answer was not waited for.
   */
  | { readonly kind: 'failed'; readonly cause: OutageCause; readonly reachedServer: boolean; readonly ms: number };

export interface HttpClient {
  /** Never throws for anything a server or a network can do. */
  exchange(request: HttpRequest): Promise<Exchange>;
  /** Closes idle and busy connections. */
  close(): void;
}

const MIB = 1024 * 1024;

/** A client with its own pool of kept-alive connections. Creating it touches neither the network nor got. */
export function httpClient(options: HttpOptions): HttpClient {
  // Node's agents honour the server's `Keep-Alive: timeout` hint, which keeps most idle-close races from happening at all.
  const pool = { keepAlive: true, maxSockets: options.sockets, maxFreeSockets: options.sockets };
  const trust = options.ca === undefined ? {} : { secureContext: trusting(options.ca) };
  const agent = { http: new HttpAgent(pool), https: new HttpsAgent({ ...pool, ...trust }) };
  const limit = options.maxResponseBytes ?? 64 * MIB;
  let client: Promise<Got> | undefined;
  return {
    async exchange(request) {
      const started = performance.now();
      if (request.signal.aborted) return { kind: 'failed', cause: 'timeout', reachedServer: false, ms: 0 };
      // got takes about 100 ms to import; `--help` and `check` never need it.
      client ??= import('got').then(({ default: got }) => extend(got, options, agent));
      return carry(await client, request, limit, started);
    },
    close() {
      agent.http.destroy();
      agent.https.destroy();
    },
  };
}

/** The well-known authorities and one more. Made once: a list of certificates in each request's options would be hashed each time. */
function trusting(ca: string) {
  return createSecureContext({ ca: [...getCACertificates('default'), ca] });
}

function extend(got: Got, options: HttpOptions, agent: { http: HttpAgent; https: HttpsAgent }): Got {
  const connect = options.connectTimeoutMs ?? 10_000;
  return got.extend({
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    decompress: true,
    timeout: { lookup: connect, connect, secureConnect: connect, request: options.timeoutMs },
    // Said outright: no default of ours may ever obey NODE_TLS_REJECT_UNAUTHORIZED=0.
    https: { rejectUnauthorized: true },
    agent,
    headers: { 'user-agent': options.userAgent },
  });
}

/** got's stream interface: it lets us count bytes as they come, and costs less than its promise. */
function carry(client: Got, request: HttpRequest, limit: number, started: number): Promise<Exchange> {
  return new Promise((resolve) => {
    let phase: Phase = 'unconnected';
    const chunks: Buffer[] = [];
    let bytes = 0;
    const ms = () => performance.now() - started;
    const fail = (error?: unknown, cause: OutageCause = causeOf(error, phase, request.signal.aborted)) =>
      resolve({ kind: 'failed', cause, reachedServer: phase === 'open', ms: ms() });
    const { method, url, headers = {}, body, signal } = request;
    const stream: GotRequest = client.stream(url, { method, headers, signal, ...(body ? { body } : {}) });
    stream.once('request', (native) => {
      watchPhase(native, (reached) => {
        phase = reached;
      });
    });
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limit) {
        fail(undefined, 'unreadable');
        stream.destroy();
      } else {
        chunks.push(chunk);
      }
    });
    stream.once('end', () => {
      const { response } = stream;
      if (!response) return fail();
      resolve({
        kind: 'response',
        status: response.statusCode,
        headers: response.headers,
        body: Buffer.concat(chunks),
        ms: ms(),
      });
    });
    stream.on('error', (error) => fail(error));
    // Whatever else ends it: the first of these to speak is believed, the others say nothing.
    stream.once('close', () => fail());
  });
}
