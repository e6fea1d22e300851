/** `resume`: empties the ledger into the target without any sheet. */
import type { ExitCode } from '../exit-codes.ts';
import { newTally } from '../intake/take-in-file.ts';
import { conclude } from '../run/conclude.ts';
import type { CommonOptions, Context, DeliveryFlags } from '../run/context.ts';
import { inRun } from '../run/run.ts';
import { send } from '../run/send.ts';

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
