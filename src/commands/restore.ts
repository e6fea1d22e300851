/** `restore FILE`: puts a backup back where there is no ledger yet, as a whole or not at all. */
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { jsonLine, oneLine } from '../printable.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import { fileOf } from '../run/compose-place.ts';
import { putBack } from '../run/compose-put-back.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { inCommand } from '../run/in-command.ts';
import { type PassphraseFlags, passphraseFor } from '../run/passphrase.ts';
import { stamp } from '../text/numbers.ts';

export interface RestoreOptions extends CommonOptions, PassphraseFlags {}

export function restore(file: string, options: RestoreOptions, context: Context): Promise<ExitCode> {
  return inCommand(options, context, async ({ setup }) => {
    const { messages, json, quiet, timeZone } = setup;
    fileOf(setup.place, 'restore');
    const { moving: say } = messages;
    const passphrase = await passphraseFor(options, messages, context, false);
    const { made, ledger, placed, left, missing, keyFrom } = await putBack(file, passphrase, setup, options, context);
    const listed = (paths: readonly string[]): string => paths.map((path) => oneLine(path)).join(', ');
    if (json)
      writeLines(context.out, [
        jsonLine({
          made: new Date(made).toISOString(),
          ledger,
          placed,
          left,
          missing,
          ...(keyFrom ? { keyFrom } : {}),
        }),
      ]);
    else if (!quiet)
      writeFitted(context.out, [
        say.restored(stamp(made, timeZone), oneLine(ledger)),
        ...(left.length === 0 ? [] : [say.left(listed(left))]),
        ...(keyFrom === undefined ? [] : [say.keyElsewhere(keyFrom)]),
        ...(missing.length === 0 ? [] : [say.toBring(listed(missing))]),
        say.asked,
      ]);
    return EXIT.done;
  });
}
