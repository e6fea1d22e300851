/**
 * `dismiss FILE LINE`: a person takes a row off the list; it is not sent, and nobody is asked about it again while it
 * says the same.
 */
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { jsonLine } from '../printable.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import { wireDeciding } from '../run/compose.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { nameInLedger } from '../run/name-in-ledger.ts';
import { withLedger } from '../run/with-ledger.ts';

export interface DismissOptions extends CommonOptions {
  /** Which sheet of the file, where the line waits in several. */
  readonly sheet?: string;
}

export async function dismiss(
  file: string,
  line: string,
  options: DismissOptions,
  context: Context,
): Promise<ExitCode> {
  const number = Number(line);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new RunError('VALUE_WRONG', { option: '<line>', given: line, expected: `vax-upload dismiss ${file} 17` });
  return withLedger(wireDeciding, options, context, async (setup, ledger) => {
    const { sheet } = options;
    const name = await nameInLedger(file, ledger, context);
    const came = await ledger.dismiss({ file: name, line: number, ...(sheet === undefined ? {} : { sheet }) });
    if (came.kind === 'unknown') throw new RunError('ROW_UNKNOWN', { file, line: number });
    if (came.kind === 'not-waiting') throw new RunError('ROW_NOT_WAITING', { file, line: number });
    if (came.kind === 'sheets')
      throw new RunError('ROW_IN_SHEETS', {
        file,
        line: number,
        sheets: came.sheets.join(', '),
        sheet: came.sheets[0] ?? '',
      });
    if (setup.json) writeLines(context.out, [jsonLine({ file, line: number, rows: came.rows })]);
    else if (!setup.quiet) writeFitted(context.out, [setup.messages.dismissed(file, number)]);
    return EXIT.done;
  });
}
