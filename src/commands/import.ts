/**
 * `import FILE…`: THE TABLE OF CONTENTS of the program. Open, take in, deliver, report; each step is told in full in the folder it names.
 */
import { deliver } from '../delivery/deliver.ts';
import type { ExitCode } from '../exit-codes.ts';
import { readInThread } from '../intake/in-thread.ts';
import { takeInAll } from '../intake/take-in-all.ts';
import { readSecret } from '../ledger/secret.ts';
import { conclude } from './conclude.ts';
import type { CommonOptions, Context, ReadingFlags, WindowFlags } from './context.ts';
import { inRun } from './run.ts';
import { startJitter } from './time-window.ts';
import { wireReading } from './wire.ts';

export interface ImportOptions extends CommonOptions, ReadingFlags, WindowFlags {
  /** Read into the ledger and stop there; `resume` delivers. */
  readonly takeInOnly?: boolean;
}

/** Keys come in random order, so a transaction of 4,000 rewrites the pages of the index a quarter as often as one of 1,000 (docs/performance.md). */
const ADMIT_AT_ONCE = 4_000;

export function importFiles(files: readonly string[], options: ImportOptions, context: Context): Promise<ExitCode> {
  return inRun('import', options, context, async ({ setup, ledger, wired, started }) => {
    const { config, reporter } = setup;
    const report = reporter.report.bind(reporter);
    const secret = await readSecret(config.options.privacy.keyFile);

    // take in: source/ → record/ → ledger/
    const { tally, failures } = await takeInAll(files, {
      door: ledger,
      read: (file) => readInThread(file, secret),
      file: await wireReading(setup, context, options.map),
      admitAtOnce: ADMIT_AT_ONCE,
      cwd: context.cwd,
      report,
      stop: context.stop.finish,
    });
    report({ event: 'taken-in', rows: tally.rows, readings: tally.readings, fresh: tally.fresh, known: tally.known });

    // deliver: ledger/ → delivery/ → target/
    const parts = { ledger, target: wired.target, clock: context.clock, random: context.random, report };
    await startJitter(config.options.delivery.startJitter, context);
    const end = options.takeInOnly ? undefined : await deliver(parts, wired.delivery, context.stop);

    // report: what became of every row, and the sheet that goes back to the clerk
    return conclude({ command: 'import', setup, ledger, context, started, tally, failures, end, target: wired.target.identity });
  });
}
