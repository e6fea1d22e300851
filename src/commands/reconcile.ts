/**
 * `reconcile FILE…`: what stands on paper, what the server has, and what is missing. It changes nothing anywhere,
 * unless `--repair` says so.
 */
import { resolve } from 'node:path';
import type { Reconciliation, Repaired } from '../comparison.ts';
import { stopError } from '../delivery/stop-error.ts';
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode, mostSerious } from '../exit-codes.ts';
import type { KnownLedger } from '../ledger/known.ts';
import { jsonLine } from '../printable.ts';
import { type AskEnd, createAsker } from '../reconcile/ask.ts';
import { compare } from '../reconcile/compare.ts';
import { createPaper, type Paper } from '../reconcile/paper.ts';
import { writeReconciliation } from '../reconcile/reconciliation-sheet.ts';
import { writeFitted } from '../report/output.ts';
import { isComplete, reconciliationEvents, reconciliationLines } from '../report/reconciliation.ts';
import { planTarget, wireKnown } from '../run/compose.ts';
import type { CommonOptions, Context, ReadingFlags, WindowFlags } from '../run/context.ts';
import { type SettledColumns, settleColumns } from '../run/headings/columns.ts';
import { inCommand } from '../run/in-command.ts';
import { readSheets } from '../run/read-sheets.ts';
import { refuseInput } from '../run/refuse-taken.ts';
import { repair } from '../run/repair.ts';
import type { Setup } from '../run/setup.ts';
import type { TargetPlan } from '../run/target-plan.ts';
import type { Target } from '../target/target.ts';

export interface ReconcileOptions extends CommonOptions, ReadingFlags, WindowFlags {
  /** Workbook to write. */
  readonly output?: string;
  /** What is proven missing waits again. */
  readonly repair?: boolean;
}

export async function reconcile(
  files: readonly string[],
  options: ReconcileOptions,
  context: Context,
): Promise<ExitCode> {
  return inCommand(options, context, async ({ setup, started }) => {
    context.stop.onSignal((why) => setup.reporter.report({ event: 'stopping', why }));
    if (options.output !== undefined) refuseInput(options.output, files, context);
    const plan = planTarget(setup, context);
    const columns = await settleColumns(files, setup, context);
    // The ledger first: one that belongs elsewhere, or cannot be opened, is said before an hour of reading.
    const ledger = await wireKnown(setup, context, plan);
    try {
      const { paper, codes } = await readPaper(files, columns, setup, context);
      if (context.stop.finish.aborted) return mostSerious([...codes, interrupted(context)]);
      const target = await plan.open();
      try {
        // What cannot be asked for would count as lost, and `--repair` would send it a second time.
        if (target.traits.finds === 'never') throw new RunError('SERVER_NO_QUESTION', { target: plan.identity });
        const telling = { files, columns, options, setup, context, plan, ledger, paper, codes, target, started };
        return mostSerious([...codes, await tell(telling)]);
      } finally {
        await target.close();
      }
    } finally {
      await ledger?.close();
    }
  });
}

/**
 * Reads the sheets as `import` does. `codes`: of files that could not be read; the others are compared all the same.
 */
async function readPaper(
  files: readonly string[],
  columns: SettledColumns,
  setup: Setup,
  context: Context,
): Promise<{ readonly paper: Paper; readonly codes: readonly ExitCode[] }> {
  const paper = createPaper(setup.config.options.reading.programme);
  return { paper, codes: await readSheets(files, paper, columns, setup, context) };
}

interface Telling {
  readonly files: readonly string[];
  readonly options: ReconcileOptions;
  readonly setup: Setup;
  readonly context: Context;
  readonly plan: TargetPlan;
  readonly ledger: KnownLedger | undefined;
  readonly paper: Paper;
  /** One for each file that could not be read. */
  readonly codes: readonly ExitCode[];
  readonly columns: SettledColumns;
  readonly target: Target;
  readonly started: number;
}

async function tell(telling: Telling): Promise<ExitCode> {
  const { options, setup, context, plan, ledger, paper, codes, target, started } = telling;
  const { reporter, messages, json } = setup;
  const { clock, random, stop } = context;
  const report = reporter.report.bind(reporter);
  const met = (await ledger?.hasMet()) ?? false;
  const asker = createAsker({ target, clock, random, report, settings: plan.delivery, signals: stop }, met);
  const lagMs = plan.delivery.doubtWaitMs;
  const { end, comparison } = await compare({ paper, asker, ledger, clock, lagMs, stop: stop.finish });
  if (!comparison) {
    const error = endError(end, plan.identity);
    if (error) report({ event: 'failed', error });
    return error?.exitCode ?? interrupted(context);
  }
  const found: Reconciliation = {
    ...comparison,
    target: plan.identity,
    files: paper.files().length,
    unread: codes.length,
    repaired: options.repair && ledger ? await repaired(comparison.lost, telling) : undefined,
    outcomes: paper.outcomes(),
    ...asker.stats(),
    ms: clock.now() - started,
  };
  const exitCode = mostSerious([...codes, codeOf(found)]);
  const path = options.output === undefined ? undefined : resolve(context.cwd, options.output);
  if (path !== undefined) await writeReconciliation(path, found, messages);
  // Nothing moves on the screen any more before the result is written to it.
  reporter.close();
  if (json) {
    for (const event of reconciliationEvents(found, exitCode)) context.out.write(`${jsonLine(event)}\n`);
    return exitCode;
  }
  const lines = reconciliationLines(found, messages, options.rows ?? false);
  if (path !== undefined) lines.push(messages.reconcile.written(path));
  writeFitted(context.out, lines);
  return exitCode;
}

/** Nothing is opened for writing where nothing is lost. */
async function repaired(lost: readonly number[], { files, columns, setup, context, plan }: Telling): Promise<Repaired> {
  if (lost.length === 0) return { again: 0, fresh: 0, left: 0 };
  return repair({ files, columns, setup, context, plan, lost });
}

/** What waits again is saved and is to be sent, as after `import --take-in-only`. */
function codeOf(found: Reconciliation): ExitCode {
  const { again = 0, fresh = 0 } = found.repaired ?? {};
  if (again + fresh > 0) return EXIT.windowEnded;
  return isComplete(found) ? EXIT.done : EXIT.needsPerson;
}

/** Undefined when somebody asked to stop: they know. */
function endError(end: AskEnd, target: string): RunError | undefined {
  switch (end.why) {
    case 'stopped':
      return stopError(end.stop, target);
    case 'away':
      return new RunError('COMPARISON_AWAY', { target });
    case 'window':
      return new RunError('COMPARISON_WINDOW', { target });
    default:
      return undefined;
  }
}

function interrupted({ stop }: Context): ExitCode {
  return stop.signal() === 'SIGTERM' ? EXIT.terminated : EXIT.interrupted;
}
