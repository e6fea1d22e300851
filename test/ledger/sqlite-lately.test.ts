/** What the server accepted lately, and what a target that overwrites is sent again. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { soughtOf } from '../../src/target/target.ts';
import { at, Desk, dose, SITI } from '../support/ledger-desk.ts';
import { type SqliteHome, sqliteHome } from '../support/sqlite-home.ts';

let home: SqliteHome;
let desk: Desk;
const BUDI_ROW = at(5, dose());
const SITI_ROW = at(6, dose(SITI));
const BOTH = [BUDI_ROW, SITI_ROW];

async function open(more: Parameters<typeof sqliteHome>[0]): Promise<void> {
  home = await sqliteHome(more);
  desk = new Desk(home);
  await desk.nextRun();
}
afterEach(async () => {
  await desk.leave();
  await home.remove();
});

const deliver = async (): Promise<number> => (await desk.deliver()).length;

const EVER = Number.MAX_SAFE_INTEGER;
const all = async () => (await desk.ledger.lately(0, EVER, 100))?.records ?? [];

describe('what was accepted lately', () => {
  beforeEach(async () => {
    await open({ lookBack: true });
    await desk.import('a.csv', BOTH);
    expect(await deliver()).toBe(2);
  });

  it('is known in full, until it is trusted', async () => {
    expect((await all()).map(({ sought }) => sought)).toEqual(BOTH.map(soughtOf));
    await desk.ledger.trust(0);
    expect(await all()).toHaveLength(2);
    await desk.ledger.trust(EVER);
    expect(await all()).toEqual([]);
    expect(await desk.ledger.latest()).toBe(0);
  });

  it('is known to the next process', async () => {
    await desk.nextRun();
    expect(await desk.ledger.latest()).toBe(2);
    expect(await all()).toHaveLength(2);
  });

  it('is in doubt again where it is gone, and waits where it is absent a second time', async () => {
    const [first] = await all();
    const counts = await desk.ledger.gone([first?.entry ?? 0], desk.time + 60);
    expect(counts).toEqual({ entries: 1, accepted: 1, alreadyThere: 0 });
    expect(await desk.ledger.count()).toMatchObject({ accepted: 1, 'in-doubt': 1 });
    const doubt = await desk.ledger.nextDoubt(desk.time);
    expect(doubt).toMatchObject({ keys: [BUDI_ROW.key], misses: 1, missing: 1, whole: false, askAt: desk.time + 60 });
    if (doubt) await desk.ledger.release(doubt, 0, { at: desk.time, ms: 1, answer: 'question' });
    expect(await deliver()).toBe(1);
    expect(await desk.ledger.count()).toMatchObject({ accepted: 2, 'in-doubt': 0 });
    // Its new answer is the one that is known.
    expect(await all()).toHaveLength(2);
  });

  it('of an earlier run is counted by nobody', async () => {
    await desk.nextRun();
    const entries = (await all()).map(({ entry }) => entry);
    expect(await desk.ledger.gone(entries, desk.time)).toEqual({ entries: 2, accepted: 0, alreadyThere: 0 });
  });

  it('is not gone twice', async () => {
    const entries = (await all()).map(({ entry }) => entry);
    await desk.ledger.gone(entries, desk.time);
    expect(await desk.ledger.gone(entries, desk.time)).toEqual({ entries: 0, accepted: 0, alreadyThere: 0 });
  });
});

it('nothing is kept where nobody looks back', async () => {
  await open({});
  await desk.import('a.csv', BOTH);
  await deliver();
  expect(await desk.ledger.latest()).toBe(0);
});

describe('a row that was corrected after the server took it', () => {
  const corrected = at(5, dose({}, { date: '2021-10-05' }));

  it('waits again where the target overwrites', async () => {
    await open({ overwrites: true });
    await desk.import('a.csv', BOTH);
    await deliver();
    await desk.nextRun();
    expect(await desk.import('a.csv', [corrected, SITI_ROW])).toEqual(['replaces', 'owns']);
    expect(await deliver()).toBe(1);
    expect(await desk.ledger.count()).toMatchObject({ accepted: 2, pending: 0 });
  });

  it('is held where it does not', async () => {
    await open({});
    await desk.import('a.csv', BOTH);
    await deliver();
    await desk.nextRun();
    expect(await desk.import('a.csv', [corrected, SITI_ROW])).toEqual(['held', 'owns']);
    expect(await deliver()).toBe(0);
  });
});
