/** `find --everyone -o FILE`: of whom data can be read here, for the notification when a computer is lost. */
import { basename, resolve } from 'node:path';
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { jsonLine, oneLine } from '../printable.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import { writeAffected } from '../run/affected-workbook.ts';
import { noteListing, wirePeople } from '../run/compose.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { refuseTaken } from '../run/refuse-taken.ts';
import { withLedger } from '../run/with-ledger.ts';

/** `output`: the workbook; needed. */
type EveryoneOptions = CommonOptions & { readonly output?: string };

export async function findEveryone(options: EveryoneOptions, context: Context): Promise<ExitCode> {
  const { output } = options;
  if (output === undefined) throw new RunError('OPTION_MISSING', { command: 'find', option: '-o, --output <file>' });
  return withLedger(wirePeople, options, context, async (setup, ledger) => {
    refuseTaken(output, context);
    await noteListing(basename(output), setup, context);
    const others = await ledger.fingerprinted();
    const rows = await writeAffected(resolve(context.cwd, output), ledger.readable(), others, setup, context);
    const { everyone: say } = setup.messages.rights;
    const [people, records] = [sum(others, 'people'), sum(others, 'records')];
    if (setup.json)
      writeLines(context.out, [jsonLine({ path: output, rows, fingerprinted: { people, records, files: others } })]);
    else
      writeFitted(context.out, [
        rows === 0 ? say.nothingReadable : say.written(output, rows),
        ...(records === 0 ? [] : [say.others(people, records)]),
        ...others.map((each) => `  ${say.file(oneLine(each.file), each.people, each.records)}`),
      ]);
    return EXIT.done;
  });
}

function sum<K extends string>(of: readonly Readonly<Record<K, number>>[], key: K): number {
  return of.reduce((total, each) => total + each[key], 0);
}
