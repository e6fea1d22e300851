/**
 * The loop of delivery in several workers of one ledger, which share a gate: a real ledger, the real `json` target, a
 * fake server on a real socket. What the gate promises is seen at the server.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { deliver } from '../../src/delivery/deliver.ts';
import type { DeliveryEnd, DeliverySettings } from '../../src/delivery/delivery.ts';
import type { RunEvent } from '../../src/events.ts';
import type { GateStore } from '../../src/ledger/gate-side.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import type { Answer, FindAnswer, Target } from '../../src/target/target.ts';
import { GateInMemory } from '../support/gate-in-memory.ts';
import { Desk, SETTINGS } from './desk.ts';

const WIDTH = 3;
const AWAY = { kind: 'outage', cause: 'refused', reachedServer: false } as const;

/** What the server feels: so many requests at a time, and which of them while it is down. */
class Feeling {
  underWay = 0;
  most = 0;
  isDown = false;
  whileDown = 0;
  mostWhileDown = 0;
  /** When requests came while it was down. */
  readonly tries: number[] = [];

  over(target: Target): Target {
    const felt = async <T>(work: () => Promise<T>): Promise<T | typeof AWAY> => {
      this.underWay += 1;
      this.most = Math.max(this.most, this.underWay);
      try {
        // Long enough for the others to come meanwhile.
        await systemClock.sleep(2);
        if (!this.isDown) return await work();
        this.whileDown += 1;
        this.mostWhileDown = Math.max(this.mostWhileDown, this.underWay);
        this.tries.push(performance.now());
        await systemClock.sleep(5);
        return AWAY;
      } finally {
        this.underWay -= 1;
      }
    };
    return {
      ...target,
      send: (batch, signal): Promise<Answer> => felt(() => target.send(batch, signal)),
      find: (sought, signal): Promise<FindAnswer> => felt(() => target.find(sought, signal)),
    };
  }
}

let desk: Desk;
afterEach(() => desk.close());

interface Worked {
  readonly ends: readonly DeliveryEnd[];
  readonly events: readonly (readonly RunEvent[])[];
}

async function work(
  ledgers: readonly Ledger[],
  store: (worker: number) => GateStore,
  settings: Partial<DeliverySettings> = {},
): Promise<Worked> {
  const events = ledgers.map((): RunEvent[] => []);
  const pace = { ...SETTINGS.pace, batchSize: 4, concurrency: WIDTH };
  const ends = await Promise.all(
    ledgers.map((ledger, n) =>
      deliver(
        {
          ledger,
          target: desk.target,
          clock: systemClock,
          random: Math.random,
          report: (event) => void events[n]?.push(event),
          gate: { store: store(n), worker: `worker-${n}` },
        },
        { ...SETTINGS, pace, ...settings },
        { finish: desk.finish.signal, abort: desk.abort.signal },
      ),
    ),
  );
  return { ends, events };
}

async function open(rows: number): Promise<Feeling> {
  const feeling = new Feeling();
  desk = await Desk.open(rows, 2_000, (target) => feeling.over(target));
  return feeling;
}

describe('four workers of one ledger', () => {
  it('empty it together, no more requests at a time than all of them may have, and each record once', async () => {
    const feeling = await open(400);
    const store = new GateInMemory(Date.now);
    const { ends } = await work(await desk.workers(4), () => store);
    expect(ends.map(({ why }) => why)).toEqual(['empty', 'empty', 'empty', 'empty']);
    expect(feeling.most).toBe(WIDTH);
    expect(await desk.states()).toEqual({ accepted: 400 });
    expect(desk.effects()).toEqual([1]);
    expect((await store.read()).state).toMatchObject({ tokens: [], line: [] });
  });

  it('ask a server that is down one at a time, in the pauses of one run, and go on when it is back', async () => {
    const feeling = await open(300);
    feeling.isDown = true;
    const store = new GateInMemory(Date.now);
    const back = setTimeout(() => {
      feeling.isDown = false;
    }, 1_500);
    const pace = { ...SETTINGS.pace, batchSize: 4, concurrency: WIDTH, probeMs: 200 };
    const { ends, events } = await work(await desk.workers(4), () => store, { pace });
    clearTimeout(back);
    expect(ends.every(({ why }) => why === 'empty')).toBe(true);
    expect(feeling.mostWhileDown).toBe(1);
    // Quick tries, and then one for each probe: 1.5 s hold no more than this, however many workers there are.
    expect(feeling.whileDown).toBeLessThan(16);
    expect(await desk.states()).toEqual({ accepted: 300 });
    expect(desk.effects()).toEqual([1]);
    // Each worker's user has heard of it, also where another one has asked.
    for (const told of events) {
      const states = told.flatMap((event) => (event.event === 'weather' ? [event.state] : []));
      if (states.includes('down')) expect(states.at(-1)).toBe('up');
    }
    expect(events.flat().some((event) => event.event === 'weather' && event.state === 'down')).toBe(true);
  });

  it('one that has nothing to do does not wait for the others in an outage', async () => {
    const feeling = await open(4);
    const store = new GateInMemory(Date.now);
    const [first] = await desk.workers(1);
    await work([first as Ledger], () => store);
    const row = await store.read();
    const state = row.state as { felt: { pace: object } };
    const trouble = {
      ...state.felt.pace,
      weather: 'trouble',
      failures: 9,
      since: Date.now(),
      notBefore: Date.now() + 60_000,
    };
    await store.write(row.version, { ...state, felt: { ...state.felt, pace: trouble } });
    const began = performance.now();
    const { ends } = await work(await desk.workers(1), () => store);
    expect(ends[0]?.why).toBe('empty');
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(feeling.whileDown).toBe(0);
  });

  it('one whose database fails ends, and the others do its work', async () => {
    await open(200);
    const store = new GateInMemory(Date.now);
    let calls = 0;
    const failing: GateStore = {
      read: () => store.read(),
      write: (seen, state) => {
        calls += 1;
        if (calls === 4) throw new Error('the database is away');
        return store.write(seen, state);
      },
    };
    const ledgers = await desk.workers(3);
    await expect(work(ledgers.slice(0, 1), () => failing)).rejects.toThrow('the database is away');
    const { ends } = await work(ledgers.slice(1), () => store, { doubtWaitMs: 10 });
    expect(ends.every(({ why }) => why === 'empty')).toBe(true);
    expect(desk.effects()).toEqual([1]);
  });
});
