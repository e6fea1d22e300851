/**
 * Delivery as a command has it: what waits in the ledger goes out, and a failing disk becomes part of what is
 * concluded.
 */
import { deliver } from '../delivery/deliver.ts';
import type { DeliveryEnd } from '../delivery/delivery.ts';
import { RunError } from '../errors.ts';
import { waiting } from './conclude.ts';
import type { Run } from './run.ts';
import { startJitter } from './time-window.ts';

/** How it ended, or the error that broke it off, which has been told already. */
export async function send({ setup, context, ledger, target, plan, clock }: Run): Promise<DeliveryEnd | RunError> {
  const { random, stop } = context;
  const report = setup.reporter.report.bind(setup.reporter);
  if ((await waiting(ledger)) > 0) await startJitter(setup.config.options.delivery.startJitter, context);
  try {
    return await deliver(
      { ledger, target, clock, random, report, ...(ledger.gate ? { gate: ledger.gate } : {}) },
      plan.delivery,
      stop,
    );
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    report({ event: 'failed', error });
    return error;
  }
}
