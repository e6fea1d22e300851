/** The end of a run: outcomes from the ledger, the correction sheet, the summary, the exit code. */

import { stopError } from '../delivery/deliver.ts';
import type { DeliveryEnd, DeliveryStats } from '../delivery/delivery.ts';
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode, mostSerious } from '../exit-codes.ts';
import type { Tally } from '../intake/take-in.ts';
import type { Ledger, RunOutcomes } from '../ledger/ledger.ts';
import { OUTCOMES, type Outcome } from '../record/record.ts';
import type { SummaryEvent } from '../report/events.ts';
import { addsUp } from '../report/summary.ts';
import type { Context } from './context.ts';
import { writeCorrections } from './corrections.ts';
import { problemTable } from './problem-table.ts';
import type { Setup } from './setup.ts';

export interface Conclusion {
  readonly command: 'import' | 'resume';
  readonly setup: Setup;
  readonly ledger: Ledger;
  readonly context: Context;
  readonly started: number;
  readonly tally: Tally;
  readonly failures: readonly RunError[];
  /** Undefined when nothing was to be delivered. */
  readonly end: DeliveryEnd | undefined;
  readonly target: string;
}

const NO_STATS: DeliveryStats = { requests: 0, outages: 0, awayMs: 0, accepted: 0, alreadyThere: 0, refused: 0 };

export async function conclude(conclusion: Conclusion): Promise<ExitCode> {
  const { command, setup, ledger, context, started, tally, failures, end } = conclusion;
  const { reporter } = setup;
  const stats = end?.stats ?? NO_STATS;
  const counts = await ledger.count();
  const backlog = counts.pending + counts.sending + counts['in-doubt'];
  const outcomes = command === 'import' ? await ledger.outcomes() : outcomesOfEntries(counts, stats);
  const codes: ExitCode[] = [...failures.map(({ exitCode }) => exitCode), ...exitCodes(conclusion, outcomes, backlog)];
  if (end?.stop) reporter.report({ event: 'failed', error: stopError(end.stop, conclusion.target) });
  else if (end?.why === 'away')
    reporter.report({ event: 'failed', error: new RunError('SERVER_AWAY', { target: conclusion.target }) });

  try {
    if (outcomes.invalid + outcomes.held + outcomes.refused > 0) await writeCorrections('run', setup, ledger, context);
  } catch (error) {
    // The rows are safe in the ledger; only the sheet could not be written. `rejects -o` writes it elsewhere.
    if (!(error instanceof RunError)) throw error;
    reporter.report({ event: 'failed', error });
    codes.push(error.exitCode);
  }

  const summary: Omit<SummaryEvent, 'exitCode'> = {
    event: 'summary',
    command,
    files: tally.files,
    rows: tally.rows,
    readings: command === 'import' ? tally.readings : total(outcomes),
    outcomes,
    backlog,
    problems: problemTable(tally),
    requests: stats.requests,
    outages: stats.outages,
    awayMs: stats.awayMs,
    ms: context.clock.now() - started,
  };
  // Promise 1: the program checks its own sum before it says it.
  if (!addsUp({ ...summary, exitCode: EXIT.done })) {
    codes.push(EXIT.bug);
    reporter.report({
      event: 'failed',
      error: new RunError('INVARIANT', { readings: summary.readings, outcomes: total(outcomes) }),
    });
  }
  const exitCode = mostSerious(codes);
  reporter.report({ ...summary, exitCode });
  return exitCode;
}

function exitCodes({ command, context, end, tally }: Conclusion, outcomes: RunOutcomes, backlog: number): ExitCode[] {
  const codes: ExitCode[] = [];
  if (outcomes.invalid + outcomes.held + outcomes.refused > 0 || (end?.stats.refused ?? 0) > 0) codes.push(EXIT.needsPerson);
  const signal = context.stop.signal();
  if (signal) codes.push(signal === 'SIGTERM' ? EXIT.terminated : EXIT.interrupted);
  switch (end?.why) {
    case 'stopped':
      codes.push(EXIT.serverRefuses);
      break;
    case 'window':
      codes.push(EXIT.windowEnded);
      break;
    case 'away':
      codes.push(EXIT.serverAway);
      break;
    case undefined:
      // Taken in only: saved, and to be delivered by `resume`.
      if (tally.fresh > 0 || backlog > 0) codes.push(EXIT.windowEnded);
      break;
    default:
      // Nothing is left to send, and yet rows wait: those of a file that was not read to its end.
      if (command === 'resume' && backlog > 0 && !signal) codes.push(EXIT.needsPerson);
  }
  return codes;
}

/** `resume` reads no rows; it accounts for the entries that were open, and for those that still need a person. */
function outcomesOfEntries(counts: Awaited<ReturnType<Ledger['count']>>, stats: DeliveryStats): RunOutcomes {
  const none = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  return {
    ...none,
    accepted: stats.accepted,
    'already-there': stats.alreadyThere,
    refused: counts.refused,
    held: counts.held,
    waiting: counts.pending + counts.sending,
    'in-doubt': counts['in-doubt'],
  };
}

function total(outcomes: RunOutcomes): number {
  return OUTCOMES.reduce((sum, outcome) => sum + outcomes[outcome], 0);
}
