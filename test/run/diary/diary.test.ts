/** The diary of a run: what it writes down, when, and that nothing of it can harm a run. */
import { expect, it } from 'vitest';
import type { Clock } from '../../../src/clock.ts';
import { RunError } from '../../../src/errors.ts';
import type { RunEvent } from '../../../src/events.ts';
import type { DiaryPart } from '../../../src/ledger/history-side.ts';
import { keepDiary } from '../../../src/run/diary/diary.ts';

const MINUTE = 60_000;

function desk(note: (part: DiaryPart) => Promise<void> = async () => undefined) {
  let now = 100 * MINUTE;
  const clock: Clock = { now: () => now, elapsed: () => now, sleep: async () => undefined };
  const written: DiaryPart[] = [];
  const diary = keepDiary(clock);
  diary.open({
    note(part) {
      written.push(part);
      return note(part);
    },
  });
  return {
    diary,
    written,
    later(ms: number) {
      now += ms;
    },
    hears(...events: RunEvent[]) {
      for (const event of events) diary.report(event);
    },
  };
}

const batch = (accepted: number, alreadyThere = 0, refused = 0): RunEvent => ({
  event: 'batch',
  entries: accepted + alreadyThere + refused,
  accepted,
  alreadyThere,
  refused,
  inDoubt: 0,
  unsent: 0,
  ms: 5,
});
const request: RunEvent = { event: 'request', nth: 1, to: 'submissions', ms: 5, status: 200 };

it('counts once what the server lost and was sent again', async () => {
  const { diary, written, hears } = desk();
  hears(batch(385), { event: 'look-back', asked: 386, gone: 385 });
  hears(batch(100), { event: 'doubts', asked: 200, there: 200, absent: 0, unknown: 0 }, batch(1_786));
  await diary.end();
  const landed = written.flatMap(({ minutes }) => minutes).reduce((sum, { accepted }) => sum + accepted, 0);
  expect(landed).toBe(385 + 100 + 200 + 1_786 - 385);
});

it('counts what lands by the minute, and writes at most once a minute', async () => {
  const { diary, written, hears, later } = desk();
  hears(request, batch(3, 1, 2), request, batch(4));
  expect(written).toEqual([]);
  later(MINUTE);
  hears(request, batch(1));
  later(10);
  hears({ event: 'doubts', asked: 9, there: 5, absent: 2, unknown: 2 });
  await diary.end();
  expect(written.map(({ minutes }) => minutes)).toEqual([
    [
      { minute: 100, accepted: 7, alreadyThere: 1, refused: 2, requests: 2 },
      { minute: 101, accepted: 1, alreadyThere: 0, refused: 0, requests: 1 },
    ],
    [{ minute: 101, accepted: 5, alreadyThere: 0, refused: 0, requests: 0 }],
  ]);
});

it('writes an outage when it begins, once more when it ends, and takes the first word for its beginning', async () => {
  const { diary, written, hears, later } = desk();
  const since = 100 * MINUTE;
  hears({ event: 'weather', state: 'down', since, cause: 'refused', nextTry: since + 9 });
  later(500);
  hears({
    event: 'weather',
    state: 'down',
    since: since + 1,
    cause: 'server-error',
    status: 503,
    nextTry: since + 900,
  });
  later(500);
  hears({ event: 'weather', state: 'up', since: since + 1_000 });
  await diary.end();
  const down = { since, cause: 'refused' };
  expect(written.map(({ outages }) => outages)).toEqual([[down], [down], [{ ...down, until: since + 1_000 }]]);
});

it('writes nothing while a file is being taken in; then which files came, and why one did not', async () => {
  const { diary, written, hears, later } = desk();
  const file = { event: 'file', file: 'a.xlsx', headerLine: 1, columns: {}, notes: [] } as const;
  hears({ ...file, sheet: 'Satu', rows: 3 });
  later(10 * MINUTE);
  hears({ ...file, sheet: 'Dua', rows: 4 });
  expect(written).toEqual([]);
  hears({ event: 'failed', error: new RunError('FILE_EMPTY', { file: 'b.xlsx' }), file: 'b.xlsx' });
  await diary.end();
  expect(written).toMatchObject([
    {
      files: [
        { name: 'a.xlsx', rows: 3 },
        { name: 'a.xlsx', rows: 4 },
        { name: 'b.xlsx', rows: 0, why: 'FILE_EMPTY', about: { file: 'b.xlsx' } },
      ],
    },
  ]);
});

it('a disk that does not take it is no matter of the run; a bug is', async () => {
  const full = desk(() => Promise.reject(new RunError('DISK_FULL', { path: 'x' })));
  full.hears(batch(1));
  await expect(full.diary.end()).resolves.toBeUndefined();
  const broken = desk(() => Promise.reject(new TypeError('x')));
  broken.hears(batch(1));
  await expect(broken.diary.end()).rejects.toThrow(TypeError);
});
