/** How much each answer speaks against the batch and against a single record, in every weather. */
import { describe, expect, it } from 'vitest';
import { blame, type Surroundings } from '../../src/delivery/blame.ts';
import type { Answer, Outage } from '../../src/target/target.ts';

const outage = (cause: Outage['cause'], reachedServer: boolean, status?: number): Outage => ({
  kind: 'outage',
  cause,
  reachedServer,
  ...(status === undefined ? {} : { status }),
});
const stop: Answer = { kind: 'stop', why: 'unauthorised', status: 403, page: true };
const refusedWhole: Answer = { kind: 'refused-whole', reasons: [{ message: 'NIK tidak terdaftar' }] };
const wordless: Answer = { kind: 'refused-whole', reasons: [{ code: 'HTTP_400', message: 'none', status: 400 }] };
const split: Answer = { kind: 'split' };
const foreignSplit: Answer = { kind: 'split', foreign: true };

const inFair: Surroundings = { passes: 3, nothingElse: false, troubleMs: 0, refusals: 0, hasAccepted: true };
const inBad: Surroundings = { ...inFair, passes: 2 };
const alone: Surroundings = { passes: 0, nothingElse: true, troubleMs: 0, refusals: 0, hasAccepted: false };
const lastOne: Surroundings = { ...alone, hasAccepted: true };
const refusing: Surroundings = { ...inFair, refusals: 10 };
/** Nothing else waits, and for hours nothing but refusals has come. */
const forHours: Surroundings = { ...lastOne, refusals: 10, troubleMs: 150 * 60_000 };

describe('how much an answer speaks against the batch itself', () => {
  it.each<[what: string, answer: Answer, surroundings: Surroundings, batch: number, record: number]>([
    ['500 while others pass', outage('server-error', true, 500), inFair, 2, 2],
    ['a timeout while others pass', outage('timeout', true), inFair, 2, 2],
    ['500 in bad weather', outage('server-error', true, 500), inBad, 0, 0],
    ['500 when nothing else waits', outage('server-error', true, 500), alone, 1, 1],
    ["502 when nothing else waits: perhaps the proxy's word", outage('server-error', true, 502), alone, 1, 0],
    ['silence when nothing else waits', outage('timeout', true), alone, 1, 0],
    ['not reached', outage('refused', false), inFair, 0, 0],
    ['429', outage('throttled', true, 429), inFair, 0, 0],
    ['409, still at work', outage('busy', true, 409), inFair, 0, 0],
    ['403 while others pass: a firewall dislikes this body', stop, inFair, 2, 2],
    ['403 in bad weather', stop, inBad, 0, 0],
    ['403 when nothing else waits, and nothing was ever accepted: credentials, perhaps', stop, alone, 1, 0],
    ['403 to the last one, where others were accepted', stop, lastOne, 1, 1],
    ['a 400 page while others pass', outage('unreadable', true, 400), inFair, 2, 2],
    ['a 400 page in bad weather', outage('unreadable', true, 400), inBad, 0, 0],
    ['a 400 page when nothing else waits, and nothing was ever accepted', outage('unreadable', true, 400), alone, 1, 0],
    ['a 400 page to the last one, where others were accepted', outage('unreadable', true, 400), lastOne, 1, 1],
    ['a 200 page to the last one, where others were accepted', outage('unreadable', true, 200), lastOne, 1, 0],
    ['400 in the form of the API while others pass', refusedWhole, inFair, 2, 10],
    ['400 in the form of the API before anything has passed', refusedWhole, { ...inBad, passes: 0 }, 2, 0],
    ['400 in the form of the API when nothing else waits', refusedWhole, alone, 2, 5],
    [
      '400 in the form of the API to the last one, in the middle of an outage',
      refusedWhole,
      { ...lastOne, troubleMs: 60_000 },
      2,
      0,
    ],
    [
      '400 in the form of the API, and nothing has passed since the last one',
      refusedWhole,
      { ...inFair, refusals: 1 },
      2,
      0,
    ],
    ['the same where nothing else waits', refusedWhole, { ...lastOne, passes: 3, refusals: 1 }, 2, 5],
    ['400 without a reason while others pass: a gateway says it for anything', wordless, inFair, 2, 2],
    ['400 without a reason when nothing else waits', wordless, lastOne, 2, 1],
    ['400 in the form of the API, the eleventh in a row', refusedWhole, refusing, 0, 0],
    ['the same for longer than any outage, where nothing else waits', refusedWhole, forHours, 2, 5],
    ['the same while others wait', refusedWhole, { ...forHours, nothingElse: false }, 0, 0],
    ['413 of the API while others pass', split, inFair, 2, 10],
    ['413 of a proxy while others pass', foreignSplit, inFair, 2, 2],
    ['413 of a proxy when nothing else waits', foreignSplit, alone, 2, 0],
    ['413, the eleventh in a row', foreignSplit, refusing, 0, 0],
    ['a reply that settles nothing', { kind: 'reply', verdicts: new Map() }, inBad, 4, 4],
  ])('%s', (_what, answer, surroundings, batch, record) => {
    expect(blame(answer, surroundings)).toMatchObject({ batch, record });
  });

  it('only 500 and answers in the form of the API show that the server has finished', () => {
    const finished = (answer: Answer): boolean => blame(answer, alone).answered;
    for (const answer of [outage('server-error', true, 500), refusedWhole, split]) expect(finished(answer)).toBe(true);
    for (const answer of [stop, foreignSplit]) expect(finished(answer)).toBe(false);
    for (const status of [502, 503, 504]) expect(finished(outage('server-error', true, status))).toBe(false);
    for (const cause of ['timeout', 'reset', 'unreadable', 'busy'] as const)
      expect(finished(outage(cause, true))).toBe(false);
  });

  it('what the API says in its own form is kept for the person who will read it', () => {
    expect(blame(refusedWhole, alone).reasons).toEqual([{ message: 'NIK tidak terdaftar' }]);
    expect(blame(split, alone).reasons).toMatchObject([{ code: 'TOO_LARGE' }]);
    for (const answer of [stop, foreignSplit, outage('unreadable', true, 400)])
      expect(blame(answer, alone).reasons).toBe(undefined);
  });

  it.each<[what: string, answer: Answer, status: number]>([
    ['500', outage('server-error', true, 500), 500],
    ['silence', outage('timeout', true), 0],
    ['the page of a firewall', stop, 403],
    ['413 of a proxy', foreignSplit, 413],
  ])('%s that counts against a record has a reason of ours, with the status', (_what, answer, status) => {
    expect(blame(answer, inFair).reasons).toMatchObject([{ status }]);
  });
});
