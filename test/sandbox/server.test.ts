import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { RunError } from '../../src/errors.ts';
import { down, handClock, record, records, sandbox, submit, until } from './help.ts';

describe('the port', () => {
  test('that is taken is a known error', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => {
        const address = taken.address();
        resolve(address && typeof address === 'object' ? address.port : 0);
      });
    });
    const error = await sandbox({ port }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RunError);
    expect(error).toMatchObject({ code: 'PORT_TAKEN', params: { port }, exitCode: 2 });
    await new Promise((resolve) => taken.close(resolve));
    const server = await sandbox({ port });
    expect(server.url).toBe(`http://127.0.0.1:${port}`);
  });

  test('is open on the loopback interface only', async () => {
    const server = await sandbox();
    const outside = Object.values(networkInterfaces())
      .flat()
      .filter((address) => address && !address.internal && address.family === 'IPv4');
    for (const address of outside) {
      const reached = await new Promise((resolve) => {
        const socket = connect({ host: address?.address, port: Number(new URL(server.url).port) }, () => resolve(true));
        socket.once('error', () => resolve(false));
        setTimeout(() => resolve(false), 500).unref();
        socket.unref();
      });
      expect(reached, 'reached over a network').toBe(false);
    }
    expect((await fetch(server.window('/'))).status).toBe(200);
  });

  test('taken by another program during an outage is tried again until it is free', async () => {
    const clock = handClock();
    const server = await sandbox({
      clock,
      weather: (t) =>
        t < 1000 ? { state: 'down', mode: 'refused', from: 0, until: 1000 } : { state: 'up', from: 1000, until: 9e9 },
    });
    const port = Number(new URL(server.url).port);
    const squatter = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve));
    clock.forward(1000);
    await until(() => clock.sleeping > 0);
    await new Promise((resolve) => squatter.close(resolve));
    clock.forward(100);
    await until(() => clock.sleeping > 0);
    expect((await submit(server, [record(1)])).status).toBe(200);
  });
});

describe('the windows', () => {
  test('effects are streamed with their totals', async () => {
    const server = await sandbox({ forgetful: true });
    for (let from = 0; from < 1500; from += 100)
      await submit(
        server,
        Array.from({ length: 100 }, (_, n) => record(from + n)),
      );
    await submit(server, [record(7)]);
    const response = await fetch(server.window('/admin/effects'));
    expect(response.headers.has('content-length'), 'not held in memory as a whole').toBe(false);
    const body = (await response.json()) as {
      effects: { key: string; id: string; count: number }[];
      total: number;
      doubled: number;
    };
    expect(body).toEqual({ effects: [...server.effects()], total: 1500, doubled: 1 });
    expect(body.effects[7]).toEqual({ key: record(7).key, id: expect.any(String), count: 2 });
  });

  test('an empty server has an empty list', async () => {
    const server = await sandbox();
    expect(await (await fetch(server.window('/admin/effects'))).json()).toEqual({ effects: [], total: 0, doubled: 0 });
  });

  test('the weather tells what it is and how to have it again', async () => {
    const clock = handClock();
    const server = await sandbox({ clock, weather: 'kendal', seed: 42, scale: 1 });
    clock.forward(1234);
    expect(await (await fetch(server.window('/admin/weather'))).json()).toEqual({
      preset: 'kendal',
      seed: 42,
      scale: 1,
      elapsed: 1234,
      ...server.weather(),
    });
    expect(server.weather().state).toBe('up');
    const calm = await sandbox();
    expect(await (await fetch(calm.window('/admin/weather'))).json()).toMatchObject({ state: 'up', until: null });
  });

  test('the page comes whole, in the language of the reader, and asks nobody else for anything', async () => {
    const server = await sandbox();
    const read = async (path: string, language: string) => {
      const response = await fetch(server.window('/') + path, { headers: { 'accept-language': language } });
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      return response.text();
    };
    expect(await read('', 'id-ID,id;q=0.9')).toContain('<html lang="id">');
    expect(await read('', 'en-GB,en;q=0.9')).toContain('<html lang="en">');
    expect(await read('&lang=en', 'id')).toContain('<html lang="en">');
    expect(await read('', 'en;q=0.5, id;q=0.8')).toContain('<html lang="id">');
    for (const text of [await read('', 'id'), await read('', 'en')]) {
      expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
      expect(text).toContain('/admin/events');
      expect(text.replace(/<script>[\s\S]*<\/script>/, '')).not.toMatch(/undefined|\$\{|\[object/);
    }
  });

  test('the stream begins with what was and goes on with what happens', async () => {
    const clock = handClock();
    const server = await sandbox({ clock });
    await submit(server, [...records(3), record(4, { participant: { sex: 'x' } })]);
    clock.forward(2000);
    const response = await fetch(server.window('/admin/events'));
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const news = messages(response);
    const counts = { accepted: 3, alreadyThere: 0, refused: 1, requests: 1, failed: 0, lost: 0 };
    expect(await news()).toEqual({
      now: 2000,
      seconds: [[0, counts]],
      spells: [{ state: 'up', from: 0, until: null }],
      totals: counts,
      stored: { total: 3, doubled: 0 },
    });
    await submit(server, [record(1)]);
    clock.forward(1000);
    expect(await news()).toMatchObject({
      now: 3000,
      seconds: [[2, { alreadyThere: 1, requests: 1 }]],
      totals: { requests: 2 },
    });
    clock.forward(5000);
    expect(await news()).toMatchObject({ now: 8000, seconds: [[2, {}]] });
    clock.forward(1000);
    expect(await news()).toMatchObject({ now: 9000, seconds: [] });
  });

  test('the stream tells lost answers from failed requests', async () => {
    const server = await sandbox({ weather: down('commit-then-reset'), keepPage: true });
    await submit(server, records(2)).catch(() => undefined);
    const first = await messages(await fetch(server.window('/admin/events')))();
    expect(first).toMatchObject({
      totals: { accepted: 2, lost: 1, failed: 0 },
      spells: [{ state: 'down', mode: 'commit-then-reset' }],
    });
  });
});

/** Reads one message after the other from a stream of events. */
function messages(response: Response): () => Promise<unknown> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return async () => {
    while (true) {
      const [, data, rest] = /data: (.*)\n\n([\s\S]*)/.exec(text) ?? [];
      if (data !== undefined) {
        text = rest ?? '';
        return JSON.parse(data);
      }
      const { value } = (await reader?.read()) ?? {};
      if (value === undefined) throw new Error('the stream ended');
      text += value;
    }
  };
}

describe('closing', () => {
  test('ends what hangs, what streams and what idles, and gives everything back', async () => {
    const clock = handClock();
    const handles = () =>
      process.getActiveResourcesInfo().filter((name) => /TCP(?:Server|Socket)Wrap|Timeout|Immediate/.test(name)).length;
    const before = handles();
    const server = await sandbox({ clock, weather: down('hang'), keepPage: true });
    const asleep = clock.sleeping;
    const hanging = submit(server, [record(1)]).catch(() => 'cut');
    const stream = await fetch(server.window('/admin/events'));
    const streamEnd = stream.text().catch(() => 'cut');
    const idle = connect({ host: '127.0.0.1', port: Number(new URL(server.url).port) });
    const idleEnd = new Promise((resolve) => idle.once('close', resolve));
    idle.on('error', () => undefined);
    await until(() => clock.sleeping >= asleep + 2 && idle.readyState === 'open');
    await Promise.all([server.close(), server.close()]);
    expect(clock.sleeping, 'nobody waits any more').toBe(0);
    expect(await hanging).toBe('cut');
    await streamEnd;
    await idleEnd;
    await expect(fetch(server.url)).rejects.toThrow();
    await until(() => handles() <= before);
  });

  test('during an outage with a closed port', async () => {
    const clock = handClock();
    const server = await sandbox({ clock, weather: down('refused') });
    await until(() => clock.sleeping > 0);
    await server.close();
    expect(clock.sleeping).toBe(0);
  });

  test('stores nothing more of a request that was under way', async () => {
    const clock = handClock();
    const server = await sandbox({ clock, latencyMs: { request: 100, record: 0 } });
    const asleep = clock.sleeping;
    const sent = submit(server, [record(1)]).then(
      () => 'answered',
      () => 'cut',
    );
    await until(() => clock.sleeping > asleep);
    await server.close();
    expect(await sent).toBe('cut');
  });
});
