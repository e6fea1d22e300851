import { getEventListeners, once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Exchange, HttpClient } from '../../../src/target/exchange.ts';
import { type HttpOptions, httpClient } from '../../../src/target/http/client.ts';
import { testCertificate } from '../../support/test-certificate.ts';

const BODY = Buffer.from('{"records":[]}');
const never = new AbortController().signal;
const open: HttpClient[] = [];

function client(options: Partial<HttpOptions> = {}): HttpClient {
  const made = httpClient({
    userAgent: 'vax-upload/test',
    sockets: 2,
    timeoutMs: 20_000,
    connectTimeoutMs: 10_000,
    ...options,
  });
  open.push(made);
  return made;
}

function post(
  url: string,
  options: Partial<HttpOptions> = {},
  body: Uint8Array = BODY,
  signal = never,
): Promise<Exchange> {
  return client(options).exchange({ method: 'POST', url: new URL(url), body, signal });
}

/** Listens on a free port until the test ends; gives the port. */
async function listen(server: Server | TcpServer): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return (server.address() as AddressInfo).port;
}

const serve = async (listener: RequestListener) => `http://127.0.0.1:${await listen(createServer(listener))}/v1`;
const accept = async (greet: (socket: Socket) => void) => listen(createTcpServer(greet));

/** An HTTPS server that counts the requests it can read. */
async function serveTls(): Promise<{ port: number; read: () => number }> {
  let read = 0;
  const port = await listen(
    createTlsServer(testCertificate, (request, response) => {
      read += 1;
      request.resume().on('end', () => response.end('{}'));
    }),
  );
  return { port, read: () => read };
}

afterEach(() => {
  for (const made of open.splice(0)) made.close();
});

describe('certainly not sent: not a byte of the request can have left', () => {
  it('nobody listens at the port', async () => {
    const gone = createTcpServer();
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
    const free = (gone.address() as AddressInfo).port;
    await new Promise((resolve) => gone.close(resolve));
    expect(await post(`http://127.0.0.1:${free}/`)).toMatchObject({
      kind: 'failed',
      cause: 'refused',
      reachedServer: false,
    });
  });

  it('the name does not resolve', async () => {
    const exchange = await post('http://registry.invalid/', { connectTimeoutMs: 2000, timeoutMs: 2000 });
    // A machine without any name server says so only after a while.
    expect(exchange).toMatchObject({
      kind: 'failed',
      cause: expect.stringMatching(/^(name|timeout)$/),
      reachedServer: false,
    });
  });

  it('the network does not lead there (TEST-NET-1, RFC 5737)', async () => {
    const exchange = await post('http://192.0.2.1/', { connectTimeoutMs: 100 });
    expect(exchange).toMatchObject({
      kind: 'failed',
      cause: expect.stringMatching(/^(refused|timeout)$/),
      reachedServer: false,
    });
  });

  it('the certificate is signed by nobody we trust, and the server reads nothing', async () => {
    const { port, read } = await serveTls();
    expect(await post(`https://127.0.0.1:${port}/`)).toMatchObject({
      kind: 'failed',
      cause: 'certificate',
      reachedServer: false,
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(read()).toBe(0);
  });

  it('the certificate is for another name, and the server reads nothing', async () => {
    const { port, read } = await serveTls();
    const exchange = await post(`https://localhost:${port}/`, { ca: testCertificate.cert });
    expect(exchange).toMatchObject({ kind: 'failed', cause: 'certificate', reachedServer: false });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(read()).toBe(0);
  });

  it('an environment that switches verification off does not switch ours off', async () => {
    const { port, read } = await serveTls();
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    onTestFinished(() => {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    });
    expect(await post(`https://127.0.0.1:${port}/`)).toMatchObject({
      kind: 'failed',
      cause: 'certificate',
      reachedServer: false,
    });
    expect(read()).toBe(0);
  });

  it('the other end of https speaks plain HTTP', async () => {
    const port = await listen(createServer((_, response) => response.end('{}')));
    expect(await post(`https://127.0.0.1:${port}/`)).toMatchObject({
      kind: 'failed',
      cause: 'tls',
      reachedServer: false,
    });
  });

  it('the line breaks during the TLS hand-shake', async () => {
    const port = await accept((socket) => socket.once('data', () => socket.resetAndDestroy()));
    expect(await post(`https://127.0.0.1:${port}/`)).toMatchObject({
      kind: 'failed',
      cause: 'tls',
      reachedServer: false,
    });
  });

  it('the TLS hand-shake never ends', async () => {
    const port = await accept(() => undefined);
    expect(await post(`https://127.0.0.1:${port}/`, { connectTimeoutMs: 100 })).toMatchObject({
      kind: 'failed',
      cause: 'timeout',
      reachedServer: false,
    });
  });

  it('it was aborted before it began', async () => {
    let asked = 0;
    const url = await serve(() => asked++);
    const exchange = await post(url, {}, BODY, AbortSignal.abort());
    expect(exchange).toMatchObject({ kind: 'failed', cause: 'timeout', reachedServer: false });
    expect(asked).toBe(0);
  });
});

describe('in doubt: a byte of the request may have left', () => {
  const rows: readonly [name: string, cause: string, greet: (socket: Socket) => void][] = [
    ['the server reads and resets', 'reset', (socket) => socket.once('data', () => socket.resetAndDestroy())],
    ['the server reads and hangs up', 'reset', (socket) => socket.once('data', () => socket.end())],
    ['the server reads and says nothing', 'timeout', (socket) => socket.resume()],
    ['the answer is not HTTP', 'broken', (socket) => socket.once('data', () => socket.end('SSH-2.0-dropbear\r\n'))],
    ['the answer stops in its head', 'reset', says('HTTP/1.1 200 OK\r\ncontent-le')],
    ['the answer is shorter than announced', 'reset', says('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}')],
    [
      'the answer stops between chunks',
      'reset',
      says('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n'),
    ],
    [
      'the answer says gzip and is not',
      'broken',
      says('HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\n{}'),
    ],
    [
      'the answer stops and the line stays open',
      'timeout',
      says('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}', true),
    ],
  ];
  it.each(rows)('%s', async (_, cause, greet) => {
    const port = await accept(greet);
    const patience = cause === 'timeout' ? { timeoutMs: 300 } : {};
    expect(await post(`http://127.0.0.1:${port}/`, patience)).toMatchObject({
      kind: 'failed',
      cause,
      reachedServer: true,
    });
  });

  it('the server hangs up while a large body is on its way', async () => {
    const port = await accept((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const exchange = await post(`http://127.0.0.1:${port}/`, {}, Buffer.alloc(8 * 1024 * 1024));
    expect(exchange).toMatchObject({ kind: 'failed', cause: 'reset', reachedServer: true });
  });

  it('a kept-alive connection dies under the second request', async () => {
    let requests = 0;
    const url = await serve((request, response) => {
      requests += 1;
      if (requests === 2) request.socket.resetAndDestroy();
      else request.resume().on('end', () => response.end('{}'));
    });
    const shared = client();
    const ask = () => shared.exchange({ method: 'POST', url: new URL(url), body: BODY, signal: never });
    expect((await ask()).kind).toBe('response');
    expect(await ask()).toMatchObject({ kind: 'failed', cause: 'reset', reachedServer: true });
    expect((await ask()).kind).toBe('response');
  });

  it('a kept-alive TLS connection dies under the second request', async () => {
    let requests = 0;
    const port = await listen(
      createTlsServer(testCertificate, (request, response) => {
        requests += 1;
        if (requests === 2) request.socket.destroy();
        else request.resume().on('end', () => response.end('{}'));
      }),
    );
    const shared = client({ ca: testCertificate.cert });
    const ask = () =>
      shared.exchange({ method: 'POST', url: new URL(`https://127.0.0.1:${port}/`), body: BODY, signal: never });
    expect((await ask()).kind).toBe('response');
    expect(await ask()).toMatchObject({ kind: 'failed', cause: 'reset', reachedServer: true });
  });

  it('it was aborted on the way', async () => {
    const abort = new AbortController();
    const url = await serve(() => abort.abort());
    expect(await post(url, {}, BODY, abort.signal)).toMatchObject({
      kind: 'failed',
      cause: 'timeout',
      reachedServer: true,
    });
  });

  it('the answer is larger than anybody needs, announced or not, packed or not', async () => {
    const large = Buffer.alloc(200_000, 'x');
    const answers: RequestListener[] = [
      (_, response) => response.setHeader('content-length', large.length).end(large),
      (_, response) => response.write(large, () => response.end()),
      (_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(large)),
    ];
    for (const answer of answers) {
      const exchange = await post(await serve(answer), { maxResponseBytes: 100_000 });
      expect(exchange).toMatchObject({ kind: 'failed', cause: 'unreadable', reachedServer: true });
    }
  });
});

describe('answers', () => {
  it.each([200, 207, 301, 401, 404, 413, 422, 429, 500, 503])(
    '%i is an answer, whatever it means, and is asked for once',
    async (status) => {
      let asked = 0;
      const url = await serve((request, response) => {
        asked += 1;
        request
          .resume()
          .on('end', () => response.writeHead(status, { location: '/other', 'retry-after': '7' }).end('body'));
      });
      expect(await post(url)).toMatchObject({
        kind: 'response',
        status,
        headers: { 'retry-after': '7' },
        body: Buffer.from('body'),
      });
      expect(asked).toBe(1);
    },
  );

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('an answer packed as %s is unpacked', async (encoding, packed) => {
    const url = await serve((request, response) => {
      expect(request.headers['accept-encoding']).toContain(encoding);
      // Two different things go by that name (RFC 9110, 8.4.1.2).
      expect(request.headers['accept-encoding']).not.toContain('deflate');
      response.setHeader('content-encoding', encoding).end(packed('{"ok":true}'));
    });
    expect(await post(url)).toMatchObject({ body: Buffer.from('{"ok":true}') });
  });

  it('an answer that comes before the body was read is an answer', async () => {
    const url = await serve((_, response) => response.writeHead(413).end());
    expect(await post(url)).toMatchObject({ kind: 'response', status: 413 });
  });

  it('a server that refuses a large body unread and hangs up has answered', async () => {
    const url = await serve((request, response) => {
      response.writeHead(413, { connection: 'close' }).end('too large', () => request.socket.end());
    });
    const exchange = await post(url, { timeoutMs: 5_000 }, Buffer.alloc(4 * 1024 * 1024));
    expect(exchange).toMatchObject({ kind: 'response', status: 413, body: Buffer.from('too large') });
  });

  it('requests that follow each other share a connection, and no timer or listener stays behind', async () => {
    let connections = 0;
    const server = createServer((request, response) => request.resume().on('end', () => response.end('{}')));
    server.on('connection', () => {
      connections += 1;
    });
    const url = new URL(`http://127.0.0.1:${await listen(server)}/`);
    const shared = client();
    for (let n = 0; n < 30; n++) await shared.exchange({ method: 'POST', url, body: BODY, signal: never });
    expect(connections).toBe(1);
    expect(getEventListeners(never, 'abort')).toEqual([]);
  });

  it('a connection that was idle is closed by us and not used again: by then it may lead nowhere', async () => {
    let connections = 0;
    const left: Promise<unknown>[] = [];
    const port = await accept((socket) => {
      connections += 1;
      left.push(once(socket, 'close'));
      // Answers once; what comes later is lost on the way.
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'));
    });
    const one = client({ idleMs: 20 });
    const ask = () =>
      one.exchange({ method: 'POST', url: new URL(`http://127.0.0.1:${port}/`), body: BODY, signal: never });
    expect(await ask()).toMatchObject({ kind: 'response', status: 200 });
    await left[0];
    expect(await ask()).toMatchObject({ kind: 'response', status: 200 });
    expect(connections).toBe(2);
  });

  it('a server that thinks for longer than a connection may be idle is waited for', async () => {
    const url = await serve((request, response) =>
      request.resume().on('end', () => setTimeout(() => response.end('{}'), 100)),
    );
    expect(await post(url, { idleMs: 20 })).toMatchObject({ kind: 'response', status: 200 });
  });

  it('an authority of our own is trusted when it is named', async () => {
    const { port, read } = await serveTls();
    expect(await post(`https://127.0.0.1:${port}/`, { ca: testCertificate.cert })).toMatchObject({
      kind: 'response',
      status: 200,
    });
    expect(read()).toBe(1);
  });

  it('what goes out is what was given: bytes, their number, our name', async () => {
    let seen: Record<string, unknown> = {};
    const url = await serve((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        seen = {
          body: Buffer.concat(chunks),
          length: request.headers['content-length'],
          agent: request.headers['user-agent'],
        };
        response.end();
      });
    });
    const body = Buffer.from('{"name":"Siti ‘ā’"}');
    await post(url, {}, body);
    expect(seen).toEqual({ body, length: String(body.length), agent: 'vax-upload/test' });
  });

  it('a question without a body', async () => {
    const url = await serve((request, response) => response.end(request.method));
    const exchange = await client().exchange({ method: 'GET', url: new URL(url), signal: never });
    expect(exchange).toMatchObject({ kind: 'response', body: Buffer.from('GET') });
  });
});

/** Answers with exactly this, then hangs up (unless `stay`). */
function says(text: string, stay = false): (socket: Socket) => void {
  return (socket) =>
    socket.once('data', () => {
      if (stay) socket.write(text);
      else socket.end(text);
    });
}
