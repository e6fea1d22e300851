/**
 * A bug in the built program, wherever it happens: class, code and frames, and exit 1; no word of its message, on
 * either stream.
 */
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { Clerk, csv, events, people } from './clerk.ts';

const SECRET = 'Siti Aminah 3324011708450001';
const clerk = new Clerk();
clerk.write('peserta.csv', csv(people(200)));

it.each([
  ['in a timer, which nothing catches', `setTimeout(() => { throw new TypeError(${JSON.stringify(SECRET)}); }, 1)`],
  [
    'as a promise that nobody waits for',
    `setTimeout(() => { void Promise.reject(new RangeError(${JSON.stringify(SECRET)})); }, 1)`,
  ],
  ['as a text', `setTimeout(() => { throw ${JSON.stringify(SECRET)}; }, 1)`],
  [
    'in what a command does',
    `Intl.DateTimeFormat.prototype.formatToParts = () => { throw new TypeError(${JSON.stringify(SECRET)}); }`,
  ],
])('%s', async (_, code) => {
  clerk.write('bug.mjs', code);
  clerk.env = { NODE_OPTIONS: `--import=${pathToFileURL(clerk.path('bug.mjs')).href}` };
  const ended = await clerk.runs('check', 'peserta.csv', '--json');
  expect(ended.exitCode).toBe(1);
  expect(ended.err).toContain('Error: This is a bug in the program');
  expect(ended.out + ended.err).not.toMatch(/Siti|Aminah|3324011708450001/);
  expect(events(ended.out).at(-1)).toMatchObject({ event: 'summary', exitCode: 1 });
});
