/** The list of runs on screens of several widths. */
import { expect, test } from 'vitest';
import type { PastRun } from '../../src/ledger/history-side.ts';
import { runsLines } from '../../src/report/runs.ts';
import { messagesFor } from '../../src/text/messages-for.ts';

const BEGAN = Date.UTC(2026, 10, 29, 15);
const MINUTE = 60_000;
const AT_WORK: PastRun = {
  id: 12,
  command: 'import',
  started: BEGAN,
  landed: { accepted: 1385, alreadyThere: 0, refused: 12, requests: 20 },
  outages: [{ since: BEGAN + MINUTE, cause: 'refused' }],
  files: [],
};
const shown = (columns: number | undefined): string[] =>
  runsLines([AT_WORK], [AT_WORK], messagesFor('id'), { columns, timeZone: 'Asia/Jakarta', now: BEGAN + 10 * MINUTE });

test('of several machines each run that is at work says so, and one that died does not', () => {
  const [older, dead] = [
    { ...AT_WORK, id: 10 },
    { ...AT_WORK, id: 11 },
  ];
  const screen = { columns: undefined, timeZone: 'Asia/Jakarta', now: BEGAN + 10 * MINUTE };
  const ends = runsLines([AT_WORK, dead, older], [AT_WORK, older], messagesFor('en'), screen);
  expect(ends.slice(1).map((line) => line.includes('at work'))).toEqual([true, false, true]);
});

test('one line a run where there is room for it, with the zone and the outage that still goes on', () => {
  expect(shown(undefined)).toEqual([
    'Ke  Mulai             Perintah  Lama  Sampai  Ditolak  Sisa  Server mati  Akhir',
    '12  2026-11-29 22:00  import           1.385       12     ?   9 mnt (1×)  berjalan',
  ]);
});

test.each([60, 80])('on %i columns the figures stand below the run', (columns) => {
  expect(shown(columns)).toEqual([
    'Ke  Mulai             Perintah  Lama  Akhir',
    '12  2026-11-29 22:00  import          berjalan',
    '    sampai 1.385, ditolak 12, sisa ?, server mati 9 mnt (1×)',
  ]);
});
