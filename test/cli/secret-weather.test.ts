/**
 * A token that is late, empty or asked of somebody who is down: a setting at first contact, and weather once one has
 * worked.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { startFakeServer } from '../support/fake-server.ts';
import { Clerk, csv, people } from './clerk.ts';

const server = await startFakeServer();
afterAll(() => server.close());

const SECRET = 'kata-rahasia-1';

/** A clerk whose token comes so. The pauses are short: it is the rule that is looked at, not the clock. */
function clerkWith(auth: string, patience = '30s'): Clerk {
  const clerk = new Clerk();
  clerk.write(
    'vax-upload.yaml',
    `target: { type: json, url: "${server.url}", auth: { type: bearer, ${auth} } }
delivery: { retry: { first: 50ms, cap: 100ms, probe: 150ms }, patience: ${patience} }
`,
  );
  clerk.write('senin.csv', csv(people(2)));
  clerk.write('selasa.csv', csv(people(2, 100)));
  return clerk;
}

const token = (clerk: Clerk, text: string): void => writeFileSync(clerk.path('token'), text, { mode: 0o600 });

const WAYS: readonly (readonly [name: string, auth: string, bad: (clerk: Clerk) => void])[] = [
  ['a file that is empty', 'tokenFile: ./token', (clerk) => token(clerk, '')],
  ['a file that is not there yet', 'tokenFile: ./token', (clerk) => rmSync(clerk.path('token'))],
  ['a file that is half written', 'tokenFile: ./token', (clerk) => token(clerk, 'kata-\n\nra')],
  [
    'a program that asks somebody who is down',
    'tokenCommand: "cat token || exit 7"',
    (clerk) => rmSync(clerk.path('token')),
  ],
  ['a program that says nothing', 'tokenCommand: "cat token; echo maaf >&2"', (clerk) => token(clerk, '')],
];

describe.each(WAYS)('%s', (_, auth, bad) => {
  it('at first contact is an error that says it, and nothing is sent', async () => {
    const clerk = clerkWith(auth);
    token(clerk, SECRET);
    bad(clerk);
    const before = server.requests.length;
    for (const command of ['import', 'reconcile']) {
      const ended = await clerk.runs(command, 'senin.csv');
      expect([ended.exitCode, ended.err.includes('[SECRET_UNREADABLE]')]).toEqual([2, true]);
      expect(ended.out + ended.err).not.toContain(SECRET);
    }
    expect(server.requests.length).toBe(before);
  });

  it('once one has worked is weather: it is asked for again, and the night goes on', async () => {
    const clerk = clerkWith(auth);
    token(clerk, SECRET);
    expect((await clerk.runs('import', 'senin.csv')).exitCode).toBe(0);
    bad(clerk);
    const run = clerk.starts('import', 'selasa.csv', '--json');
    await run.says(/"cause":"secret"/);
    token(clerk, SECRET);
    const ended = await run.ended();
    expect([ended.exitCode, /"state":"up"/.test(ended.out)]).toEqual([0, true]);
    expect(ended.out + ended.err).not.toContain(SECRET);
  });
});

it('where it stays away, so long as patience: exit 5, nothing is lost, and the next run goes on', async () => {
  const clerk = clerkWith('tokenFile: ./token', '1s');
  token(clerk, SECRET);
  expect((await clerk.runs('import', 'senin.csv')).exitCode).toBe(0);
  token(clerk, '');
  const away = await clerk.runs('import', 'selasa.csv');
  expect([away.exitCode, away.err.includes('our token or password cannot be fetched')]).toEqual([5, true]);
  token(clerk, SECRET);
  expect((await clerk.runs('resume')).exitCode).toBe(0);
});
