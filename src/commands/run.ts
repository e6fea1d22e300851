/** What `import` and `resume` have around them: set up, open target and ledger, note the run, and close everything in any case. */
import { RunError } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { CommonOptions, Context, ReadingFlags, WindowFlags } from './context.ts';
import { type Setup, setUp } from './setup.ts';
import { type Wired, wireLedger, wireTarget } from './wire.ts';

export interface Run {
  readonly setup: Setup;
  readonly ledger: Ledger;
  readonly wired: Wired;
  /** Epoch milliseconds. */
  readonly started: number;
}

/** A RunError that ends the run is told and becomes its exit code; before there is a reporter it is the caller's to tell. */
export async function inRun(
  command: 'import' | 'resume',
  options: CommonOptions & Partial<ReadingFlags & WindowFlags>,
  context: Context,
  work: (run: Run) => Promise<ExitCode>,
): Promise<ExitCode> {
  const started = context.clock.now();
  const setup = await setUp(options, context);
  const { reporter } = setup;
  context.stop.onSignal((why) => reporter.report({ event: 'stopping', why }));
  try {
    const wired = await wireTarget(setup, context, started);
    try {
      const ledger = await wireLedger(setup, context, wired);
      try {
        await ledger.beginRun(command, started);
        const exitCode = await work({ setup, ledger, wired, started });
        await ledger.endRun(exitCode, context.clock.now());
        return exitCode;
      } finally {
        await ledger.close();
      }
    } finally {
      await wired.target.close();
    }
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    reporter.report({ event: 'failed', error });
    return error.exitCode;
  } finally {
    reporter.close();
  }
}
