/**
 * I6, the storm: five hundred districts leave a server that is down alone, and do not kill it when it comes back; `npm
 * run storm` draws the picture.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { figuresOf, statementsOf } from './load.ts';
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

describe('with one gate for all of them', () => {
  const withGate = storm('gate', USUAL_STORM);
  const gate = figuresOf(withGate, WINDOW);

  it('while it is down: one request in two minutes at most, and never a tenth of what the server could do', () => {
    expect(gate.whileDown).toBeGreaterThan(0);
    expect(gate.whileDown).toBeLessThan(1 / 120);
    expect(gate.downPeak).toBeLessThan(0.1);
  });

  it('what is asked for is what it can do: when it is back, and when all begin in the same second', () => {
    expect(gate.fiveMinutesPeak).toBeLessThan(1.15);
    expect(gate.firstSpellPeak).toBeLessThan(1.15);
    expect(gate.collapses).toBe(0);
  });

  it('lands what districts with a pace of their own land, but for a hundredth or two', () => {
    expect(gate.landed).toBeGreaterThan(0.97 * (ours?.landed ?? 0));
  });

  it('costs the database a few statements, whoever waits', () => {
    const { mean, whileDown, busiest } = statementsOf(withGate, WINDOW);
    expect(mean).toBeLessThan(50);
    expect(whileDown).toBeLessThan(10);
    expect(busiest).toBeLessThan(150);
  });
});
