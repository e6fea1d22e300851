/**
 * One HTTP exchange: a request goes out, and either a whole response comes back or we know how far the request got.
 * On node:http itself: what a client library adds for us would be switched off (its retries, its redirects), and it cost more than all
 * the rest of an exchange (docs/performance.md). Nothing here tries again: only the delivery loop knows about doubt, and a redirected
 * POST is a wrong address, not an instruction.
 */
import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { createSecureContext, getCACertificates } from 'node:tls';
import { ACCEPTED_ENCODINGS, readWhole } from './http-body.ts';
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
  /** A connection that has been idle for so many milliseconds is closed and not used again. 4 s unless given. */
  readonly idleMs?: number;
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
/**
 * Many servers hang up after 5 s, and routers forget a connection after some minutes without telling anybody: the next request would go into the void, and
 * its batch into doubt. Requests that follow each other share a connection all the same.
 */
const LONGEST_IDLE_MS = 4_000;

/** A client with its own pool of kept-alive connections. Creating it does not touch the network. */
export function httpClient(options: HttpOptions): HttpClient {
  // With a limit of its own (and only then) Node's agent heeds the server's `Keep-Alive: timeout` too.
  const pool = {
    keepAlive: true,
    maxSockets: options.sockets,
    maxFreeSockets: options.sockets,
    timeout: options.idleMs ?? LONGEST_IDLE_MS,
  };
  const trust = options.ca === undefined ? {} : { secureContext: trusting(options.ca) };
  // Said outright: no default of ours may ever obey NODE_TLS_REJECT_UNAUTHORIZED=0.
  const agents = { http: new HttpAgent(pool), https: new HttpsAgent({ ...pool, ...trust, rejectUnauthorized: true }) };
  const limits = {
    timeoutMs: options.timeoutMs,
    connectTimeoutMs: options.connectTimeoutMs ?? 10_000,
    maxBytes: options.maxResponseBytes ?? 64 * MIB,
  };
  const own = { 'user-agent': options.userAgent, 'accept-encoding': ACCEPTED_ENCODINGS };
  return {
    async exchange({ method, url, headers, body, signal }) {
      if (signal.aborted) return { kind: 'failed', cause: 'timeout', reachedServer: false, ms: 0 };
      const length = body ? { 'content-length': body.length } : {};
      const wanted = { method, headers: { ...own, ...length, ...headers } };
      const secure = url.protocol === 'https:';
      const request = secure
        ? httpsRequest(url, { ...wanted, agent: agents.https })
        : httpRequest(url, { ...wanted, agent: agents.http });
      return carry(request, body, signal, limits);
    },
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

/** The well-known authorities and one more. Made once: a list of certificates in each request's options would be hashed each time. */
function trusting(ca: string) {
  return createSecureContext({ ca: [...getCACertificates('default'), ca] });
}

interface Limits {
  readonly timeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly maxBytes: number;
}

/** Sends the body and waits for whatever ends the exchange first: the last byte of an answer, an error, a limit of time, or the caller. */
function carry(request: ClientRequest, body: Uint8Array | undefined, signal: AbortSignal, limits: Limits): Promise<Exchange> {
  const started = performance.now();
  return new Promise((resolve) => {
    let phase: Phase = 'unconnected';
    let answering = false;
    const ms = () => performance.now() - started;
    const settle = (exchange: Exchange): void => {
      clearTimeout(whole);
      clearTimeout(connecting);
      signal.removeEventListener('abort', cut);
      resolve(exchange);
      // An answer that came before the whole body had left ends the exchange too.
      if (exchange.kind === 'failed' || !request.writableFinished) request.destroy();
    };
    const fail = (error?: unknown): void => {
      const cause = causeOf(error, phase, signal.aborted);
      settle({ kind: 'failed', cause, reachedServer: phase === 'open', ms: ms() });
    };
    const cut = (): void => fail(TOO_LATE);
    const whole = setTimeout(cut, limits.timeoutMs);
    let connecting: NodeJS.Timeout | undefined;
    const nextStep = (): void => {
      clearTimeout(connecting);
      connecting = setTimeout(cut, limits.connectTimeoutMs);
    };
    signal.addEventListener('abort', cut, { once: true });

    request.once('socket', (socket) => {
      if (!socket.connecting) return;
      nextStep();
      socket.once('lookup', () => phase === 'unconnected' && nextStep());
    });
    watchPhase(request, (reached) => {
      phase = reached;
      if (reached === 'hand-shaking') nextStep();
      else clearTimeout(connecting);
    });
    request.once('response', (response) => {
      answering = true;
      readWhole(response, limits.maxBytes).then(
        (bytes) =>
          settle({ kind: 'response', status: response.statusCode ?? 0, headers: response.headers, body: bytes, ms: ms() }),
        fail,
      );
    });
    // Once an answer has begun, it is the answer that tells how it ends: a server may hang up on a body it does not want (413).
    request.on('error', (error) => answering || fail(error));
    request.once('close', () => answering || fail());
    request.end(body);
  });
}

/** Our own patience ended, or the caller's. */
const TOO_LATE = Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' });
