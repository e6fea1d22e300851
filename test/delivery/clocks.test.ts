/**
 * Clocks that are set in the middle of an outage, and a lid that is closed: patience is time that has passed, and
 * nobody is given up without a last try.
 */
import { afterEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { deliver } from '../../src/delivery/deliver.ts';
import type { DeliveryEnd } from '../../src/delivery/delivery.ts';
import { patienceLeft, startPace } from '../../src/delivery/pace.ts';
import type { RunEvent } from '../../src/events.ts';
import type { Answer, Target } from '../../src/target/target.ts';
import { FakeClock } from '../simulation/fake-clock.ts';
import { Desk, SETTINGS } from './desk.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const YEARS = 10 * 365 * 24 * HOUR;
const OUTAGE: Answer = { kind: 'outage', cause: 'refused', reachedServer: false };

let desk: Desk;
afterEach(() => desk.close());

const START = Date.UTC(2026, 10, 29, 15);

/** A computer in a simulation: its timers stand still while it sleeps, and both of its clocks go on. */
class Computer implements Clock {
  readonly fake = new FakeClock(START);
  #asleep = 0;
  now = (): number => this.fake.now() + this.#asleep;
  elapsed = (): number => this.fake.elapsed() - START + this.#asleep;
  sleep = (ms: number, signal?: AbortSignal): Promise<void> => this.fake.sleep(ms, signal);
  /** A lid is closed after so many milliseconds, for so long. */
  close(after: number, ms: number): void {
    this.fake.at(START + after, () => {
      this.#asleep += ms;
    });
  }
  /** Somebody sets the clock on the wall. */
  set(after: number, by: number): void {
    this.fake.at(START + after, () => this.fake.set(by));
  }
}

/** A run against a server that is away until the nth try; when each try came, in time that has passed. */
async function night(clock: Computer, patienceMs: number, backAt = Number.POSITIVE_INFINITY) {
  desk = await Desk.open(3);
  const tries: number[] = [];
  const events: RunEvent[] = [];
  const target: Target = {
    ...desk.target,
    async send({ keys }) {
      tries.push(clock.elapsed());
      await clock.sleep(10);
      if (tries.length < backAt) return OUTAGE;
      return { kind: 'reply', verdicts: new Map(keys.map((key) => [key, { kind: 'accepted', receipt: `r-${key}` }])) };
    },
  };
  const pace = { ...SETTINGS.pace, firstMs: 1_000, capMs: MINUTE, probeMs: 3 * MINUTE };
  const parts = {
    ledger: await desk.ledger(),
    target,
    clock,
    random: () => 0.5,
    report: (event: RunEvent) => void events.push(event),
  };
  const signals = { finish: new AbortController().signal, abort: new AbortController().signal };
  const settings = { ...SETTINGS, pace, patienceMs, doubtWaitMs: MINUTE };
  let end: DeliveryEnd | undefined;
  const run = deliver(parts, settings, signals).then((result) => {
    end = result;
  });
  await clock.fake.run(() => end !== undefined);
  await run;
  if (!end) throw new Error('the run did not end');
  return { end, tries, events };
}

describe('an hour of patience', () => {
  it.each([
    ['nobody touches the clock', 0],
    ['the clock is put forward by ten years', YEARS],
    ['the clock is put back by ten years', -YEARS],
    ['the clock is put forward by half an hour', HOUR / 2],
    ['the clock is put back by half an hour', -HOUR / 2],
  ])('is an hour where %s', async (_, by) => {
    const clock = new Computer();
    clock.set(10 * MINUTE, by);
    const { end, tries, events } = await night(clock, HOUR);
    expect(end.why).toBe('away');
    expect(clock.elapsed()).toBeGreaterThanOrEqual(HOUR);
    expect(clock.elapsed()).toBeLessThan(HOUR + MINUTE);
    expect(tries.length).toBeGreaterThan(10);
    // What is shown goes by the wall as it is now.
    const last = events.findLast((event) => event.event === 'weather');
    expect(last && 'nextTry' in last && (last.nextTry ?? 0) - clock.now()).toBeLessThan(10 * MINUTE);
    expect(end.stats.awayMs).toBeLessThan(HOUR + MINUTE);
  });

  it.each([
    ['twenty minutes', 20 * MINUTE],
    ['eight hours', 8 * HOUR],
  ])('with a lid that is closed for %s in it: one more try before the server is given up', async (_, closed) => {
    const clock = new Computer();
    clock.close(10 * MINUTE, closed);
    const { end, tries } = await night(clock, 15 * MINUTE);
    expect(end.why).toBe('away');
    expect(tries.filter((at) => at > closed)).toHaveLength(1);
  });

  it('and where that try finds it back, the night goes on', async () => {
    const before = (await night(new Computer(), 15 * MINUTE)).tries.filter((at) => at < 10 * MINUTE).length;
    await desk.close();
    const clock = new Computer();
    clock.close(10 * MINUTE, 8 * HOUR);
    const { end, tries } = await night(clock, 15 * MINUTE, before + 1);
    expect([end.why, end.stats.accepted, (tries[before] ?? 0) > 8 * HOUR]).toEqual(['empty', 3, true]);
  });
});

describe('how much patience is left', () => {
  const trouble = { ...startPace(SETTINGS.pace), weather: 'trouble' as const, since: 1_000, notBefore: 1_500 };
  it.each([
    [
      'in fair weather there is no end to it',
      { ...trouble, weather: 'fair' as const },
      5_000,
      Number.POSITIVE_INFINITY,
    ],
    ['in the middle', trouble, 1_200, 800],
    ['over, and the last try was made', { ...trouble, notBefore: 2_100 }, 2_000, 0],
    ['over, and a try that was due was not made', trouble, 9_000, 'one more try'],
  ])('%s', (_, pace, now, left) => {
    expect(patienceLeft(pace, 1_000, now)).toBe(left);
  });
});
