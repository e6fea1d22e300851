/** `notify`: tries every way of telling with a message that says it is a test. */
import { randomUUID } from 'node:crypto';
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { testLetter } from '../notify/letter.ts';
import { tellAll } from '../notify/tell.ts';
import { testJson } from '../notify/told-json.ts';
import { jsonLine } from '../printable.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import { isAnybodyTold } from '../run/anybody-told.ts';
import { nameOf, wireTellers } from '../run/compose-notify.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { inCommand } from '../run/in-command.ts';

/** A tick a way, or its two-line cure; exit 2 where one does not work. @throws RunError NOTIFY_NONE. */
export function notify(options: CommonOptions, context: Context): Promise<ExitCode> {
  return inCommand(options, context, async ({ setup }) => {
    const { messages, json } = setup;
    const { notify: ways } = setup.config.options;
    if (!isAnybodyTold(ways)) throw new RunError('NOTIFY_NONE');
    const run = randomUUID();
    const name = nameOf(ways);
    const letter = testLetter(name, context.version, messages);
    const message = {
      // A note leaves the state of the check as it is.
      ping: 'log',
      letter,
      isTest: true as const,
      json: testJson({ run, name, version: context.version }, letter.subject),
    };
    const told = await tellAll(wireTellers(setup, context, run), message, ways.timeout, context.stop.finish);
    const bad = told.filter(({ error }) => error).length;
    const exitCode = bad > 0 ? EXIT.usage : EXIT.done;
    setup.reporter.close();
    for (const { teller, error } of told) {
      const host = teller.host();
      const place = { way: teller.way, ...(host === undefined ? {} : { host }) };
      if (json)
        writeLines(context.out, [jsonLine({ event: 'told', ...place, ...(error ? { code: error.code } : {}) })]);
      else if (error) {
        const { what, tryThis } = messages.errors[error.code](error.params);
        writeFitted(context.out, [`✗ ${what} [${error.code}]`, `  ${tryThis}`]);
      } else writeFitted(context.out, [`✓ ${messages.notify.tried(teller.way, host)}`]);
    }
    if (json) writeLines(context.out, [jsonLine({ event: 'told-all', bad, exitCode })]);
    else writeFitted(context.out, ['', messages.notify.sum(bad)]);
    return exitCode;
  });
}
