/** `explain FILE LINE`: the whole life of one row. */
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { lifeLines } from '../report/life.ts';
import type { CommonOptions, Context } from './context.ts';
import { inReport } from './report.ts';

export function explain(file: string, line: string, options: CommonOptions, context: Context): Promise<ExitCode> {
  return inReport(options, context, async ({ setup, ledger }) => {
    const number = Number(line);
    if (!Number.isSafeInteger(number) || number < 1)
      throw new RunError('VALUE_WRONG', { option: 'LINE', expected: `vax-upload explain ${file} 17` });
    const lives = await ledger.lifeOf(file, number);
    if (lives.length === 0) throw new RunError('ROW_UNKNOWN', { file, line: number });
    for (const life of lives) {
      if (setup.json) context.out.write(`${JSON.stringify(life)}\n`);
      else context.out.write(`${lifeLines(life, setup.messages, context.env['TZ']).join('\n')}\n`);
    }
    return EXIT.done;
  });
}
