import { expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { jsonTarget } from '../../src/target/json/json.ts';
import { batchOf, inventedConsignments } from './consignments.ts';
import { startFakeServerProcess } from './fake-server-process.ts';

it('the fake server in its own process takes orders and shows what it has', async () => {
  await using server = await startFakeServerProcess({ script: ['503'] });
  const target = jsonTarget({
    url: server.url,
    version: '1',
    maxBatch: 9,
    sockets: 1,
    timeoutMs: 2000,
    clock: systemClock,
  });
  const batch = batchOf(target, inventedConsignments(2));
  const never = new AbortController().signal;
  expect(await target.send(batch, never)).toMatchObject({ kind: 'outage', status: 503 });
  // On a connection that was used before, one reset is not believed: the same bytes go again at once.
  await server.order({ next: ['commit then reset', 'commit then reset'] });
  expect(await target.send(batch, never)).toMatchObject({ kind: 'outage', reachedServer: true });
  expect([...(await server.effects()).values()].map(({ count }) => count)).toEqual([1, 1]);
  const { requests, concurrentMax } = await server.requests();
  expect(requests.map(({ weather, records }) => [weather, records])).toEqual([
    ['503', 2],
    ['commit then reset', 2],
    ['commit then reset', 2],
  ]);
  expect(concurrentMax).toBe(1);
  await target.close();
});
