/** The recipe for a new command (CONTRIBUTING.md), followed in a copy. */
import { expect, test } from 'vitest';
import { Copy } from './copy.ts';

const HELLO = `import { EXIT, type ExitCode } from '../exit-codes.ts';
import { writeLines } from '../report/output.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { inCommand } from '../run/in-command.ts';

export function hello(options: CommonOptions, context: Context): Promise<ExitCode> {
  return inCommand(options, context, async ({ setup }) => {
    writeLines(context.out, [setup.language]);
    return EXIT.done;
  });
}
`;

test('recipe of a command: its help is asked for in both languages, and then it runs', async () => {
  using copy = new Copy();
  copy.add('src/text/help.ts', "  | 'sandbox'", "  | 'hello'");
  copy.write('src/commands/hello.ts', HELLO);
  copy.add(
    'src/cli/program.ts',
    "  command('sandbox', '')",
    `  command('hello', '').action((options: CommonOptions) =>
    run(async (context) => (await import('../commands/hello.ts')).hello(options, context)),
  );`,
  );
  expect(await copy.build()).toEqual([
    'src/text/en/help-pages.ts',
    'src/text/en/help.ts',
    'src/text/exits.ts',
    'src/text/id/help-pages.ts',
    'src/text/id/help.ts',
  ]);

  copy.add('src/text/en/help.ts', '    sandbox:', "    hello: 'say which language is spoken',");
  copy.add('src/text/id/help.ts', '    sandbox:', "    hello: 'sebut bahasa yang dipakai',");
  copy.add('src/text/exits.ts', '  sandbox: [', "  hello: [...EVER, 'done'],");
  copy.add('src/text/en/help-pages.ts', '    sandbox: [', "    hello: [['vax-upload hello', 'in English, perhaps']],");
  copy.add('src/text/id/help-pages.ts', '    sandbox: [', "    hello: [['vax-upload hello', 'mungkin Indonesia']],");
  expect(await copy.build()).toEqual([]);
  expect(await copy.run('hello', '--help', '--lang', 'en')).toMatch(/^Examples:\n {2}vax-upload hello\n/);
  expect(await copy.run('hello', '--lang', 'id')).toBe('id\n');
  expect(await copy.run('--help', '--lang', 'en')).toContain('say which language is spoken');
}, 180_000);
