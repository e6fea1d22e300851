/** Lost answers, poison, limits: what delivery does on a real socket. */
import { afterEach, describe, expect, it } from 'vitest';
import type { RowForPerson } from '../../src/ledger/ledger.ts';
import { keyOf } from '../simulation/people.ts';
import type { Forecast } from '../support/fake-weather.ts';
import { Desk, SETTINGS } from './desk.ts';

let desk: Desk;
afterEach(() => desk.close());

describe('a lost answer', () => {
  it('is asked for, and what is there is not sent again', async () => {
    desk = await Desk.open(1);
    desk.server.next('commit then reset');
    expect(await desk.run()).toMatchObject({ why: 'empty', stats: { accepted: 1 } });
    expect(desk.asked()).toBe('sl');
    expect(desk.effects()).toEqual([1]);
  });

  it('is asked for, and what is not there is sent again under the same key', async () => {
    desk = await Desk.open(1);
    desk.server.next('reset before reading');
    expect(await desk.run()).toMatchObject({ why: 'empty', stats: { accepted: 1 } });
    expect(desk.asked()).toBe('sls');
    expect(desk.keys()).toEqual([1, 1]);
  });

  it.each<Forecast>([
    'short reply',
    'unknown key in reply',
    'duplicate result',
    'no ids in reply',
    'half response then cut',
    'commit then 504',
  ])('so is an answer that cannot be believed: %s', async (weather) => {
    desk = await Desk.open(20);
    desk.server.next('ok', 'ok', weather);
    expect(await desk.run()).toMatchObject({ why: 'empty', stats: { accepted: 20 } });
    expect(desk.effects()).toEqual([1]);
    expect(await desk.states()).toEqual({ accepted: 20 });
  });

  it('whose question is lost as well stays in doubt until one is answered', async () => {
    desk = await Desk.open(1);
    desk.server.registry.rules = { knows: 'nothing' };
    desk.server.next('commit then reset');
    desk.server.lookups.next('500', 'reset before reading', '200 with an HTML page');
    expect(await desk.run()).toMatchObject({ why: 'empty', stats: { accepted: 1 } });
    expect(desk.asked()).toBe('sllll');
    expect(desk.effects()).toEqual([1]);
  });

  it('waits while it is open whether the server is down: the next record tells', async () => {
    desk = await Desk.open(2);
    desk.server.next('reset before reading');
    // The question is due after 30 ms, the next try after 100.
    const pace = { ...SETTINGS.pace, firstMs: 200, capMs: 200 };
    expect(await desk.run({ pace }, () => 0.5)).toMatchObject({ why: 'empty', stats: { accepted: 2 } });
    expect(desk.asked()).toBe('ssls');
    expect(desk.keys()).toEqual([1, 2, 1]);
  });

  it('does not keep the others waiting where nobody answers questions', async () => {
    desk = await Desk.open(30);
    desk.server.next('commit then reset');
    desk.server.lookups.always('500');
    expect(await desk.run({ deadline: Date.now() + 1_500 })).toMatchObject({ why: 'window' });
    expect(await desk.states()).toEqual({ accepted: 29, 'in-doubt': 1 });
  });
});

describe('a key whose life is over', () => {
  it('is never sent again: what is there is settled by lookups', async () => {
    desk = await Desk.open(1);
    desk.server.registry.rules = { knows: 'nothing' };
    desk.server.next('commit then reset');
    expect(await desk.run({ keyLifeMs: 1 })).toMatchObject({ why: 'empty', stats: { accepted: 1 } });
    expect(desk.asked()).toBe('sl');
    expect(desk.effects()).toEqual([1]);
  });

  it('is replaced by a new one once the record is absent at two questions', async () => {
    desk = await Desk.open(1);
    desk.server.registry.rules = { knows: 'nothing' };
    desk.server.next('500');
    expect(await desk.run({ keyLifeMs: 1 })).toMatchObject({ why: 'empty', stats: { accepted: 1 } });
    expect(desk.asked()).toBe('slls');
    expect(desk.keys()).toEqual([1, 2]);
  });
});

describe('a batch that is refused as a whole', () => {
  it.each([400, 422] as const)(
    "with %i: the one bad record is found in log2 n steps, refused in the server's words, and the others pass",
    async (status) => {
      desk = await Desk.open(47);
      const bad = keyOf(20);
      desk.server.registry.rules = { poison: { key: bad, status } };
      expect(await desk.run()).toMatchObject({ why: 'empty', stats: { accepted: 46, refused: 1 } });
      expect(desk.server.effects.has(bad)).toBe(false);
      expect(desk.effects()).toEqual([1]);
      // 1 4 16 16 10 without it; row 20 is in the batch of 16, whose halves are 8 8, 4 4, 2 2, 1 1.
      expect(desk.server.requests.length).toBeLessThanOrEqual(5 + 2 * Math.log2(16));
      const rows: RowForPerson[] = [];
      for await (const row of (await desk.ledger()).rowsForPerson('all')) rows.push(row);
      expect(rows).toMatchObject([
        {
          line: 20,
          outcome: 'refused',
          problems: [{ code: 'SERVER_REFUSED', params: { v: expect.stringContaining('wrong with one of the records') } }],
        },
      ]);
    },
  );

  it('does not make the rest of the run go in small steps', async () => {
    desk = await Desk.open(120);
    desk.server.registry.rules = { poison: { key: keyOf(3), status: 400 } };
    await desk.run();
    expect(Math.max(...desk.server.requests.slice(-4).map(({ records }) => records))).toBe(16);
  });

  it('with 413: smaller batches from then on', async () => {
    desk = await Desk.open(40);
    desk.server.registry.rules = { maxRecords: 5 };
    expect(await desk.run()).toMatchObject({ why: 'empty', stats: { accepted: 40, refused: 0 } });
    const sizes = desk.server.requests.map(({ records }) => records);
    expect(sizes.filter((size) => size > 5).length).toBeLessThanOrEqual(2);
    expect(desk.effects()).toEqual([1]);
  });
});

describe('Retry-After', () => {
  it.each([
    ['in seconds', () => 1],
    ['as a date', () => new Date(Date.now() + 2_000).toUTCString()],
  ])('%s is waited for before anything else is sent', async (_how, value) => {
    desk = await Desk.open(3);
    desk.server.next('ok', () => ({ do: '429', retryAfterSeconds: value() }));
    expect(await desk.run()).toMatchObject({ why: 'empty', stats: { accepted: 3 } });
    const [, throttled, next] = desk.server.requests;
    expect((next?.at ?? 0) - (throttled?.at ?? 0)).toBeGreaterThanOrEqual(950);
    // Throttled is certainly unsent: a new key, and no question.
    expect(desk.asked()).not.toContain('l');
  });
});
