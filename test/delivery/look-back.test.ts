/** A server that dies may forget what it has acknowledged last: after an outage it is asked for it once more. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Weather } from '../support/fake-weather.ts';
import { Desk, FOR_EVER } from './desk.ts';

const ROWS = 160;
const LOOK_BACK = { lookBackMs: FOR_EVER } as const;

let desk: Desk;
beforeEach(async () => {
  desk = await Desk.open(ROWS);
});
afterEach(() => desk.close());

/** How many records the server has forgotten. */
let forgotten = 0;
/** The server dies at this request, and forgets the last so many records that it has stored. */
function dying(records: number): () => Weather {
  return () => {
    const { effects } = desk.server.registry;
    const last = records > 0 ? [...effects.keys()].slice(-records) : [];
    for (const key of last) effects.delete(key);
    forgotten = last.length;
    return 'reset before reading';
  };
}
/** Some have been stored by then. */
const SOME = Array.from({ length: 6 }, () => 'ok' as const);

/** Nobody is there for a while, not at a fresh connection either. */
const AWAY = ['reset before reading', 'reset before reading'] as const;

const looks = () => desk.events.flatMap((event) => (event.event === 'look-back' ? [event] : []));
const goneInAll = (): number => looks().reduce((sum, { gone }) => sum + gone, 0);

describe('a server that forgets its last records when it dies', () => {
  it('has them again at the end of the same run, each once', async () => {
    desk.server.next(...SOME, dying(11), ...AWAY);
    expect(await desk.run(LOOK_BACK)).toMatchObject({ why: 'empty', stats: { accepted: ROWS } });
    expect(desk.server.effects.size).toBe(ROWS);
    expect(desk.effects()).toEqual([1]);
    expect(forgotten).toBeGreaterThan(5);
    expect(goneInAll()).toBe(forgotten);
    expect(await desk.states()).toEqual({ accepted: ROWS });
  });

  it('has them again in the next run, where the first one ended while it was away', async () => {
    desk.server.next(...SOME, dying(11), ...AWAY);
    desk.server.always('reset before reading');
    expect(await desk.run({ ...LOOK_BACK, patienceMs: 60 })).toMatchObject({ why: 'away' });
    const before = desk.server.effects.size;
    desk.server.always('ok');
    expect(await desk.run(LOOK_BACK)).toMatchObject({ why: 'empty' });
    expect(before).toBeLessThan(ROWS - forgotten);
    expect(desk.server.effects.size).toBe(ROWS);
    expect(desk.effects()).toEqual([1]);
  });

  it('keeps them lost where it is believed: this is what looking back is for', async () => {
    desk.server.next(...SOME, dying(11), ...AWAY);
    await desk.run({ lookBackMs: 0 });
    expect(desk.server.effects.size).toBe(ROWS - forgotten);
    expect(looks()).toEqual([]);
  });
});

it('an index that lags is asked twice before anything is sent again', async () => {
  desk.server.next(...SOME, dying(0), ...AWAY);
  desk.server.lookups.always(() => (looks().length === 0 ? 'finds nothing' : 'ok'));
  expect(await desk.run(LOOK_BACK)).toMatchObject({ why: 'empty', stats: { accepted: ROWS } });
  expect(goneInAll()).toBeGreaterThan(0);
  expect(desk.effects()).toEqual([1]);
});

it('questions that fail do not keep records waiting, and are asked later', async () => {
  desk.server.next(...SOME, dying(5), ...AWAY);
  desk.server.lookups.next('ok', '500');
  expect(await desk.run(LOOK_BACK)).toMatchObject({ why: 'empty' });
  expect(desk.server.effects.size).toBeGreaterThanOrEqual(ROWS - 5);
  await desk.run(LOOK_BACK);
});

it('in calm weather nothing is asked, and what is trusted is erased', async () => {
  expect(await desk.run({ lookBackMs: 1 })).toMatchObject({ why: 'empty' });
  expect(desk.asked()).not.toContain('l');
  expect(await (await desk.ledger()).latest()).toBeLessThanOrEqual(ROWS);
});
