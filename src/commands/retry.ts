/**
 * `retry [FILE [LINE]]`: what the server refused is sent again as it is, because the server has learned something
 * meanwhile.
 */
import { RunError } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import { newTally } from '../intake/take-in-file.ts';
import type { ToRetry } from '../ledger/deciding-side.ts';
import { conclude } from '../run/conclude.ts';
import type { CommonOptions, Context, DeliveryFlags } from '../run/context.ts';
import { nameInLedger } from '../run/name-in-ledger.ts';
import { inRun } from '../run/run.ts';
import { send } from '../run/send.ts';

export interface RetryOptions extends CommonOptions, DeliveryFlags {}

/**
 * Without a file everything that is refused; with a line that row. What else waits goes out with it, as with `resume`.
 */
export async function retry(
  file: string | undefined,
  line: string | undefined,
  options: RetryOptions,
  context: Context,
): Promise<ExitCode> {
  const which = wanted(file, line);
  const before = async (): Promise<undefined> => undefined;
  return inRun('retry', options, context, before, async (run) => {
    const meant =
      which.kind === 'file' ? { ...which, file: await nameInLedger(which.file, run.ledger, context) } : which;
    const came = await run.ledger.retry(meant);
    if (came.kind === 'unknown')
      throw new RunError(line === undefined ? 'FILE_UNKNOWN' : 'ROW_UNKNOWN', asked(file, line));
    if (came.entries === 0 && line !== undefined) throw new RunError('ROW_NOT_REFUSED', asked(file, line));
    run.setup.reporter.report({ event: 'retry', entries: came.entries });
    return conclude(run, { tally: newTally(), failures: [], unread: [], sent: await send(run), rows: false });
  });
}

function wanted(file: string | undefined, line: string | undefined): ToRetry {
  if (file === undefined) return { kind: 'all' };
  if (line === undefined) return { kind: 'file', file };
  const number = Number(line);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new RunError('VALUE_WRONG', { option: '<line>', given: line, expected: `vax-upload retry ${file} 17` });
  return { kind: 'file', file, line: number };
}

function asked(file = '', line = ''): { file: string; line: number } {
  return { file, line: Number(line) };
}
