/** `pull`: a district fetches what became of the rows that it has handed over to the province. */
import type { ExitCode } from '../exit-codes.ts';
import { newTally } from '../intake/take-in-file.ts';
import { conclude } from '../run/conclude.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { collectorOf, refuseOthers } from '../run/province/meant.ts';
import { pullAnswers } from '../run/province/pull.ts';
import { inRun } from '../run/run.ts';

export interface PullOptions extends CommonOptions {}

export function pull(options: PullOptions, context: Context): Promise<ExitCode> {
  return inRun(
    'pull',
    options,
    context,
    async () => undefined,
    async (run) => {
      const sent = await pullAnswers(run, collectorOf(run));
      return conclude(run, { tally: newTally(), failures: [], unread: [], sent, rows: false });
    },
    (setup) => refuseOthers('pull', setup),
  );
}
