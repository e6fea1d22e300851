/**
 * I6, the storm: five hundred districts leave a server that is down alone, and do not kill it when it comes back; `npm
 * run storm` draws the picture.
 */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { figuresOf } from './load.ts';
import { plotStorm } from './plot.ts';
import { CLIENTS, storm, USUAL_STORM, WINDOW } from './storm.ts';

const results = CLIENTS.map((client) => storm(client, USUAL_STORM));
const [ours, exponential, fixed] = results.map((result) => figuresOf(result, WINDOW));

it('while it is down: at most 3.5 requests a second in the mean, and never a tenth of what the server could do', () => {
  expect(ours?.whileDown).toBeGreaterThan(0);
  expect(ours?.whileDown).toBeLessThan(3.5);
  expect(ours?.downPeak).toBeLessThan(0.1);
});

it('when it is back: at most one and a half times what it can do, in any ten seconds of the first five minutes', () => {
  expect(ours?.firstMinutePeak).toBeLessThan(1.5);
  expect(ours?.fiveMinutesPeak).toBeLessThan(1.5);
});

it('never kills it, where naive clients do', () => {
  expect(ours?.collapses).toBe(0);
  expect(exponential?.collapses).toBeGreaterThan(3);
  expect(fixed?.collapses).toBeGreaterThan(3);
});

it('the picture in the README is this storm (npm run storm)', () => {
  expect(plotStorm(results)).toBe(readFileSync(new URL('../../../docs/storm.svg', import.meta.url), 'utf8'));
});
