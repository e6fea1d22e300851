/** What `--help` looks like: in one language, and on a narrow screen. */
import { describe, expect, it } from 'vitest';
import { buildProgram } from '../../src/cli/program.ts';
import type { Language } from '../../src/text/language.ts';

/** The help of the program and of every command, by name. */
function pages(language: Language, columns: number): [string, string][] {
  const written: string[] = [];
  const program = buildProgram(
    async () => undefined,
    (text) => written.push(text),
    language,
  );
  return [program, ...program.commands].map((command) => {
    command.configureOutput({ getOutHelpWidth: () => columns });
    written.length = 0;
    command.outputHelp();
    return [command.name(), written.join('')];
  });
}

describe.each(pages('id', 80))('the Indonesian help of %s', (_, page) => {
  it('has no English headings and no English words in the place of values', () => {
    expect(page).not.toMatch(/\b(?:Usage|Options|Commands|Arguments|Examples|Exit codes)\b/);
    expect(page).not.toMatch(/[<[](?:options|command|file|line|number|time|times|preset|name-or-url|heading=field)\b/);
    expect(page).toMatch(/^Pemakaian: vax-upload.* \[pilihan\]\n/);
  });
});

it('an English page says how a command is written', () => {
  expect(Object.fromEntries(pages('en', 80))).toMatchObject({
    explain: expect.stringMatching(
      /^Usage: vax-upload explain <file> <line> \[options\]\n\nThe whole life of one row\.\n/,
    ),
    mappings: expect.stringContaining('vax-upload mappings [forget] [number] [options]'),
  });
});

it('what only this command has stands before what all have', () => {
  const page = Object.fromEntries(pages('en', 80))['import'] ?? '';
  expect(page.indexOf('--map <')).toBeLessThan(page.indexOf('--config'));
});

it.each(['id', 'en'] as const)('%s: fits 60 columns', (language) => {
  for (const [name, page] of pages(language, 60))
    for (const line of page.split('\n')) expect(line.length, `${name}: ${line}`).toBeLessThanOrEqual(60);
});
