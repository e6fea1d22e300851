/** Asking for tokens without locking oneself out. */
import { expect, it } from 'vitest';
import type { Grant } from '../../../src/target/credentials.ts';
import { sparing } from '../../../src/target/satusehat/sparing.ts';

const never = new AbortController().signal;
const PASS: Grant = { kind: 'pass', authorization: 'Bearer x' };
const NO: Grant = { kind: 'stop', why: 'unauthorised', status: 401, unsent: true };

it.each<[what: string, grants: readonly Grant[], moments: readonly number[], kinds: readonly string[], asked: number]>([
  [
    'a refusal is not asked for again within a minute',
    [NO, PASS],
    [0, 1_000, 59_999, 60_000],
    ['stop', 'stop', 'stop', 'pass'],
    2,
  ],
  [
    'three tokens in a minute, and the fourth has to wait',
    [PASS, PASS, PASS, PASS],
    [0, 1, 2, 3, 60_000],
    ['pass', 'pass', 'pass', 'outage', 'pass'],
    4,
  ],
  ['a token an hour is no matter', [PASS, PASS], [0, 3_600_000], ['pass', 'pass'], 2],
  [
    'nobody there is asked again as the weather wants it',
    [{ kind: 'outage', cause: 'secret', reachedServer: false }, PASS],
    [0, 1],
    ['outage', 'pass'],
    2,
  ],
])('%s', async (_what, grants, moments, kinds, asked) => {
  let now = 0;
  let count = 0;
  const ask = sparing(
    async () => grants[count++] ?? PASS,
    () => now,
  );
  const said: string[] = [];
  for (const moment of moments) {
    now = moment;
    said.push((await ask(never)).kind);
  }
  expect([said, count]).toEqual([kinds, asked]);
});

it('how long to wait for the next token is said', async () => {
  let now = 0;
  const ask = sparing(
    async () => PASS,
    () => now,
  );
  for (now = 0; now < 3_000; now += 1_000) await ask(never);
  expect(await ask(never)).toEqual({ kind: 'outage', cause: 'throttled', reachedServer: false, retryAfterMs: 57_000 });
});
