/**
 * The fake server in a process of its own, so that a test can kill and freeze clients (or the server) without sharing
 * an event loop. Run as a program it takes one argument, its options as JSON, and prints its address and that of its
 * window as the first line on stdout. The window has a port of its own: weather that refuses connections must neither
 * close it nor be used up by whoever looks in.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type AdminOrder, answerAdmin } from './fake-admin.ts';
import type { StoredEffect } from './fake-registry.ts';
import { type FakeServerOptions, startFakeServer } from './fake-server.ts';
import type { SeenRequest } from './fake-weather.ts';

export interface FakeServerProcess extends AsyncDisposable {
  readonly url: string;
  /** What was stored, by record key. */
  effects(): Promise<ReadonlyMap<string, StoredEffect>>;
  requests(): Promise<{ readonly requests: readonly SeenRequest[]; readonly concurrentMax: number }>;
  /** Changes weather and rules. */
  order(order: AdminOrder): Promise<void>;
  /** Kills it; nothing is remembered. */
  close(): Promise<void>;
}

/** Starts one; its options must survive JSON (no functions). */
export async function startFakeServerProcess(options: FakeServerOptions = {}): Promise<FakeServerProcess> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    gone.then(() => Promise.reject(new Error('the fake server did not start'))),
  ])) as [string];
  const [url = '', window = ''] = line.split(' ');
  const admin = async (path: string, init?: RequestInit) =>
    (await fetch(new URL(`/admin/${path}`, window), init)).json();
  const close = async () => {
    child.kill('SIGKILL');
    await gone;
  };
  return {
    url,
    effects: async () => new Map(((await admin('effects')) as StoredEffect[]).map((effect) => [effect.key, effect])),
    requests: async () => (await admin('requests')) as { requests: SeenRequest[]; concurrentMax: number },
    order: async (order) => {
      await admin('weather', { method: 'POST', body: JSON.stringify(order) });
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await startFakeServer(JSON.parse(process.argv[2] ?? '{}') as FakeServerOptions);
  const window = createServer((request, response) => {
    answerAdmin(server, request, response).catch(() => response.destroy());
  });
  // Whoever looks in keeps the connection for as long as it pleases: none is closed in the moment it is used again.
  window.keepAliveTimeout = 0;
  window.listen(0, '127.0.0.1', () => {
    process.stdout.write(`${server.url} http://127.0.0.1:${(window.address() as AddressInfo).port}\n`);
  });
  // Whoever started it may be killed before it can close it.
  process.stdin.on('end', () => process.exit()).resume();
}
