/** `resume`: empties the ledger into the target without any sheet. */
import type { ExitCode } from '../exit-codes.ts';
import { newTally } from '../intake/take-in-file.ts';
import { conclude } from '../run/conclude.ts';
import type { CommonOptions, Context, DeliveryFlags } from '../run/context.ts';
import { inRun } from '../run/run.ts';
import { send } from '../run/send.ts';
import type { Flags } from '../run/setup.ts';
import { stay } from '../run/stay.ts';

export interface ResumeOptions extends CommonOptions, DeliveryFlags {
  /** Goes on until it is stopped. */
  readonly stay?: boolean;
}

/** Whoever stays waits out every outage: the longest that an option may say, and then the next run goes on. */
const FOR_EVER = '576h';

export function resume({ stay: stays = false, ...options }: ResumeOptions, context: Context): Promise<ExitCode> {
  if (!stays) return once(options, context);
  const patient = { ...options, patience: FOR_EVER };
  return stay(patient, context, (own, isFirst) =>
    // Only the first start may be that of five hundred computers at the same minute.
    once(isFirst ? patient : { ...patient, startJitter: '0s' }, own),
  );
}

function once(options: Flags & DeliveryFlags, context: Context): Promise<ExitCode> {
  return inRun(
    'resume',
    options,
    context,
    async () => undefined,
    async (run) => conclude(run, { tally: newTally(), failures: [], unread: [], sent: await send(run), rows: false }),
  );
}
