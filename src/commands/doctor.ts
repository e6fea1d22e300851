/**
 * `doctor [--canary FILE]`: looks at this computer, at the ledger and at the way to the server, and asks the server
 * what it really does. Nothing is changed here, and nothing is stored there without a canary: a sheet with one row that
 * the admin has chosen for it.
 */
import type { Part } from '../doctor/finding.ts';
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode, mostSerious } from '../exit-codes.ts';
import { jsonLine } from '../printable.ts';
import { examinationEvents, examinationLines } from '../report/examination.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import type { CommonOptions, Context, ReadingFlags } from '../run/context.ts';
import { lookHere } from '../run/doctor/look-here.ts';
import { settingsOf } from '../run/doctor/settings.ts';
import { settleColumns } from '../run/headings/columns.ts';
import { remember } from '../run/learnt.ts';
import { readSheets } from '../run/read-sheets.ts';
import { type PlacedRecord, recordDoor } from '../run/record-door.ts';
import type { Setup } from '../run/setup.ts';
import type { TargetPlan } from '../run/target-plan.ts';
import type { Finding } from '../target/examination.ts';

export interface DoctorOptions extends CommonOptions, ReadingFlags {
  /** A sheet with the record that may be stored, twice in the worst case. */
  readonly canary?: string;
}

export async function doctor(options: DoctorOptions, context: Context): Promise<ExitCode> {
  const settings = await settingsOf(options, context);
  const { setup, fault } = settings;
  try {
    // What is wrong with the sheet is said before anybody waits for a server.
    const isSheet = options.canary !== undefined && fault === undefined;
    const canary = isSheet ? await readCanary(options.canary, setup, context) : undefined;
    const { parts, plan } = await lookHere(settings, options, context);
    if (context.stop.finish.aborted) return stopped(context);
    const findings = plan ? await examined(plan, canary, setup, context) : undefined;
    if (context.stop.finish.aborted) return stopped(context);
    setup.reporter.close();
    return tell({ parts, plan, findings, hadCanary: canary !== undefined }, setup, context);
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    setup.reporter.report({ event: 'failed', error });
    return error.exitCode;
  } finally {
    setup.reporter.close();
  }
}

/** Nothing that was cut short is told as a finding. */
function stopped({ stop }: Context): ExitCode {
  return stop.signal() === 'SIGTERM' ? EXIT.terminated : EXIT.interrupted;
}

async function examined(
  plan: TargetPlan,
  canary: PlacedRecord | undefined,
  { config }: Setup,
  context: Context,
): Promise<readonly Finding[]> {
  const target = await plan.open();
  try {
    const { findings, learnt } = await target.examine(canary, context.stop.finish);
    if (learnt) await remember(plan.identity, learnt, config.options.state.folder, context.uid);
    return findings;
  } finally {
    await target.close();
  }
}

interface Examined {
  readonly parts: readonly Part[];
  readonly plan: TargetPlan | undefined;
  /** Undefined where the server was not asked. */
  readonly findings: readonly Finding[] | undefined;
  readonly hadCanary: boolean;
}

function tell({ parts, plan, findings, hadCanary }: Examined, setup: Setup, context: Context): ExitCode {
  const all = [...parts.flatMap((part) => part.findings), ...(findings ?? [])];
  const exitCode = all.some(({ result }) => result === 'bad') ? EXIT.usage : EXIT.done;
  const found = { parts, ...(plan && findings ? { server: { name: plan.identity, findings } } : {}), hadCanary };
  if (setup.json) writeLines(context.out, examinationEvents(found, exitCode).map(jsonLine));
  else writeFitted(context.out, examinationLines(found, setup.messages, setup.quiet));
  return exitCode;
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
