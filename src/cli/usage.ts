/**
 * What commander says of a command line that cannot be understood, as an error of ours, which speaks both languages.
 * Pure.
 */
import type { CommanderError } from 'commander';
import { type ErrorParams, RunError, type RunErrorCode } from '../errors.ts';

const CODES: Readonly<Record<string, RunErrorCode>> = {
  'commander.unknownCommand': 'COMMAND_UNKNOWN',
  'commander.unknownOption': 'OPTION_UNKNOWN',
  'commander.missingMandatoryOptionValue': 'OPTION_MISSING',
  'commander.optionMissingArgument': 'VALUE_MISSING',
  'commander.invalidArgument': 'VALUE_WRONG',
  'commander.missingArgument': 'ARGUMENT_MISSING',
  'commander.excessArguments': 'ARGUMENT_EXTRA',
};

/**
 * `command` is the command that was meant, if that is known. Commander tells the particulars in its message and nowhere
 * else.
 */
export function usageError({ code, message }: CommanderError, command: string | undefined): RunError {
  const known = CODES[code];
  const said = withoutNumbers(message.replace(/^error: /, '').replaceAll('\n', ' '));
  const whose = command === undefined ? {} : { command };
  return known
    ? new RunError(known, { ...particulars(known, said), ...whose })
    : new RunError('USAGE', { detail: said, ...whose });
}

/** Who types the number of a person where none belongs is not to read it again in a log. */
function withoutNumbers(said: string): string {
  return said.replace(/\d(?:[ .-]?\d){11,}/g, '…');
}

function particulars(code: RunErrorCode, said: string): ErrorParams {
  const [first = '', second] = Array.from(said.matchAll(/'([^']*)'/g), ([, quoted = '']) => quoted);
  const nearest = /\(Did you mean (?:one of )?([^,?]+)/.exec(said)?.[1];
  switch (code) {
    case 'COMMAND_UNKNOWN':
    case 'OPTION_UNKNOWN':
      return { given: first, ...(nearest ? { nearest } : {}) };
    case 'OPTION_MISSING':
      return { option: first };
    case 'VALUE_MISSING':
      return { option: longName(first) };
    case 'VALUE_WRONG': {
      const choices = /<([^<>|]*\|[^<>]*)>/.exec(first)?.[1]?.replaceAll('|', ' | ');
      return {
        option: longName(first),
        ...(second === undefined ? {} : { given: second }),
        ...(choices ? { expected: `${longName(first)} ${choices}` } : {}),
      };
    }
    case 'ARGUMENT_MISSING':
      return { argument: first };
    default:
      return { given: said.split(/got \d+: /)[1]?.replace(/\.$/, '') ?? '' };
  }
}

/** `-o, --output <file>` → `--output`. */
function longName(flags: string): string {
  return /--[\w-]+/.exec(flags)?.[0] ?? flags;
}
