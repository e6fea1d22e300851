/** What scripts rely on: `--json` as docs/json-output.md promises it, line by line. */
import { beforeAll, describe, expect, it } from 'vitest';
import { startFakeServer } from '../support/fake-server.ts';
import type { Ended } from '../support/program.ts';
import { Clerk, csv, events, expectDiscreet, people, person, summaryOf } from './clerk.ts';

const OUTCOMES = [
  'accepted',
  'already-there',
  'refused',
  'invalid',
  'repeated',
  'held',
  'waiting',
  'in-doubt',
  'dismissed',
  'skipped',
];
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const PROBLEM = {
  code: expect.stringMatching(/^[A-Z0-9_]+$/),
  severity: expect.stringMatching(/^(error|hold|warning)$/),
};

const clerk = new Clerk();
clerk.env = {
  VAX_UPLOAD_DELIVERY_RETRY_FIRST: '20ms',
  VAX_UPLOAD_DELIVERY_RETRY_CAP: '50ms',
  VAX_UPLOAD_DELIVERY_DOUBTWAIT: '50ms',
};
/**
 * 10 that are fine, one of them refused by the server; one twice; one without a NIK; two that contradict each other; a
 * total.
 */
const fine = people(10);
const invalid = person(20, { nik: '' });
const [held, contradicting] = [person(21), person(21, { date: '05/10/2021' })];
const rows = [...fine, fine[0]!, invalid, held, contradicting];
const refusedNik = fine[9]!.nik;
clerk.write('peserta.csv', `${csv(rows)}JUMLAH,,,,,,,,\n`);
const server = await startFakeServer({
  script: ['commit then reset', '503'],
  rules: {
    refuse: (_, record) =>
      JSON.stringify(record).includes(refusedNik) ? [{ code: 'LOT', message: 'unknown lot' }] : undefined,
  },
});

let ended: Ended;
let said: Record<string, unknown>[];
beforeAll(async () => {
  ended = await clerk.runs('import', 'peserta.csv', '--to', server.url, '--json', '--rows');
  said = events(ended.out);
  await server.close();
});
const ofKind = (event: string) => said.filter((each) => each['event'] === event);

describe('import --json --rows', () => {
  it('every line is an event of the contract, the last one is the summary, and there is one', () => {
    const kinds = said.map(({ event }) => event);
    expect(new Set(kinds)).toEqual(new Set(['file', 'batch', 'weather', 'row', 'correction-sheet', 'summary']));
    expect(kinds.filter((kind) => kind === 'summary')).toHaveLength(1);
    expect(kinds.at(-1)).toBe('summary');
  });

  it('file: what was recognised', () => {
    expect(ofKind('file')).toEqual([
      {
        event: 'file',
        file: 'peserta.csv',
        sheet: '',
        headerLine: 1,
        columns: expect.objectContaining({
          nik: 'NIK',
          name: 'Nama Lengkap',
          birthDate: 'Tgl Lahir',
          date: 'Tgl Vaksin',
        }),
        rows: 15,
        notes: expect.any(Array),
      },
    ]);
  });

  it('row: one for each reading, in the order of the sheet, with the outcome at the end of the run', () => {
    const told = ofKind('row');
    expect(told.map(({ line }) => line)).toEqual(Array.from({ length: 15 }, (_, index) => index + 2));
    expect(told.map(({ outcome }) => outcome)).toEqual([
      ...Array.from({ length: 9 }, () => 'accepted'),
      'refused',
      'repeated',
      'invalid',
      'held',
      'held',
      'skipped',
    ]);
    for (const row of told) {
      expect(row).toEqual({
        event: 'row',
        file: 'peserta.csv',
        sheet: '',
        line: expect.any(Number),
        dose: 1,
        outcome: expect.stringMatching(new RegExp(`^(${OUTCOMES.join('|')})$`)),
        problems: expect.any(Array),
      });
      for (const problem of row['problems'] as object[]) expect(problem).toEqual(expect.objectContaining(PROBLEM));
    }
    const problemsOf = (line: number) =>
      told
        .filter((row) => row['line'] === line)
        .flatMap((row) => (row['problems'] as { code: string }[]).map(({ code }) => code));
    expect(problemsOf(11)).toContain('SERVER_REFUSED');
    expect(problemsOf(12)).toContain('DUP_EVENT');
    expect(problemsOf(13)).toContain('NIK_EMPTY');
    expect(problemsOf(14)).toContain('DUP_DIFF');
    expect(problemsOf(15)).toContain('DUP_DIFF');
  });

  it('batch: the parts add up to the entries', () => {
    for (const batch of ofKind('batch')) {
      const { event, entries, ms, ...parts } = batch as Record<string, number>;
      expect(Object.keys(parts).sort()).toEqual(['accepted', 'alreadyThere', 'inDoubt', 'refused', 'unsent']);
      expect(Object.values(parts).reduce((sum, n) => sum + n, 0)).toBe(entries);
      expect([event, Number.isInteger(ms)]).toEqual(['batch', true]);
    }
  });

  it('weather: down with the next try, and up again', () => {
    const states = ofKind('weather').map(({ state }) => state);
    expect(states[0]).toBe('down');
    expect(states.at(-1)).toBe('up');
    for (const weather of ofKind('weather')) {
      expect(weather['since']).toMatch(ISO);
      if (weather['state'] === 'down') expect(weather['nextTry']).toMatch(ISO);
      else expect(weather).not.toHaveProperty('nextTry');
    }
  });

  it('summary: all ten outcomes, which add up, and the exit code of the process', () => {
    const summary = summaryOf(ended.out);
    expect(Object.keys(summary.outcomes).sort()).toEqual([...OUTCOMES].sort());
    expect(summary).toMatchObject({
      rows: 15,
      readings: 14,
      outcomes: {
        accepted: 9,
        refused: 1,
        invalid: 1,
        repeated: 1,
        held: 2,
        skipped: 1,
        waiting: 0,
        'in-doubt': 0,
        'already-there': 0,
      },
      exitCode: 3,
      command: 'import',
      files: 1,
      backlog: 0,
    });
    expect(ended.exitCode).toBe(3);
  });

  it('nothing of any person, and nothing that moves', () => {
    expectDiscreet(ended, rows);
    expect(ended.out + ended.err).not.toContain('\u001B');
    expect(ended.out).not.toContain('unknown lot');
    expect(ended.err).toBe('');
  });
});

describe('check --json', () => {
  it('tells every row, waiting where it is ready, and needs neither ledger nor server', async () => {
    const checked = await clerk.runs('check', 'peserta.csv', '--json', '--state', 'tidak-ada.db');
    const told = events(checked.out);
    expect(told.map(({ event }) => event)).toEqual(['file', ...Array.from({ length: 15 }, () => 'row'), 'summary']);
    expect(summaryOf(checked.out)).toMatchObject({
      outcomes: { waiting: 10, invalid: 1, repeated: 1, held: 2, skipped: 1 },
      exitCode: 3,
      command: 'check',
    });
    expect(checked.exitCode).toBe(3);
    expectDiscreet(checked, rows);
  });

  it('calls a file what it was called in the command line', async () => {
    const path = clerk.path('peserta.csv');
    const { out } = await clerk.runs('check', './peserta.csv', path, '../tidak/ada.csv', '--json');
    const files = events(out).flatMap(({ event, file }) => (event === 'file' || event === 'failed' ? [file] : []));
    expect(files).toEqual(['./peserta.csv', path, '../tidak/ada.csv']);
  });

  it('agrees with the import about every row that was not sent', async () => {
    const checked = events((await clerk.runs('check', 'peserta.csv', '--json')).out).filter(
      ({ event }) => event === 'row',
    );
    const kept = (row: Record<string, unknown>) =>
      ['invalid', 'held', 'repeated', 'skipped'].includes(String(row['outcome']));
    const codes = (row: Record<string, unknown>) => [
      row['line'],
      row['outcome'],
      (row['problems'] as { code: string }[]).map(({ code }) => code).sort(),
    ];
    expect(checked.filter(kept).map(codes)).toEqual(ofKind('row').filter(kept).map(codes));
  });
});

describe('other commands', () => {
  it('status --json: one object', async () => {
    const { out, exitCode } = await clerk.runs('status', '--json');
    expect(exitCode).toBe(0);
    expect(events(out)).toEqual([
      {
        entries: { pending: 0, sending: 0, 'in-doubt': 0, accepted: 9, refused: 1, held: 1 },
        forPerson: { invalid: 1, held: 2, refused: 1 },
        dismissed: 0,
        lastRun: {
          command: 'import',
          started: expect.stringMatching(ISO),
          ended: expect.stringMatching(ISO),
          exitCode: 3,
        },
        running: false,
        nights: [expect.objectContaining({ accepted: 9, refused: 1, backlog: 0, exitCode: 3 })],
        next: { kind: 'correct' },
      },
    ]);
  });

  it('rejects --json and explain --json: one object a line', async () => {
    const [rejects] = events((await clerk.runs('rejects', '-o', 'semua.xlsx', '--json')).out);
    expect(rejects).toMatchObject({ rows: 4, path: clerk.path('semua.xlsx') });
    const [life] = events((await clerk.runs('explain', 'peserta.csv', '2', '--json')).out);
    expect(life).toMatchObject({ line: 2, kind: 'owner', entry: { state: 'accepted' } });
  });
});
