/** `rekey`: another key for the ledgers of this configuration; what is in them stays as it is. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { isThere } from '../ledger/sqlite/place.ts';
import { rekey as changeKey } from '../ledger/sqlite/rekey.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import { foreignKey, namedKey } from '../run/compose-key.ts';
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
    const { state, privacy } = setup.config.options;
    const file = passphraseFile === undefined ? undefined : resolve(context.cwd, passphraseFile);
    const next = namedKey({ keyCommand, passphraseFile: file }, context);
    const key = foreignKey(privacy, context);
    if (key && !next)
      throw new RunError('VALUE_WRONG', {
        option: 'rekey',
        expected: 'vax-upload rekey --passphrase-file ./passphrase',
      });
    const paths = ledgersOf(state);
    if (paths.length === 0) throw new RunError('LEDGER_MISSING', { path: state });
    const { clock, uid } = context;
    await changeKey({ paths, key, keyFile: privacy.keyFile, uid, now: () => clock.now(), ...(next ? { next } : {}) });
    const setting = next && (file === undefined ? 'keyCommand: …' : `passphraseFile: ${file}`);
    if (setup.json) writeLines(context.out, [JSON.stringify({ ledgers: paths })]);
    else if (!setup.quiet) writeFitted(context.out, setup.messages.rekeyed(paths, setting));
    return EXIT.done;
  });
}

/** The ledger, and those of the training server and of named targets beside it: they have one key. */
function ledgersOf(state: string): string[] {
  const folder = dirname(state);
  const beside = existsSync(folder)
    ? readdirSync(folder).filter((name) => /^(?:sandbox|ledger|ledger-[\w-]+)\.db$/.test(name))
    : [];
  return [...new Set([...(isThere(state) ? [state] : []), ...beside.map((name) => join(folder, name))])];
}
