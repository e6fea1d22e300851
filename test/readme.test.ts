/**
 * What the two READMEs say agrees with each other and with the program. Their commands are run in
 * readme-commands.test.ts.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildProgram } from '../src/cli/program.ts';
import { EXIT } from '../src/exit-codes.ts';
import { barLine } from '../src/report/screen/bar-line.ts';
import { messagesFor } from '../src/text/messages-for.ts';
import { load } from './config/config-fixture.ts';
import {
  blocks,
  chapter,
  headings,
  linesOf,
  README_CHAPTERS,
  READMES,
  REPOSITORY,
  readmeText,
} from './support/readme.ts';

const [english, indonesian] = [readmeText('README.md'), readmeText('README.id.md')];
const program = buildProgram(
  async () => undefined,
  () => undefined,
  'en',
);
const commands = program.commands.map((command) => command.name());

test('both READMEs have the same chapters', () => {
  expect(headings(indonesian).map(({ level }) => level)).toEqual(headings(english).map(({ level }) => level));
});

test('both READMEs have the same code blocks; only the transcript is in their language', () => {
  const code = (text: string) =>
    blocks(text).map(({ kind, lines }) => (kind === 'text' ? [kind, lines.length] : [kind, ...lines]));
  expect(code(indonesian)).toEqual(code(english));
  expect(linesOf(english, 'sh').length).toBeGreaterThan(8);
});

describe.each(READMES)('%s', (name) => {
  const text = readmeText(name);
  const language = name === 'README.md' ? 'en' : 'id';

  test('the transcript and the two commands stand on the first screen', () => {
    const end = text.split('\n').indexOf('npm ci && npm test');
    expect(end).toBeGreaterThan(0);
    expect(end).toBeLessThan(45);
  });

  test('every link leads to something', () => {
    const anchorsOf = (document: string) =>
      headings(document).map(({ words }) => words.toLowerCase().replaceAll(' ', '-'));
    const links = Array.from(text.matchAll(/\]\(([^)]+)\)/g), ([, link = '']) => link);
    expect(links.length).toBeGreaterThan(8);
    for (const link of links) {
      const [file = '', anchor] = link.split('#');
      if (file !== '') expect(existsSync(join(REPOSITORY, file)), link).toBe(true);
      if (anchor === undefined) continue;
      expect(anchorsOf(file === '' ? text : readFileSync(join(REPOSITORY, file), 'utf8'))).toContain(anchor);
    }
  });

  test('the table of exit codes is the whole table', () => {
    const rows = Array.from(text.matchAll(/^\| ([\d, ]+) \|/gm), ([, codes = '']) =>
      codes.split(',').map(Number),
    ).flat();
    expect(rows.toSorted((a, b) => a - b)).toEqual(Object.values(EXIT).toSorted((a, b) => a - b));
  });

  test('the configuration can be loaded and sets what it says', async () => {
    const { options, target, origin } = await load({ yaml: linesOf(text, 'yaml').join('\n') });
    expect(options.delivery).toMatchObject({
      batchSize: 100,
      concurrency: 2,
      patience: 12 * 3_600_000,
      window: { until: '05:00' },
    });
    expect(target).toMatchObject({ kind: 'server', options: { type: 'json', auth: { tokenFile: '/kerja/token' } } });
    expect(origin('language').layer).toBe('file');
  });

  test('every command of the program is told of, and none is said to be missing that is there', () => {
    const missing = chapter(text, README_CHAPTERS.missing);
    for (const command of commands) {
      expect(text.replace(missing, '')).toMatch(new RegExp(`vax-upload ${command}\\b`));
      expect(missing).not.toContain(`\`${command}\``);
    }
  });

  test('the help is named as the message for a bug names it', () => {
    const [, word] = /README, "(.+?)"/.exec(messagesFor(language).bug.tryThis) ?? [];
    expect(headings(text).map(({ words }) => words)).toContain(word);
  });

  test('the bar of the transcript is drawn as the program draws it', () => {
    const { delivering, figures } = messagesFor(language);
    const drawn = linesOf(text, 'text').find((line) => line.includes('█'));
    const at = language === 'en' ? '19:42' : '19.42';
    const counts = `${figures.number(1138)}/${figures.number(2140)}`;
    const tail = delivering.downShort({ since: at, nextTry: at });
    expect(drawn).toBe(barLine({ share: 1138 / 2140, percent: '53%', counts, tail }, 100));
  });
});
