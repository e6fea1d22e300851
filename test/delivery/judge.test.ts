/** Every answer, fresh and again, and every situation of a doubt: what is known of whether the server acted, and what follows. */
import { describe, expect, it } from 'vitest';
import { blame, type DoubtContext, judge, judgeDoubt } from '../../src/delivery/judge.ts';
import type { Doubt } from '../../src/ledger/ledger.ts';
import type { RecordKey } from '../../src/record/record.ts';
import type { Answer, Batch, Found, Outage, Verdict } from '../../src/target/target.ts';

const two: Batch = { id: 'b', keys: ['k1', 'k2'], bytes: new Uint8Array() };
const one: Batch = { ...two, keys: ['k1'] };
const outage = (cause: Outage['cause'], reachedServer: boolean, status?: number): Outage => ({
  kind: 'outage',
  cause,
  reachedServer,
  ...(status === undefined ? {} : { status }),
});
const stop: Answer = { kind: 'stop', why: 'unauthorised', status: 401 };
const refusedWhole: Answer = { kind: 'refused-whole', reasons: [{ message: 'NIK tidak terdaftar' }] };

/** The verdicts that are to be written down, one word a key. */
function words(batch: Batch, answer: Answer, again: boolean): string {
  const judgement = judge(batch, answer, again);
  if (judgement.kind === 'halve') return 'halve';
  const verdicts = batch.keys.map((key) => judgement.verdicts.get(key)?.kind ?? 'nothing').join(' ');
  return judgement.kind === 'stop' ? `stop, ${verdicts}` : verdicts;
}

describe('an answer to a batch of two', () => {
  it.each<[what: string, answer: Answer, fresh: string, again: string]>([
    ['refused connection', outage('refused', false), 'unsent unsent', 'in-doubt in-doubt'],
    ['unknown name', outage('name', false), 'unsent unsent', 'in-doubt in-doubt'],
    ['TLS hand-shake failed', outage('tls', false), 'unsent unsent', 'in-doubt in-doubt'],
    ['429', outage('throttled', false, 429), 'unsent unsent', 'in-doubt in-doubt'],
    ['timeout after sending', outage('timeout', true), 'in-doubt in-doubt', 'in-doubt in-doubt'],
    ['given up before sending', outage('timeout', false), 'unsent unsent', 'in-doubt in-doubt'],
    ['reset after sending', outage('reset', true), 'in-doubt in-doubt', 'in-doubt in-doubt'],
    ['500', outage('server-error', true, 500), 'in-doubt in-doubt', 'in-doubt in-doubt'],
    ['503 that certainly stored nothing', outage('server-error', false, 503), 'unsent unsent', 'in-doubt in-doubt'],
    ['a page of HTML with 200', outage('unreadable', true, 200), 'in-doubt in-doubt', 'in-doubt in-doubt'],
    ['409, still at work', outage('busy', true, 409), 'in-doubt in-doubt', 'in-doubt in-doubt'],
    ['413', { kind: 'split' }, 'halve', 'in-doubt in-doubt'],
    ['400 for the whole batch', refusedWhole, 'halve', 'in-doubt in-doubt'],
    ['401', stop, 'stop, unsent unsent', 'stop, in-doubt in-doubt'],
    ['404', { kind: 'stop', why: 'misconfigured', status: 404 }, 'stop, unsent unsent', 'stop, in-doubt in-doubt'],
  ])('%s: %j is %s, and when it was sent before %s', (_what, answer, fresh, again) => {
    expect(words(two, answer, false)).toBe(fresh);
    expect(words(two, answer, true)).toBe(again);
  });

  it('a reply is believed record by record; "unsent" in a reply to a resend speaks of this sending only', () => {
    const verdicts = new Map<RecordKey, Verdict>([
      ['k1', { kind: 'accepted', receipt: 'r1' }],
      ['k2', { kind: 'unsent' }],
    ]);
    expect(words(two, { kind: 'reply', verdicts }, false)).toBe('accepted unsent');
    expect(words(two, { kind: 'reply', verdicts }, true)).toBe('accepted in-doubt');
  });
});

describe('an answer to a batch of one', () => {
  it("refused as a whole means the record, in the server's words", () => {
    expect(judge(one, refusedWhole, false)).toEqual({
      kind: 'settle',
      verdicts: new Map([['k1', { kind: 'refused', reasons: [{ message: 'NIK tidak terdaftar' }] }]]),
    });
  });
  it('413 means that the record is too large', () => expect(words(one, { kind: 'split' }, false)).toBe('refused'));
  it('neither is believed of a resend, because the first sending may have been stored', () => {
    expect(words(one, refusedWhole, true)).toBe('in-doubt');
    expect(words(one, { kind: 'split' }, true)).toBe('in-doubt');
  });
});

describe('how much an answer speaks against the batch itself', () => {
  const inFair = { passes: 3, nothingElse: false };
  const inBad = { passes: 2, nothingElse: false };
  const alone = { passes: 0, nothingElse: true };
  it.each<[what: string, answer: Answer, surroundings: typeof alone, batch: number, record: number]>([
    ['500 while others pass', outage('server-error', true, 500), inFair, 2, 2],
    ['a timeout while others pass', outage('timeout', true), inFair, 2, 2],
    ['500 in bad weather', outage('server-error', true, 500), inBad, 0, 0],
    ['500 when nothing else waits', outage('server-error', true, 500), alone, 1, 1],
    ["502 when nothing else waits: perhaps the proxy's word", outage('server-error', true, 502), alone, 1, 0],
    ['silence when nothing else waits', outage('timeout', true), alone, 1, 0],
    ['not reached', outage('refused', false), inFair, 0, 0],
    ['429', outage('throttled', false, 429), inFair, 0, 0],
    ['409, still at work', outage('busy', true, 409), inFair, 0, 0],
    ['401', stop, inFair, 0, 0],
    ['413 to a resend', { kind: 'split' }, inBad, 4, 4],
    ['400 to a resend', refusedWhole, inBad, 4, 4],
    ['a reply that settles nothing', { kind: 'reply', verdicts: new Map() }, inBad, 4, 4],
  ])('%s', (_what, answer, surroundings, batch, record) => {
    expect(blame(answer, surroundings)).toMatchObject({ batch, record });
  });

  it('only 500 and answers that make sense show that the server has finished', () => {
    const finished = (answer: Answer): boolean => blame(answer, alone).answered;
    expect(finished(outage('server-error', true, 500))).toBe(true);
    expect(finished(refusedWhole)).toBe(true);
    for (const status of [502, 503, 504]) expect(finished(outage('server-error', true, status))).toBe(false);
    for (const cause of ['timeout', 'reset', 'unreadable', 'busy'] as const) expect(finished(outage(cause, true))).toBe(false);
  });
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = 100 * HOUR;
const context: DoubtContext = { now: NOW, safeToResend: true, keyLifeMs: 24 * HOUR, doubtWaitMs: MINUTE };
const doubt: Doubt = {
  id: 'b',
  keys: ['k1', 'k2'],
  whole: true,
  firstSent: NOW - 2 * MINUTE,
  lastSent: NOW - 2 * MINUTE,
  askAt: NOW,
  misses: 0,
  missing: 0,
  failures: 0,
  allFailures: 0,
  answered: false,
};
const absentTwice = { misses: 1, missing: 2 };
const single = { keys: ['k1'], misses: 1, missing: 1 };
const there = (key: string): [string, Found] => [key, { receipt: `r-${key}` }];
const absent = (key: string): [string, Found] => [key, 'absent'];
const bothAbsent = [absent('k1'), absent('k2')];

describe('a doubt after the server was asked', () => {
  it.each<[what: string, doubt: Partial<Doubt>, found: [string, Found][], context: Partial<DoubtContext>, rest: unknown]>([
    ['all there: settled', {}, [there('k1'), there('k2')], {}, { kind: 'none' }],
    ['all there although it was absent before: settled', absentTwice, [there('k1'), there('k2')], {}, { kind: 'none' }],
    ['absent and the key lives: again, same key, same bytes', {}, bothAbsent, {}, { kind: 'resend' }],
    [
      'a part is there: the others are asked for again',
      {},
      [there('k1'), absent('k2')],
      {},
      { kind: 'ask-again', at: NOW + MINUTE, missing: 1 },
    ],
    [
      'a part was known before: never again as a whole',
      { whole: false },
      bothAbsent,
      {},
      { kind: 'ask-again', at: NOW + MINUTE, missing: 2 },
    ],
    [
      'absent once, no keys on the server: not proven yet',
      {},
      bothAbsent,
      { safeToResend: false },
      { kind: 'ask-again', at: NOW + MINUTE, missing: 2 },
    ],
    [
      'absent twice, no keys on the server: new key',
      absentTwice,
      bothAbsent,
      { safeToResend: false },
      { kind: 'release', parts: 0 },
    ],
    [
      'absent twice, but more is missing than before',
      { misses: 1, missing: 1 },
      bothAbsent,
      { safeToResend: false },
      { kind: 'ask-again', at: NOW + MINUTE, missing: 2 },
    ],
    [
      'the key is old: not again under it',
      { firstSent: NOW - 22 * HOUR },
      bothAbsent,
      {},
      { kind: 'ask-again', at: NOW + MINUTE, missing: 2 },
    ],
    ['nine tenths of its life are trusted', { firstSent: NOW - 21 * HOUR }, bothAbsent, {}, { kind: 'resend' }],
    [
      'sent in the future: the clock was set back, its age is not known',
      { firstSent: NOW + 1 },
      bothAbsent,
      {},
      { kind: 'ask-again', at: NOW + MINUTE, missing: 2 },
    ],
    [
      'the key is old, absent twice, silence: the server may still work for ten minutes',
      { ...absentTwice, firstSent: NOW - 22 * HOUR },
      bothAbsent,
      {},
      { kind: 'ask-again', at: NOW + 8 * MINUTE, missing: 2 },
    ],
    [
      'the same after ten minutes: new key',
      { ...absentTwice, firstSent: NOW - 22 * HOUR, lastSent: NOW - 10 * MINUTE },
      bothAbsent,
      {},
      { kind: 'release', parts: 0 },
    ],
    [
      'the same after a 500, which says that it has finished: new key at once',
      { ...absentTwice, firstSent: NOW - 22 * HOUR, answered: true },
      bothAbsent,
      {},
      { kind: 'release', parts: 0 },
    ],
    [
      'failed by itself too often: asked for before it is split',
      { failures: 4, answered: true },
      bothAbsent,
      {},
      { kind: 'ask-again', at: NOW + MINUTE, missing: 2 },
    ],
    [
      'failed by itself too often, absent twice: split',
      { failures: 4, answered: true, ...absentTwice },
      bothAbsent,
      {},
      { kind: 'release', parts: 2 },
    ],
    [
      'failed by itself once, no keys on the server: split, since it needs a new key anyway',
      { failures: 1, ...absentTwice },
      bothAbsent,
      { safeToResend: false },
      { kind: 'release', parts: 2 },
    ],
    [
      'one record that failed too often under this key: a new key, alone',
      { ...single, failures: 4, allFailures: 8, answered: true, lastSent: NOW - 10 * MINUTE },
      [absent('k1')],
      {},
      { kind: 'release', parts: 1 },
    ],
    [
      'one record that fails is tried every ten minutes only',
      { ...single, failures: 2, allFailures: 6 },
      [absent('k1')],
      {},
      { kind: 'ask-again', at: NOW + 8 * MINUTE, missing: 1 },
    ],
    [
      'one record that fails whatever is done: to a person',
      { ...single, failures: 4, allFailures: 20, answered: true, lastSent: NOW - 10 * MINUTE },
      [absent('k1')],
      {},
      { kind: 'quarantine' },
    ],
    [
      'one record that failed whatever was done, and is there',
      { ...single, failures: 4, allFailures: 20 },
      [there('k1')],
      {},
      { kind: 'none' },
    ],
    [
      'one record that fails whatever is done, absent once: not proven yet',
      { ...single, misses: 0, failures: 4, allFailures: 20, lastSent: NOW - HOUR },
      [absent('k1')],
      {},
      { kind: 'ask-again', at: NOW + MINUTE, missing: 1 },
    ],
    ['a server that cannot be asked: again under the same key', {}, [], {}, { kind: 'resend' }],
    [
      'a server that cannot be asked, however often it failed: never a new key',
      { failures: 9, ...absentTwice },
      [],
      {},
      { kind: 'resend' },
    ],
    [
      'a server that cannot be asked, and the key is old: the doubt stays',
      { ...absentTwice, firstSent: NOW - 22 * HOUR, lastSent: NOW - 22 * HOUR },
      [],
      {},
      { kind: 'ask-again', at: NOW + MINUTE, missing: 2 },
    ],
  ])('%s', (_what, known, found, circumstances, rest) => {
    expect(judgeDoubt({ ...doubt, ...known }, new Map(found), { ...context, ...circumstances }).rest).toEqual(rest);
  });

  it('what is there is accepted with the receipt of the lookup, and nothing else is said of the rest', () => {
    const { verdicts } = judgeDoubt(doubt, new Map([there('k1'), absent('k2')]), context);
    expect(verdicts).toEqual(new Map([['k1', { kind: 'accepted', receipt: 'r-k1' }]]));
  });
});
