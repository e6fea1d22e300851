/** `rejects -o FILE`: everything the ledger knows that needs a person, as a workbook, or as one for each file. */

import type { Reporter } from '../events.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { jsonLine } from '../printable.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { rowsOfLedger, writeWanted } from '../run/corrections.ts';
import { refuseTaken } from '../run/refuse-taken.ts';
import type { Setup } from '../run/setup.ts';
import { inReport } from '../run/with-ledger.ts';

export interface RejectsOptions extends CommonOptions {
  readonly output: string;
  /** Every row of files that are still there, not only those that need a person. */
  readonly all?: boolean;
}

export function rejects(options: RejectsOptions, context: Context): Promise<ExitCode> {
  return inReport(options, context, async ({ setup, ledger }) => {
    const wanted = { path: options.output, all: options.all ?? false };
    refuseTaken(wanted.path, context);
    const { rows, paths } = await writeWanted(
      rowsOfLedger(ledger, 'all'),
      wanted,
      { ...setup, reporter: forScripts(setup) },
      context,
    );
    const { rejects: say } = setup.messages;
    const [path] = paths;
    if (setup.json) writeLines(context.out, [jsonLine({ rows, ...(path === undefined ? {} : { path, paths }) })]);
    else writeFitted(context.out, [path === undefined ? say.nothing : say.written(paths.join(', '), rows)]);
    return EXIT.done;
  });
}

/** Where the sheets are is the result of this command: a person reads it once, on stdout. */
function forScripts({ json, reporter }: Setup): Reporter {
  return {
    report: (event) => {
      if (json || event.event !== 'correction-sheet') reporter.report(event);
    },
    close: () => reporter.close(),
  };
}
