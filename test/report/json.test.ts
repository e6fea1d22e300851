import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { RunError } from '../../src/errors.ts';
import { FIELDS, PROBLEM_CODES } from '../../src/record/problems.ts';
import { OUTCOMES } from '../../src/record/record.ts';
import { jsonReporter } from '../../src/report/json.ts';
import { A_NIGHT } from '../support/run-events.ts';
import { Paper } from '../support/screen.ts';

const count = z.number().int().min(0);
const severity = z.enum(['error', 'hold', 'warning']);
const problem = z.strictObject({ code: z.enum(PROBLEM_CODES), field: z.enum(FIELDS).optional(), severity });
const time = z.iso.datetime();

/** The contract (docs/json-output.md), with nothing beside it. */
const CONTRACT = z.discriminatedUnion('event', [
  z.strictObject({
    event: z.literal('file'),
    file: z.string(),
    sheet: z.string(),
    headerLine: count,
    columns: z.partialRecord(z.enum(FIELDS), z.string()),
    rows: count,
    notes: z.array(problem.extend({ n: count.optional(), lines: z.string().optional() })),
    near: z.array(z.strictObject({ field: z.enum(FIELDS), heading: z.string() })).optional(),
  }),
  z.strictObject({
    event: z.literal('row'),
    file: z.string(),
    sheet: z.string(),
    line: count,
    dose: count,
    outcome: z.enum(OUTCOMES),
    problems: z.array(problem),
  }),
  z.strictObject({
    event: z.literal('batch'),
    entries: count,
    accepted: count,
    alreadyThere: count,
    refused: count,
    inDoubt: count,
    unsent: count,
    ms: count,
  }),
  z.strictObject({
    event: z.literal('weather'),
    state: z.enum(['down', 'up']),
    since: time,
    nextTry: time.optional(),
    cause: z.string().optional(),
    status: count.optional(),
  }),
  z.strictObject({
    event: z.literal('position'),
    phase: z.enum(['starting', 'reading', 'sending']),
    rows: count.optional(),
    done: count.optional(),
    total: count.optional(),
    server: z.enum(['down', 'up']).optional(),
    since: time.optional(),
    nextTry: time.optional(),
  }),
  z.strictObject({
    event: z.literal('request'),
    nth: count,
    to: z.string(),
    id: z.string().optional(),
    status: count.optional(),
    requestId: z.string().optional(),
    cause: z.string().optional(),
    ms: count,
  }),
  z.strictObject({ event: z.literal('clock'), here: time, server: time }),
  z.strictObject({
    event: z.literal('looked'),
    folder: z.string(),
    fresh: count,
    known: count,
    passed: z.array(z.strictObject({ file: z.string(), why: z.string(), type: z.string().optional() })),
  }),
  z.strictObject({ event: z.literal('to-correct'), folder: z.string(), files: count }),
  z.strictObject({
    event: z.literal('file-result'),
    file: z.string(),
    became: z.enum(['done', 'waiting', 'needs-person', 'left', 'refused']),
    rows: count.optional(),
    outcomes: z.record(z.enum(OUTCOMES), count).optional(),
    code: z.string().optional(),
    before: z.boolean().optional(),
    to: z.string().optional(),
    open: z.literal(true).optional(),
  }),
  z.strictObject({
    event: z.literal('database'),
    state: z.enum(['down', 'up']),
    since: time,
    why: z.string().optional(),
    code: z.string().optional(),
    awayMs: count.optional(),
  }),
  z.strictObject({
    event: z.literal('resting'),
    why: z.enum(['empty', 'window', 'trouble']),
    until: time.optional(),
  }),
  z.strictObject({ event: z.literal('log-lost'), path: z.string(), code: z.string() }),
  z.strictObject({ event: z.literal('correction-sheet'), path: z.string(), rows: count }),
  z.strictObject({ event: z.literal('untouched'), file: z.string() }),
  z.strictObject({ event: z.literal('failed'), code: z.string(), exitCode: count, file: z.string().optional() }),
  z.strictObject({
    event: z.literal('summary'),
    rows: count,
    readings: count,
    outcomes: z.record(z.enum(OUTCOMES), count),
    exitCode: count,
    command: z.enum(['import', 'resume', 'check']),
    files: count,
    backlog: count,
    problems: z.array(z.strictObject({ code: z.enum(PROBLEM_CODES), severity, rows: count })),
    requests: count,
    outages: count,
    awayMs: count,
    ms: count,
  }),
]);

function printed(rows: boolean): unknown[] {
  const out = new Paper();
  const reporter = jsonReporter({ out, rows });
  for (const [, event] of A_NIGHT) reporter.report(event);
  reporter.report({
    event: 'failed',
    error: new RunError('FILE_MISSING', { file: 'secret\nname.xlsx' }),
    file: 'b.xlsx',
  });
  reporter.close();
  return out.lines().map((line) => JSON.parse(line) as unknown);
}

describe('--json', () => {
  test('each line is one object of the contract, and nothing else is printed', () => {
    for (const event of printed(true)) CONTRACT.parse(event);
  });

  test('only the events of the contract, in order', () => {
    const names = printed(false).map((event) => (event as { event: string }).event);
    expect(names).toEqual([
      'file',
      'batch',
      'weather',
      'weather',
      'weather',
      'weather',
      'batch',
      'correction-sheet',
      'summary',
      'failed',
    ]);
  });

  test.each([
    [true, ['request']],
    [false, []],
  ])('requests only with -v (%s)', (verbose, names) => {
    const out = new Paper();
    const reporter = jsonReporter({ out, verbose });
    reporter.report({ event: 'request', nth: 1, to: 'submissions', id: 'b1', status: 200, ms: 3 });
    const lines = out.text === '' ? [] : out.lines();
    expect(lines.map((line) => CONTRACT.parse(JSON.parse(line)).event)).toEqual(names);
  });

  test('rows only when they were asked for', () => {
    expect(printed(true).filter((event) => (event as { event: string }).event === 'row')).toEqual([
      {
        event: 'row',
        file: 'peserta.xlsx',
        sheet: 'Sheet1',
        line: 17,
        dose: 1,
        outcome: 'invalid',
        problems: [{ code: 'NIK_EMPTY', field: 'nik', severity: 'error' }],
      },
    ]);
  });

  test('times are UTC, so that nobody has to know where it ran', () => {
    expect(printed(false)).toContainEqual({
      event: 'weather',
      state: 'down',
      since: '2026-11-22T18:12:00.000Z',
      nextTry: '2026-11-22T18:14:00.000Z',
      cause: 'server-error',
      status: 503,
    });
  });

  test('an error is a code, its exit code and the file', () => {
    expect(printed(false).at(-1)).toEqual({ event: 'failed', code: 'FILE_MISSING', exitCode: 65, file: 'b.xlsx' });
  });

  test('the examples in the documentation are of the contract, one for each event at least', () => {
    const text = readFileSync(new URL('../../docs/json-output.md', import.meta.url), 'utf8');
    const events = text.split(/^## /m).find((chapter) => chapter.startsWith('Events\n')) ?? '';
    const examples = [...events.matchAll(/^```json\n([\s\S]*?)^```/gm)].flatMap(([, lines = '']) =>
      lines.trim().split('\n'),
    );
    const shown = examples.map((line) => CONTRACT.parse(JSON.parse(line)));
    expect(new Set(shown.map((example) => example.event)).size).toBe(CONTRACT.options.length);
    const last = shown.at(-1);
    if (last?.event !== 'summary') throw new Error('the summary is described last');
    expect(Object.values(last.outcomes).reduce((sum, count) => sum + count, 0)).toBe(
      last.readings + last.outcomes.skipped,
    );
  });
});
