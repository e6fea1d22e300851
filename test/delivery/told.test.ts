/** In which order a run tells of an outage, and when it says that it tries again. */
import { expect, it } from 'vitest';
import { startCourse } from '../../src/delivery/course.ts';
import { localGate } from '../../src/delivery/gate-local.ts';
import type { RunEvent } from '../../src/events.ts';
import type { Outage } from '../../src/target/target.ts';
import { FakeClock } from '../simulation/fake-clock.ts';
import { SETTINGS } from './desk.ts';

const START = Date.UTC(2026, 10, 29, 15);
const MINUTE = 60_000;
const HANGS_UP: Outage = { kind: 'outage', cause: 'reset', reachedServer: true };

/** A course over a fake clock; `told` is what was reported, in order. */
function course() {
  const clock = new FakeClock(START);
  const told: RunEvent[] = [];
  const gate = localGate(SETTINGS.pace, clock, () => 0.5);
  const begun = startCourse({ clock, gate, report: (event) => void told.push(event) }, SETTINGS, true, true);
  const lines = (): string[] =>
    told.map((event) =>
      event.event === 'weather' ? event.state : event.event === 'doubts' ? `${event.there} there` : '',
    );
  return { clock, told, lines, course: begun };
}

const there = (n: number) => ({ event: 'doubts', asked: n, there: n, absent: 0, unknown: 0 }) as const;

it('what a server answers that was away stands after the word that it is back', () => {
  const { course: it, lines } = course();
  it.outage(HANGS_UP, 10);
  it.answered(false);
  it.learnt(there(25));
  expect(lines()).toEqual(['down']);
  it.passed(1, 10);
  expect(lines()).toEqual(['down', 'up', '25 there']);
});

it('a server that answers questions and takes nothing stays away, and what it answered is told', () => {
  const { course: it, lines } = course();
  it.outage(HANGS_UP, 10);
  it.answered(false);
  it.learnt(there(25));
  it.outage(HANGS_UP, 10);
  expect(lines()).toEqual(['down', '25 there', 'down']);
});

it('where the last answer settles the last doubt, the server is back', () => {
  const { course: it, lines } = course();
  it.outage(HANGS_UP, 10);
  it.answered(true);
  it.learnt(there(100));
  it.over(true);
  expect(lines()).toEqual(['down', 'up', '100 there']);
});

it('a run that is stopped in an outage tells what it knows, and nothing of a server that is back', () => {
  const { course: it, lines } = course();
  it.outage(HANGS_UP, 10);
  it.learnt(there(100));
  it.over(false);
  expect(lines()).toEqual(['down', '100 there']);
});

it('in good weather nothing is kept', () => {
  const { course: it, lines } = course();
  it.learnt(there(3));
  it.over(true);
  expect(lines()).toEqual(['3 there']);
});

it('a try that is put off is said anew, with the same beginning and the cause', () => {
  const { clock, course: it, told } = course();
  it.outage({ ...HANGS_UP, cause: 'server-error', status: 503 }, 10);
  const [first] = told;
  it.rests(5 * MINUTE);
  expect(told).toHaveLength(2);
  expect(told[1]).toEqual({ ...first, nextTry: clock.now() + 5 * MINUTE });
  // As it was said: no line for it.
  it.rests(5 * MINUTE);
  it.rests(MINUTE);
  expect(told).toHaveLength(2);
});

it('a wait in good weather is no outage', () => {
  const { course: it, told } = course();
  it.rests(5 * MINUTE);
  expect(told).toEqual([]);
});
