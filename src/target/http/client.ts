/**
 * One HTTP exchange through got: a request goes out, and either a whole response comes back or we know how far the
 * request got. got's retries and redirects are off: only the delivery loop knows about doubt, and a redirected POST is
 * a wrong address, not an instruction.
 */
import type { ClientRequest } from 'node:http';
import got, { type Request as GotRequest, type Response as GotResponse, RequestError, TimeoutError } from 'got';
import type { Exchange, HttpClient, HttpRequest } from '../exchange.ts';
import { causeOf } from './cause.ts';
import { type Agents, type ConnectionOptions, connections } from './connections.ts';
import { type Phase, watchPhase } from './phase.ts';

export interface HttpOptions extends ConnectionOptions {
  readonly userAgent: string;
  /** Whole exchange, from the call to the last byte of the response, in milliseconds. */
  readonly timeoutMs: number;
  /** Each of name look-up, connection and TLS hand-shake, in milliseconds. 10 s unless given. */
  readonly connectTimeoutMs?: number;
  /** A decompressed response larger than this many bytes is unreadable. 64 MiB unless given. */
  readonly maxResponseBytes?: number;
}

const MIB = 1024 * 1024;
/** Not `deflate`: servers send two different things under that name (RFC 9110, 8.4.1.2, note). */
const ACCEPTED_ENCODINGS = 'gzip, br';
/**
 * So many connections that died under a request when they were used again, and none is used again: this server closes
 * without saying so.
 */
const MOST_DEAD = 2;

/** Creating it does not touch the network. */
export function httpClient(options: HttpOptions): HttpClient {
  const lines = connections(options);
  const limit = options.connectTimeoutMs ?? 10_000;
  const client = got.extend({
    headers: { 'user-agent': options.userAgent, 'accept-encoding': ACCEPTED_ENCODINGS },
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    timeout: { request: options.timeoutMs, lookup: limit, connect: limit, secureConnect: limit },
    https: { rejectUnauthorized: true },
  });
  const most = options.maxResponseBytes ?? 64 * MIB;
  let dead = 0;

  /** One try; `again` where the connection had been used before and died before a byte of an answer came. */
  async function once({ method, url, headers, body, signal }: HttpRequest, agents: Agents): Promise<Try> {
    const started = performance.now();
    const way: Way = { phase: 'unconnected' };
    // got leaves its listener on the signal, and the caller's lives as long as the run.
    const cut = new AbortController();
    const forward = (): void => cut.abort();
    signal.addEventListener('abort', forward, { once: true });
    const stream = client.stream(url, {
      method,
      signal: cut.signal,
      agent: agents,
      ...(headers ? { headers } : {}),
      ...(body ? { body } : {}),
    });
    try {
      const { response, bytes } = await answerOf(stream, way, most);
      const { statusCode: status, headers: answered } = response;
      return {
        exchange: { kind: 'response', status, headers: answered, body: bytes, ms: performance.now() - started },
      };
    } catch (error) {
      const isOurs = error instanceof RequestError || error === TOO_LARGE;
      if (!isOurs) throw error;
      const late = signal.aborted || error instanceof TimeoutError;
      const cause = error === TOO_LARGE ? 'unreadable' : causeOf(error, way.phase, late);
      const again = cause === 'reset' && way.request?.reusedSocket === true && !way.answered;
      const ms = performance.now() - started;
      return {
        exchange: { kind: 'failed', cause, reachedServer: way.phase === 'open', ms },
        ...(again ? { again } : {}),
      };
    } finally {
      signal.removeEventListener('abort', forward);
    }
  }

  return {
    async exchange(request) {
      if (request.signal.aborted) return { kind: 'failed', cause: 'timeout', reachedServer: false, ms: 0 };
      const { exchange, again } = await once(request, dead < MOST_DEAD ? lines.pooled : lines.fresh);
      if (!again) return exchange;
      dead += 1;
      if (request.repeatable !== true) return exchange;
      const second = (await once(request, lines.fresh)).exchange;
      // What the first try may have done is not undone by a second one that never left.
      return second.kind === 'failed' ? { ...second, reachedServer: true } : second;
    },
    close: lines.close,
  };
}

interface Try {
  readonly exchange: Exchange;
  readonly again?: true;
}

/** How far an exchange has come, while it is under way. */
interface Way {
  phase: Phase;
  request?: ClientRequest;
  answered?: true;
}

const TOO_LARGE = new Error('the answer is larger than any answer of a registry');

/** The whole answer, unpacked. @throws RequestError, or TOO_LARGE. */
async function answerOf(stream: GotRequest, way: Way, most: number): Promise<{ response: GotResponse; bytes: Buffer }> {
  let response: GotResponse | undefined;
  stream.on('request', (request: ClientRequest) => {
    way.request = request;
    watchPhase(request, (reached) => {
      way.phase = reached;
    });
  });
  stream.on('response', (head: GotResponse) => {
    response = head;
    way.answered = true;
  });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw TOO_LARGE;
    chunks.push(chunk);
  }
  if (!response) throw new Error('an answer without a head');
  return { response, bytes: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks) };
}
