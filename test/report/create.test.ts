import { describe, expect, test } from 'vitest';
import { RunError } from '../../src/errors.ts';
import type { Reporter } from '../../src/events.ts';
import { chooseMode, createReporter, type ModeWishes, type ReportMode } from '../../src/report/create.ts';
import { type ColourWishes, mayColour } from '../../src/report/output.ts';
import { teeReporter } from '../../src/report/tee.ts';
import { messagesFor } from '../../src/text/messages-for.ts';
import { A_NIGHT, at, JAKARTA } from '../support/run-events.ts';
import { Paper } from '../support/screen.ts';

describe('which reporter', () => {
  const rows: readonly [string, ModeWishes, ReportMode][] = [
    ['a person at a screen', { errIsTTY: true, TERM: 'xterm-256color' }, 'terminal'],
    ['cron', { errIsTTY: false }, 'plain'],
    ['a screen that cannot move its cursor', { errIsTTY: true, TERM: 'dumb' }, 'plain'],
    ['a script', { json: true, errIsTTY: true }, 'json'],
    ['--json with -q is still JSON', { json: true, quiet: true }, 'json'],
    ['-q', { quiet: true, errIsTTY: true }, 'quiet'],
  ];
  test.each(rows)('%s', (_, wishes, mode) => {
    expect(chooseMode(wishes)).toBe(mode);
  });
});

describe('colour', () => {
  const rows: readonly [string, { isTTY?: boolean }, ColourWishes, boolean][] = [
    ['a screen', { isTTY: true }, {}, true],
    ['a file', {}, {}, false],
    ['NO_COLOR=1', { isTTY: true }, { NO_COLOR: '1' }, false],
    ['NO_COLOR=0 is not empty either', { isTTY: true }, { NO_COLOR: '0' }, false],
    ['an empty NO_COLOR says nothing', { isTTY: true }, { NO_COLOR: '' }, true],
    ['--no-color', { isTTY: true }, { noColor: true }, false],
    ['TERM=dumb', { isTTY: true }, { TERM: 'dumb' }, false],
  ];
  test.each(rows)('%s', (_, stream, wishes, expected) => {
    expect(mayColour(stream, wishes)).toBe(expected);
  });
});

async function run(mode: ReportMode): Promise<{ out: Paper; err: Paper }> {
  const out = new Paper();
  const err = new Paper();
  const colour = { out: false, err: false };
  const reporter = await createReporter({
    mode,
    out,
    err,
    messages: messagesFor('id'),
    now: () => at('01:00'),
    timeZone: JAKARTA,
    colour,
  });
  reporter.report({ event: 'failed', error: new RunError('FILE_EMPTY', { file: 'kosong.xlsx' }) });
  for (const [, event] of A_NIGHT) reporter.report(event);
  reporter.close();
  return { out, err };
}

const TWO_LINES = [
  'Galat: kosong.xlsx kosong. [FILE_EMPTY]',
  'Coba: Simpan lagi dari Excel, atau salin sekali lagi: mungkin penyalinannya terputus.',
];

test('-q says nothing but errors', async () => {
  const { out, err } = await run('quiet');
  expect(out.text).toBe('');
  expect(err.lines()).toEqual(TWO_LINES);
});

test('--json keeps stdout for JSON and says errors in words on stderr', async () => {
  const { out, err } = await run('json');
  for (const line of out.lines()) expect(JSON.parse(line)).toHaveProperty('event');
  expect(err.lines()).toEqual(TWO_LINES);
});

describe('several listeners', () => {
  function listener(heard: string[], name: string, broken = false): Reporter {
    const act = (what: string): void => {
      heard.push(`${name} ${what}`);
      if (broken) throw new Error(name);
    };
    return { report: (event) => act(event.event), close: () => act('close') };
  }

  test('all hear everything, in order, even when one of them fails', () => {
    const heard: string[] = [];
    const tee = teeReporter(listener(heard, 'a', true), listener(heard, 'b'));
    expect(() => tee.report({ event: 'stopping', why: 'SIGINT' })).toThrow('a');
    expect(() => tee.close()).toThrow('a');
    expect(heard).toEqual(['a stopping', 'b stopping', 'a close', 'b close']);
  });
});
