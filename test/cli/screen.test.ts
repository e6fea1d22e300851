/**
 * On a real terminal (a pseudo-terminal of util-linux' `script`): what a person sees, and that nothing of it is left
 * behind.
 */
import { execFileSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { startFakeServer } from '../support/fake-server.ts';
import { run } from '../support/program.ts';
import { Screen } from '../support/screen.ts';
import { Clerk, csv, PROGRAM, people } from './clerk.ts';

const clerk = new Clerk();
clerk.write('peserta.csv', csv(people(300)));
clerk.write('tanpa-tanggal.csv', csv(people(2).map((each) => ({ ...each, born: 'tidak tahu' }))));
const server = await startFakeServer({ script: ['ok', '503', '503'], always: { do: 'slow', ms: 150 } });
afterAll(() => server.close());

/** Makes a terminal for another program. */
const PTY = 'script';
const hasScript = (() => {
  try {
    return execFileSync(PTY, ['--version'], { encoding: 'utf8' }).includes('util-linux');
  } catch {
    return false;
  }
})();

/** Everything the program writes to a terminal of so many columns. */
async function onTerminal(
  columns: number,
  args: string,
  env: Record<string, string> = {},
): Promise<{ raw: string; screen: Screen }> {
  const line = `stty cols ${columns} rows 24; exec "${process.execPath}" "${PROGRAM}" ${args}`;
  const { out } = await run(PTY, ['-qec', line, '/dev/null'], {
    cwd: clerk.folder,
    env: { TERM: 'xterm', SHELL: '/bin/sh', ...env },
  });
  const screen = new Screen(columns);
  screen.write(out.replaceAll('\r\n', '\n'));
  return { raw: out, screen };
}

it.skipIf(!hasScript)('80 columns: a bar with rate and weather, then a sum; the screen is left clean', async () => {
  const { raw, screen } = await onTerminal(80, `import peserta.csv --to ${server.url} --lang id`, {
    VAX_UPLOAD_DELIVERY_RETRY_FIRST: '700ms',
    VAX_UPLOAD_DELIVERY_DOUBTWAIT: '200ms',
  });
  expect(raw).toMatch(/█+.*\d+%.*\/300/);
  expect(raw).toMatch(/server mati sejak \d\d\.\d\d(\.\d\d)?, coba lagi \d\d\.\d\d/);
  const lines = screen.lines();
  expect(lines.some((line) => line.includes('server hidup kembali setelah'))).toBe(true);
  expect(lines).toContain('300 baris = 300 diterima');
  expect(lines.filter((line) => line.includes('█'))).toEqual([]);
  expect(lines.every((line) => line.length <= 80)).toBe(true);
  expect(screen.cursorHidden).toBe(false);
});

it.skipIf(!hasScript)(
  'a terminal that says it has no columns, as a serial line does: the run goes on to its end',
  async () => {
    const { screen } = await onTerminal(0, 'check peserta.csv');
    expect(screen.lines().join('\n')).toContain('300 rows = 300');
  },
);

it.skipIf(!hasScript)(
  '60 columns and NO_COLOR: nothing is wider than the screen, and nothing is coloured',
  async () => {
    const { raw, screen } = await onTerminal(60, `import peserta.csv --to ${server.url}`, { NO_COLOR: '1' });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are escape sequences
    expect(raw).not.toMatch(/\u001B\[\d+(;\d+)*m/);
    expect(screen.lines()).toContain('300 rows = 300 already there');
    expect(screen.lines().every((line) => line.length <= 60)).toBe(true);
  },
);

it
  .skipIf(!hasScript)
  .each([
    'status',
    'check peserta.csv --rows',
    'check tanpa-tanggal.csv --rows',
    'explain peserta.csv 2',
    'rejects -o perbaikan.xlsx',
    'template -o kosong.xlsx',
    'reconcile peserta.csv --rows',
    'status --statte x.db',
    'explain peserta.csv',
  ])('60 columns: %s has no line that the terminal would break in a word', async (args) => {
  const { raw } = await onTerminal(60, `${args} --lang id`, { VAX_UPLOAD_TO: server.url });
  // What a spinner has wiped is no line.
  const shown = raw.split(/\r?\n/).map((line) => stripVTControlCharacters(line.split('\u001B[0K').at(-1) ?? ''));
  const long = shown.filter((line) => line.length > 60 && line.trim().includes(' '));
  expect(long).toEqual([]);
});
