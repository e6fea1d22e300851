/** `explain FILE LINE`: the whole life of one row. */
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { jsonLine } from '../printable.ts';
import { lifeJson, lifeLines } from '../report/life.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { nameInLedger } from '../run/name-in-ledger.ts';
import { inReport } from '../run/with-ledger.ts';

export async function explain(file: string, line: string, options: CommonOptions, context: Context): Promise<ExitCode> {
  const number = Number(line);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new RunError('VALUE_WRONG', { option: '<line>', given: line, expected: `vax-upload explain ${file} 17` });
  return inReport(options, context, async ({ setup, ledger }) => {
    const lives = await ledger.lifeOf(await nameInLedger(file, ledger, context), number);
    if (lives.length === 0) throw new RunError('ROW_UNKNOWN', { file, line: number });
    for (const life of lives) {
      if (setup.json) writeLines(context.out, [jsonLine(lifeJson(life))]);
      else writeFitted(context.out, lifeLines(life, setup.messages, setup.timeZone));
    }
    return EXIT.done;
  });
}
