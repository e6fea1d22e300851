/**
 * Delivery as a command has it: what waits in the ledger goes out, and a failing disk becomes part of what is
 * concluded. A province takes in what districts have left before, and answers them afterwards.
 */
import { deliver } from '../delivery/deliver.ts';
import type { DeliveryEnd } from '../delivery/delivery.ts';
import { RunError } from '../errors.ts';
import { answerParcels } from './province/answer.ts';
import { takeInParcels } from './province/take-in.ts';
import type { Run } from './run.ts';
import { startJitter } from './time-window.ts';
import { waiting } from './waiting.ts';

/** How it ended, or the error that broke it off, which has been told already. */
export async function send(run: Run): Promise<DeliveryEnd | RunError> {
  const { setup, context, ledger, target, plan, clock } = run;
  const { random, stop } = context;
  const report = setup.reporter.report.bind(setup.reporter);
  try {
    await takeInParcels(run);
    if ((await waiting(ledger)) > 0) await startJitter(setup.config.options.delivery.startJitter, context);
    const end = await deliver(
      { ledger, target, clock, random, report, ...(ledger.gate ? { gate: ledger.gate } : {}) },
      plan.delivery,
      stop,
    );
    await answerParcels(run);
    return end;
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    report({ event: 'failed', error });
    return error;
  }
}
