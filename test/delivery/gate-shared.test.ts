/** What one worker does with the gate that it shares, in simulated time: leases, what lies with it alone, farewells. */
import { expect, it } from 'vitest';
import type { Gate, Leave } from '../../src/delivery/gate.ts';
import { LEASE_MS } from '../../src/delivery/gate-judge.ts';
import { fromState, toState } from '../../src/delivery/gate-row.ts';
import { sharedGate } from '../../src/delivery/gate-shared.ts';
import type { PaceSettings } from '../../src/delivery/pace-state.ts';
import type { GateStore } from '../../src/ledger/gate-side.ts';
import type { Stop } from '../../src/target/target.ts';
import { FakeClock } from '../simulation/fake-clock.ts';
import { GateInMemory } from '../support/gate-in-memory.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const SETTINGS: PaceSettings = {
  ...{ batchSize: 1, concurrency: 1, firstMs: SECOND, capMs: MINUTE, probeMs: 3 * MINUTE, slowMs: 5 * SECOND },
};
const AWAY: Stop = { kind: 'stop', why: 'unauthorised', status: 401 };

/** Workers in simulated time; the clock of the database is a year ahead. */
function country() {
  const clock = new FakeClock(Date.UTC(2026, 10, 29));
  const store = new GateInMemory(() => clock.time + 365 * 24 * 60 * MINUTE);
  const comes = (worker: string, through: GateStore = store): Promise<Gate> =>
    sharedGate({ store: through, worker }, SETTINGS, clock, () => 0.5);
  /** A leave, as soon as the gate gives one; undefined after so long. */
  async function takes(gate: Gate, longest: number): Promise<Leave | undefined> {
    for (const until = clock.time + longest; clock.time <= until; ) {
      const turn = gate.turn();
      if ('waitMs' in turn) await passes(Math.min(turn.waitMs, SECOND));
      else {
        const leave = await gate.enter('work', gate.felt().pace);
        if (leave) return leave;
      }
    }
    return undefined;
  }
  async function passes(ms: number): Promise<void> {
    const end = clock.time + ms;
    clock.at(end, () => undefined);
    await clock.run(() => false, end);
  }
  const row = async () => fromState((await store.read()).state);
  return { clock, store, comes, takes, passes, row };
}

it('a request that takes three minutes keeps its token, by a renewal every ten seconds', async () => {
  const { comes, takes, passes, store, row } = country();
  const [first, second] = [await comes('first'), await comes('second')];
  const leave = (await takes(first, SECOND)) as Leave;
  const before = store.writes;
  await passes(3 * MINUTE);
  expect(store.writes - before).toBeLessThanOrEqual(18);
  expect(await takes(second, MINUTE)).toBeUndefined();
  first.tell({ kind: 'passed', entries: 1, ms: 4 * MINUTE });
  await first.land(leave);
  await first.leave();
  expect((await row())?.tokens).toEqual([]);
  expect(await takes(second, 10 * SECOND)).toBeDefined();
  await second.leave();
});

it('a worker that is stopped in the middle of a request has lost its token by its lease, and its news counts', async () => {
  const { comes, takes, passes, store } = country();
  let isStopped = false;
  const never = <T>(): Promise<T> => new Promise(() => undefined);
  const frozen: GateStore = {
    read: () => (isStopped ? never() : store.read()),
    write: (seen, state) => (isStopped ? never() : store.write(seen, state)),
  };
  const [first, second] = [await comes('first', frozen), await comes('second')];
  expect(await takes(first, SECOND)).toBeDefined();
  isStopped = true;
  await passes(LEASE_MS - 2 * SECOND);
  expect(await takes(second, SECOND)).toBeUndefined();
  expect(await takes(second, 20 * SECOND)).toBeDefined();
  await second.leave();
});

it('a worker that is turned away while others pass waits for itself, and is the one to stop', async () => {
  const { comes, takes, passes, clock } = country();
  const [wrong, right] = [await comes('wrong'), await comes('right')];
  const grace = 15 * MINUTE;
  const began = clock.time;
  let tries = 0;
  let landed = 0;
  for (let isFinal = false; !isFinal; ) {
    expect(clock.time - began).toBeLessThan(2 * grace);
    const leave = await takes(right, 20 * SECOND);
    if (leave) {
      await passes(SECOND);
      right.tell({ kind: 'passed', entries: 1, ms: SECOND });
      await right.land(leave);
      await right.rest();
      landed += 1;
    }
    const mine = 'waitMs' in wrong.turn() ? undefined : await takes(wrong, 5 * SECOND);
    if (!mine) continue;
    await passes(SECOND);
    tries += 1;
    isFinal = wrong.tell({ kind: 'turned-away', stop: AWAY, ms: SECOND, grace }).isFinal === true;
    await wrong.land(mine);
  }
  expect(clock.time - began).toBeGreaterThanOrEqual(grace);
  // At the pace of probes, and the others go on meanwhile.
  expect(tries).toBeLessThan(15);
  expect(landed).toBeGreaterThan(20);
  expect(right.felt().pace.weather).not.toBe('trouble');
});

it('what was heard and not told is told with the farewell', async () => {
  const { comes, takes, row } = country();
  const gate = await comes('first');
  await takes(gate, SECOND);
  gate.tell({ kind: 'outage', outage: { kind: 'outage', cause: 'reset', reachedServer: true }, ms: 100 });
  await gate.leave();
  expect(await row()).toMatchObject({ tokens: [], felt: { pace: { weather: 'trouble' }, last: { cause: 'reset' } } });
});

it('a leave that is not used is given back before a wait, and costs nothing where it is used next', async () => {
  const { comes, takes, store, row } = country();
  const gate = await comes('first');
  gate.keep((await takes(gate, SECOND)) as Leave);
  const before = store.reads + store.writes;
  gate.keep((await takes(gate, SECOND)) as Leave);
  expect(store.reads + store.writes).toBe(before);
  await gate.rest();
  expect((await row())?.tokens).toEqual([]);
});

it('a request that was chosen for better weather is not begun', async () => {
  const { comes, takes, store, row } = country();
  const gate = await comes('first');
  const chosenFor = gate.felt().pace;
  const other = await comes('second');
  const leave = (await takes(other, SECOND)) as Leave;
  other.tell({ kind: 'outage', outage: { kind: 'outage', cause: 'reset', reachedServer: true }, ms: 100 });
  await other.land(leave);
  await other.leave();
  const now = await row();
  const seen = await store.read();
  // The pause is over.
  const pace = { ...now?.felt.pace, notBefore: 0 };
  await store.write(seen.version, { ...(now && toState(now)), felt: { ...now?.felt, pace }, line: [] });
  expect(await gate.enter('work', chosenFor)).toBeUndefined();
  expect(gate.turn()).toMatchObject({ size: 1 });
  expect(await gate.enter('work', gate.felt().pace)).toBeDefined();
});

it('a token that a database gave which was away for minutes meanwhile is asked for again', async () => {
  const { comes, passes, store, clock, row } = country();
  let isAway = true;
  const waiting: GateStore = {
    read: () => store.read(),
    async write(seen, state) {
      if (isAway) await clock.sleep(5 * MINUTE);
      isAway = false;
      return store.write(seen, state);
    },
  };
  const gate = await comes('first', waiting);
  const asked = gate.enter('work', gate.felt().pace);
  await passes(6 * MINUTE);
  expect(await asked).toBeUndefined();
  expect(gate.turn()).toMatchObject({ size: 1 });
  expect(await gate.enter('work', gate.felt().pace)).toBeDefined();
  const now = (await store.read()).now;
  expect((await row())?.tokens).toEqual([expect.objectContaining({ until: now + LEASE_MS })]);
});

it('how old it is what is known of others', async () => {
  const { comes, takes, passes } = country();
  const gate = await comes('first');
  await passes(MINUTE);
  expect(gate.age()).toBe(MINUTE);
  await takes(gate, SECOND);
  expect(gate.age()).toBe(0);
});
