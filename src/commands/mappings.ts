/** `mappings`: what is remembered of columns; `mappings forget N|all` forgets it. */
import { rm } from 'node:fs/promises';
import { diskError } from '../disk/disk-error.ts';
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { readMappings, writeMappings } from '../mappings/mappings-file.ts';
import { jsonLine } from '../printable.ts';
import { mappingsJson, mappingsLines } from '../report/mappings.ts';
import { columnsOf, writeFitted, writeLines } from '../report/output.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { inCommand } from '../run/in-command.ts';
import type { Setup } from '../run/setup.ts';

const FORGET = 'forget';

/** `action` is absent or `forget`; `which` the number of the list, or `all`. */
export async function mappings(
  action: string | undefined,
  which: string | undefined,
  options: CommonOptions,
  context: Context,
): Promise<ExitCode> {
  if (action !== undefined && action !== FORGET)
    throw new RunError('COMMAND_UNKNOWN', { given: `mappings ${action}`, nearest: `mappings ${FORGET}` });
  if (action === FORGET && which === undefined)
    throw new RunError('ARGUMENT_MISSING', { command: 'mappings', argument: 'which' });
  return inCommand(options, context, async ({ setup }) => {
    if (which !== undefined) await forget(which, setup, context);
    else {
      const known = await readMappings(setup.config.options.reading.columns, context.uid);
      const { messages, json, timeZone } = setup;
      const lines = json
        ? [jsonLine(mappingsJson(known))]
        : mappingsLines(known, messages, timeZone, columnsOf(context.out));
      writeLines(context.out, lines);
    }
    return EXIT.done;
  });
}

/** `all` also helps against a file that is damaged: it is taken away as it is. */
async function forget(which: string, { config, messages, json }: Setup, { out, uid }: Context): Promise<void> {
  const path = config.options.reading.columns;
  const known = await readMappings(path, uid).catch((error: unknown) => {
    if (which === 'all' && error instanceof RunError && error.code === 'MAPPINGS_DAMAGED') return undefined;
    throw error;
  });
  const number = /^[1-9]\d{0,8}$/.test(which) ? Number(which) : 0;
  if (which === 'all') {
    await rm(path, { force: true }).catch((error: unknown) => {
      throw diskError(error, path);
    });
  } else if (!known?.[number - 1]) throw new RunError('MAPPINGS_UNKNOWN', { given: which, max: known?.length ?? 0 });
  else
    await writeMappings(
      path,
      known.filter((_, index) => index !== number - 1),
    );
  const forgotten = which === 'all' ? (known?.length ?? 1) : 1;
  if (json) writeLines(out, [jsonLine({ forgotten })]);
  else writeFitted(out, [messages.columns.list.forgotten(forgotten)]);
}
