import { expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { dryRun } from '../../src/target/dry-run.ts';
import { jsonTarget } from '../../src/target/json/json.ts';
import { batchOf, inventedConsignments } from '../support/consignments.ts';
import { startFakeServer } from '../support/fake-server.ts';

it('a rehearsal sends nothing, asks nothing, and believes nothing', async () => {
  await using server = await startFakeServer();
  const real = jsonTarget({
    url: server.url,
    version: '1',
    maxBatch: 9,
    sockets: 1,
    timeoutMs: 100,
    clock: systemClock,
  });
  const target = dryRun(real);
  const people = inventedConsignments(2);
  const keys = people.map(({ key }) => key);
  const never = new AbortController().signal;
  expect(await target.send(batchOf(target, people), never)).toEqual({
    kind: 'reply',
    verdicts: new Map(keys.map((key) => [key, { kind: 'unsent' }])),
  });
  expect(await target.find(keys, never)).toMatchObject({ kind: 'outage', reachedServer: false });
  expect({ identity: target.identity, traits: target.traits }).toEqual({
    identity: real.identity,
    traits: real.traits,
  });
  expect(target.encode('b', people)).toEqual(real.encode('b', people));
  await target.close();
  expect(server.connections).toBe(0);
});
