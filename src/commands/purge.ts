/**
 * `purge --older-than 90d`: forgets what the server has had for so long, down to the last fingerprint. What waits, is
 * in doubt or was refused stays.
 */
import { parseDays } from '../config/values.ts';
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import { wireDeciding } from '../run/compose.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { withLedger } from '../run/with-ledger.ts';

export interface PurgeOptions extends CommonOptions {
  /** Whole days since the server's answer, `90d`. */
  readonly olderThan: string;
}

/** Throws VALUE_WRONG for what is no number of days, and the errors of the ledger. */
export async function purge(options: PurgeOptions, context: Context): Promise<ExitCode> {
  const age = parseDays(options.olderThan);
  if (age === undefined)
    throw new RunError('VALUE_WRONG', { option: '--older-than', given: options.olderThan, expected: '90d' });
  return withLedger(wireDeciding, options, context, async (setup, ledger) => {
    const { entries, rows } = await ledger.purge(context.clock.now() - age);
    if (setup.json) writeLines(context.out, [JSON.stringify({ entries, rows })]);
    else if (!setup.quiet) writeFitted(context.out, [setup.messages.purged(entries, rows)]);
    return EXIT.done;
  });
}
