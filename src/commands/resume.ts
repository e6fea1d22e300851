/** `resume`: empties the ledger into the target without any sheet. */
import type { ExitCode } from '../exit-codes.ts';
import { newTally } from '../intake/take-in.ts';
import { conclude } from './conclude.ts';
import type { CommonOptions, Context, DeliveryFlags } from './context.ts';
import { inRun } from './run.ts';
import { send } from './send.ts';

export interface ResumeOptions extends CommonOptions, DeliveryFlags {}

export function resume(options: ResumeOptions, context: Context): Promise<ExitCode> {
  return inRun(
    'resume',
    options,
    context,
    async () => undefined,
    async (run) => conclude(run, { tally: newTally(), failures: [], unread: [], sent: await send(run), rows: false }),
  );
}
