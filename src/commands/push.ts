/**
 * `push`: a district hands what waits in its ledger over to the province, which delivers it, and fetches what the
 * province has answered since. `push --show-key` is for the province: it prints the key that districts are given.
 */
import { RunError } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import { newTally } from '../intake/take-in-file.ts';
import { conclude } from '../run/conclude.ts';
import type { CommonOptions, Context, DeliveryFlags } from '../run/context.ts';
import { collectorOf, refuseOthers } from '../run/province/meant.ts';
import { pullAnswers } from '../run/province/pull.ts';
import { showKey } from '../run/province/show-key.ts';
import { inRun } from '../run/run.ts';
import { send } from '../run/send.ts';

export interface PushOptions extends CommonOptions, DeliveryFlags {
  readonly showKey?: boolean;
}

export function push(options: PushOptions, context: Context): Promise<ExitCode> {
  if (options.showKey) return showKey(options, context);
  return inRun(
    'push',
    options,
    context,
    async () => undefined,
    async (run) => {
      const left = await send(run);
      const isThere = !(left instanceof RunError) && (left.why === 'empty' || left.why === 'window');
      const heard = isThere ? await pullAnswers(run, collectorOf(run)) : undefined;
      const sent = isThere && heard ? { ...(heard.why === 'empty' ? left : heard), stats: heard.stats } : left;
      return conclude(run, { tally: newTally(), failures: [], unread: [], sent, rows: false });
    },
    (setup) => refuseOthers('push', setup),
  );
}
