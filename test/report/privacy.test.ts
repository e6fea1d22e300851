import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../src/events.ts';
import { PROBLEM_CODES, type Problem } from '../../src/record/problems.ts';
import { createReporter, type ReportMode } from '../../src/report/create.ts';
import { LANGUAGES } from '../../src/text/language.ts';
import { messagesFor } from '../../src/text/messages-for.ts';
import { at, JAKARTA, summaryOf } from '../support/run-events.ts';
import { Paper, Screen } from '../support/screen.ts';

/** An invented person, in every parameter that any sentence has a place for. */
const PERSON = [
  '3324011708450001',
  'Sri Wahyuningsih',
  '081234567890',
  '17/08/1945',
  3324011708450001,
  81234567890,
] as const;
const NAMES = [
  'v',
  'n',
  'nik',
  'cell',
  'sel',
  'a',
  'b',
  'r',
  'row',
  'rows',
  'd',
  'dd',
  'mm',
  'm',
  'ppkk',
  't',
  'name',
  'value',
];

const problems: readonly Problem[] = PROBLEM_CODES.flatMap((code) =>
  PERSON.map(
    (secret): Problem => ({
      code,
      field: 'nik',
      severity: 'error',
      params: Object.fromEntries(NAMES.map((name) => [name, secret])),
    }),
  ),
);

const events: readonly RunEvent[] = [
  { event: 'row', file: 'a.csv', sheet: '', line: 2, dose: 1, outcome: 'invalid', problems },
  { event: 'file', file: 'a.csv', sheet: '', headerLine: 1, columns: { nik: 'NIK' }, rows: 1, notes: problems },
  summaryOf(
    { invalid: 1 },
    { exitCode: 3, problems: PROBLEM_CODES.map((code) => ({ code, severity: 'error', rows: 1 })) },
  ),
];

const modes: readonly ReportMode[] = ['terminal', 'plain', 'json', 'quiet'];

describe.each(modes)('the %s reporter', (mode) => {
  test.each(LANGUAGES)('prints nothing of a person, in %s', async (language) => {
    const out = mode === 'terminal' ? new Screen(80) : new Paper();
    const err = mode === 'terminal' ? new Screen(80) : new Paper();
    const reporter = await createReporter({
      mode,
      out,
      err,
      messages: messagesFor(language),
      now: () => at('01:00'),
      timeZone: JAKARTA,
      colour: { out: true, err: true },
      rows: true,
    });
    for (const event of events) reporter.report(event);
    reporter.close();
    const text = [out, err].map((stream) => (stream instanceof Screen ? stream.raw : stream.text)).join('\n');
    if (mode !== 'quiet') expect(text).toContain('a.csv');
    for (const secret of PERSON) expect(text.replace(/[.,](?=\d{3})/g, '')).not.toContain(String(secret));
    expect(text).not.toMatch(/Sri|1945/);
  });
});
