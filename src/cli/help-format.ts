/** How `--help` looks: commander's own layout, in the language of the reader and on narrow screens too. */
import type { Command, Help } from 'commander';
import { HELP } from '../text/help-for.ts';
import { termIn } from '../text/help-terms.ts';
import type { Language } from '../text/language.ts';

/**
 * Descriptions narrower than this stay on one line, and the terminal breaks it: on 60 columns they are just wide
 * enough.
 */
const NARROWEST = 22;

/** For `configureHelp`, which hands it on to every command. */
export function helpFormat(language: Language): Partial<Help> {
  const { titles } = HELP[language];
  const arguments_ = ({ registeredArguments }: Command): string =>
    registeredArguments
      .map((each) => {
        const name = each.name() + (each.variadic ? '...' : '');
        return termIn(language, each.required ? ` <${name}>` : ` [${name}]`);
      })
      .join('');
  return {
    minWidthToWrap: NARROWEST,
    styleTitle: (title) => titles[title] ?? title,
    commandUsage: (command) =>
      command.parent
        ? `${command.parent.name()} ${command.name()}${arguments_(command)} ${termIn(language, '[options]')}`
        : `${command.name()} ${termIn(language, '<command> [options]')}`,
    subcommandTerm: (command) => command.name() + arguments_(command),
    optionTerm: ({ flags }) => termIn(language, flags),
    commandDescription: (command) => (command.parent ? sentence(command.description()) : command.description()),
  };
}

/** In the list of commands a description is a few words; at the head of a page of its own it is a sentence. */
function sentence(description: string): string {
  return `${description.charAt(0).toUpperCase()}${description.slice(1)}.`;
}
