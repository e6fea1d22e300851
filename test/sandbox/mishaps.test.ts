import { request as rawRequest } from 'node:http';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import type { Weather } from '../../src/sandbox/weather.ts';
import { down, handClock, lookUp, record, records, sandbox, submit, until } from './help.ts';

/** The system's code of a failed fetch (ECONNREFUSED, ECONNRESET, UND_ERR_SOCKET …). */
async function failure(sent: Promise<Response>): Promise<string> {
  const error = await sent.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : `not failed: ${error}`;
}

describe('a server that is down', () => {
  test('refused: nobody listens, and after the outage it is there again on the same port', async () => {
    const clock = handClock();
    const server = await sandbox({
      clock,
      weather: (t) =>
        t < 1000 ? { state: 'down', mode: 'refused', from: 0, until: 1000 } : { state: 'up', from: 1000, until: 9e9 },
    });
    expect(await failure(submit(server, [record(1)]))).toBe('ECONNREFUSED');
    expect(await failure(fetch(server.url)), 'the page too').toBe('ECONNREFUSED');
    clock.forward(1000);
    await until(() => clock.sleeping > 0);
    expect((await submit(server, [record(1)])).status).toBe(200);
  });

  test('refused, while people watch: the API is gone, the page is there', async () => {
    const server = await sandbox({ keepPage: true, weather: down('refused') });
    expect(await failure(submit(server, [record(1)]))).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
    expect((await fetch(server.window('/'))).status).toBe(200);
    expect((await fetch(server.window('/admin/effects'))).status).toBe(200);
    expect(server.totals().total).toBe(0);
  });

  test('reset: a success that breaks off in the middle', async () => {
    const server = await sandbox({ weather: down('reset') });
    const response = await submit(server, [record(1)]);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    expect(server.totals().total).toBe(0);
  });

  test('unavailable: 503 with Retry-After', async () => {
    const server = await sandbox({ weather: down('unavailable') });
    const response = await submit(server, records(100));
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 503 });
    expect(server.totals().total).toBe(0);
  });

  test('in real time, Retry-After is five minutes', async () => {
    const server = await sandbox({ weather: down('unavailable'), scale: 1 });
    expect((await submit(server, [record(1)])).headers.get('retry-after')).toBe('300');
  });

  test('bad gateway: 502 and the page of a proxy', async () => {
    const server = await sandbox({ weather: down('bad-gateway') });
    const response = await submit(server, [record(1)]);
    expect([response.status, response.headers.get('content-type')]).toEqual([502, 'text/html']);
    expect(await response.text()).toContain('<h1>502 Bad Gateway</h1>');
    expect(server.totals().total).toBe(0);
  });

  test('maintenance: 200 and a page', async () => {
    const server = await sandbox({ weather: down('maintenance') });
    const response = await submit(server, [record(1)]);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    await expect(response.json()).rejects.toThrow();
    expect(server.totals().total).toBe(0);
  });

  test('hang: no answer until the outage ends, then the connection is cut', async () => {
    const clock = handClock();
    const server = await sandbox({ clock, weather: down('hang', 5000) });
    const asleep = clock.sleeping;
    const sent = failure(submit(server, [record(1)]));
    await until(() => clock.sleeping > asleep);
    clock.forward(4999);
    expect(await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, 30, 'still hanging'))])).toBe(
      'still hanging',
    );
    clock.forward(1);
    expect(await sent).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
    expect(server.totals().total).toBe(0);
  });

  test('hang: a client that gives up is forgotten', async () => {
    const clock = handClock();
    const server = await sandbox({ clock, weather: down('hang', 5000) });
    const asleep = clock.sleeping;
    const patience = new AbortController();
    const sent = submit(server, [record(1)], 'k', { signal: patience.signal });
    await until(() => clock.sleeping > asleep);
    patience.abort();
    await expect(sent).rejects.toThrow();
    await until(() => clock.sleeping === asleep);
  });

  test('commit-then-reset: the answer is lost, the effect is there, and a lookup finds it', async () => {
    let weather: Weather = { state: 'down', mode: 'commit-then-reset', from: 0, until: 9e9 };
    const server = await sandbox({ weather: () => weather });
    expect(await failure(submit(server, records(3), 'k'))).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
    expect(server.totals()).toEqual({ total: 3, doubled: 0 });
    weather = { state: 'up', from: 0, until: 9e9 };
    expect(
      (
        await lookUp(
          server,
          records(4).map(({ key }) => key),
        )
      ).size,
    ).toBe(3);
    const again = await (await submit(server, records(3), 'k')).json();
    expect(again, 'the answer that was lost, not a new one').toMatchObject({
      results: [{ status: 'accepted' }, {}, {}],
    });
    expect(server.totals()).toEqual({ total: 3, doubled: 0 });
  });
});

describe('a server that dies while it works', () => {
  /** Up until `death` on a clock set by hand; a request takes 100 ms and stores at 50. */
  async function dying(death: number) {
    const clock = handClock();
    const server = await sandbox({
      clock,
      keepPage: true,
      latencyMs: { request: 80, record: 20 },
      weather: (t) =>
        t < death
          ? { state: 'up', from: 0, until: death }
          : { state: 'down', mode: 'refused', from: death, until: 9e6 },
    });
    const asleep = clock.sleeping;
    const sent = failure(submit(server, [record(1)]));
    await until(() => clock.sleeping > asleep);
    clock.forward(50);
    return { clock, server, sent };
  }

  test('before it stores: nothing is there', async () => {
    const { server, sent } = await dying(50);
    expect(await sent).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
    expect(server.totals().total).toBe(0);
  });

  test('after it stored: the client cannot tell the difference, but the record is there', async () => {
    const { clock, server, sent } = await dying(60);
    await until(() => server.totals().total === 1);
    clock.forward(50);
    expect(await sent).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
    expect(server.totals()).toEqual({ total: 1, doubled: 0 });
  });
});

describe('a brown-out', () => {
  const browning = () => ({ state: 'brown-out', from: 0, until: 9e9 }) as const;

  test.each<[part: number, status: number, type: string, stored: number]>([
    [1, 504, 'text/plain', 1],
    [2, 503, 'application/problem+json', 0],
    [3, 502, 'text/html', 0],
    [4, 429, 'application/problem+json', 0],
    [5, 500, 'application/problem+json', 0],
  ])('mishap %i is %i %s', async (part, status, type, stored) => {
    const server = await sandbox({ weather: browning, random: () => ((part + 0.5) / 6) * 0.4 });
    const response = await submit(server, [record(1)]);
    expect([response.status, response.headers.get('content-type')]).toEqual([status, type]);
    expect(response.headers.has('retry-after')).toBe(status === 429 || status === 503);
    expect(server.totals().total).toBe(stored);
  });

  test('loses answers too', async () => {
    const server = await sandbox({ weather: browning, random: () => 0 });
    expect(await failure(submit(server, [record(1)]))).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
    expect(server.totals().total).toBe(1);
  });

  test('is slow where it succeeds', async () => {
    const clock = handClock();
    const server = await sandbox({
      clock,
      weather: browning,
      random: () => 0.99,
      latencyMs: { request: 100, record: 0 },
    });
    const asleep = clock.sleeping;
    const sent = submit(server, [record(1)]);
    const started = clock.now();
    for (let half = 0; half < 2; half += 1) {
      await until(() => clock.sleeping > asleep);
      while (clock.sleeping > asleep) clock.forward(10);
    }
    expect((await sent).status).toBe(200);
    expect(clock.now() - started).toBe(300);
  });
});

test('a client that leaves in the middle of its body leaves nothing behind', async () => {
  const server = await sandbox({ clock: systemClock });
  const { hostname, port } = new URL(server.url);
  const request = rawRequest({
    hostname,
    port,
    path: '/submissions',
    method: 'POST',
    headers: { 'content-length': 1000 },
  });
  const broken = new Promise((resolve) => request.once('error', resolve));
  request.write('{"batch":');
  await new Promise((resolve) => setTimeout(resolve, 20));
  request.destroy(new Error('gone'));
  await broken;
  expect((await submit(server, [record(1)])).status).toBe(200);
  expect(server.totals().total).toBe(1);
});
