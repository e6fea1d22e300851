/** Requests that land at nearly the same moment: in whatever order the loop hears of it, the run goes on. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { deliver } from '../../src/delivery/deliver.ts';
import type { Answer, Batch, Target } from '../../src/target/target.ts';
import { Desk, SETTINGS } from './desk.ts';

const ROWS = 5;
const accepted = ({ keys }: Batch): Answer => ({
  kind: 'reply',
  verdicts: new Map(keys.map((key) => [key, { kind: 'accepted', receipt: 'R' }])),
});

/** The last two answers come so many microtasks after each other. */
async function ends(apart: number): Promise<string> {
  const desk = await Desk.open(ROWS);
  const held: (() => void)[] = [];
  let sent = 0;
  const target: Target = {
    ...desk.target,
    async send(batch) {
      sent += 1;
      if (sent <= ROWS - 2) return sleep(0).then(() => accepted(batch));
      return new Promise((resolve) => {
        held.push(() => resolve(accepted(batch)));
        if (held.length === 2) setImmediate(release);
      });
    },
  };
  async function release(): Promise<void> {
    held[0]?.();
    for (let microtask = 0; microtask < apart; microtask++) await undefined;
    held[1]?.();
  }
  const parts = {
    ledger: await desk.ledger(),
    target,
    clock: systemClock,
    random: Math.random,
    report: () => undefined,
  };
  const settings = { ...SETTINGS, pace: { ...SETTINGS.pace, batchSize: 1 } };
  const run = deliver(parts, settings, { finish: desk.finish.signal, abort: desk.abort.signal });
  const given = new AbortController();
  const end = await Promise.race([
    run.then(({ why }) => why),
    sleep(5_000, 'still waiting', { signal: given.signal }).catch(() => 'given up'),
  ]);
  given.abort();
  desk.abort.abort();
  await run;
  await desk.close();
  return end;
}

it('a request that lands between the decision to wait for it and the waiting is not waited for', async () => {
  for (let apart = 0; apart < 30; apart++) expect([apart, await ends(apart)]).toEqual([apart, 'empty']);
});
