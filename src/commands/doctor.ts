/**
 * `doctor [--canary FILE]`: asks the server what it really does. Nothing is stored without a canary: a sheet with one
 * row that the admin has chosen for it.
 */
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode, mostSerious } from '../exit-codes.ts';
import { jsonLine } from '../printable.ts';
import { examinationEvents, examinationLines } from '../report/examination.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import { planTarget } from '../run/compose.ts';
import type { CommonOptions, Context, ReadingFlags } from '../run/context.ts';
import { settleColumns } from '../run/headings/columns.ts';
import { inCommand } from '../run/in-command.ts';
import { remember } from '../run/learnt.ts';
import { readSheets } from '../run/read-sheets.ts';
import { type PlacedRecord, recordDoor } from '../run/record-door.ts';
import type { Setup } from '../run/setup.ts';

export interface DoctorOptions extends CommonOptions, ReadingFlags {
  /** A sheet with the record that may be stored, twice in the worst case. */
  readonly canary?: string;
}

export function doctor(options: DoctorOptions, context: Context): Promise<ExitCode> {
  return inCommand(options, context, async ({ setup }) => {
    const plan = planTarget(setup, context);
    const canary = options.canary === undefined ? undefined : await readCanary(options.canary, setup, context);
    const target = await plan.open();
    try {
      const { findings, learnt } = await target.examine(canary, context.stop.finish);
      if (learnt) await remember(plan.identity, learnt, setup.config.options.state, context.uid);
      const exitCode = findings.some(({ result }) => result === 'bad') ? EXIT.usage : EXIT.done;
      setup.reporter.close();
      if (setup.json) writeLines(context.out, examinationEvents(plan.identity, findings, exitCode).map(jsonLine));
      else
        writeFitted(
          context.out,
          examinationLines(plan.identity, findings, canary !== undefined, setup.messages.doctor),
        );
      return exitCode;
    } finally {
      await target.close();
    }
  });
}

/** @throws RunError CANARY_ROWS unless the sheet has exactly one record; of a file that cannot be read it is told. */
async function readCanary(file: string, setup: Setup, context: Context): Promise<PlacedRecord> {
  const records: PlacedRecord[] = [];
  const door = recordDoor(async (record) => {
    if (records.length < 2) records.push(record);
  });
  const codes = await readSheets([file], door, await settleColumns([file], setup, context), setup, context);
  const { waiting, ...others } = door.outcomes();
  const [canary] = records;
  const rest = others.invalid + others.held + others.repeated;
  if (canary === undefined || waiting !== 1 || rest > 0 || mostSerious([...codes]) !== EXIT.done)
    throw new RunError('CANARY_ROWS', { file, rows: waiting + rest });
  return canary;
}
