/** Whether another address is the same server: it must know what that server has accepted. */
import { stopError } from '../delivery/stop-error.ts';
import { RunError } from '../errors.ts';
import type { AcceptedSample } from '../ledger/ledger.ts';
import type { Context } from './context.ts';
import type { TargetPlan } from './target-plan.ts';

/**
 * Asks the planned target for each record of the sample; all must be there under their receipts. One question, asked
 * once: whoever types `--rebind` sits there.
 * @throws RunError REBIND_UNKNOWN {target, known, asked}; SERVER_AWAY, or what says that the server turns us away.
 */
export async function proveServer(
  plan: TargetPlan,
  sample: readonly AcceptedSample[],
  { stop }: Context,
): Promise<void> {
  const target = await plan.open();
  try {
    const sought = sample.map(({ key }) => ({ key }));
    const answer = await target.find(sought, stop.finish);
    if (answer.kind === 'stop') throw stopError(answer, plan.identity);
    if (answer.kind === 'outage') throw new RunError('SERVER_AWAY', { target: plan.identity });
    const known = sample.filter(({ key, receipt }) => {
      const found = answer.results.get(key);
      return found !== undefined && found !== 'absent' && found.receipt === receipt;
    }).length;
    if (known < sample.length || sample.length === 0)
      throw new RunError('REBIND_UNKNOWN', { target: plan.identity, known, asked: sample.length });
  } finally {
    await target.close();
  }
}
