/** What commands have around them that only read the ledger: set up, open beside a run, close. */
import type { ExitCode } from '../exit-codes.ts';
import type { ReportLedger } from '../ledger/report-side.ts';
import { wireReports } from './compose.ts';
import type { CommonOptions, Context } from './context.ts';
import { inCommand } from './in-command.ts';
import type { Setup } from './setup.ts';

export interface Report {
  readonly setup: Setup;
  readonly ledger: ReportLedger;
}

export async function inReport(
  options: CommonOptions,
  context: Context,
  work: (report: Report) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withLedger(wireReports, options, context, (setup, ledger) => work({ setup, ledger }));
}

/** The same around any ledger: `open` it, work, close it; errors of the run are told, and are the exit code. */
export async function withLedger<L extends { close(): Promise<void> }>(
  open: (setup: Setup, context: Context) => Promise<L>,
  options: CommonOptions,
  context: Context,
  work: (setup: Setup, ledger: L) => Promise<ExitCode>,
): Promise<ExitCode> {
  return inCommand(options, context, async ({ setup }) => {
    const ledger = await open(setup, context);
    try {
      return await work(setup, ledger);
    } finally {
      await ledger.close();
    }
  });
}
