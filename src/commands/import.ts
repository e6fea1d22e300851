/**
 * `import FILE…`: THE TABLE OF CONTENTS of the program. Open, take in, deliver, report; each step is told in full in
 * the folder it names.
 */
import { resolve } from 'node:path';
import type { ExitCode } from '../exit-codes.ts';
import { readInThread } from '../intake/in-thread.ts';
import { takeInFiles } from '../intake/take-in-files.ts';
import { wireReading } from '../run/compose-reading.ts';
import { conclude, waiting } from '../run/conclude.ts';
import type { CommonOptions, Context, DeliveryFlags, ReadingFlags } from '../run/context.ts';
import { settleColumns } from '../run/headings/columns.ts';
import { inRun } from '../run/run.ts';
import { send } from '../run/send.ts';
import type { Setup } from '../run/setup.ts';
import { stampOf } from '../workbook/stamp.ts';

export interface ImportOptions extends CommonOptions, ReadingFlags, DeliveryFlags {
  /** Read into the ledger and stop there; `resume` delivers. */
  readonly takeInOnly?: boolean;
  /** Rows of these files that the server refused are sent again as they are. */
  readonly retryRefused?: boolean;
  /** Only show the first requests. */
  readonly dryRun?: boolean;
  /** In them, personal data as it is. */
  readonly reveal?: boolean;
}

/** Rows that go to the ledger in one call; a whole file is one transaction, however many calls it takes. */
const ADMIT_AT_ONCE = 1_000;

export async function importFiles(
  files: readonly string[],
  options: ImportOptions,
  context: Context,
): Promise<ExitCode> {
  if (options.dryRun) return (await import('../run/dry-run.ts')).dryRun(files, options, context);
  const before = async (setup: Setup) => {
    const toRead = await withoutUntouched(files, setup, context);
    return { toRead, columns: await settleColumns(toRead, setup, context) };
  };
  return inRun('import', options, context, before, async (run, { toRead, columns }) => {
    const { setup, ledger } = run;
    const report = setup.reporter.report.bind(setup.reporter);

    // take in: source/ → record/ → ledger/
    const { tally, forms, failures, unread } = await takeInFiles(toRead, {
      door: ledger,
      read: (file) => {
        setup.place.refuseOwnFile(file);
        return readInThread(file, run.secret, context.stop.finish);
      },
      file: await wireReading(setup, context, columns.forms),
      admitAtOnce: ADMIT_AT_ONCE,
      cwd: context.cwd,
      report,
      stop: context.stop.finish,
    });
    await columns.keep(forms);
    const { rows, readings, fresh, known } = tally;
    if (unread.length === 0 && tally.files > 0) report({ event: 'taken-in', rows, readings, fresh, known });
    if (options.retryRefused && unread.length === 0) {
      const came = await ledger.retry({ kind: 'run' });
      if (came.kind === 'retried') report({ event: 'retry', entries: came.entries });
    }

    // deliver: ledger/ → delivery/ → target/
    const something = tally.files > 0 || (await waiting(ledger)) > 0;
    const sent = unread.length === 0 && something && !options.takeInOnly ? await send(run) : undefined;

    // report: what became of every row, and the sheet that goes back to the clerk
    return conclude(run, { tally, failures, unread, sent, rows: options.rows ?? false });
  });
}

/**
 * A correction sheet that nobody has touched since it was written says nothing new, as where a whole folder is imported
 * every night.
 */
async function withoutUntouched(
  files: readonly string[],
  { reporter }: Setup,
  { cwd }: Context,
): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const file of files)
    if ((await stampOf(resolve(cwd, file))) === undefined) changed.push(file);
    else reporter.report({ event: 'untouched', file });
  return changed;
}
