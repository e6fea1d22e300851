/** `status`: what is in the ledger, beside a run that may be going on. */
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { jsonLine } from '../printable.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import { statusJson, statusLines } from '../report/status.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { inReport } from '../run/with-ledger.ts';

export function status(options: CommonOptions, context: Context): Promise<ExitCode> {
  return inReport(options, context, async ({ setup, ledger }) => {
    const [entries, forPerson] = [await ledger.count(), await ledger.countForPerson()];
    const { entries: handedOver } = await ledger.countHandedOver();
    const ledgerNow = {
      entries,
      forPerson,
      dismissed: await ledger.countDismissed(),
      handedOver,
      run: await ledger.lastRun(),
    };
    const target = await ledger.target();
    const { messages, config, json } = setup;
    const place = { path: config.options.state, target };
    if (json) writeLines(context.out, [jsonLine(statusJson(ledgerNow))]);
    else writeFitted(context.out, statusLines(place, ledgerNow, messages, context.env['TZ']));
    return EXIT.done;
  });
}
