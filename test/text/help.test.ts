/** What `--help` looks like: in one language, and on a narrow screen. */
import { describe, expect, it } from 'vitest';
import { teacher } from '../../src/cli/help-page.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { HELP } from '../../src/text/help-for.ts';
import { helpPages } from '../../src/text/help-pages-for.ts';
import type { Language } from '../../src/text/language.ts';

const TEACHERS = { en: await teacher('en'), id: await teacher('id') };
const PAGES = { en: await helpPages('en'), id: await helpPages('id') };

/** The help of the program and of every command, by name. */
function pages(language: Language, columns: number): [string, string][] {
  const written: string[] = [];
  const program = buildProgram(
    async () => undefined,
    (text) => written.push(text),
    language,
    TEACHERS[language],
  );
  return [program, ...program.commands].map((command) => {
    command.configureOutput({ getOutHelpWidth: () => columns });
    written.length = 0;
    command.outputHelp();
    return [command.name(), written.join('')];
  });
}

/** What stands in the place of values: `file` of `<file>`. */
function placesIn(page: string): string[] {
  return Array.from(page.matchAll(/[<[]([^<>[\]\s]+)[>\]]/g), ([, place = '']) => place.replace(/\.\.\.$/, ''));
}
/** Words that are typed as they stand, and those that are the same in both languages. */
const AS_TYPED = /\||^(?:-|forget|folder|port|shell|-)$/;

describe.each(pages('id', 80))('the Indonesian help of %s', (_, page) => {
  it('has no English headings and no English words in the place of values', () => {
    expect(page).not.toMatch(/\b(?:Usage|Options|Commands|Arguments|Examples|Exit codes)\b/);
    const english = new Set(
      placesIn(
        pages('en', 80)
          .map(([, text]) => text)
          .join('\n'),
      ),
    );
    expect(placesIn(page).filter((place) => english.has(place) && !AS_TYPED.test(place))).toEqual([]);
    expect(page).toMatch(/^Pemakaian: vax-upload.* \[pilihan\]\n/m);
  });
});

it('an English page says how a command is written', () => {
  expect(Object.fromEntries(pages('en', 80))).toMatchObject({
    explain: expect.stringMatching(
      /^Usage: vax-upload explain <file> <line> \[options\]\n\nThe whole life of one row\.\n/m,
    ),
    mappings: expect.stringContaining('vax-upload mappings [forget] [number] [options]'),
  });
});

describe.each(['id', 'en'] as const)('%s: the page of a command', (language) => {
  const { examplesTitle, exitsTitle, exits } = PAGES[language];
  const usage = HELP[language].titles['Usage:'] ?? 'Usage:';

  it.each(pages(language, 80).slice(1))('%s opens with examples and ends with its exit codes', (name, page) => {
    expect(page.startsWith(`${examplesTitle}\n  vax-upload ${name}`)).toBe(true);
    const [before = '', after = ''] = page.split(`\n${exitsTitle}\n`);
    expect(before).toContain(`\n\n${usage} vax-upload ${name}`);
    const codes = Array.from(after.matchAll(/^ {2}([\d, ]*\d) {2,}\S/gm), ([, code = '']) => code);
    expect(codes.slice(0, 3)).toEqual(['0', '1', '2']);
    expect(codes).toEqual([...new Set(codes)]);
    expect(codes).toEqual(codes.toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)));
  });

  it('says of each end what it is and what to do: two sentences', () => {
    for (const sentence of Object.values(exits)) expect(sentence).toMatch(/^[A-Z][^.]+\. [A-Z`][^.]+\.$/);
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
