/** `runs`: every run that the ledger remembers, the last one first. */
import { parseCount } from '../config/values.ts';
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { jsonLine } from '../printable.ts';
import { columnsOf, writeFitted, writeLines } from '../report/output.ts';
import { pastRunJson, runsLines } from '../report/runs.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { inReport } from '../run/with-ledger.ts';

export interface RunsOptions extends CommonOptions {
  /** How many; 20 unless said. */
  readonly last?: string;
}

const SHOWN = 20;

/** @throws RunError VALUE_WRONG */
export async function runs({ last, ...options }: RunsOptions, context: Context): Promise<ExitCode> {
  const most = last === undefined ? SHOWN : parseCount(last);
  if (most === undefined) throw new RunError('VALUE_WRONG', { option: '--last', given: last ?? '', expected: '20' });
  return inReport(options, context, async ({ setup, ledger }) => {
    const [past, atWork] = await ledger.atOnce(async () => [await ledger.runs(most), await ledger.atWork()] as const);
    if (setup.json)
      writeLines(
        context.out,
        past.map((run) => jsonLine(pastRunJson(run))),
      );
    else {
      const { out, clock } = context;
      const { messages, timeZone } = setup;
      const columns = out.isTTY ? columnsOf(out) : undefined;
      writeFitted(out, runsLines(past, atWork, messages, { columns, timeZone, now: clock.now() }));
    }
    return EXIT.done;
  });
}
