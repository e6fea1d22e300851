/** The passphrase of a backup: from a file, from a command, or typed unseen; never from the command line. */

import { resolve } from 'node:path';
import { readSecretLine } from '../config/secrets.ts';
import { RunError } from '../errors.ts';
import type { Messages } from '../text/messages.ts';
import type { Context } from './context.ts';

export interface PassphraseFlags {
  readonly passphraseFile?: string;
  readonly passphraseCommand?: string;
}

/** NIST SP 800-63B asks for fifteen where nothing else is asked for; scrypt makes each try dear. */
const SHORTEST = 12;

/**
 * `twice`: a new one, which is typed once more. Throws SECRET_UNREADABLE, SETTINGS_UNSAFE, and VALUE_WRONG where none
 * comes, where a new one is short, or where it was not typed the same twice.
 */
export async function passphraseFor(
  { passphraseFile, passphraseCommand }: PassphraseFlags,
  { moving: say }: Messages,
  context: Context,
  twice: boolean,
): Promise<string> {
  const { uid, endGroup, cwd } = context;
  const isNamed = passphraseFile !== undefined || passphraseCommand !== undefined;
  const wrong = (expected: string): RunError =>
    new RunError('VALUE_WRONG', { option: isNamed ? '--passphrase-file' : 'passphrase', expected });
  if (passphraseFile !== undefined && passphraseCommand !== undefined) throw wrong('--passphrase-file ./passphrase');
  const passphrase = isNamed
    ? await readSecretLine(
        {
          place: passphraseFile === undefined ? '--passphrase-command' : '--passphrase-file',
          file: passphraseFile === undefined ? undefined : resolve(cwd, passphraseFile),
          command: passphraseCommand,
        },
        { uid, endGroup },
      )
    : await context.askHidden(say.ask);
  if (!passphrase) throw wrong('--passphrase-file ./passphrase');
  if (!twice) return passphrase;
  if ([...passphrase].length < SHORTEST) throw wrong(say.tooShort(SHORTEST));
  // Whoever types it unseen may have slipped, and nobody would know before the day it is needed.
  if (!isNamed && context.ask && (await context.askHidden(say.askAgain)) !== passphrase) throw wrong(say.notTheSame);
  return passphrase;
}
