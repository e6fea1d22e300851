/** The commander program as a grammar, for completion and for the manual. Pure. */
import type { Argument, Command, Option } from 'commander';
import { type Flag, type Grammar, type Offer, type Place, SHELLS, type Verb } from '../completion/grammar.ts';
import { PRESETS } from '../sandbox/weather.ts';
import { KINDS } from '../setup/questions.ts';

/** What is offered for a value, by the name that help gives it; `a|b` offers these words, any other name nothing. */
const OFFERS: Readonly<Record<string, Offer>> = {
  file: 'file',
  folder: 'folder',
  'name-or-url': ['sandbox'],
  preset: PRESETS,
  kind: KINDS,
  way: ['none', 'bearer', 'apitoken', 'basic', 'oauth2'],
  // Numbers of people are read from standard input.
  '-': ['-'],
  forget: ['forget'],
  shell: SHELLS,
};

export function grammarOf(program: Command): Grammar {
  return {
    program: program.name(),
    description: program.description(),
    verbs: program.commands.map(verbOf),
    flags: flagsOf(program),
  };
}

function verbOf(command: Command): Verb {
  return {
    name: command.name(),
    description: command.description(),
    places: command.registeredArguments.map(placeOf),
    flags: flagsOf(command),
  };
}

/** With `--help`, which commander keeps apart; the help object is where it hands them out together. */
function flagsOf(command: Command): readonly Flag[] {
  return command.createHelp().visibleOptions(command).map(flagOf);
}

function flagOf(option: Option): Flag {
  const { short, long = '', description, required, optional, parseArg, flags } = option;
  const [, needed, wanted] = /<([^<>]+)>|\[([^[\]]+)\]/.exec(flags) ?? [];
  const name = needed ?? wanted ?? '';
  return {
    short,
    long,
    description,
    takes: required || optional ? { name, offer: offerOf(name) } : undefined,
    repeats: option.variadic || gathers(parseArg),
  };
}

/** A parser that puts together what several such flags say makes a list of the first one too. */
function gathers(parse: Option['parseArg']): boolean {
  try {
    return Array.isArray(parse?.<unknown>('x', undefined));
  } catch {
    return false;
  }
}

function placeOf(argument: Argument): Place {
  const name = argument.name();
  return { name, offer: argument.argChoices ?? offerOf(name), required: argument.required, repeats: argument.variadic };
}

function offerOf(name: string): Offer {
  return OFFERS[name] ?? (name.includes('|') ? name.split('|') : 'nothing');
}
