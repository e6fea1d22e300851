/**
 * The fake server in a process of its own, so that a test can kill and freeze clients (or the server) without sharing an event loop.
 * Run as a program it takes one argument, its options as JSON, and prints its address as the first line on stdout.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { AdminOrder } from './fake-admin.ts';
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
  const [url] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    gone.then(() => Promise.reject(new Error('the fake server did not start'))),
  ])) as [string];
  const admin = async (path: string, init?: RequestInit) => (await fetch(new URL(`/admin/${path}`, url), init)).json();
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
  process.stdout.write(`${server.url}\n`);
  // Whoever started it may be killed before it can close it.
  process.stdin.on('end', () => process.exit()).resume();
}
