import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RunError } from '../../../src/errors.ts';
import type { Reporter } from '../../../src/events.ts';
import { terminalReporter } from '../../../src/report/screen/terminal.ts';
import { messagesFor } from '../../../src/text/messages-for.ts';
import { A_NIGHT, at, JAKARTA } from '../../support/run-events.ts';
import { Paper, Screen } from '../../support/screen.ts';

// ora and cli-progress redraw by timers of their own; with fake ones a night passes at once.
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Session {
  /** stdout and stderr of a shell are the same screen. */
  readonly screen: Screen;
  readonly reporter: Reporter;
  until(time: string): void;
  /** Plays the night up to and including this event number. */
  play(events: number): void;
}

function session(columns: number, { colour = false, rows = false } = {}): Session {
  vi.setSystemTime(at('01:00'));
  const screen = new Screen(columns);
  const reporter = terminalReporter({
    out: screen,
    err: screen,
    messages: messagesFor('id'),
    now: () => Date.now(),
    timeZone: JAKARTA,
    colour: { out: colour, err: colour },
    rows,
  });
  const until = (time: string): void => void vi.advanceTimersByTime(Math.min(5_000, at(time) - Date.now()));
  return {
    screen,
    reporter,
    until,
    play: (events) => {
      for (const [time, event] of A_NIGHT.slice(0, events)) {
        until(time);
        vi.setSystemTime(at(time));
        reporter.report(event);
      }
      vi.advanceTimersByTime(400);
    },
  };
}

describe('on a screen of 80 columns', () => {
  test('while reading: what the columns are, then a spinner with rows and percent', () => {
    const { screen, reporter, play } = session(80);
    play(3);
    const lines = screen.lines();
    expect(lines.slice(0, 4)).toEqual([
      'Kolom di peserta.xlsx, lembar Sheet1: NIK ← "NO KTP", nama ← "NAMA PESERTA",',
      '  tanggal vaksinasi ← "TGL VAKSIN"',
      'Dari atas tabel: faskes = "Puskesmas Kendal 1"',
      'Tidak dibaca: "PEKERJAAN"',
    ]);
    expect(lines[4]).toMatch(/^\S Membaca peserta\.xlsx: 1\.200 baris \(50%\)$/);
    expect(lines).toHaveLength(5);
    reporter.close();
  });

  test('while delivering: a bar with counts, rate and time left', () => {
    const { screen, reporter, play } = session(80);
    play(9);
    expect(screen.lines().at(-1)).toMatch(/^█+░+ {3}7% {2}180\/2\.300 {2}[\d,]+\/mnt, sisa [\d jamntdk]+$/);
    reporter.close();
  });

  test('during an outage: the weather, in the bar and once as a line that stays', () => {
    const { screen, reporter, play } = session(80);
    play(12);
    expect(screen.lines().at(-1)).toMatch(/ {2}7% {2}180\/2\.300 {2}server mati sejak 01\.12, coba lagi 01\.33$/);
    const stayed = screen.lines().filter((line) => line.startsWith('01.'));
    expect(stayed).toEqual(['01.12 server mati sejak 01.12 (galat di server, HTTP 503), coba lagi 01.14;']);
    reporter.close();
  });

  test('at the end nothing is left over of what moved', () => {
    const { screen, reporter, play } = session(80);
    play(A_NIGHT.length);
    reporter.close();
    const lines = screen.lines();
    expect(lines.join('\n')).not.toMatch(/[█░]|Membaca/);
    expect(lines.filter((line) => line.includes('Impor: 1 berkas'))).toHaveLength(1);
    expect(lines.slice(4, 6)).toEqual([
      'Terbaca peserta.xlsx, lembar Sheet1: 2.340 baris',
      '  Baris tersembunyi ikut dibaca (12)',
    ]);
  });
});

describe('it leaves the terminal as it was', () => {
  test.each(A_NIGHT.map(([, event], index) => [index + 1, event.event] as const))(
    'closed after event %d (%s): the cursor is there, on an empty line, and nothing ticks any more',
    (events) => {
      const { screen, reporter, play } = session(80);
      play(events);
      reporter.close();
      expect(screen.cursorHidden).toBe(false);
      expect(screen.cursor().column).toBe(0);
      expect(screen.lines()[screen.cursor().row]).toBe('');
      expect(vi.getTimerCount()).toBe(0);
    },
  );

  test('even a kill -9 finds the cursor, the wrapping and the saved place untouched', () => {
    const { screen, reporter, play } = session(80);
    play(12);
    // Hidden cursor, wrapping off, place saved or restored.
    for (const sequence of ['\u001B[?25l', '\u001B[?7l', '\u001B7', '\u001B8'])
      expect(screen.raw).not.toContain(sequence);
    reporter.close();
  });

  test('closing twice is harmless', () => {
    const { reporter, play } = session(80);
    play(9);
    reporter.close();
    reporter.close();
  });
});

test.each([40, 60, 80, 132])('no line wraps on a screen of %d columns', (columns) => {
  const { screen, reporter, play } = session(columns);
  play(12);
  for (const line of screen.lines()) expect([...line].length).toBeLessThan(columns);
  reporter.close();
});

test('a window that is made narrower gets a narrower bar', () => {
  const { screen, reporter, play } = session(80);
  play(9);
  screen.columns = 40;
  vi.advanceTimersByTime(1000);
  expect([...(screen.lines().at(-1) ?? '')].length).toBeLessThan(40);
  reporter.close();
});

test('rows come above what moves', () => {
  const { screen, reporter, play } = session(80, { rows: true });
  play(5);
  expect(screen.lines()).toContain('peserta.xlsx, Sheet1, baris 17: perlu perbaikan: NIK kosong');
  reporter.close();
});

test('an error is told above the bar, and the bar goes on below it', () => {
  const { screen, reporter, play } = session(80);
  play(9);
  reporter.report({ event: 'failed', error: new RunError('DISK_FULL') });
  vi.advanceTimersByTime(400);
  const lines = screen.lines();
  expect(lines.at(-3)).toBe('Galat: Disk penuh. Tidak ada data yang hilang. [DISK_FULL]');
  expect(lines.at(-1)).toMatch(/^█+░+/);
  reporter.close();
});

test('colours only when they are wanted', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are escape sequences
  const colours = /\u001B\[\d+m/;
  const plain = session(80);
  plain.play(A_NIGHT.length);
  plain.reporter.close();
  expect(plain.screen.raw).not.toMatch(colours);
  const coloured = session(80, { colour: true });
  coloured.play(A_NIGHT.length);
  coloured.reporter.close();
  expect(coloured.screen.raw).toMatch(colours);
  expect(coloured.screen.lines()).toEqual(plain.screen.lines());
});

test('results that go to a file are not drawn on, and not coloured', () => {
  const err = new Screen(80);
  const out = new Paper();
  const reporter = terminalReporter({
    out,
    err,
    messages: messagesFor('en'),
    now: () => at('01:00'),
    timeZone: JAKARTA,
    colour: { out: false, err: true },
    rows: true,
  });
  for (const [, event] of A_NIGHT) reporter.report(event);
  reporter.close();
  expect(out.lines()[0]).toBe('peserta.xlsx, Sheet1, row 17: invalid: The NIK is empty');
  expect(out.lines()[1]).toBe('Import: 1 file, 54 min 12 s');
});
