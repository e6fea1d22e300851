/** A server that takes one record in a request: a batch of which a part was heard of. Real ledger, real sockets. */
import { afterEach, expect, it } from 'vitest';
import type { Weather } from '../support/fake-weather.ts';
import { oneByOne } from '../support/one-by-one.ts';
import { Desk } from './desk.ts';

let desk: Desk;
afterEach(() => desk.close());

/** What the events of batches say, without those that say nothing of this. */
function batches(): object[] {
  return desk.events.flatMap((event) => {
    if (event.event !== 'batch' || event.entries === 1) return [];
    const { accepted, inDoubt, unsent, refused } = event;
    return [{ accepted, inDoubt, unsent, refused }];
  });
}

/** One record to begin with, then four at once, the third of which meets this. */
async function runWith(...third: Weather[]): Promise<void> {
  desk = await Desk.open(5, 200, oneByOne);
  desk.server.next('ok', 'ok', 'ok', ...third);
  const { why } = await desk.run({
    pace: { batchSize: 16, concurrency: 1, firstMs: 5, capMs: 20, probeMs: 30, slowMs: 1_000 },
  });
  expect([why, await desk.states(), desk.effects()]).toEqual(['empty', { accepted: 5 }, [1]]);
}

it.each<[what: string, weather: Weather, first: object]>([
  ['was stored and its answer lost', 'commit then 503', { accepted: 2, inDoubt: 1, unsent: 1, refused: 0 }],
  ['was answered with 503', '503', { accepted: 2, inDoubt: 1, unsent: 1, refused: 0 }],
  ['was turned away', '403', { accepted: 2, inDoubt: 1, unsent: 1, refused: 0 }],
])('the third of four %s: two are settled, one is asked for, one never left', async (_what, weather, first) => {
  await runWith(weather);
  expect(batches()[0]).toEqual(first);
  expect(desk.events.filter(({ event }) => event === 'weather')).toMatchObject([{ state: 'down' }, { state: 'up' }]);
});

it('nothing goes wrong: as any other batch, and no weather', async () => {
  await runWith('ok');
  expect(batches()).toEqual([{ accepted: 4, inDoubt: 0, unsent: 0, refused: 0 }]);
  expect(desk.events.filter(({ event }) => event === 'weather')).toEqual([]);
});
