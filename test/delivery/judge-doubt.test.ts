/** Every situation of a doubt after the server was asked: what is proven, and what may therefore be done. */
import { describe, expect, it } from 'vitest';
import { type DoubtContext, judgeDoubt } from '../../src/delivery/judge.ts';
import type { Doubt } from '../../src/ledger/delivery-side.ts';
import type { Found } from '../../src/target/target.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = 100 * HOUR;
const context: DoubtContext = { now: NOW, safeToResend: true, keyLifeMs: 24 * HOUR, doubtWaitMs: MINUTE };
const doubt: Doubt = {
  id: 'b',
  fence: 1,
  keys: ['k1', 'k2'],
  whole: true,
  firstSent: NOW - 2 * MINUTE,
  lastSent: NOW - 2 * MINUTE,
  askAt: NOW,
  misses: 0,
  missing: 0,
  failures: 0,
  allFailures: 0,
  unanswered: NOW - 2 * MINUTE,
  reasons: [],
};
const absentTwice = { misses: 1, missing: 2 };
const single = { keys: ['k1'], misses: 1, missing: 1 };
const there = (key: string): [string, Found] => [key, { receipt: `r-${key}` }];
const absent = (key: string): [string, Found] => [key, 'absent'];
const bothAbsent = [absent('k1'), absent('k2')];

describe('a doubt after the server was asked', () => {
  it.each<
    [what: string, doubt: Partial<Doubt>, found: [string, Found][], context: Partial<DoubtContext>, rest: unknown]
  >([
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
      { ...absentTwice, firstSent: NOW - 22 * HOUR, unanswered: undefined },
      bothAbsent,
      {},
      { kind: 'release', parts: 0 },
    ],
    [
      'failed by itself too often: asked for before it is split',
      { failures: 4, unanswered: undefined },
      bothAbsent,
      {},
      { kind: 'ask-again', at: NOW + MINUTE, missing: 2 },
    ],
    [
      'failed by itself too often, absent twice: split',
      { failures: 4, unanswered: undefined, ...absentTwice },
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
      { ...single, failures: 4, allFailures: 8, unanswered: undefined, lastSent: NOW - 10 * MINUTE },
      [absent('k1')],
      {},
      { kind: 'release', parts: 1 },
    ],
    [
      'one record that was refused under this key, after a sending that nobody answered: the server may still be at work on that one',
      { ...single, failures: 4, allFailures: 5, unanswered: NOW - 6 * MINUTE, reasons: [{ message: 'Bad Request' }] },
      [absent('k1')],
      {},
      { kind: 'ask-again', at: NOW + 4 * MINUTE, missing: 1 },
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
      { ...single, failures: 4, allFailures: 20, unanswered: undefined, lastSent: NOW - 10 * MINUTE },
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
    const { lastSent = doubt.lastSent } = known;
    expect(
      judgeDoubt({ ...doubt, unanswered: lastSent, ...known }, new Map(found), { ...context, ...circumstances }).rest,
    ).toEqual(rest);
  });

  it('what is there is accepted with the receipt of the lookup, and nothing else is said of the rest', () => {
    const { verdicts } = judgeDoubt(doubt, new Map([there('k1'), absent('k2')]), context);
    expect(verdicts).toEqual(new Map([['k1', { kind: 'accepted', receipt: 'r-k1' }]]));
  });
});
