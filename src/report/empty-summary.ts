/**
 * The summary of a run that ended before it read anything, so that the last line of `--json` is a summary in any case.
 * Pure.
 */

import type { SummaryEvent } from '../events.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { RunOutcomes } from '../ledger/history-side.ts';
import { OUTCOMES } from '../record/record.ts';

const COUNTED: readonly SummaryEvent['command'][] = ['import', 'resume', 'retry', 'push', 'pull', 'check'];

/** Whether a command ends with a summary. */
export function isCounted(command: string): command is SummaryEvent['command'] {
  return (COUNTED as readonly string[]).includes(command);
}

export function emptySummary(command: SummaryEvent['command'], exitCode: ExitCode, ms = 0): SummaryEvent {
  return {
    event: 'summary',
    command,
    files: 0,
    rows: 0,
    readings: 0,
    outcomes: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as RunOutcomes,
    backlog: 0,
    problems: [],
    requests: 0,
    outages: 0,
    awayMs: 0,
    ms,
    exitCode,
  };
}
