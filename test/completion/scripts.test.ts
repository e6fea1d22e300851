/** The scripts of all shells, from the commander program itself. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { grammarOf } from '../../src/cli/grammar.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { type Grammar, namesOf, SHELLS } from '../../src/completion/grammar.ts';
import { completionScript } from '../../src/completion/script.ts';
import { KINDS } from '../../src/setup/questions.ts';
import { LANGUAGES } from '../../src/text/language.ts';
import { vaxUpload } from '../support/program.ts';

const program = (language: 'id' | 'en') =>
  buildProgram(
    async () => undefined,
    () => undefined,
    language,
  );
const grammar = grammarOf(program('en'));

describe('the grammar', () => {
  test('has every command with all its flags and arguments', () => {
    for (const command of program('en').commands) {
      const verb = grammar.verbs.find(({ name }) => name === command.name());
      expect(verb?.flags.map(({ long }) => long).toSorted()).toEqual(
        ['--help', ...command.options.map(({ long }) => long ?? '')].toSorted(),
      );
      expect(verb?.places.map(({ name }) => name)).toEqual(command.registeredArguments.map((each) => each.name()));
    }
  });

  test.each([
    ['import', '--config', 'file'],
    ['import', '--to', ['sandbox']],
    ['import', '--lang', ['id', 'en']],
    ['import', '--until', 'nothing'],
    ['check', '--output', 'file'],
    ['sandbox', '--weather', ['kendal', 'calm', 'storm']],
    ['sandbox', '--port', 'nothing'],
    ['status', '--json', undefined],
    ['find', '--nik', ['-']],
    ['init', '--type', KINDS],
    ['schedule', '--print', ['cron', 'systemd', 'windows']],
  ])('%s %s offers %j', (name, long, offer) => {
    const flag = grammar.verbs.find((verb) => verb.name === name)?.flags.find((each) => each.long === long);
    expect(flag).toBeDefined();
    expect(flag?.takes?.offer).toEqual(offer);
  });

  test('offers the ways to get in that the help names', () => {
    const flag = grammar.verbs.find(({ name }) => name === 'init')?.flags.find(({ long }) => long === '--auth');
    expect(flag?.description.match(/\w+(?=,|$)|\w+(?= or)/g)).toEqual(flag?.takes?.offer);
  });

  test('knows which flags may be repeated', () => {
    const flags = grammar.verbs.find(({ name }) => name === 'import')?.flags ?? [];
    expect(flags.filter(({ repeats }) => repeats).map(({ long }) => long)).toEqual(['--map', '--set']);
  });
});

describe.each(SHELLS)('%s', (shell) => {
  test.each(LANGUAGES)('is told of every command and flag (%s)', (language) => {
    const told = grammarOf(program(language));
    const script = completionScript(shell, told);
    for (const verb of told.verbs) {
      expect(script).toContain(verb.name);
      for (const flag of verb.flags)
        for (const name of namesOf(flag))
          expect(script).toContain(
            shell === 'fish' ? name.replace(/^--?/, name.startsWith('--') ? '-l ' : '-s ') : name,
          );
    }
  });

  test('takes nothing in a description for a command of its own', async () => {
    const nasty = `'; touch bad; ' "$(touch bad)" \`touch bad\` [a:b] \\ {x} $HOME ‘`;
    const strange: Grammar = {
      ...grammar,
      verbs: grammar.verbs.map((verb) => ({
        ...verb,
        description: nasty,
        flags: verb.flags.map((flag) => ({ ...flag, description: nasty })),
      })),
    };
    const script = completionScript(shell, strange);
    const inQuotes = { bash: undefined, zsh: `'\\''; touch bad`, fish: `\\'; touch bad`, powershell: `''; touch bad` };
    const expected = inQuotes[shell];
    if (expected === undefined) expect(script).not.toContain('touch bad');
    else expect(script).toContain(expected);
  });
});

interface Node {
  readonly type: string;
  readonly hasError: boolean;
  readonly text: string;
  descendantsOfType(type: string): readonly (Node | null)[];
}
interface Parser {
  setLanguage(language: unknown): void;
  parse(text: string): { readonly rootNode: Node } | null;
}

describe('PowerShell, as its grammar reads it', () => {
  let parser: Parser;
  beforeAll(async () => {
    const require = createRequire(import.meta.url);
    const path = require.resolve('@vscode/tree-sitter-wasm');
    const library = require(path) as {
      Parser: { new (): Parser; init(): Promise<void> };
      Language: { load(bytes: Uint8Array): Promise<unknown> };
    };
    await library.Parser.init();
    parser = new library.Parser();
    parser.setLanguage(await library.Language.load(readFileSync(join(dirname(path), 'tree-sitter-powershell.wasm'))));
  });

  test.each(LANGUAGES)('has no error, and one call at its top (%s)', (language) => {
    const root = parser.parse(completionScript('powershell', grammarOf(program(language))))?.rootNode;
    expect(root?.hasError).toBe(false);
    expect(root?.descendantsOfType('command_name')[0]?.text).toBe('Register-ArgumentCompleter');
  });

  test('a broken script would be seen', () => {
    const script = completionScript('powershell', grammar);
    expect(parser.parse(script.replace("'status'", "'status"))?.rootNode.hasError).toBe(true);
  });
});

test('a shell that there is not is told in two lines', async () => {
  const { exitCode, out, err } = await vaxUpload(['completion', 'tcsh'], { cwd: '/' });
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
  expect(err).toMatch(/tcsh.*\[VALUE_WRONG\]\n.*bash \| zsh \| fish \| powershell\n$/);
});
