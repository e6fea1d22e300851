/** `template -o FILE`: a blank workbook that, filled in, is read without a warning. */
import { resolve } from 'node:path';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { jsonLine } from '../printable.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import { wireTemplate } from '../run/compose-reading.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { refuseOtherNames } from '../run/refuse-taken.ts';
import { setUp } from '../run/setup.ts';
import { writeTemplate } from '../template/write-template.ts';
import { TEMPLATE_WORDS } from '../text/template-for.ts';

/**
 * Throws OUTPUT_EXISTS rather than write over anything, VALUE_WRONG for a name that Excel would not open, and the
 * errors of disk and configuration.
 */
export async function template(
  options: CommonOptions & { readonly output: string },
  context: Context,
): Promise<ExitCode> {
  const { output } = options;
  refuseOtherNames(output);
  const setup = await setUp(options, context);
  try {
    const path = resolve(context.cwd, output);
    await writeTemplate({ path, choices: await wireTemplate(setup, context), lang: setup.language });
    if (setup.json) writeLines(context.out, [jsonLine({ path })]);
    else
      writeFitted(context.out, TEMPLATE_WORDS[setup.language].next(path, /\s/.test(output) ? `"${output}"` : output));
    return EXIT.done;
  } finally {
    setup.reporter.close();
  }
}
