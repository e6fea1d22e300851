/** Events of runs as tests need them, with times as a clock in Jakarta shows them. */
import type { RunEvent, SummaryEvent } from '../../src/events.ts';

export const JAKARTA = 'Asia/Jakarta';

/** Epoch milliseconds of a time on 23 November 2026 in Jakarta, e.g. `at('01:12')`. */
export function at(time: string): number {
  return Date.parse(`2026-11-23T${time.length === 5 ? `${time}:00` : time}+07:00`);
}

const NOTHING = {
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
} as const;

/** A summary whose numbers add up, unless it is told otherwise. */
export function summaryOf(
  outcomes: Partial<SummaryEvent['outcomes']>,
  others: Partial<Omit<SummaryEvent, 'event' | 'outcomes'>> = {},
): SummaryEvent {
  const all = { ...NOTHING, ...outcomes };
  const rows = Object.values(all).reduce((sum, count) => sum + count, 0);
  return {
    event: 'summary',
    command: 'import',
    files: 1,
    rows,
    readings: rows - all.skipped,
    outcomes: all,
    backlog: 0,
    problems: [],
    requests: 0,
    outages: 0,
    awayMs: 0,
    ms: 252_000,
    exitCode: 0,
    ...others,
  };
}

/**
 * One file, two problems, an outage in the middle of the night, and the end. Each event with the time at which it
 * happens.
 */
export const A_NIGHT: readonly (readonly [string, RunEvent])[] = [
  ['01:00:00', { event: 'reading', file: 'peserta.xlsx', rows: 0, bytes: 0, totalBytes: 90_000 }],
  [
    '01:00:00',
    {
      event: 'columns',
      file: 'peserta.xlsx',
      sheet: 'Sheet1',
      headerLine: 4,
      columns: [
        { field: 'nik', headings: ['NO KTP'] },
        { field: 'name', headings: ['NAMA\nPESERTA'] },
        { field: 'date', headings: ['TGL VAKSIN'] },
      ],
      ignored: ['PEKERJAAN', ''],
      defaults: { site: 'Puskesmas Kendal 1' },
      guesses: [],
    },
  ],
  ['01:00:01', { event: 'reading', file: 'peserta.xlsx', rows: 1200, bytes: 45_000, totalBytes: 90_000 }],
  [
    '01:00:02',
    {
      event: 'row',
      file: 'peserta.xlsx',
      sheet: 'Sheet1',
      line: 17,
      dose: 1,
      outcome: 'invalid',
      problems: [{ code: 'NIK_EMPTY', field: 'nik', severity: 'error' }],
    },
  ],
  [
    '01:00:02',
    {
      event: 'file',
      file: 'peserta.xlsx',
      sheet: 'Sheet1',
      headerLine: 4,
      columns: { nik: 'NO KTP', name: 'NAMA\nPESERTA', date: 'TGL VAKSIN' },
      rows: 2340,
      notes: [{ code: 'ROW_HIDDEN', severity: 'warning', params: { n: 12 } }],
    },
  ],
  ['01:00:03', { event: 'taken-in', rows: 2340, readings: 2330, fresh: 2300, known: 30 }],
  ['01:00:03', { event: 'delivery', waiting: 2300, inDoubt: 100, target: 'json https://registry.example/v1' }],
  ['01:00:04', { event: 'doubts', asked: 100, there: 80, absent: 20, unknown: 0 }],
  [
    '01:05:00',
    { event: 'batch', entries: 100, accepted: 90, alreadyThere: 8, refused: 2, inDoubt: 0, unsent: 0, ms: 900 },
  ],
  [
    '01:12:30',
    { event: 'weather', state: 'down', since: at('01:12'), nextTry: at('01:14'), cause: 'server-error', status: 503 },
  ],
  ['01:14:00', { event: 'weather', state: 'down', since: at('01:12'), nextTry: at('01:20'), cause: 'timeout' }],
  ['01:28:00', { event: 'weather', state: 'down', since: at('01:12'), nextTry: at('01:33'), cause: 'timeout' }],
  ['01:54:00', { event: 'weather', state: 'up', since: at('01:54') }],
  [
    '01:54:10',
    { event: 'batch', entries: 100, accepted: 100, alreadyThere: 0, refused: 0, inDoubt: 0, unsent: 0, ms: 900 },
  ],
  ['01:54:11', { event: 'stopping', why: 'window' }],
  ['01:54:12', { event: 'correction-sheet', path: 'peserta-perbaikan.xlsx', rows: 12 }],
  [
    '01:54:12',
    summaryOf(
      { accepted: 270, 'already-there': 8, refused: 2, invalid: 10, repeated: 20, waiting: 2020, skipped: 10 },
      {
        backlog: 2020,
        requests: 26,
        outages: 1,
        awayMs: 42 * 60_000,
        ms: 54 * 60_000 + 12_000,
        exitCode: 10,
        problems: [
          { code: 'NIK_NUMERIC', severity: 'error', rows: 8 },
          { code: 'PHONE_BAD', severity: 'warning', rows: 3 },
          { code: 'NIK_EMPTY', severity: 'error', rows: 1 },
        ],
      },
    ),
  ],
];
