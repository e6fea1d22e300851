/** `push --show-key`: the key that a province gives to its districts. */
import { RunError } from '../../errors.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { publicBytesOf } from '../../parcel/hpke.ts';
import { provinceKey } from '../../parcel/keys.ts';
import { fingerprintOf, writePublicKey } from '../../parcel/public-key.ts';
import { jsonLine } from '../../printable.ts';
import { writeFitted, writeLines } from '../../report/output.ts';
import { planTarget, wireLedger } from '../compose.ts';
import type { CommonOptions, Context } from '../context.ts';
import { inCommand } from '../in-command.ts';

/** It is published in the database as well, where districts compare it. @throws RunError PROVINCE_LEDGER {path}. */
export function showKey(options: CommonOptions, context: Context): Promise<ExitCode> {
  return inCommand(options, context, async ({ setup }) => {
    const { json, messages, place } = setup;
    const opened = await wireLedger(setup, context, planTarget(setup, context), 'push');
    try {
      if (!opened.parcels) throw new RunError('PROVINCE_LEDGER', { path: place.name });
      const bytes = publicBytesOf(provinceKey(opened.secret));
      await opened.parcels.publish(bytes);
      const [key, fingerprint] = [writePublicKey(bytes), fingerprintOf(bytes)];
      if (json) writeLines(context.out, [jsonLine({ event: 'key', publicKey: key, fingerprint })]);
      else writeFitted(context.out, messages.province.key(key, fingerprint));
      return EXIT.done;
    } finally {
      await opened.close();
    }
  });
}
