/** The page of one command: examples before its options, exit codes after them. Loaded only when it is asked for. */
import type { Command, Help } from 'commander';
import { EXIT_WAYS, exitsOf } from '../text/exits.ts';
import type { CommandName } from '../text/help.ts';
import { helpPages } from '../text/help-pages-for.ts';
import type { Language } from '../text/language.ts';

/** Adds to a command what its page shows besides its options. */
export type Teacher = (command: Command, name: CommandName) => void;

export async function teacher(language: Language): Promise<Teacher> {
  const { examplesTitle, exitsTitle, ...say } = await helpPages(language);
  return (command, name) => {
    const ways = exitsOf(name).map((way) => [EXIT_WAYS[way].join(', '), say.exits[way]] as const);
    const width = Math.max(...ways.map(([codes]) => codes.length));
    command.addHelpText('before', () => {
      const { helper, columns } = screenOf(command);
      const examples = say.examples[name].map(([typed, what]) =>
        [
          `  ${typed}`,
          ...helper
            .boxWrap(what, columns - COMMENT.length)
            .split('\n')
            .map((line) => COMMENT + line),
        ].join('\n'),
      );
      return `${examplesTitle}\n${examples.join('\n')}\n`;
    });
    command.addHelpText('after', () => {
      const { helper } = screenOf(command);
      return ['', exitsTitle, ...ways.map(([codes, what]) => helper.formatItem(codes, width, what, helper))].join('\n');
    });
  };
}

/** What stands before the comment on an example. */
const COMMENT = '      ';

/** As wide as the rest of the page. */
function screenOf(command: Command): { readonly helper: Help; readonly columns: number } {
  const helper = command.createHelp();
  const columns = command.configureOutput().getOutHelpWidth?.() ?? 80;
  helper.prepareContext({ helpWidth: columns });
  return { helper, columns };
}
