/** Every command that a sentence tells the reader to run is there. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildProgram } from '../../src/cli/program.ts';

const TEXTS = new URL('../../src/text/', import.meta.url);
const program = buildProgram(
  async () => undefined,
  () => undefined,
  'en',
);
const commands = program.commands.map((command) => command.name());

/** `vax-upload resume` in any sentence, and where. */
const named = readdirSync(TEXTS, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) =>
    Array.from(readFileSync(new URL(file, TEXTS), 'utf8').matchAll(/`vax-upload ([a-z]+)/g), ([, command = '']) => ({
      file,
      command,
    })),
  );

test('every `vax-upload X` in src/text is a command of the program', () => {
  expect(new Set(named.map(({ command }) => command))).toContain('resume');
  expect(named.filter(({ command }) => !commands.includes(command))).toEqual([]);
});
