/** What a worker does with leases: it renews them while it waits, and sends nothing that may be somebody else's. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { deliver } from '../../src/delivery/deliver.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { Desk, SETTINGS } from './desk.ts';

let desk: Desk;
afterEach(() => desk.close());

/** One run on the ledger of the desk, as `change` has it. */
async function run(change: (ledger: Ledger) => Partial<Ledger>) {
  const ledger = await desk.ledger();
  const { target, events } = desk;
  return deliver(
    {
      ledger: { ...ledger, ...change(ledger) },
      target,
      clock: systemClock,
      random: Math.random,
      report: (event) => events.push(event),
    },
    SETTINGS,
    { finish: desk.finish.signal, abort: desk.abort.signal },
  );
}

it('a batch that the ledger gave after half of its lease is not sent, and goes in another one', async () => {
  desk = await Desk.open(1);
  let claims = 0;
  const end = await run((ledger) => ({
    leaseMs: 100,
    async claim(...given) {
      const batch = await ledger.claim(...given);
      if (claims++ === 0) await wait(120);
      return batch;
    },
  }));
  expect(end).toMatchObject({ why: 'empty', stats: { accepted: 1 } });
  expect([claims >= 2, desk.asked(), desk.effects()]).toEqual([true, 's', [1]]);
});

it('so is one that was to be sent again', async () => {
  desk = await Desk.open(1);
  desk.server.next('reset before reading');
  let again = 0;
  const end = await run((ledger) => ({
    leaseMs: 100,
    async resend(...given) {
      const batch = await ledger.resend(...given);
      if (again++ === 0) await wait(120);
      return batch;
    },
  }));
  expect(end).toMatchObject({ why: 'empty', stats: { accepted: 1 } });
  // Sent and lost, asked, not sent again, asked, and then sent again.
  expect([again, desk.asked(), desk.effects()]).toEqual([2, 'slls', [1]]);
});

it('what is under way for longer than its lease is renewed as long as it is', async () => {
  desk = await Desk.open(1, 2_000);
  desk.server.next({ do: 'slow', ms: 500 });
  const renewals: number[] = [];
  const began = performance.now();
  await run((ledger) => ({
    leaseMs: 150,
    async renew(now) {
      renewals.push(performance.now() - began);
      return ledger.renew(now);
    },
  }));
  expect(renewals.length).toBeGreaterThanOrEqual(3);
  const count = renewals.length;
  await wait(200);
  expect(renewals.length).toBe(count);
});

it('a worker that finds nothing looks again while something may come from others', async () => {
  desk = await Desk.open(1);
  let looks = 0;
  const end = await run((ledger) => ({
    claim: (...given) => (looks < 2 ? Promise.resolve(undefined) : ledger.claim(...given)),
    elsewhere: async () => ++looks < 3,
  }));
  expect(end).toMatchObject({ why: 'empty', stats: { accepted: 1 } });
  expect(looks).toBe(3);
});
