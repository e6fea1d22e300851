/** Every answer, fresh and again: what is known of whether the server acted. */
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/delivery/judge.ts';
import type { RecordKey } from '../../src/record/record.ts';
import type { Answer, Batch, Outage, RefusedWhole, Stop, Verdict } from '../../src/target/target.ts';

const two: Batch = { id: 'b', keys: ['k1', 'k2'], bytes: new Uint8Array() };
const one: Batch = { ...two, keys: ['k1'] };
const outage = (cause: Outage['cause'], reachedServer: boolean, status?: number): Outage => ({
  kind: 'outage',
  cause,
  reachedServer,
  ...(status === undefined ? {} : { status }),
});
const stop: Stop = { kind: 'stop', why: 'unauthorised', status: 401 };
const refusedWhole: RefusedWhole = { kind: 'refused-whole', reasons: [{ message: 'NIK tidak terdaftar' }] };

/** The verdicts that are to be written down, one word a key. */
function words(batch: Batch, answer: Answer, again: boolean): string {
  const judgement = judge(batch, answer, again);
  if (judgement.kind === 'halve') return 'halve';
  return batch.keys.map((key) => judgement.verdicts.get(key)?.kind ?? 'nothing').join(' ');
}

describe('an answer to a batch of two', () => {
  it.each<[what: string, answer: Answer, fresh: string, again: string]>([
    ['refused connection', outage('refused', false), 'unsent unsent', 'in-doubt in-doubt'],
    ['unknown name', outage('name', false), 'unsent unsent', 'in-doubt in-doubt'],
    ['TLS hand-shake failed', outage('tls', false), 'unsent unsent', 'in-doubt in-doubt'],
    ['429', outage('throttled', true, 429), 'in-doubt in-doubt', 'in-doubt in-doubt'],
    ['429 that by contract stored nothing', outage('throttled', false, 429), 'unsent unsent', 'in-doubt in-doubt'],
    ['timeout after sending', outage('timeout', true), 'in-doubt in-doubt', 'in-doubt in-doubt'],
    ['given up before sending', outage('timeout', false), 'unsent unsent', 'in-doubt in-doubt'],
    ['reset after sending', outage('reset', true), 'in-doubt in-doubt', 'in-doubt in-doubt'],
    ['500', outage('server-error', true, 500), 'in-doubt in-doubt', 'in-doubt in-doubt'],
    ['503 that certainly stored nothing', outage('server-error', false, 503), 'unsent unsent', 'in-doubt in-doubt'],
    ['a page of HTML with 200', outage('unreadable', true, 200), 'in-doubt in-doubt', 'in-doubt in-doubt'],
    ['409, still at work', outage('busy', true, 409), 'in-doubt in-doubt', 'in-doubt in-doubt'],
    [
      '413: a second server behind a proxy may say it after the first one stored',
      { kind: 'split' },
      'in-doubt in-doubt',
      'in-doubt in-doubt',
    ],
    ['413 that by contract stored nothing', { kind: 'split', unsent: true }, 'halve', 'in-doubt in-doubt'],
    ['400 for the whole batch', refusedWhole, 'in-doubt in-doubt', 'in-doubt in-doubt'],
    ['400 that by contract stored nothing', { ...refusedWhole, unsent: true }, 'halve', 'in-doubt in-doubt'],
    ['401', stop, 'in-doubt in-doubt', 'in-doubt in-doubt'],
    ['401 that by contract stored nothing', { ...stop, unsent: true }, 'unsent unsent', 'in-doubt in-doubt'],
    ['404', { kind: 'stop', why: 'misconfigured', status: 404 }, 'in-doubt in-doubt', 'in-doubt in-doubt'],
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
  it.each([
    refusedWhole,
    { ...refusedWhole, unsent: true },
    { kind: 'split' },
    { kind: 'split', unsent: true },
  ] as const)('is never a verdict at once, whoever gave it: %j', (answer) =>
    expect([words(one, answer, false), words(one, answer, true)]).toEqual(['in-doubt', 'in-doubt']),
  );
});
