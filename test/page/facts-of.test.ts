/** What is told of a night, by what the ledger remembers of its runs. */
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/exit-codes.ts';
import type { MinuteOfRun, PastRun, RunSummary } from '../../src/ledger/history-side.ts';
import { nightsOf } from '../../src/night/nights.ts';
import { factsOf, type Remembered } from '../../src/page/facts-of.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** 22:00 in Jakarta. */
const EVENING = Date.UTC(2026, 10, 27, 15);
const ABOUT = { madeAt: EVENING + 9 * HOUR, version: '1', target: 'x' };
const OUTCOMES = {
  accepted: 0,
  'already-there': 0,
  refused: 0,
  invalid: 0,
  repeated: 0,
  held: 0,
  waiting: 0,
  'in-doubt': 0,
  dismissed: 0,
  skipped: 0,
};

function run(id: number, from: number, changes: Partial<PastRun>): PastRun {
  const landed = { accepted: 0, alreadyThere: 0, refused: 0, requests: 0 };
  return { id, started: EVENING + from, command: 'import', landed, outages: [], files: [], ...changes };
}

function lastWord(outcomes: Partial<RunSummary['outcomes']>, backlog: number): RunSummary {
  const counts = { files: 1, rows: 1, readings: 1, requests: 1, outages: 0, awayMs: 0, ms: 1 };
  return { ...counts, outcomes: { ...OUTCOMES, ...outcomes }, backlog, problems: [] };
}

const minute = (after: number, accepted: number): MinuteOfRun => ({
  minute: EVENING / MINUTE + after,
  accepted,
  alreadyThere: 1,
  refused: 0,
  requests: 1,
});

function told(runs: readonly PastRun[], more: Partial<Remembered> = {}) {
  return factsOf(
    {
      nights: nightsOf(runs, 'Asia/Jakarta'),
      minutes: [],
      running: false,
      counts: { pending: 4, sending: 1, 'in-doubt': 3, accepted: 70, refused: 2, held: 1 },
      forPerson: { invalid: 5, held: 6, refused: 2 },
      handedOver: 2,
      sites: [],
      problems: [],
      unfinished: [],
      ...more,
    },
    ABOUT,
  );
}

it('nothing has run: what the ledger holds is told all the same', () => {
  const { night, nights, now } = told([]);
  expect([night, nights]).toEqual([undefined, []]);
  expect(now).toEqual({ waiting: 5, inDoubt: 1, handedOver: 2, invalid: 5, held: 6, refused: 2, landed: 70 });
});

describe('a night of two runs', () => {
  const first = run(1, 0, {
    ended: EVENING + HOUR,
    exitCode: EXIT.serverAway,
    summary: lastWord({ accepted: 10, waiting: 90, repeated: 2 }, 90),
    landed: { accepted: 10, alreadyThere: 1, refused: 0, requests: 5 },
    outages: [{ since: EVENING + 10 * MINUTE }],
    files: [
      { name: '/home/siti/masuk/a.csv', rows: 102 },
      { name: 'b.csv', rows: 0, why: 'FILE_EMPTY' },
    ],
  });
  const second = run(2, 2 * HOUR, {
    command: 'resume',
    ended: EVENING + 3 * HOUR,
    exitCode: EXIT.windowEnded,
    summary: lastWord({ accepted: 40, waiting: 50, invalid: 5 }, 50),
    landed: { accepted: 40, alreadyThere: 0, refused: 0, requests: 7 },
    outages: [{ since: EVENING + 2 * HOUR, until: EVENING + 2 * HOUR + MINUTE }],
    files: [{ name: 'b.csv', rows: 12 }],
  });
  const { night, estimate } = told([second, first], { minutes: [minute(0, 9), minute(125, 40), minute(130, -1)] });

  it('adds up what landed, and ends as the last one did', () => {
    expect(night).toMatchObject({ landed: 51, backlog: 50, exitCode: EXIT.windowEnded, requests: 12 });
    expect([night?.from, night?.to]).toEqual([EVENING, EVENING + 3 * HOUR]);
  });
  it('an outage that had no end is told up to the end of its run', () => {
    expect(night?.away).toEqual([
      { from: EVENING + 10 * MINUTE, to: EVENING + HOUR },
      { from: EVENING + 2 * HOUR, to: EVENING + 2 * HOUR + MINUTE },
    ]);
    expect([night?.outages, night?.awayMs]).toEqual([2, 51 * MINUTE]);
  });
  it('minutes in which nothing landed are left out', () => {
    expect(night?.minutes).toEqual([
      { at: EVENING, landed: 10 },
      { at: EVENING + 125 * MINUTE, landed: 41 },
    ]);
  });
  it('rows are those that were read', () => {
    expect(night?.outcomes).toMatchObject({ accepted: 10, waiting: 90, repeated: 2, invalid: 0 });
  });
  it('a file is told once, as it was the last time, and without the folder of whoever keeps it', () => {
    expect(night?.files).toEqual([
      { name: 'a.csv', typed: '/home/siti/masuk/a.csv', rows: 102 },
      { name: 'b.csv', typed: 'b.csv', rows: 12 },
    ]);
  });
  it('says until when: the morning after the next night, if it is like this one', () => {
    expect(estimate).toEqual({ nights: 1, until: EVENING + 36 * HOUR });
  });
});

it('a night in which nothing was read: what became of what was open', () => {
  const { night } = told([
    run(1, 0, { command: 'resume', ended: EVENING + 1, exitCode: 3, summary: lastWord({ held: 4 }, 0) }),
  ]);
  expect(night?.outcomes).toMatchObject({ held: 4, waiting: 0 });
});

it('a run that was killed: what had landed, up to its last minute', () => {
  const killed = run(1, 0, { landed: { accepted: 7, alreadyThere: 1, refused: 2, requests: 1 } });
  const { night, running } = told([killed], { minutes: [minute(30, 7)] });
  expect([running, night?.to, night?.exitCode]).toEqual([false, EVENING + 31 * MINUTE, undefined]);
  expect(night).toMatchObject({ landed: 8, backlog: 6, outcomes: { accepted: 7, 'already-there': 1, refused: 2 } });
});

it('a run that is at work has no end yet; an earlier night that is asked for has one', () => {
  const runs = [run(1, 0, { ended: EVENING + HOUR, exitCode: 0, summary: lastWord({}, 8) }), run(2, 24 * HOUR, {})];
  const last = told(runs, { running: true });
  expect([last.running, last.night?.to, last.night?.runs[0]?.to]).toEqual([true, undefined, undefined]);
  const [earlier] = nightsOf(runs, 'Asia/Jakarta');
  const asked = told(runs, { running: true, told: earlier, minutes: [minute(1, 3), minute(24 * 60 + 1, 5)] });
  expect([asked.running, asked.night?.to, asked.nights.length]).toEqual([false, EVENING + HOUR, 1]);
  expect(asked.night?.minutes).toEqual([{ at: EVENING + MINUTE, landed: 4 }]);
});

it('facilities: the largest first, what none is named for last, and none without records', () => {
  const none = { accepted: 0, waiting: 0, inDoubt: 0, refused: 0, invalid: 0, held: 0 };
  const { facilities } = told([], {
    sites: [
      { ...none, name: 'A', accepted: 1, waiting: 2, inDoubt: 3, refused: 4, invalid: 5, held: 6 },
      { ...none, name: 'B', accepted: 99 },
      { ...none, name: 'C' },
      { ...none, accepted: 500 },
    ],
  });
  expect(facilities).toEqual([
    { name: 'B', landed: 99, waiting: 0, forPerson: 0 },
    { name: 'A', landed: 1, waiting: 5, forPerson: 15 },
    { landed: 500, waiting: 0, forPerson: 0 },
  ]);
});
