/** `backup -o FILE`: the ledger with its key and what belongs to it, sealed with a passphrase, beside a run if need be. */
import { resolve } from 'node:path';
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { jsonLine, oneLine } from '../printable.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import { makeBackup, stay } from '../run/compose-make-backup.ts';
import { fileOf } from '../run/compose-place.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { inCommand } from '../run/in-command.ts';
import { type PassphraseFlags, passphraseFor } from '../run/passphrase.ts';

export interface BackupOptions extends CommonOptions, PassphraseFlags {
  readonly output?: string;
  /** The ledger goes on elsewhere: no run begins here any more. */
  readonly move?: boolean;
  /** It goes on here after all. */
  readonly stay?: boolean;
}

export async function backup(options: BackupOptions, context: Context): Promise<ExitCode> {
  const { output } = options;
  if (output === undefined && !options.stay)
    throw new RunError('OPTION_MISSING', { command: 'backup', option: '-o, --output <file>' });
  return inCommand(options, context, async ({ setup }) => {
    const { messages, json, quiet } = setup;
    fileOf(setup.place, 'backup');
    const { moving: say } = messages;
    if (output === undefined) {
      const stayed = await stay(setup, context);
      if (json) writeLines(context.out, [jsonLine({ stayed })]);
      else if (!quiet) writeFitted(context.out, [say.stays(stayed)]);
      return EXIT.done;
    }
    const move = options.move ?? false;
    const passphrase = await passphraseFor(options, messages, context, true);
    const made = await makeBackup(resolve(context.cwd, output), passphrase, setup, context, move);
    if (json) writeLines(context.out, [jsonLine({ path: output, moved: move, ...made })]);
    else if (!quiet)
      writeFitted(context.out, [
        say.made(oneLine(output), made.ledgers, made.files.map((file) => oneLine(file)).join(', ')),
        ...(made.keyFrom === undefined ? [] : [say.keyElsewhere(made.keyFrom)]),
        ...(made.missing.length === 0 ? [] : [say.notInIt(made.missing.map((file) => oneLine(file)).join(', '))]),
        say.passphrase,
        ...(move ? [say.movedAway(oneLine(output))] : []),
      ]);
    return EXIT.done;
  });
}
