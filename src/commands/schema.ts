/**
 * `schema`: makes the tables of a ledger in PostgreSQL, or brings them up to date, as their owner; `--grants` prints
 * the script that says who else may do what with them. It needs no key and no target: whoever looks after the database
 * need not be trusted with what is in it.
 */
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { jsonLine } from '../printable.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import { bringUpToDate, grantsOf } from '../run/compose-schema.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { inCommand } from '../run/in-command.ts';
import { SCHEMA } from '../text/schema-for.ts';

export interface SchemaOptions extends CommonOptions {
  /** Print the script; nothing is connected to. */
  readonly grants?: boolean;
}

/** @throws RunError LEDGER_IS_FILE, LEDGER_OLDER, LEDGER_NEWER, LEDGER_NOT_OURS and those of the database. */
export function schema({ grants = false, ...options }: SchemaOptions, context: Context): Promise<ExitCode> {
  return inCommand(options, context, async ({ setup }) => {
    const { json, quiet, language, place } = setup;
    const { out } = context;
    const say = SCHEMA[language];
    if (grants) {
      // It is for a file or for `psql`, so it alone goes to `out`.
      const script = grantsOf(setup, context, (database) => say.title(context.version, place.name, database));
      if (json) writeLines(out, [jsonLine({ ledger: place.name, script })]);
      else out.write(script);
      return EXIT.done;
    }
    const { before, now } = await bringUpToDate(setup, context);
    if (json) writeLines(out, [jsonLine({ ledger: place.name, before, now })]);
    else if (!quiet) writeFitted(out, [say.state(place.name, before, now), ...(before === now ? [] : [say.next])]);
    return EXIT.done;
  });
}
