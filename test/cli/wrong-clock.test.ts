/**
 * A computer whose clock is years off says so when a server shows another time: the built program with a clock that is
 * set before it begins.
 */
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { startFakeServer } from '../support/fake-server.ts';
import { Clerk, csv, events, people } from './clerk.ts';

const server = await startFakeServer();
afterAll(() => server.close());
const DAY = 24 * 3_600_000;

/** Nothing but `Date.now` is another one, as after somebody has set the clock. */
function clerkAt(off: number): Clerk {
  const clerk = new Clerk();
  clerk.write('peserta.csv', csv(people(2)));
  clerk.write('clock.mjs', `const now = Date.now; Date.now = () => now() + ${off};`);
  clerk.env = { NODE_OPTIONS: `--import=${pathToFileURL(clerk.path('clock.mjs')).href}` };
  return clerk;
}

it.each([
  ['five years ago', -5 * 365 * DAY, 1],
  ['in ten years', 10 * 365 * DAY, 1],
  ['the day before yesterday', -2 * DAY, 1],
  ['an hour off', 3_600_000, 0],
  ['right', 0, 0],
])('%s', async (_, off, times) => {
  const clerk = clerkAt(off);
  const json = await clerk.runs('import', 'peserta.csv', '--to', server.url, '--json');
  const said = events(json.out).filter(({ event }) => event === 'clock');
  expect(said).toHaveLength(times);
  for (const { here, server: there } of said)
    expect(Math.abs(Date.parse(String(here)) - Date.parse(String(there)) - off)).toBeLessThan(60_000);
  const compared = await clerk.runs('reconcile', 'peserta.csv', '--to', server.url);
  expect(compared.err.includes('The clock of this computer shows')).toBe(times > 0);
});
