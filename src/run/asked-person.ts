/** Whom `find` and `purge` are asked about: a number that is read where nobody sees it, never from the command line. */
import { RunError } from '../errors.ts';
import type { PersonAsked } from '../ledger/person-side.ts';
import { askedIdentity, IDENTITY_KINDS, type IdentityKind } from '../record/fields/asked-identity.ts';
import type { Context } from './context.ts';
import type { Setup } from './setup.ts';

/** Each is `-`: an argument would stand in the list of processes and in the history of the shell. */
export type PersonFlags = Partial<Readonly<Record<IdentityKind, string>>>;

/** The programme of ledgers that were filled before somebody set another one. */
const FIRST_PROGRAMME = 'covid19';

/** Which kinds of numbers the flags name. */
export function kindsNamed(flags: PersonFlags): readonly IdentityKind[] {
  return IDENTITY_KINDS.filter((kind) => flags[kind] !== undefined);
}

/** Throws OPTION_MISSING where no kind of number is named, VALUE_WRONG for what is none; neither repeats what was given. */
export async function askedPerson(
  command: 'find' | 'purge',
  flags: PersonFlags,
  { config, messages }: Setup,
  context: Context,
): Promise<PersonAsked> {
  const [kind, other] = kindsNamed(flags);
  if (!kind) throw new RunError('OPTION_MISSING', { command, option: '--nik -' });
  const { ask, expected } = messages.rights;
  const wrong = (): RunError =>
    new RunError('VALUE_WRONG', { option: `--${kind}`, expected: expected[kind].replace('find', command) });
  if (other !== undefined || flags[kind] !== '-') throw wrong();
  const identity = askedIdentity(kind, (await context.askHidden(ask[kind])) ?? '');
  if (identity === undefined) throw wrong();
  return { identity, programmes: [...new Set([config.options.reading.programme, FIRST_PROGRAMME])] };
}
