/**
 * `import [FILE|FOLDER…]`: THE TABLE OF CONTENTS of the program. Open, take in, deliver, report; each step is told in full in
 * the folder it names.
 */
import type { ExitCode } from '../exit-codes.ts';
import type { FileToRead } from '../intake/file-messages.ts';
import { readInThread } from '../intake/in-thread.ts';
import { takeInFiles } from '../intake/take-in-files.ts';
import { wireReading } from '../run/compose-reading.ts';
import { conclude } from '../run/conclude.ts';
import type { CommonOptions, Context, DeliveryFlags, ReadingFlags } from '../run/context.ts';
import { settleColumns } from '../run/headings/columns.ts';
import { chooseSheets } from '../run/inbox/choose.ts';
import { concluded, isLeft, rememberRead } from '../run/inbox/end.ts';
import { lookAtGiven, refuseNothing } from '../run/inbox/given.ts';
import { inRun } from '../run/run.ts';
import { send } from '../run/send.ts';
import type { Setup } from '../run/setup.ts';
import { waiting } from '../run/waiting.ts';

export interface ImportOptions extends CommonOptions, ReadingFlags, DeliveryFlags {
  /** Read into the ledger and stop there; `resume` delivers. */
  readonly takeInOnly?: boolean;
  /** Rows of these files that the server refused are sent again as they are. */
  readonly retryRefused?: boolean;
  /** Move sheets of a folder to where their person finds them again. */
  readonly sort?: boolean;
  /** Only show the first requests. */
  readonly dryRun?: boolean;
  /** In them, personal data as it is. */
  readonly reveal?: boolean;
}

/**
 * Rows that go to the ledger in one call; a whole file is one transaction, however many calls it takes. To a database
 * each call is a dozen journeys.
 */
const ADMIT_AT_ONCE = { file: 1_000, database: 4_000 };

export async function importFiles(
  named: readonly string[],
  options: ImportOptions,
  context: Context,
): Promise<ExitCode> {
  if (options.dryRun) return (await import('../run/dry-run.ts')).dryRun(named, options, context);
  // look: which sheets there are, by name or in folders
  const before = async (setup: Setup) => {
    const given = await lookAtGiven(named, setup, context);
    return { given, columns: await settleColumns(given.toAsk, setup, context) };
  };
  return inRun(
    'import',
    options,
    context,
    before,
    async (run, { given, columns }) => {
      const { setup, ledger } = run;
      const report = setup.reporter.report.bind(setup.reporter);
      const reading = await wireReading(setup, context, columns.forms);
      const chosen = await chooseSheets(given, reading, run);

      // take in: source/ → record/ → ledger/
      const taking = {
        door: ledger,
        read: (file: FileToRead) => {
          setup.place.refuseOwnFile(file);
          return readInThread(file, run.secret, context.stop.finish);
        },
        file: reading,
        admitAtOnce: ADMIT_AT_ONCE[setup.config.options.state.kind],
        cwd: context.cwd,
        report,
        stop: context.stop.finish,
      };
      const { tally, forms, failures, unread, files } = await takeInFiles(chosen.toRead, taking, (file, failure) =>
        isLeft({ given, chosen }, file, failure, context.clock.now()),
      );
      await columns.keep(forms);
      await rememberRead({ given, chosen, files });
      const { rows, readings, fresh, known } = tally;
      if (unread.length === 0 && tally.files > 0) report({ event: 'taken-in', rows, readings, fresh, known });
      if (options.retryRefused && unread.length === 0) {
        const came = await ledger.retry({ kind: 'run' });
        if (came.kind === 'retried') report({ event: 'retry', entries: came.entries });
      }

      // deliver: ledger/ → delivery/ → target/
      const something = tally.files > 0 || run.parcels !== undefined || (await waiting(ledger)) > 0;
      const sent = unread.length === 0 && something && !options.takeInOnly ? await send(run) : undefined;

      // report: what became of every row and file, and the sheets that go back to the clerk
      const ends = { files: concluded({ given, chosen, files }, run) };
      return conclude(run, { tally, failures, unread, sent, rows: options.rows ?? false, ...ends });
    },
    (setup) => refuseNothing(named, setup),
  );
}
