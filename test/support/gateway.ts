/**
 * Who stands in front of a server: a reverse proxy on a real socket with weather of its own. What the network, a
 * gateway or a firewall does to an answer is the same for every API, so it is done here once; the server behind stays
 * honest.
 *
 *   await using gateway = await openGateway(server.url);
 *   gateway.next('pass', 'lose answer');           // the second request is done, and its answer lost
 *   gateway.always({ do: 'say', status: 503 });    // every request that `next` does not claim
 *   gateway.seen                                   // what came, byte for byte
 */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What happens to one request. */
export type Passage =
  | 'pass'
  /** The server has done it; then the connection breaks. */
  | 'lose answer'
  /** Read, and the connection breaks: the server never hears of it. */
  | 'lose request'
  /** Read and never answered; the server never hears of it. */
  | 'freeze'
  | Said
  /** The server has done it; this part of its answer (0 to 1) comes, then the connection breaks. */
  | { readonly do: 'cut'; readonly at: number; readonly length: 'told' | 'untold' }
  /** The server has done it; its answer ends early and looks whole to HTTP. */
  | { readonly do: 'shorten'; readonly at: number }
  /** The server has done it; its answer comes so many milliseconds later. */
  | { readonly do: 'late'; readonly ms: number }
  /** The answer comes in pieces, over so many milliseconds. */
  | { readonly do: 'trickle'; readonly ms: number }
  /** The server has done it, and says something else. */
  | { readonly do: 'rewrite'; readonly json: (answer: unknown) => unknown };

/** The gateway answers by itself. */
export interface Said {
  readonly do: 'say';
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A page of HTML unless given. */
  readonly body?: string;
  readonly type?: string;
  /** The server has done it all the same. */
  readonly done?: true;
}

/** A request as it came. */
export interface Came {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Gateway extends AsyncDisposable {
  /** As the server's, with this gateway in place of its host and port. */
  readonly url: string;
  /** Every request, in order of arrival. */
  readonly seen: Came[];
  /** What `Authorization` must be; others are answered with 401, every second one late, and nothing is done. */
  demands: string | undefined;
  /** Questions (GET, POST …/_search) that may be answered from memory are, for ever. */
  remembers: boolean;
  next(...passages: readonly Passage[]): void;
  /** So many of those that `next` was told of are still to come. */
  readonly ahead: number;
  /** Forgets what `next` still holds. */
  always(passage: Passage): void;
  /** Nobody listens any more. */
  down(): Promise<void>;
  close(): Promise<void>;
}

export const PAGE = '<!doctype html><html><body><h1>Sedang dalam pemeliharaan</h1></body></html>';

/** Of a refusal: somebody else has renewed the token meanwhile. */
const LATE_MS = 100;

/** `server`: the address of the API behind it. */
export async function openGateway(server: string): Promise<Gateway> {
  const behind = new URL(server);
  const queue: Passage[] = [];
  const memory = new Map<string, Answer>();
  const sockets = new Set<Socket>();
  let usual: Passage = 'pass';
  let refusals = 0;

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(incoming);
    const came = { method: incoming.method ?? '', path: incoming.url ?? '/', headers: incoming.headers, body };
    gateway.seen.push(came);
    if (gateway.demands !== undefined && came.headers.authorization !== gateway.demands) {
      refusals += 1;
      if (refusals % 2 === 0) await sleep(LATE_MS);
      return speak(response, { status: 401, headers: { 'content-type': 'text/plain' }, body: Buffer.from('token?') });
    }
    const passage = queue.shift() ?? usual;
    const answer = (): Promise<Answer> => (gateway.remembers ? remembered(came) : forwarded(came));
    await play(passage, response, answer);
  }

  async function remembered(came: Came): Promise<Answer> {
    const isQuestion = came.method === 'GET' || came.path.endsWith('/_search');
    if (!isQuestion || /no-cache|no-store/.test(came.headers['cache-control'] ?? '')) return forwarded(came);
    const name = `${came.path} ${came.body}`;
    const known = memory.get(name) ?? (await forwarded(came));
    memory.set(name, known);
    return known;
  }

  function forwarded({ method, path, headers, body }: Came): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { hostname: host, port } = behind;
      const passed = { ...headers, 'accept-encoding': 'identity' };
      const onward = request({ host, port, method, path, headers: passed, agent: false }, async (answer) => {
        const { statusCode: status = 0, headers } = answer;
        resolve({ status, headers, body: await read(answer) });
      });
      onward.once('error', reject).end(body);
    });
  }

  const http = createServer((incoming, response) => {
    // A client that goes away in the middle is weather too, and a server that is down is a 502.
    serve(incoming, response).catch(() =>
      response.headersSent ? response.destroy() : speak(response, said({ do: 'say', status: 502 })),
    );
  });
  http.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket)).on('error', () => undefined);
  });
  const down = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => http.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  const close = async (): Promise<void> => {
    if (http.listening) await down();
  };

  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const front = new URL(server);
  front.host = `127.0.0.1:${(http.address() as AddressInfo).port}`;
  const gateway: Gateway = {
    url: front.href.replace(/\/$/, ''),
    seen: [],
    demands: undefined,
    remembers: false,
    get ahead() {
      return queue.length;
    },
    next: (...passages) => void queue.push(...passages),
    always(passage) {
      queue.length = 0;
      usual = passage;
    },
    down,
    close,
    [Symbol.asyncDispose]: close,
  };
  return gateway;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Returns when the request is dealt with; `answer` lets the server do it. */
async function play(passage: Passage, response: ServerResponse, answer: () => Promise<Answer>): Promise<void> {
  if (passage === 'freeze') return;
  if (passage === 'lose request') return reset(response);
  if (typeof passage === 'object' && passage.do === 'say') {
    if (passage.done) await answer();
    return speak(response, said(passage));
  }
  const { status, headers, body } = await answer();
  if (passage === 'lose answer') return reset(response);
  if (passage === 'pass') return speak(response, { status, headers, body });
  switch (passage.do) {
    case 'shorten':
      return speak(response, { status, headers, body: body.subarray(0, body.length * passage.at) });
    case 'rewrite': {
      const changed = Buffer.from(JSON.stringify(passage.json(JSON.parse(String(body)))));
      return speak(response, { status, headers, body: changed });
    }
    case 'late':
      await sleep(passage.ms);
      return speak(response, { status, headers, body });
    case 'trickle':
      response.writeHead(status, { ...plain(headers), 'content-length': body.length });
      for (let part = 0; part < 10; part += 1) {
        response.write(body.subarray((body.length * part) / 10, (body.length * (part + 1)) / 10));
        await sleep(passage.ms / 10);
      }
      response.end();
      return;
    case 'cut': {
      const length = passage.length === 'told' ? { 'content-length': body.length } : {};
      response.writeHead(status, { ...plain(headers), ...length });
      response.write(body.subarray(0, Math.max(1, body.length * passage.at)), () => response.destroy());
    }
  }
}

function said({ status, headers = {}, body = PAGE, type = 'text/html' }: Said): Answer {
  return { status, headers: { ...headers, 'content-type': type }, body: Buffer.from(body) };
}

function speak(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...plain(headers), 'content-length': body.length }).end(body);
}

/** What is said of the way, and not of the answer, is said anew. */
function plain(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { 'content-length': _length, 'transfer-encoding': _encoding, connection: _connection, ...rest } = headers;
  return rest;
}

/** RST, not FIN: what a dying process or a firewall does. */
function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

async function read(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
