/** Every answer, fresh and again: what is known of whether the server acted, and how much it speaks against the batch. */
import { describe, expect, it } from 'vitest';
import { blame, judge } from '../../src/delivery/judge.ts';
import type { RecordKey } from '../../src/record/record.ts';
import type { Answer, Batch, Outage, Verdict } from '../../src/target/target.ts';

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
    [
      '303, perhaps after it has stored everything',
      { kind: 'stop', why: 'misconfigured', status: 303, mayHaveActed: true },
      'stop, in-doubt in-doubt',
      'stop, in-doubt in-doubt',
    ],
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
