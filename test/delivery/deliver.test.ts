/** Lost answers, poison, limits: what delivery does on a real socket. */
import { afterEach, describe, expect, it } from 'vitest';
import type { RowForPerson } from '../../src/ledger/report-side.ts';
import { keyOf } from '../simulation/people.ts';
import type { Forecast } from '../support/fake-weather.ts';
import { Desk, FOR_EVER, leftOf, SETTINGS } from './desk.ts';

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
    expect(await desk.run({ windowLeft: leftOf(1_500) })).toMatchObject({ why: 'window' });
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

it('a question that leaves one out has not said that it is absent', async () => {
  let questions = 0;
  desk = await Desk.open(3, 200, (base) => ({
    ...base,
    async find(sought, signal) {
      questions += 1;
      const answer = await base.find(sought, signal);
      if (answer.kind !== 'found' || questions > 1 || sought.length < 2) return answer;
      return { kind: 'found', results: new Map([...answer.results].slice(1)) };
    },
  }));
  desk.server.registry.rules = { knows: 'nothing' };
  // One to begin with, then two at once, which are not stored.
  desk.server.next('ok', '500');
  const pace = { ...SETTINGS.pace, batchSize: 16, concurrency: 1 };
  expect(await desk.run({ keyLifeMs: 1, pace })).toMatchObject({ why: 'empty', stats: { accepted: 3 } });
  expect(desk.effects()).toEqual([1]);
  expect(desk.asked()).toMatch(/^sslll+s/);
});

describe('an answer of somebody in front', () => {
  const storedAnd = (status: number, as: 'page' | 'problem' | 'json' | 'nothing') =>
    ({ do: 'answer', status, as, stored: true }) as const;
  it.each(
    [400, 402, 403, 404, 413, 422, 429, 301].flatMap((status) =>
      (['page', 'problem', 'json', 'nothing'] as const).map((as) => [status, as] as const),
    ),
  )('%s as %s after the first server stored: nothing is doubled where only keys are honoured', async (status, as) => {
    desk = await Desk.open(30);
    desk.server.registry.rules = { knows: 'requests' };
    desk.server.next('ok', 'ok', storedAnd(status, as), storedAnd(status, as));
    expect(await desk.run()).toMatchObject({ why: 'empty', stats: { accepted: 30, refused: 0 } });
    expect(desk.effects()).toEqual([1]);
    expect(await desk.states()).toEqual({ accepted: 30 });
  });

  it.each([
    [400, 'page'],
    [400, 'problem'],
    [422, 'problem'],
    [413, 'page'],
    [451, 'page'],
    [403, 'page'],
  ] as const)(
    '%s as %s for everything is an outage: nobody is refused, and the server is left alone',
    async (status, as) => {
      desk = await Desk.open(200);
      desk.server.always(({ nth }) => (nth <= 2 ? 'ok' : { do: 'answer', status, as }));
      const pace = { ...SETTINGS.pace, firstMs: 50, capMs: 100, probeMs: 400 };
      const end = await desk.run({ pace, patienceMs: FOR_EVER, turnedAwayMs: FOR_EVER, windowLeft: leftOf(1_500) });
      expect(end).toMatchObject({ why: 'window', stats: { accepted: 5, refused: 0 } });
      expect(desk.asked().replaceAll('l', '').length).toBeLessThanOrEqual(2 + 10 + 14);
      expect(await desk.states()).not.toHaveProperty('refused');
      desk.server.always('ok');
      expect(await desk.run()).toMatchObject({ why: 'empty', stats: { accepted: 195 } });
      expect(desk.effects()).toEqual([1]);
    },
  );

  it.each([400, 403, 406, 418])('%s for one body: that record is set aside, and the others go out', async (status) => {
    desk = await Desk.open(60);
    desk.server.registry.rules = { firewall: { keys: [keyOf(9), keyOf(40)], status } };
    // On a busy machine the pauses of one run are longer than the grace of these tests.
    expect(await desk.run({ doubtWaitMs: 10, turnedAwayMs: FOR_EVER })).toMatchObject({
      why: 'empty',
      stats: { accepted: 58, refused: 2 },
    });
    expect(await desk.states()).toEqual({ accepted: 58, refused: 2 });
    expect(desk.effects()).toEqual([1]);
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
      // 1 4 16 16 10 without it; row 20 is in the batch of 16, whose halves are 8 8, 4 4, 2 2, 1 1: each half that
      // holds it is sent twice under one key, and then it is proven absent.
      const sendings = desk.asked().replaceAll('l', '').length;
      expect(sendings).toBeLessThanOrEqual(5 + 3 * Math.log2(16) + 3);
      const rows: RowForPerson[] = [];
      for await (const row of (await desk.ledger()).rowsForPerson('all')) rows.push(row);
      expect(rows).toMatchObject([
        {
          line: 20,
          outcome: 'refused',
          problems: [
            { code: 'SERVER_REFUSED', params: { v: expect.stringContaining('wrong with one of the records') } },
          ],
        },
      ]);
    },
  );

  it('does not make the rest of the run go in small steps', async () => {
    desk = await Desk.open(120);
    desk.server.registry.rules = { poison: { key: keyOf(3), status: 400 } };
    await desk.run();
    const sizes = desk.server.requests.filter(({ path }) => path.endsWith('submissions')).map(({ records }) => records);
    expect(sizes.filter((size) => size === 16).length).toBeGreaterThanOrEqual(5);
  });

  it('with 413: smaller batches from then on', async () => {
    desk = await Desk.open(40);
    desk.server.registry.rules = { maxRecords: 5 };
    expect(await desk.run()).toMatchObject({ why: 'empty', stats: { accepted: 40, refused: 0 } });
    const keys = desk.keys();
    const tooLarge = desk.server.requests
      .filter(({ path }) => path.endsWith('submissions'))
      .map(({ records }) => records > 5);
    // Once more under its old key, and then in halves.
    for (const key of new Set(keys))
      expect(keys.filter((other, at) => other === key && tooLarge[at]).length).toBeLessThanOrEqual(2);
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
    // A second server may have said it after the first one stored: asked for, and sent again under its old key.
    expect(desk.asked()).toContain('l');
    expect(Math.max(...desk.keys())).toBe(2);
  });
});
