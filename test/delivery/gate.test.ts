/**
 * The shared gate as its workers use it, over each place that can keep its row: the width holds, one probe goes while
 * the server is down, the dead give back what they held, and neither clocks nor a lost row do harm.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import type { Gate, Leave } from '../../src/delivery/gate.ts';
import { LEASE_MS } from '../../src/delivery/gate-judge.ts';
import { sharedGate } from '../../src/delivery/gate-shared.ts';
import type { PaceSettings } from '../../src/delivery/pace-state.ts';
import type { GateStore } from '../../src/ledger/gate-side.ts';
import type { Outage } from '../../src/target/target.ts';
import { type GatePlace, PLACES } from './gate-stores.ts';

const HOUR = 3_600_000;
/** Longer than anything here takes on a computer that is very busy. */
const LONG = 20_000;
const SETTINGS: PaceSettings = {
  ...{ batchSize: 4, concurrency: 3, firstMs: 5, capMs: 20, probeMs: 200, slowMs: 60_000 },
};
const DOWN: Outage = { kind: 'outage', cause: 'refused', reachedServer: false };

/** What is under way at the server, and the most that ever was. */
class Server {
  underWay = 0;
  most = 0;
  requests = 0;
  isUp = true;
  retryAfterMs: number | undefined;
  async answer(ms = 4): Promise<Outage | 'good'> {
    this.requests += 1;
    this.underWay += 1;
    this.most = Math.max(this.most, this.underWay);
    await wait(ms);
    this.underWay -= 1;
    if (this.isUp) return 'good';
    return { ...DOWN, ...(this.retryAfterMs === undefined ? {} : { retryAfterMs: this.retryAfterMs }) };
  }
}

let workers = 0;
async function comes(store: GateStore, settings = SETTINGS, clock = systemClock): Promise<Gate> {
  return sharedGate({ store, worker: `worker-${++workers}` }, settings, clock, Math.random);
}

/** Waits for a leave as the loop of delivery does; undefined when `until` has passed. */
async function waitsFor(gate: Gate, until: number, done = () => false): Promise<Leave | undefined> {
  while (Date.now() < until && !done()) {
    const turn = gate.turn();
    if ('waitMs' in turn) await wait(Math.min(turn.waitMs, 50));
    else {
      const leave = await gate.enter('work', gate.felt().pace);
      if (leave) return leave;
    }
  }
  return undefined;
}

/** Requests of one worker until then, or until it is `done`; `atOnce` at a time. Returns how many of them it made. */
async function works(
  gate: Gate,
  server: Server,
  until: number,
  atOnce = 2,
  done: () => boolean = () => false,
): Promise<number> {
  let made = 0;
  const line = async (): Promise<void> => {
    while (!done()) {
      const leave = await waitsFor(gate, until, done);
      if (!leave) return;
      made += 1;
      await request(gate, server, leave);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, line));
  return made;
}

/** All of them work until it is `done`, however busy this computer is. */
async function workUntil(gates: readonly Gate[], server: Server, done: () => boolean): Promise<number> {
  const made = await Promise.all(gates.map((gate) => works(gate, server, Date.now() + LONG, 2, done)));
  expect(done()).toBe(true);
  return made.reduce((sum, n) => sum + n, 0);
}

const isFair = (gates: readonly Gate[]) => (): boolean => gates.some((gate) => gate.felt().pace.weather === 'fair');

async function request(gate: Gate, server: Server, leave: Leave): Promise<void> {
  const began = performance.now();
  const answer = await server.answer();
  const ms = performance.now() - began;
  gate.tell(answer === 'good' ? { kind: 'passed', entries: 1, ms } : { kind: 'outage', outage: answer, ms });
  await gate.land(leave);
}

describe.each(PLACES)('the row is kept %s', (_, open) => {
  let place: GatePlace;
  let server: Server;
  beforeAll(async () => {
    place = await open();
  });
  beforeEach(async () => {
    server = new Server();
    await place.lose();
  });
  afterAll(() => place[Symbol.asyncDispose]());

  it('eight workers at once never exceed the width, and all of it is used', async () => {
    const gates = await Promise.all(Array.from({ length: 8 }, async () => comes(await place.worker())));
    const made = await workUntil(gates, server, () => server.requests >= 200 && server.most >= SETTINGS.concurrency);
    await Promise.all(gates.map((gate) => gate.leave()));
    expect(server.most).toBe(SETTINGS.concurrency);
    expect(made).toBe(server.requests);
  });

  it('while the server is down, one request of one worker is under way, and they are few', async () => {
    const gates = await Promise.all(Array.from({ length: 8 }, async () => comes(await place.worker())));
    await workUntil(gates, server, isFair(gates));
    server.isUp = false;
    await workUntil(gates, server, () => gates.some((gate) => gate.felt().pace.failures >= 4));
    server.most = 0;
    server.requests = 0;
    const began = Date.now();
    await workUntil(gates, server, () => server.requests >= 4);
    expect(server.most).toBe(1);
    // One for each `probeMs`, whose pauses are at least three quarters of it; the first one at any moment.
    expect(Date.now() - began).toBeGreaterThan(2 * 0.75 * SETTINGS.probeMs);
    server.isUp = true;
    await workUntil(gates, server, isFair(gates));
    await Promise.all(gates.map((gate) => gate.leave()));
  });

  it('Retry-After silences all of them', async () => {
    const gates = await Promise.all(Array.from({ length: 4 }, async () => comes(await place.worker())));
    Object.assign(server, { isUp: false, retryAfterMs: 1_000 });
    const first = gates[0] as Gate;
    await request(first, server, (await waitsFor(first, Date.now() + LONG)) as Leave);
    const heard = Date.now();
    server.isUp = true;
    server.requests = 0;
    const silent = gates.map((gate) => works(gate, server, heard + 990));
    await Promise.all(silent);
    expect(server.requests).toBe(0);
    await workUntil(gates, server, () => server.requests > 0);
    await Promise.all(gates.map((gate) => gate.leave()));
  });

  it('a worker that goes gives back what it holds at once; one that was killed, by its lease', async () => {
    const [leaving, killed, heir] = [
      await comes(await place.worker()),
      await comes(await place.worker()),
      await comes(await place.worker()),
    ];
    expect(await waitsFor(leaving, Date.now() + LONG)).toBeDefined();
    expect(await waitsFor(killed, Date.now() + 300)).toBeUndefined();
    await leaving.leave();
    expect(await waitsFor(killed, Date.now() + LONG)).toBeDefined();
    expect(await waitsFor(heir, Date.now() + 300)).toBeUndefined();
    place.carryOn(LEASE_MS + 1);
    expect(await waitsFor(heir, Date.now() + LONG)).toBeDefined();
    await heir.leave();
  });

  it('a row that somebody has deleted is there again: carefully, and with what is under way', async () => {
    const gates = await Promise.all(Array.from({ length: 3 }, async () => comes(await place.worker())));
    await Promise.all(gates.map((gate) => works(gate, server, Date.now() + 300)));
    const [first, second] = gates as [Gate, Gate];
    const leave = (await waitsFor(first, Date.now() + LONG)) as Leave;
    await place.lose();
    gates.push(await comes(await place.worker()));
    await request(first, server, leave);
    expect(await waitsFor(second, Date.now() + LONG)).toBeDefined();
    expect(second.felt().pace.weather).not.toBe('trouble');
    await Promise.all(gates.map((gate) => gate.leave()));
  });

  it('a database that dies while somebody asks or tells: the same again, when it is back', async () => {
    const [gate, other] = [await comes(await place.worker()), await comes(await place.worker())];
    await works(gate, server, Date.now() + 300);
    const leave = (await waitsFor(gate, Date.now() + LONG)) as Leave;
    server.isUp = false;
    const answer = (await server.answer()) as Outage;
    await place.dies();
    gate.tell({ kind: 'outage', outage: answer, ms: 4 });
    await expect(gate.land(leave)).rejects.toThrow();
    await expect(Promise.resolve(other.enter('work', other.felt().pace))).rejects.toThrow();
    // What was heard counts here already.
    expect(gate.felt().pace.weather).toBe('trouble');
    await place.isBack();
    server.isUp = true;
    await gate.land(leave);
    await gate.leave();
    expect(await waitsFor(other, Date.now() + LONG)).toBeDefined();
    expect(other.felt()).toMatchObject({ pace: { failures: 1 }, last: { cause: 'refused' } });
    // A run that ends while the database is away is not kept by it.
    await place.dies();
    const began = performance.now();
    await other.leave();
    expect(performance.now() - began).toBeLessThan(4_000);
    await place.isBack();
  });

  it('twenty workers that wait for a token ask the database less than sixty times a second', async () => {
    const gates = await Promise.all(Array.from({ length: 20 }, async () => comes(await place.worker())));
    const slow = gates[0] as Gate;
    await workUntil([slow], server, () => slow.felt().pace.concurrency >= SETTINGS.concurrency);
    for (let n = 0; n < SETTINGS.concurrency; n += 1) await waitsFor(slow, Date.now() + LONG);
    await Promise.all(gates.slice(1).map((gate) => works(gate, server, Date.now() + 500, 1)));
    const before = place.statements();
    await Promise.all(gates.slice(1).map((gate) => works(gate, server, Date.now() + 2_000, 1)));
    expect((place.statements() - before) / 2).toBeLessThan(60);
    await Promise.all(gates.map((gate) => gate.leave()));
  });

  it.each([HOUR, -HOUR])('a database whose clock is off by %i ms changes nothing', async (aheadMs) => {
    place.carryOn(aheadMs);
    const gates = await Promise.all(Array.from({ length: 4 }, async () => comes(await place.worker())));
    expect(Math.abs((gates[0] as Gate).now() - Date.now() - aheadMs)).toBeLessThan(HOUR / 2);
    await workUntil(gates, server, () => server.most >= SETTINGS.concurrency);
    expect(server.most).toBe(SETTINGS.concurrency);
    server.isUp = false;
    await workUntil(gates, server, () => gates.some((gate) => gate.felt().pace.failures >= 2));
    server.isUp = true;
    await workUntil(gates, server, isFair(gates));
    await Promise.all(gates.map((gate) => gate.leave()));
    place.carryOn(-aheadMs);
  });
});
