/**
 * How a run begins and ends, on a real socket: doubts first, Ctrl-C, the window, patience, credentials, a wrong
 * address.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { deliver } from '../../src/delivery/deliver.ts';
import { Desk, FOR_EVER, leftOf, SETTINGS } from './desk.ts';

let desk: Desk;
afterEach(() => desk.close());

/** The moment at which the server has taken the nth submission. */
async function submission(nth: number): Promise<void> {
  await expect.poll(() => desk.server.requests.filter(({ records }) => records > 0).length, { interval: 2 }).toBe(nth);
}

describe('the start', () => {
  it('asks about what an earlier run left in doubt before it sends anything', async () => {
    desk = await Desk.open(10);
    desk.server.next('commit then half-open');
    const cut = desk.run();
    await submission(1);
    desk.abort.abort();
    expect(await cut).toMatchObject({ why: 'interrupted' });
    expect(await desk.states()).toEqual({ pending: 9, 'in-doubt': 1 });
    const before = desk.server.requests.length;
    const fresh = { finish: new AbortController().signal, abort: new AbortController().signal };
    const parts = {
      ledger: await desk.ledger(),
      target: desk.target,
      clock: systemClock,
      random: Math.random,
      report: () => undefined,
    };
    expect(await deliver(parts, SETTINGS, fresh)).toMatchObject({ why: 'empty', stats: { accepted: 10 } });
    expect(desk.asked().slice(before, before + 2)).toBe('ls');
    expect(desk.effects()).toEqual([1]);
  });

  it('at an address that answers like a web page, also a little later, sends nothing at all', async () => {
    desk = await Desk.open(10);
    const stranger = await Desk.open(10);
    stranger.server.lookups.always('200 with an HTML page');
    const ledger = { ...(await stranger.ledger()), hasMet: async () => false };
    const parts = { ledger, target: stranger.target, clock: systemClock, random: Math.random, report: () => undefined };
    const end = await deliver(parts, SETTINGS, { finish: stranger.finish.signal, abort: stranger.abort.signal });
    expect(end).toMatchObject({ why: 'stopped', stop: { why: 'misconfigured' } });
    expect(stranger.asked()).toMatch(/^l{2,}$/);
    expect(await stranger.states()).toEqual({ pending: 10 });
    await stranger.close();
  });
});

describe('Ctrl-C', () => {
  it('once: the request in flight is finished and nothing more is sent', async () => {
    desk = await Desk.open(10);
    desk.server.next({ do: 'slow', ms: 80 });
    const run = desk.run();
    await submission(1);
    desk.finish.abort();
    expect(await run).toMatchObject({ why: 'interrupted', stats: { accepted: 1 } });
    expect(desk.server.requests.length).toBe(1);
    expect(await desk.states()).toEqual({ pending: 9, accepted: 1 });
  });

  it('once, and the server takes too long: after the grace the request is cut and in doubt', async () => {
    desk = await Desk.open(10, FOR_EVER);
    desk.server.next('half-open');
    const run = desk.run({ graceMs: 50 });
    await submission(1);
    desk.finish.abort();
    expect(await run).toMatchObject({ why: 'interrupted' });
    expect(await desk.states()).toEqual({ pending: 9, 'in-doubt': 1 });
  });

  it('twice: the request is cut at once and in doubt', async () => {
    desk = await Desk.open(10, FOR_EVER);
    desk.server.next('half-open');
    const run = desk.run({ graceMs: FOR_EVER });
    await submission(1);
    desk.finish.abort();
    await sleep(20);
    desk.abort.abort();
    expect(await run).toMatchObject({ why: 'interrupted' });
    expect(await desk.states()).toEqual({ pending: 9, 'in-doubt': 1 });
  });

  it('while a dead server is waited out ends the wait', async () => {
    desk = await Desk.open(10);
    await desk.server.down();
    const run = desk.run({ pace: { ...SETTINGS.pace, probeMs: 60_000 } });
    await sleep(100);
    desk.finish.abort();
    expect(await run).toMatchObject({ why: 'interrupted' });
    expect(await desk.states()).toEqual({ pending: 10 });
  });
});

describe('the end', () => {
  it('comes with the window, and everything is kept', async () => {
    desk = await Desk.open(200);
    desk.server.always({ do: 'slow', ms: 20 });
    expect(await desk.run({ windowLeft: leftOf(150) })).toMatchObject({ why: 'window' });
    // On a busy machine an answer may come too late, and its batch is in doubt.
    const { pending = 0, accepted = 0, 'in-doubt': inDoubt = 0 } = await desk.states();
    expect(pending).toBeGreaterThan(0);
    expect(pending + accepted + inDoubt).toBe(200);
  });

  it('comes when the server stays away longer than patience', async () => {
    desk = await Desk.open(10);
    await desk.server.down();
    const end = await desk.run({ patienceMs: 500 });
    expect(end).toMatchObject({ why: 'away', stats: { outages: 1, accepted: 0 } });
    expect(end.stats.awayMs).toBeGreaterThanOrEqual(500);
    expect(await desk.states()).toEqual({ pending: 10 });
    expect(desk.events.filter(({ event }) => event === 'weather').length).toBeGreaterThanOrEqual(2);
  });

  it('a server that comes back is found again, and everything arrives once', async () => {
    desk = await Desk.open(50);
    await desk.server.down();
    const run = desk.run();
    await sleep(150);
    await desk.server.up();
    expect(await run).toMatchObject({ why: 'empty', stats: { accepted: 50, outages: 1 } });
    expect(desk.effects()).toEqual([1]);
    expect(desk.server.requests[0]?.records).toBe(1);
  });

  it.each(['401', '403', '404', '301'] as const)(
    'does not come when a server that takes records says %s for a moment',
    async (weather) => {
      desk = await Desk.open(30);
      desk.server.next('ok', weather, weather, weather);
      expect(await desk.run()).toMatchObject({ why: 'empty', stats: { accepted: 30 } });
      expect(desk.effects()).toEqual([1]);
    },
  );

  it.each([
    ['401', 'unauthorised'],
    ['403', 'unauthorised'],
    ['404', 'misconfigured'],
    ['301', 'misconfigured'],
  ] as const)('comes when it goes on saying %s: the server means it', async (weather, why) => {
    desk = await Desk.open(30);
    desk.server.always(({ nth }) => (nth > 2 ? weather : 'ok'));
    const began = Date.now();
    expect(await desk.run({ turnedAwayMs: 400 })).toMatchObject({
      why: 'stopped',
      stop: { why, status: Number(weather) },
    });
    expect(Date.now() - began).toBeGreaterThanOrEqual(400);
    const { accepted, pending = 0, 'in-doubt': inDoubt = 0 } = await desk.states();
    expect([accepted, pending + inDoubt]).toEqual([5, 25]);
  });

  it('comes at once where nothing was ever accepted under this address and no page answers', async () => {
    desk = await Desk.open(10);
    desk.server.next('403');
    expect(await desk.run({ turnedAwayMs: FOR_EVER })).toMatchObject({
      why: 'stopped',
      stop: { why: 'unauthorised', status: 403 },
    });
    expect(await desk.states()).toEqual({ pending: 9, 'in-doubt': 1 });
  });

  it('an earlier run counts: what was accepted then is known to the next one', async () => {
    desk = await Desk.open(10);
    desk.server.always({ do: 'slow', ms: 60 });
    await desk.run({ pace: { ...SETTINGS.pace, batchSize: 1, concurrency: 1 }, windowLeft: leftOf(100) });
    expect(await desk.states()).toMatchObject({ accepted: expect.any(Number), pending: expect.any(Number) });
    desk.server.always('ok');
    desk.server.next('404', '404', '404');
    expect(await desk.run()).toMatchObject({ why: 'empty' });
    expect(await desk.states()).toEqual({ accepted: 10 });
  });

  it('credentials refused to a resend leave the doubt of the first sending', async () => {
    desk = await Desk.open(1);
    desk.server.registry.rules = { indexLagMs: 60_000 };
    desk.server.always(({ nth }) => (nth > 1 ? '401' : 'commit then reset'));
    expect(await desk.run()).toMatchObject({ why: 'stopped' });
    expect(await desk.states()).toEqual({ 'in-doubt': 1 });
  });
});

it('in trouble there is one request at a time, smaller and smaller, and of one record when the server counts as down', async () => {
  desk = await Desk.open(200);
  desk.server.always(({ nth }) => (nth > 8 ? '503' : 'ok'));
  desk.server.lookups.always('503');
  expect(await desk.run({ patienceMs: 300 })).toMatchObject({ why: 'away' });
  const first = desk.server.requests.findIndex(({ weather }) => weather === '503');
  // A second request may have been under way when the first one failed.
  const troubled = desk.server.requests.slice(first + 2);
  expect(troubled.length).toBeGreaterThan(3);
  for (const { concurrent } of troubled) expect(concurrent).toBe(1);
  const sizes = troubled.filter(({ path }) => path.endsWith('submissions')).map(({ records }) => records ?? 0);
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  for (const size of sizes.slice(3)) expect(size).toBe(1);
});
