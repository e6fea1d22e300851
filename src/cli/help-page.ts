/** The page of one command: examples before its options, exit codes after them. Loaded only when it is asked for. */
import type { Command } from 'commander';
import { EXIT_WAYS, exitsOf } from '../text/exits.ts';
import type { CommandName } from '../text/help.ts';
import { helpPages } from '../text/help-pages-for.ts';
import type { Language } from '../text/language.ts';

/** Adds to a command what its page shows besides its options. */
export type Teacher = (command: Command, name: CommandName) => void;

export async function teacher(language: Language): Promise<Teacher> {
  const { examplesTitle, exitsTitle, ...say } = await helpPages(language);
  return (command, name) => {
    const examples = say.examples[name].map(([typed, what]) => `  ${typed}\n      ${what}\n`);
    command.addHelpText('before', `${examplesTitle}\n${examples.join('')}`);
    command.addHelpText('after', () => {
      const helper = command.createHelp();
      helper.prepareContext({ helpWidth: command.configureOutput().getOutHelpWidth?.() ?? 80 });
      const ways = exitsOf(name).map((way) => [EXIT_WAYS[way].join(', '), say.exits[way]] as const);
      const width = Math.max(...ways.map(([codes]) => codes.length));
      return ['', exitsTitle, ...ways.map(([codes, what]) => helper.formatItem(codes, width, what, helper))].join('\n');
    });
  };
}
