/** Nights, as people count them. */
import { describe, expect, it } from 'vitest';
import type { PastRun } from '../../src/ledger/history-side.ts';
import { estimateOf } from '../../src/night/estimate.ts';
import { lastOf, leftNow, nightsOf, untilNow } from '../../src/night/nights.ts';

const ZONE = 'Asia/Jakarta';
const NONE = { accepted: 0, alreadyThere: 0, refused: 0, requests: 0 };

/** `when` is the clock on the wall in Kendal. */
function at(when: string): number {
  return Date.parse(`${when}+07:00`);
}

function run(started: string, ended?: string, more: Partial<PastRun> = {}): PastRun {
  return {
    id: at(started),
    started: at(started),
    command: 'resume',
    landed: NONE,
    outages: [],
    files: [],
    ...(ended === undefined ? {} : { ended: at(ended), exitCode: 0 }),
    ...more,
  };
}

function ended(backlog: number, rows = 0): Pick<PastRun, 'summary'> {
  const outcomes = {} as NonNullable<PastRun['summary']>['outcomes'];
  const counts = { files: 0, rows, readings: rows, outcomes, backlog, problems: [] };
  return { summary: { ...counts, requests: 0, outages: 0, awayMs: 0, ms: 0 } };
}

describe('a night', () => {
  it.each([
    ['begun in the evening, ended in the morning', '2026-11-28T22:00', '2026-11-29'],
    ['begun after midnight', '2026-11-29T00:30', '2026-11-29'],
    ['begun in the forenoon, by hand', '2026-11-29T11:59', '2026-11-29'],
    ['begun at noon', '2026-11-29T12:00', '2026-11-30'],
  ])('%s is called by its morning', (_, started, day) => {
    expect(nightsOf([run(started)], ZONE)).toMatchObject([{ day }]);
  });

  it('is told by the run that ended last, where several machines were at work', () => {
    const worker = run('2026-11-28T22:00', '2026-11-29T04:00', { exitCode: 3, ...ended(0) });
    const clerk = run('2026-11-28T22:01', '2026-11-28T22:02', { exitCode: 10, ...ended(2139) });
    expect(nightsOf([worker, clerk], ZONE)).toMatchObject([{ backlog: 0, exitCode: 3 }]);
    expect(lastOf([clerk, worker])).toBe(worker);
    expect(lastOf([])).toBeUndefined();
  });

  it('goes on: what is left is what waits now', () => {
    const clerk = run('2026-11-28T22:01', '2026-11-28T22:02', { exitCode: 10, ...ended(2139) });
    const worker = run('2026-11-28T22:00');
    const runs = untilNow([clerk, worker], [worker], at('2026-11-29T01:00'));
    expect(leftNow(nightsOf(runs, ZONE), [worker], 17)).toMatchObject([{ backlog: 17 }]);
    expect(leftNow(nightsOf(runs, ZONE), [], 17)).toMatchObject([{ backlog: 2139 }]);
    expect(lastOf(runs)).toMatchObject({ id: worker.id });
  });

  it('has an outage once, although two workers saw it', () => {
    const outage = (since: string, until: string) => ({ since: at(since), until: at(until), cause: 'reset' as const });
    const [one, two] = [
      [outage('2026-11-28T23:00', '2026-11-28T23:30'), outage('2026-11-29T01:00', '2026-11-29T02:00')],
      [outage('2026-11-28T23:01', '2026-11-28T23:40')],
    ].map((outages, index) => run(`2026-11-28T22:0${index}`, '2026-11-29T05:00', { outages }));
    expect(nightsOf([one as PastRun, two as PastRun], ZONE)[0]?.outages).toEqual([
      { since: at('2026-11-28T23:00'), until: at('2026-11-28T23:40') },
      { since: at('2026-11-29T01:00'), until: at('2026-11-29T02:00') },
    ]);
  });

  it('puts the runs of one night together, whatever order they come in', () => {
    const first = run('2026-11-28T22:00', '2026-11-28T23:00', {
      landed: { ...NONE, accepted: 3, requests: 1 },
      ...ended(9, 12),
    });
    const second = run('2026-11-29T02:00', '2026-11-29T05:00', {
      landed: { ...NONE, alreadyThere: 2 },
      exitCode: 10,
      ...ended(7),
    });
    expect(nightsOf([second, run('2026-11-27T22:00'), first], ZONE)).toMatchObject([
      { day: '2026-11-28', runs: [{}] },
      {
        day: '2026-11-29',
        from: first.started,
        to: second.ended,
        landed: { accepted: 3, alreadyThere: 2, requests: 1 },
        rows: 12,
        backlog: 7,
        exitCode: 10,
      },
    ]);
  });

  it('says how long the server was away: until the run ended where it had not come back, and once where two runs saw it', () => {
    const seen = run('2026-11-28T22:00', '2026-11-28T23:00', {
      outages: [{ since: at('2026-11-28T22:10'), until: at('2026-11-28T22:20') }, { since: at('2026-11-28T22:50') }],
    });
    const too = run('2026-11-28T22:30', '2026-11-28T23:00', {
      outages: [{ since: at('2026-11-28T22:15'), until: at('2026-11-28T22:20') }],
    });
    const [night] = nightsOf([seen, too], ZONE);
    expect(night?.awayMs).toBe(20 * 60_000);
    expect(night?.outages.at(-1)?.until).toBe(at('2026-11-28T23:00'));
  });

  it('of a run that was killed has no exit code, and ends with the last that it told', () => {
    const killed = run('2026-11-28T22:00', undefined, {
      outages: [{ since: at('2026-11-28T22:10'), until: at('2026-11-28T22:20') }],
    });
    const [night] = nightsOf([killed], ZONE);
    expect(night).toMatchObject({ to: at('2026-11-28T22:20') });
    expect(night).not.toHaveProperty('exitCode');
    expect(night).not.toHaveProperty('backlog');
  });

  it('lists a file that was refused once, and not where it was read later', () => {
    const why = 'FILE_NOT_SHEET';
    const early = run('2026-11-28T22:00', '2026-11-28T23:00', {
      files: [
        { name: 'a.xlsx', rows: 0, why },
        { name: 'b.xlsx', rows: 0, why },
      ],
    });
    const late = run('2026-11-29T02:00', '2026-11-29T03:00', {
      files: [
        { name: 'a.xlsx', rows: 0, why },
        { name: 'b.xlsx', rows: 4 },
      ],
    });
    expect(nightsOf([early, late], ZONE)).toMatchObject([{ refused: [{ name: 'a.xlsx', why }], files: 1 }]);
  });
});

describe('the estimate', () => {
  const night = (day: number, accepted: number, backlog: number) =>
    run(`2026-11-${day}T22:00`, `2026-11-${day}T23:00`, {
      landed: { ...NONE, accepted, requests: 5 },
      ...ended(backlog),
    });

  it.each([
    [
      'is the middle of the last nights',
      [night(20, 900, 5000), night(21, 100, 4900), night(22, 1000, 3900)],
      3900,
      { perNight: 900, tonight: 900, nights: 5 },
    ],
    [
      'does not count a night that ended because nothing was left',
      [night(20, 900, 10), night(21, 3, 0)],
      1000,
      { perNight: 900, tonight: 900, nights: 2 },
    ],
    ['is no more than there is', [night(20, 900, 10)], 30, { perNight: 900, tonight: 30, nights: 1 }],
    ['is none where nothing waits', [night(20, 900, 0)], 0, undefined],
    ['is none where nothing ever landed', [night(20, 0, 50)], 50, undefined],
    ['is none before the first night', [], 50, undefined],
  ])('%s', (_, runs, waiting, expected) => {
    expect(estimateOf(nightsOf(runs, ZONE), waiting)).toEqual(expected);
  });

  it.each([
    ['is at work or was killed', undefined],
    ['was stopped by a person', 130],
    ['was refused by the server', 7],
    ['found the disk full', 74],
  ])('says nothing by a night that %s', (_, exitCode) => {
    const { exitCode: _ended, ...short } = night(21, 2, 900);
    const last = exitCode === undefined ? short : { ...short, exitCode };
    expect(estimateOf(nightsOf([night(20, 900, 5_000), last], ZONE), 900)).toMatchObject({ perNight: 900 });
    expect(estimateOf(nightsOf([last], ZONE), 900)).toBeUndefined();
  });

  it('looks at the last seven nights only', () => {
    const runs = Array.from({ length: 14 }, (_, index) => night(10 + index, index < 7 ? 1 : 100, 1_000));
    expect(estimateOf(nightsOf(runs, ZONE), 1_000)).toMatchObject({ perNight: 100 });
  });
});
