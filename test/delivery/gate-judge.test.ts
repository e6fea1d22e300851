/** What the row of a shared gate is after somebody has asked, landed or gone: the judgement alone, step by step. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Asked,
  ask,
  type Judge,
  LEASE_MS,
  land,
  left,
  renewed,
  type Told,
} from '../../src/delivery/gate-judge.ts';
import { feltIn, fromState, type GateRow, startRow, type Token, toState } from '../../src/delivery/gate-row.ts';
import { gateView } from '../../src/delivery/gate-view.ts';
import type { News } from '../../src/delivery/heard.ts';
import { allowance } from '../../src/delivery/pace.ts';
import type { PaceSettings } from '../../src/delivery/pace-state.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const SETTINGS: PaceSettings = {
  ...{ batchSize: 100, concurrency: 4, firstMs: SECOND, capMs: MINUTE, probeMs: 3 * MINUTE, slowMs: 5 * SECOND },
};
const START = 1_000_000_000;
const DEAD: News = { kind: 'outage', outage: { kind: 'outage', cause: 'reset', reachedServer: true }, ms: 100 };
const GOOD: News = { kind: 'passed', entries: 100, ms: 100 };

/** Workers around one row, and a clock. */
class Country {
  now = START;
  row: GateRow = startRow(SETTINGS, START);
  chance = 0.5;
  #ids = 0;
  judge(worker: string, settings = SETTINGS): Judge {
    return { worker, settings, now: this.now, random: () => this.chance };
  }
  ask(worker: string, purpose: 'work' | 'look-back' = 'work') {
    const asked = ask(this.row, { id: `${worker}/${++this.#ids}`, hand: [], purpose }, this.judge(worker));
    this.row = asked.row;
    return asked;
  }
  takes(worker: string): Token {
    const { token } = this.ask(worker);
    if (!token) throw new Error(`${worker} has no token`);
    return token;
  }
  /** The request is over; `ago`: heard so long before. */
  lands(token: Token, news?: News, settings = SETTINGS) {
    const told: Told[] = news ? [{ news, agoMs: 0, luck: 0.5, isOwn: false }] : [];
    const landed = land(this.row, { token, told, hand: [] }, this.judge(token.worker, settings));
    this.row = landed.row;
    return landed;
  }
  /** A worker for which all goes well until the width is all there. */
  fair(worker = 'first'): this {
    for (let token = this.takes(worker), n = 0; n < 30; n += 1) {
      this.now += 100;
      token = this.lands(token, GOOD).kept ?? this.takes(worker);
      if (n === 29) this.row = left(this.row, worker);
    }
    return this;
  }
  pace() {
    return feltIn(this.row, SETTINGS).pace;
  }
}

describe('tokens', () => {
  it('are as many as the pace allows, whoever has them', () => {
    const country = new Country().fair();
    const given = ['a', 'b', 'c', 'd', 'e', 'f'].map((worker) => country.ask(worker).token !== undefined);
    expect(given).toEqual([true, true, true, true, false, false]);
  });
  it('are as many as one worker wants where it is alone, and it waits for its own landings only', () => {
    const country = new Country().fair();
    const asked = [1, 2, 3, 4, 5].map(() => country.ask('a'));
    expect(asked.map(({ token }) => token !== undefined)).toEqual([true, true, true, true, false]);
    expect(asked.at(-1)?.waitMs).toBe(Number.POSITIVE_INFINITY);
  });
  it('are kept for the next request where nobody else waits, for as long as that is so', () => {
    const country = new Country().fair();
    let token = country.takes('a');
    for (let n = 0; n < 20; n += 1) {
      country.now += 5 * SECOND;
      const { kept } = country.lands(token, GOOD);
      expect(kept).toBeDefined();
      token = kept as Token;
    }
    expect(['b', 'c', 'd', 'e'].map((worker) => country.ask(worker).token === undefined)).toEqual([
      ...[false, false, false, true],
    ]);
    // It wants one more, and is not alone.
    expect(country.ask('a').waitMs).toBeLessThan(5 * SECOND);
  });
  it('go round where others wait: a turn lasts ten seconds', () => {
    const country = new Country().fair();
    const first = ['a', 'b', 'c', 'd'].map((worker) => country.takes(worker));
    expect(country.ask('e').token).toBeUndefined();
    country.now += 2 * SECOND;
    expect(country.lands(first[0] as Token, GOOD).kept).toBeDefined();
    expect(country.ask('e').token).toBeUndefined();
    country.now += SECOND;
    country.ask('e');
    country.now += 3 * SECOND;
    country.ask('e');
    country.now += 3 * SECOND;
    country.ask('e');
    country.now += 2 * SECOND;
    expect(country.lands(first[1] as Token, GOOD).kept).toBeUndefined();
    // Whoever has had it comes after those who had none.
    expect(country.ask('b').token).toBeUndefined();
    expect(country.ask('e').token).toBeDefined();
  });
  it('of a worker that is dead are free when their lease is over, and not before', () => {
    const country = new Country().fair();
    for (const worker of ['a', 'b', 'c', 'd']) country.takes(worker);
    country.now += LEASE_MS - 1;
    expect(country.ask('e').token).toBeUndefined();
    country.now += 1;
    expect(country.ask('e').token).toBeDefined();
  });
  it('of a request that lasts are renewed, also where the row was lost meanwhile', () => {
    const country = new Country().fair();
    const token = country.takes('a');
    country.now += LEASE_MS / 2;
    country.row = startRow(SETTINGS, country.now);
    country.row = renewed(country.row, [token], country.judge('a'));
    country.now += LEASE_MS - 1;
    expect(country.ask('b').token).toBeUndefined();
    country.now += 1;
    expect(country.ask('b').token).toBeDefined();
  });
  it('whose lease ends later than any can, because the clock was set back, are free', () => {
    const country = new Country().fair();
    for (const worker of ['a', 'b', 'c', 'd']) country.takes(worker);
    country.now -= 24 * 60 * MINUTE;
    expect(country.ask('e').token).toBeDefined();
  });
  it('of a worker that goes are free at once, with its place and its duty', () => {
    const country = new Country();
    country.ask('a', 'look-back');
    country.ask('b');
    country.row = left(left(country.row, 'a'), 'b');
    expect(country.row).toMatchObject({ tokens: [], line: [], looking: undefined });
    expect(left(country.row, 'a')).toBe(country.row);
  });
});

describe('an outage', () => {
  /** Four requests under way, and the server dies under all of them. */
  function dying(): Country {
    const country = new Country().fair();
    const tokens = ['a', 'b', 'c', 'd'].map((worker) => country.takes(worker));
    country.now += 100;
    for (const token of tokens) country.lands(token, DEAD);
    return country;
  }

  it('is one failure, however many requests were under way', () => {
    expect(dying().pace()).toMatchObject({ weather: 'trouble', failures: 1 });
  });
  it('is asked about by one worker at a time: the one whose request failed last', () => {
    const country = dying();
    country.now = country.pace().notBefore;
    expect(country.ask('e').token).toBeUndefined();
    expect(country.ask('a').token).toBeUndefined();
    const { token } = country.ask('d');
    expect(token?.what).toBe('probe');
    expect(['a', 'b', 'c', 'd', 'e'].map((worker) => country.ask(worker).token)).toEqual(Array(5).fill(undefined));
  });
  it('whose next asker is dead is asked about by another one', () => {
    const country = dying();
    country.now = country.pace().notBefore + 10 * SECOND;
    expect(country.ask('e').token?.what).toBe('probe');
  });
  it('whose asker died while asking is asked about again when its lease is over', () => {
    const country = dying();
    country.now = country.pace().notBefore + 10 * SECOND;
    country.takes('e');
    expect(country.ask('a').token).toBeUndefined();
    country.now += LEASE_MS;
    expect(country.ask('a').token?.what).toBe('probe');
  });
  it('after which all go on as one: one record, four times as many with each success', () => {
    const country = dying();
    for (let n = 0; n < 4; n += 1) {
      country.now = country.pace().notBefore + 10 * SECOND;
      country.lands(country.takes('p'), DEAD);
    }
    expect(country.pace().failures).toBeGreaterThanOrEqual(4);
    country.now = country.pace().notBefore + 10 * SECOND;
    const sizes: number[] = [];
    let token: Token | undefined = country.takes('q');
    for (let n = 0; n < 4 && token; n += 1) {
      country.now += 100;
      const size = Math.floor(country.pace().size);
      sizes.push(size);
      token = country.lands(token, { ...GOOD, entries: size }).kept ?? country.ask('q').token;
      if (n < 3) expect(country.ask('r').token).toBeUndefined();
    }
    expect(sizes).toEqual([1, 1, 4, 16]);
  });
  it('that asks for silence silences everybody, also one whose failure was the second', () => {
    const country = new Country().fair();
    const [a, b] = [country.takes('a'), country.takes('b')];
    country.now += 100;
    country.lands(a, DEAD);
    const asked = { ...DEAD.outage, retryAfterMs: 10 * MINUTE };
    country.lands(b, { kind: 'outage', outage: asked, ms: 100 });
    country.now += 10 * MINUTE - 1;
    expect(['a', 'b', 'c'].map((worker) => country.ask(worker).token)).toEqual(Array(3).fill(undefined));
    expect(allowance(country.pace(), country.now).kind).toBe('wait');
  });
  it('that lies with one worker only leaves the next question to another', () => {
    const country = new Country().fair();
    const a = country.takes('a');
    const told = [{ news: DEAD, agoMs: 0, luck: 0.5, isOwn: true }];
    country.row = land(country.row, { token: a, told, hand: [] }, country.judge('a')).row;
    country.ask('b');
    expect(country.row.line.map(({ worker }) => worker)).toEqual(['b']);
  });
});

describe('the line', () => {
  it('holds a few: the others come back later, and nobody is asked more often for it', () => {
    const country = new Country().fair();
    for (let n = 0; n < 4; n += 1) country.takes(`holder ${n}`);
    const waits = Array.from({ length: 500 }, (_, n) => country.ask(`worker ${n}`).waitMs);
    expect(country.row.line).toHaveLength(32);
    const perSecond = waits.reduce((sum, ms) => sum + SECOND / ms, 0);
    expect(perSecond).toBeLessThan(60);
    expect(Math.max(...waits)).toBeLessThan(30 * SECOND);
  });
  it('in an outage nobody asks before the next try', () => {
    const country = new Country().fair();
    const silent = { ...DEAD.outage, retryAfterMs: 10 * MINUTE };
    country.lands(country.takes('a'), { kind: 'outage', outage: silent, ms: 100 });
    const rest = country.pace().notBefore - country.now;
    expect(rest).toBeGreaterThanOrEqual(10 * MINUTE);
    expect(country.ask('a').waitMs).toBe(rest);
    for (let n = 0; n < 500; n += 1) expect(country.ask(`worker ${n}`).waitMs).toBeGreaterThanOrEqual(rest);
  });
  it('is not written again by whoever only asks once more', () => {
    const country = new Country().fair();
    for (let n = 0; n < 4; n += 1) country.takes(`holder ${n}`);
    country.ask('e');
    const before = country.row;
    country.now += 100;
    country.ask('e');
    expect(country.row).toBe(before);
  });
  it('gives everybody a turn: of forty workers each has had one within ten minutes', () => {
    const country = new Country().fair();
    const due = new Map(Array.from({ length: 40 }, (_, n) => [`w${n}`, country.now]));
    const flights = new Map<Token, number>();
    const had = new Set<string>();
    let seed = 1;
    for (const end = country.now + 10 * MINUTE; country.now < end; country.now += 100) {
      seed = (seed * 16_807) % 2_147_483_647;
      country.chance = seed / 2_147_483_647;
      for (const [token, over] of flights) {
        if (over > country.now) continue;
        flights.delete(token);
        const { kept } = country.lands(token, GOOD);
        if (kept) flights.set(kept, country.now + 1_500);
        else due.set(token.worker, country.now);
      }
      for (const [worker, at] of due) {
        if (at > country.now) continue;
        const { token, waitMs } = country.ask(worker);
        due.set(worker, token ? Number.POSITIVE_INFINITY : country.now + waitMs);
        if (token) flights.set(token, country.now + 1_500);
        if (token) had.add(worker);
      }
      expect(flights.size).toBeLessThanOrEqual(SETTINGS.concurrency);
    }
    expect(had.size).toBe(40);
  });
});

describe('looking back', () => {
  it('is for one worker at a time, until it has done so, or is gone', () => {
    const country = new Country().fair();
    expect(country.ask('a', 'look-back').token).toBeDefined();
    expect(country.ask('b', 'look-back')).toSatisfy(({ token, waitMs }: Asked) => token === undefined && waitMs === 0);
    const { token } = country.ask('b');
    country.lands(token as Token, { kind: 'looked-back', crashes: 1 });
    expect(country.row.felt.looked).toBe(1);
    expect(country.ask('b', 'look-back').token).toBeDefined();
  });
  it('is owed where nobody has been for ten minutes, and the ramp begins again', () => {
    const country = new Country().fair();
    const { crashes } = country.row.felt;
    country.now += 11 * MINUTE;
    country.ask('a');
    expect(country.row.felt.crashes).toBe(crashes + 1);
    expect(country.pace()).toMatchObject({ weather: 'careful', size: 1 });
  });
});

describe('the row', () => {
  it('comes back from the database as it went, with what a newer program keeps beside', () => {
    const country = new Country().fair();
    country.takes('a');
    country.ask('b', 'look-back');
    const state = JSON.parse(JSON.stringify({ ...toState(country.row), colour: 'green' }));
    const row = fromState(state);
    expect(JSON.parse(JSON.stringify(row && toState(row)))).toEqual(state);
  });
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'fair'],
    ['another form', { format: 1 }],
    ['an older form', { ...toState(startRow(SETTINGS, START)), format: 0 }],
    ['weather that is none', { ...toState(startRow(SETTINGS, START)), felt: { pace: { weather: 'nice' } } }],
  ])('%s is as no row', (_, state) => expect(fromState(state)).toBeUndefined());
  it('of a newer program is refused', () =>
    expect(() => fromState({ format: 2 })).toThrow(expect.objectContaining({ code: 'LEDGER_NEWER' })));
  it('with a cause that only another program knows is told in words that there are', () => {
    const country = new Country();
    country.lands(country.takes('a'), DEAD);
    const state = toState(country.row) as { felt: { last: { cause: string } } };
    const other = { ...state, felt: { ...state.felt, last: { cause: 'earthquake' } } };
    expect(fromState(other)?.felt.last).toEqual({ cause: 'unreadable' });
  });
  it('whatever stands there, it is read or it is as no row', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom(...Object.keys(toState(startRow(SETTINGS, START)))),
        (value, name) => {
          const row = fromState({ ...toState(startRow(SETTINGS, START)), [name]: value, format: 1 });
          if (row) ask(row, { id: 'a/1', hand: [], purpose: 'work' }, new Country().judge('a'));
        },
      ),
    );
  });
  it('keeps a ceiling that the server has shown, until everybody is gone', () => {
    const country = new Country().fair();
    country.lands(country.takes('a'), { kind: 'split', entries: 80, proven: true });
    expect(country.pace().settings.batchSize).toBe(40);
    expect(feltIn(country.row, { ...SETTINGS, batchSize: 30 }).pace.settings.batchSize).toBe(30);
    country.now += 11 * MINUTE;
    country.row = left(country.row, 'a');
    country.ask('b');
    expect(country.pace().settings.batchSize).toBe(100);
  });
});

describe('for the status', () => {
  it('fair weather: how much of the width is used, and who waits', () => {
    const country = new Country().fair();
    for (const worker of ['a', 'a', 'b', 'b', 'c']) country.ask(worker);
    const view = gateView(toState(country.row), country.now);
    expect(view).toMatchObject({
      weather: 'fair',
      isDown: false,
      used: 4,
      width: 4,
      workers: 2,
      waiting: 1,
      size: 100,
    });
    expect(view).not.toHaveProperty('since');
  });
  it('an outage: since when, what was heard, who asks next and when, and who is asking', () => {
    const country = new Country().fair();
    country.lands(country.takes('a'), DEAD);
    const since = country.now;
    country.ask('b');
    expect(gateView(toState(country.row), country.now)).toMatchObject({
      ...{ weather: 'trouble', isDown: false, since, last: { cause: 'reset' }, nextBy: 'a', width: 1, used: 0 },
      ...{ nextTry: country.pace().notBefore, waiting: 2 },
    });
    country.now = country.pace().notBefore;
    country.takes('a');
    expect(gateView(toState(country.row), country.now)).toMatchObject({ probing: 'a', nextBy: 'b', used: 1 });
  });
  it('no row, and one that cannot be read: nothing', () => {
    expect(gateView(undefined, START)).toBeUndefined();
    expect(gateView({ format: 'x' }, START)).toBeUndefined();
  });
});
