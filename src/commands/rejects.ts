/** `rejects -o FILE`: everything the ledger knows that needs a person, as one workbook. */
import { resolve } from 'node:path';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { CommonOptions, Context } from './context.ts';
import { writeAllCorrections } from './corrections.ts';
import { inReport } from './report.ts';

export interface RejectsOptions extends CommonOptions {
  readonly output: string;
}

export function rejects(options: RejectsOptions, context: Context): Promise<ExitCode> {
  return inReport(options, context, async ({ setup, ledger }) => {
    const path = resolve(context.cwd, options.output);
    const rows = await writeAllCorrections(path, setup, ledger);
    const { rejects: say } = setup.messages;
    if (setup.json) context.out.write(`${JSON.stringify({ rows, ...(rows > 0 ? { path } : {}) })}\n`);
    else context.out.write(`${rows > 0 ? say.written(path, rows) : say.nothing}\n`);
    return EXIT.done;
  });
}
