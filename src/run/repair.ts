/**
 * `reconcile --repair`: what the server had confirmed and is proven to lack goes back to waiting, from the sheet.
 * Nothing is sent here; `resume` does that.
 */

import type { Repaired } from '../comparison.ts';
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { readInThread } from '../intake/in-thread.ts';
import { takeInFiles } from '../intake/take-in-files.ts';
import { wireLedger } from './compose.ts';
import { wireReading } from './compose-reading.ts';
import type { Context } from './context.ts';
import type { SettledColumns } from './headings/columns.ts';
import type { Setup } from './setup.ts';
import type { TargetPlan } from './target-plan.ts';

export interface ToRepair {
  readonly files: readonly string[];
  readonly columns: SettledColumns;
  readonly setup: Setup;
  readonly context: Context;
  readonly plan: TargetPlan;
  /** Entries of the ledger, by number, that the server lacks. */
  readonly lost: readonly number[];
}

/** Rows that go to the ledger in one call. */
const ADMIT_AT_ONCE = 1_000;

/**
 * Takes the sheets in once more, each as a whole or not at all; a row that says what a lost record said makes it wait
 * again. The only reading of `reconcile` that writes, so it takes the lock: LEDGER_BUSY where a run goes on. Rows that
 * were never imported come in with the others.
 */
export async function repair({ files, columns, setup, context, plan, lost }: ToRepair): Promise<Repaired> {
  const { clock, stop, cwd } = context;
  const opened = await wireLedger(setup, context, plan, 'reconcile');
  try {
    const ledger = await opened.beginRun('repair', clock.now());
    const before = await ledger.count();
    let exitCode: ExitCode = EXIT.windowEnded;
    try {
      await ledger.takeBack(lost);
      const { tally, failures, unread } = await takeInFiles(files, {
        door: ledger,
        read: (file) => {
          setup.place.refuseOwnFile(file);
          return readInThread(file, opened.secret, stop.finish);
        },
        file: await wireReading(setup, context, columns.forms),
        admitAtOnce: ADMIT_AT_ONCE,
        cwd,
        // What they hold has been told already.
        report: (event) => {
          if (event.event === 'failed') setup.reporter.report(event);
        },
        stop: stop.finish,
      });
      if (failures.length + unread.length > 0) exitCode = EXIT.unreadable;
      // To the tally a record that takes the place of another is a fresh one.
      const again = before.accepted - (await ledger.count()).accepted;
      return { again, fresh: tally.fresh - again, left: lost.length - again };
    } finally {
      await ledger.endRun(exitCode, clock.now()).catch((error: unknown) => {
        if (!(error instanceof RunError)) throw error;
      });
    }
  } finally {
    await opened.close();
  }
}
