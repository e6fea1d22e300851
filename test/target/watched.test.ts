import { expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { asker } from '../../src/target/ask.ts';
import { line } from '../../src/target/http/line.ts';
import type { RequestSeen } from '../../src/target/watched.ts';
import { startFakeServer } from '../support/fake-server.ts';

it.each(['', '/3324011708450001'])(
  'a person in the path of a question (%j at its end) is told to nobody',
  async (end) => {
    await using server = await startFakeServer();
    const seen: RequestSeen[] = [];
    const client = line({
      version: '1.2.3',
      sockets: 1,
      timeoutMs: 20_000,
      sawRequest: (one) => seen.push(one),
    });
    const ask = asker(client, { clock: systemClock });
    const { signal } = new AbortController();
    await ask({ to: 'look-up', method: 'GET', url: new URL(`${server.url}/tiket/nik/3324011708450001${end}`), signal });
    client.close();
    expect(seen).toEqual([{ to: 'look-up', status: 404, ms: expect.any(Number) }]);
  },
);
