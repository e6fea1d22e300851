/** `resume`: empties the ledger into the target without any sheet. */
import { deliver } from '../delivery/deliver.ts';
import type { ExitCode } from '../exit-codes.ts';
import { newTally } from '../intake/take-in.ts';
import { conclude } from './conclude.ts';
import type { CommonOptions, Context, WindowFlags } from './context.ts';
import { inRun } from './run.ts';
import { startJitter } from './time-window.ts';

export interface ResumeOptions extends CommonOptions, WindowFlags {}

export function resume(options: ResumeOptions, context: Context): Promise<ExitCode> {
  return inRun('resume', options, context, async ({ setup, ledger, wired, started }) => {
    const { config, reporter } = setup;
    const report = reporter.report.bind(reporter);
    const parts = { ledger, target: wired.target, clock: context.clock, random: context.random, report };
    await startJitter(config.options.delivery.startJitter, context);
    const end = await deliver(parts, wired.delivery, context.stop);
    return conclude({
      command: 'resume',
      setup,
      ledger,
      context,
      started,
      tally: newTally(),
      failures: [],
      end,
      target: wired.target.identity,
    });
  });
}
