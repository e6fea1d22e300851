/** `import --dry-run`: the very requests in which the first records would go out. No ledger, nothing is sent. */
import { randomUUID } from 'node:crypto';
import { EXIT, type ExitCode, mostSerious } from '../exit-codes.ts';
import { jsonLine } from '../printable.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import { shownLines } from '../report/shown.ts';
import type { Consignment, Target } from '../target/target.ts';
import { planTarget } from './compose.ts';
import type { CommonOptions, Context, ReadingFlags } from './context.ts';
import { settleColumns } from './headings/columns.ts';
import { inCommand } from './in-command.ts';
import { lookAtGiven, refuseNothing } from './inbox/given.ts';
import { masked } from './mask.ts';
import { readSheets } from './read-sheets.ts';
import { type PlacedRecord, recordDoor } from './record-door.ts';

export interface DryRunOptions extends CommonOptions, ReadingFlags {
  /** Personal data as it is. */
  readonly reveal?: boolean;
}

/** So many records show the form of all. */
const MOST_SHOWN = 3;

export function dryRun(named: readonly string[], options: DryRunOptions, context: Context): Promise<ExitCode> {
  return inCommand(options, context, async ({ setup }) => {
    refuseNothing(named, setup);
    const plan = planTarget(setup, context);
    const { toAsk: files } = await lookAtGiven(named, setup, context, false);
    const records: PlacedRecord[] = [];
    const door = recordDoor(async (record) => {
      if (records.length < MOST_SHOWN) records.push(record);
    });
    const codes = await readSheets(files, door, await settleColumns(files, setup, context), setup, context);
    const target = await plan.open();
    try {
      const id = randomUUID();
      const consignments = records.map((record) => withReferences(record, target));
      const batch = { id, keys: records.map(({ key }) => key), bytes: target.encode(id, consignments) };
      const requests = records.length > 0 ? target.show(batch) : [];
      const shown = options.reveal
        ? requests
        : masked(
            requests,
            records.map(({ record }) => record),
          );
      const { waiting, invalid, held } = door.outcomes();
      setup.reporter.close();
      if (setup.json)
        writeLines(
          context.out,
          shown.map((each) => jsonLine({ event: 'would-send', ...each })),
        );
      else {
        const { dryRun: words } = setup.messages;
        writeFitted(context.out, [words.title(plan.identity, records.length, waiting, options.reveal ?? false), '']);
        writeLines(context.out, shown.flatMap(shownLines));
      }
      return mostSerious([...codes, invalid + held > 0 ? EXIT.needsPerson : EXIT.done]);
    } finally {
      await target.close();
    }
  });
}

/** A registry's own references are asked for only when something is sent: the role stands in their place. */
function withReferences(record: PlacedRecord, { people }: Target): Consignment {
  const references = people?.neededBy(record.record).map(({ role }) => `‹${role}›`);
  return references === undefined ? record : { ...record, references };
}
