/** Connections that die between two requests, and addresses that answer slowly, on real sockets. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { httpClient } from '../../../src/target/http/client.ts';

const BODY = Buffer.from('{"records":[]}');
const never = new AbortController().signal;

/** A server that hangs up without a word on every connection that is used again, having seen `seen` requests. */
async function forgetful(seen: Buffer[]): Promise<{ url: URL; connections: () => number }> {
  let connections = 0;
  const server = createTcpServer((socket: Socket) => {
    connections += 1;
    let requests = 0;
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      requests += 1;
      if (requests > 1) return socket.resetAndDestroy();
      seen.push(bytes);
      return socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    connections: () => connections,
  };
}

function client() {
  const made = httpClient({ userAgent: 'vax-upload/test', sockets: 2, timeoutMs: 20_000 });
  onTestFinished(() => made.close());
  return made;
}

describe('a server that forgets connections without saying so', () => {
  it('what may be repeated is sent once more at once, the same bytes on a fresh connection: no outage', async () => {
    const seen: Buffer[] = [];
    const { url } = await forgetful(seen);
    const { exchange } = client();
    const ask = () =>
      exchange({ method: 'POST', url, body: BODY, signal: never, repeatable: true, headers: { 'x-key': 'a' } });
    for (let n = 0; n < 2; n++) expect(await ask()).toMatchObject({ kind: 'response', status: 200 });
    expect(seen[1]?.toString()).toBe(seen[0]?.toString().replace('connection: keep-alive', 'connection: close'));
  });

  it('what may not be repeated is in doubt', async () => {
    const { url } = await forgetful([]);
    const { exchange } = client();
    const ask = () => exchange({ method: 'POST', url, body: BODY, signal: never });
    expect(await ask()).toMatchObject({ kind: 'response' });
    expect(await ask()).toMatchObject({ kind: 'failed', cause: 'reset', reachedServer: true });
  });

  it('after the second time no connection is used again: each request has its own', async () => {
    const { url, connections } = await forgetful([]);
    const { exchange } = client();
    for (let n = 0; n < 20; n++) {
      const answer = await exchange({ method: 'POST', url, body: BODY, signal: never, repeatable: true });
      expect(answer).toMatchObject({ kind: 'response', status: 200 });
    }
    // Two that died, each with the fresh one in its place, and one for each request.
    expect(connections()).toBe(20);
  });

  it('a fresh connection that is reset is an outage, and is not tried again', async () => {
    let requests = 0;
    const listener: RequestListener = (request) => {
      requests += 1;
      request.socket.resetAndDestroy();
    };
    const server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const answer = await client().exchange({ method: 'POST', url, body: BODY, signal: never, repeatable: true });
    expect(answer).toMatchObject({ kind: 'failed', cause: 'reset', reachedServer: true });
    expect(requests).toBe(1);
  });
});

/**
 * A process that listens and accepts nobody until it is told to go on: its queue is filled first, so that the kernel
 * drops what else knocks and only the second try, after a second, is heard. As over a satellite, an address takes
 * longer than the 250 ms that Node gives it.
 */
const SLOW_LISTENER = `
  const server = require('node:net').createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\\r\\ncontent-length: 2\\r\\nconnection: close\\r\\n\\r\\n{}'));
  });
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    process.send(server.address().port, () => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500);
    });
  });
`;

it('an address that answers after a second is waited for, also where a name has another one that leads nowhere', async () => {
  const child = spawn(process.execPath, ['-e', SLOW_LISTENER], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [port] = (await once(child, 'message')) as [number];
  // Fills the queue of the listener.
  const queue = Array.from({ length: 4 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  onTestFinished(() => {
    for (const socket of queue) socket.destroy();
  });
  await wait(100);
  const made = httpClient({
    userAgent: 'vax-upload/test',
    sockets: 1,
    timeoutMs: 20_000,
    // 127.0.0.2 refuses: with 250 ms for the first address, both are given up.
    lookup: (_name, _options, found) =>
      found(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '127.0.0.2', family: 4 },
      ]),
  });
  onTestFinished(() => made.close());
  const url = new URL(`http://registry.test:${port}/`);
  expect(await made.exchange({ method: 'POST', url, body: BODY, signal: never })).toMatchObject({
    kind: 'response',
    status: 200,
  });
});
