/**
 * What the sandbox's tests share: a server in memory without latency, a clock that is set by hand, an invented record.
 */
import { onTestFinished } from 'vitest';
import { type Clock, systemClock } from '../../src/clock.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server.ts';
import type { OutageMode, Weather } from '../../src/sandbox/weather.ts';

/** A server that closes with the test: calm and without latency unless told. */
export async function sandbox(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const server = await startSandbox({
    port: 0,
    weather: 'calm',
    seed: 1,
    scale: 600,
    latencyMs: { request: 0, record: 0 },
    clock: systemClock,
    random: () => 0.99,
    onBug: (error) => {
      throw error;
    },
    ...options,
  });
  onTestFinished(() => server.close());
  return server;
}

/** Always down in this way, until `until`. */
export function down(mode: OutageMode, until = 60_000): () => Weather {
  return () => ({ state: 'down', mode, from: 0, until });
}

/** A clock whose sleepers wake when it is set forward. */
export function handClock(
  start = Date.parse('2021-10-02T12:00:00Z'),
): Clock & { forward(ms: number): void; readonly sleeping: number } {
  let now = start;
  const sleepers = new Set<{ at: number; wake: () => void }>();
  return {
    now: () => now,
    elapsed: () => now,
    sleep(ms, signal) {
      if (ms <= 0 || signal?.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const sleeper = {
          at: now + ms,
          wake: () => {
            sleepers.delete(sleeper);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', sleeper.wake, { once: true });
      });
    },
    forward(ms) {
      now += ms;
      for (const sleeper of [...sleepers]) if (sleeper.at <= now) sleeper.wake();
    },
    get sleeping() {
      return sleepers.size;
    },
  };
}

/** The nth invented record; people, numbers and places exist nowhere. */
export function record(n: number, change: { participant?: object; dose?: object } = {}) {
  return {
    key: `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`,
    programme: 'covid19',
    participant: {
      nik: `999901550355${String(n).padStart(4, '0')}`,
      name: 'Siti Contoh',
      birthDate: '1955-03-15',
      sex: 'female',
      ...change.participant,
    },
    dose: {
      number: 1,
      date: '2021-10-02',
      vaccine: 'coronavac',
      lot: 'CTH-001',
      site: 'Puskesmas Contoh',
      ...change.dose,
    },
  };
}

export function records(count: number) {
  return Array.from({ length: count }, (_, index) => record(index + 1));
}

/** `POST /submissions`. */
export function submit(
  server: Sandbox,
  list: readonly unknown[],
  id: string = crypto.randomUUID(),
  init: RequestInit = {},
): Promise<Response> {
  return fetch(`${server.url}/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': `"${id}"` },
    body: JSON.stringify({ batch: id, records: list }),
    ...init,
  });
}

/** `POST /lookups`: key → id. */
export async function lookUp(server: Sandbox, keys: readonly string[]): Promise<Map<string, string>> {
  const response = await fetch(`${server.url}/lookups`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ keys }),
  });
  const { found } = (await response.json()) as { found: { key: string; id: string }[] };
  return new Map(found.map(({ key, id }) => [key, id]));
}

/** Waits until it is so; for things that happen on the other end of a socket. */
export async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2000; turn += 1) {
    if (condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error('it never came true');
}
