/** `rekey`: another key for the ledgers of this configuration; what is in them stays as it is. */
import { resolve } from 'node:path';
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import { foreignKey, namedKey } from '../run/compose-key.ts';
import { fileOf } from '../run/compose-place.ts';
import { changeKey } from '../run/compose-rekey.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { inCommand } from '../run/in-command.ts';

export interface RekeyOptions extends CommonOptions {
  /** A command that prints the next key. */
  readonly keyCommand?: string;
  /** A file with the next passphrase. */
  readonly passphraseFile?: string;
}

/**
 * Throws LEDGER_MISSING, VALUE_WRONG where a key from elsewhere is to be changed and nothing named the next one, and
 * the errors of the ledger and the disk.
 */
export async function rekey(options: RekeyOptions, context: Context): Promise<ExitCode> {
  const { keyCommand, passphraseFile } = options;
  return inCommand(options, context, async ({ setup }) => {
    const { privacy } = setup.config.options;
    fileOf(setup.place, 'rekey');
    const file = passphraseFile === undefined ? undefined : resolve(context.cwd, passphraseFile);
    const next = namedKey({ keyCommand, passphraseFile: file }, context);
    const key = foreignKey(privacy, context);
    if (key && !next)
      throw new RunError('VALUE_WRONG', {
        option: 'rekey',
        expected: 'vax-upload rekey --passphrase-file ./passphrase',
      });
    const paths = await changeKey(setup.place, { keyFile: privacy.keyFile, key, next }, context);
    const setting = next && (file === undefined ? 'keyCommand: …' : `passphraseFile: ${file}`);
    if (setup.json) writeLines(context.out, [JSON.stringify({ ledgers: paths })]);
    else if (!setup.quiet) writeFitted(context.out, setup.messages.rekeyed(paths, setting));
    return EXIT.done;
  });
}
