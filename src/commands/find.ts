/**
 * `find --nik -`: what is known of one person, where it came from and where it went. `find --everyone -o FILE`: of
 * everybody whose data can be read here, for a notification.
 */
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { jsonLine } from '../printable.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import { personJson, personLines } from '../report/person.ts';
import { askedPerson, type PersonFlags } from '../run/asked-person.ts';
import { wirePeople } from '../run/compose.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { withLedger } from '../run/with-ledger.ts';

export interface FindOptions extends CommonOptions, PersonFlags {
  /** Everybody. */
  readonly everyone?: boolean;
  /** The workbook for that. */
  readonly output?: string;
}

/** That nothing is known is an answer, too: exit 0. */
export async function find(options: FindOptions, context: Context): Promise<ExitCode> {
  if (options.everyone) return (await import('./find-everyone.ts')).findEveryone(options, context);
  return withLedger(wirePeople, options, context, async (setup, ledger) => {
    const known = await ledger.known(await askedPerson('find', options, setup, context));
    if (setup.json) writeLines(context.out, [jsonLine(personJson(known))]);
    else writeFitted(context.out, personLines(known, setup.place.name, setup.messages, setup.timeZone));
    return EXIT.done;
  });
}
