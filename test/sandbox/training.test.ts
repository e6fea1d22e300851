/** A client in virtual time: what `--to sandbox` will look like, without waiting for it. */
import { describe, expect, test } from 'vitest';
import { fateOf, storesAnyway } from '../../src/sandbox/fate.ts';
import { TRAINING, trainingSky } from '../../src/sandbox/training.ts';
import { seededRandom, skyOf, spells } from '../../src/sandbox/weather.ts';

const { weather, seed, scale, latencyMs } = TRAINING;

interface Client {
  /** Records in the first batch. */
  readonly firstSize: number;
  /** How long it waits before it asks about a doubt. */
  readonly doubtMs: number;
}

/**
 * Sends `rows` in batches of up to 100. After a failure it waits a second, asks about what is in doubt, and begins
 * again with one record, doubling with every success.
 */
function deliver(rows: number, chance: number, { firstSize, doubtMs }: Client) {
  const sky = skyOf(weather, seed, scale);
  const random = seededRandom(chance);
  const outages = new Set<number>();
  let [t, size, lost, left] = [0, firstSize, 0, rows];
  let doubt = 0;
  /** One request: what the server did, and whether the client heard of it. */
  const send = (count: number) => {
    const { slowness, mishap } = fateOf(sky(t), random);
    const half = ((latencyMs.request + count * latencyMs.record) * slowness) / 2;
    const dies = () => {
      const now = sky(t);
      if (now.state !== 'down') return mishap;
      outages.add(now.from);
      return mishap ?? now.mode;
    };
    const arriving = dies();
    if (arriving && !storesAnyway(arriving)) {
      t += arriving === 'hang' ? sky(t).until - t : 5;
      return { stored: false, heard: false };
    }
    t += half;
    const working = dies();
    if (working && !storesAnyway(working)) return { stored: false, heard: false };
    t += half;
    return { stored: true, heard: !dies() };
  };
  while (left > 0 || doubt > 0) {
    if (doubt > 0) {
      t += doubtMs;
      if (send(0).heard) [left, doubt] = [left - doubt, 0];
      else t += 1000;
      continue;
    }
    const count = Math.min(size, left);
    const { stored, heard } = send(count);
    if (heard) [left, size] = [left - count, Math.min(100, size * 2)];
    else {
      if (stored) [doubt, lost] = [count, lost + 1];
      size = 1;
      t += 1000;
    }
  }
  return { seconds: t / 1000, outages: outages.size, lost };
}

describe('the training weather', () => {
  test('is that of the preset for three outages and fair from then on', () => {
    const sky = trainingSky();
    const night = skyOf(weather, seed, scale);
    const starts = new Set<number>();
    for (let t = 0; t < 120_000; t += 50) {
      const now = sky(t);
      if (now.state === 'down') starts.add(now.from);
      if (starts.size < 3 || now.state === 'down') expect(now).toEqual(night(t));
    }
    expect(starts.size).toBe(3);
    expect(sky(1e9)).toMatchObject({ state: 'up', until: Number.POSITIVE_INFINITY });
  });

  const first = spells(weather, seed, scale);
  const cycles = Array.from({ length: 4 }, () => [first.next().value, first.next().value, first.next().value] as const);

  test('is alive for about 4 s and then 5 to 7 s, and away for 3 to 5 s', () => {
    const alive = cycles.map(([up, failing]) => (failing.until - up.from) / 1000);
    expect(alive[0]).toBeCloseTo(4, 0);
    for (const seconds of alive.slice(1)) expect(seconds).toSatisfy((s: number) => s >= 5 && s <= 7);
    for (const [, , away] of cycles) expect((away.until - away.from) / 1000).toSatisfy((s: number) => s >= 3 && s <= 5);
  });

  test('loses answers in one of the first two outages and refuses connections in the other', () => {
    const modes = cycles.slice(0, 2).map(([, , away]) => (away.state === 'down' ? away.mode : ''));
    expect(modes.toSorted()).toEqual(['commit-then-reset', 'refused']);
  });

  test.each<[string, Client]>([
    ['a client that begins with one record', { firstSize: 1, doubtMs: 0 }],
    ['a client that begins with a hundred', { firstSize: 100, doubtMs: 0 }],
    ['a client that waits before it asks about a doubt', { firstSize: 1, doubtMs: 500 }],
  ])('%s takes 2,000 rows through an outage in 8 to 40 s, with a lost answer', (_, client) => {
    const runs = Array.from({ length: 300 }, (_, chance) => deliver(2000, chance, client));
    const seconds = runs.map((run) => run.seconds);
    // These clients hurry; ours comes back from an outage with one record at a time and meets two
    // (readme-commands.test.ts).
    expect(Math.min(...seconds)).toBeGreaterThan(8);
    expect(Math.max(...seconds)).toBeLessThan(40);
    expect(Math.min(...runs.map((run) => run.outages))).toBeGreaterThanOrEqual(1);
    expect(Math.min(...runs.map((run) => run.lost))).toBeGreaterThanOrEqual(1);
  });
});
