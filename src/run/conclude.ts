/** The end of a run: outcomes from the ledger, the correction sheet, the summary, the exit code. */

import type { DeliveryEnd, DeliveryStats } from '../delivery/delivery.ts';
import { stopError } from '../delivery/stop-error.ts';
import { RunError } from '../errors.ts';
import type { SummaryEvent } from '../events.ts';
import { EXIT, type ExitCode, mostSerious } from '../exit-codes.ts';
import type { Tally } from '../intake/take-in-file.ts';
import type { RunOutcomes } from '../ledger/history-side.ts';
import type { RowsForPerson } from '../ledger/report-side.ts';
import type { Counts } from '../ledger/states.ts';
import { OUTCOMES, type Outcome } from '../record/record.ts';
import { emptySummary } from '../report/empty-summary.ts';
import { addsUp } from '../report/summary.ts';
import { rowsOfLedger, writeBesideFiles } from './corrections.ts';
import type { SheetPlace } from './inbox/correction-folder.ts';
import { problemTable } from './problem-table.ts';
import type { Run } from './run.ts';
import { notSettled } from './waiting.ts';

/** What a run has come to. */
export interface RunResults {
  readonly tally: Tally;
  /** What could not be read, and what broke reading off; told already. */
  readonly failures: readonly RunError[];
  /** Files of this run that were not read to their end. */
  readonly unread: readonly string[];
  /** Undefined when nothing was to be delivered; an error when delivery was broken off by it (told already). */
  readonly sent: DeliveryEnd | RunError | undefined;
  /** Tell of every row of the run. */
  readonly rows: boolean;
  /** Of an import. */
  readonly files?: FilesConcluded;
}

/** The part of the end that is about files. */
export interface FilesConcluded {
  /** A folder was imported, as every night: what earlier nights have left counts as well. */
  readonly isNightly: boolean;
  /** Where correction sheets go, if not beside their files. */
  readonly place?: SheetPlace;
  /** When the correction sheets are there: tells what became of each file. `quietly`: nothing is moved. */
  end(quietly: boolean): Promise<readonly ExitCode[]>;
}

const NO_STATS: DeliveryStats = { requests: 0, outages: 0, awayMs: 0, accepted: 0, alreadyThere: 0, refused: 0 };

export async function conclude(
  run: Run,
  { tally, failures, unread, sent, rows, files }: RunResults,
): Promise<ExitCode> {
  const { command, setup, ledger, context, started, target } = run;
  const { reporter, json } = setup;
  // Somebody deleted the lock and another run has the ledger: it counts the same rows as its own now, and nothing that
  // is there would add up to ours. A database that stayed away cannot be asked what there is.
  const lost = [...failures, sent].find(
    (error) => error instanceof RunError && (error.exitCode === EXIT.busy || error.code === 'DATABASE_AWAY'),
  );
  if (lost instanceof RunError) {
    if (json) reporter.report(emptySummary(command, lost.exitCode, context.clock.now() - started));
    return lost.exitCode;
  }
  const end = sent instanceof RunError ? undefined : sent;
  const stats = end?.stats ?? NO_STATS;
  const counts = await ledger.count();
  const handedOver = await ledger.countHandedOver();
  const backlog = notSettled(counts) - handedOver.entries;
  const unfinished = [...new Set([...unread, ...(await ledger.unfinished())])];
  const forPerson = await ledger.countForPerson();
  const outcomes = command === 'import' ? await ledger.outcomes() : outcomesOfLedger(counts, forPerson, stats);
  const gone = command === 'import' ? await ledger.countGone() : 0;
  const otherRows = command === 'import' ? Math.max(0, needPerson(forPerson) - needPerson(outcomes) - gone) : 0;
  const codes: ExitCode[] = [
    ...failures.map(({ exitCode }) => exitCode),
    ...(sent instanceof RunError
      ? [sent.exitCode]
      : exitCodes(run, end, { tally, outcomes, backlog, unfinished, handedOver })),
  ];
  // Where nothing was read, the only files were correction sheets in which nothing was corrected.
  const nothingRead = command === 'import' && tally.files === 0 && failures.length === 0 && !files?.isNightly;
  if (gone > 0 || nothingRead || (files?.isNightly && otherRows > 0)) codes.push(EXIT.needsPerson);
  if (end?.stop) reporter.report({ event: 'failed', error: stopError(end.stop, target.identity) });
  else if (end?.why === 'away')
    reporter.report({ event: 'failed', error: new RunError('SERVER_AWAY', { target: target.identity }) });

  // Nothing is left to send, and yet a sheet is not in: somebody must import it again.
  if (end?.why === 'empty')
    for (const file of unfinished)
      reporter.report({ event: 'failed', error: new RunError('FILE_UNFINISHED', { file }) });

  if (rows)
    for await (const { group: dose, ...reading } of ledger.readings())
      reporter.report({ event: 'row', ...reading, dose });
  // On a disk that has just failed the sheet would fail too, and say the same again; the next run writes it.
  const diskFailed = codes.includes(EXIT.disk);
  try {
    if (!diskFailed && command === 'import' && needPerson(outcomes) + gone > 0)
      await writeBesideFiles(rowsOfLedger(ledger, 'run', tally.notes), setup, context, files?.place);
  } catch (error) {
    // The rows are safe in the ledger; only the sheet could not be written. `rejects -o` writes it elsewhere.
    if (!(error instanceof RunError)) throw error;
    reporter.report({ event: 'failed', error });
    codes.push(error.exitCode);
  }
  if (files) codes.push(...(await files.end(codes.includes(EXIT.disk) || context.stop.signal() !== undefined)));

  const summary: Omit<SummaryEvent, 'exitCode'> = {
    event: 'summary',
    command,
    files: tally.files,
    rows: tally.rows,
    readings: command === 'import' ? tally.readings : total(outcomes),
    outcomes,
    backlog,
    ...(otherRows > 0 ? { otherRows } : {}),
    ...(gone > 0 ? { gone } : {}),
    ...(handedOver.entries > 0
      ? { handedOver: { ...handedOver, ...(target.collector ? { province: true } : {}) } }
      : {}),
    ...(unfinished.length > 0 ? { unfinished } : {}),
    problems: problemTable(
      tally,
      outcomes.held > 0 && command === 'import' ? await ledger.countAboutOthers() : new Map(),
    ),
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

interface Remains {
  readonly tally: Tally;
  readonly outcomes: RunOutcomes;
  readonly backlog: number;
  readonly unfinished: readonly string[];
  readonly handedOver: { readonly entries: number };
}

function exitCodes(
  { context, target }: Run,
  end: DeliveryEnd | undefined,
  { tally, outcomes, backlog, unfinished, handedOver }: Remains,
): ExitCode[] {
  const codes: ExitCode[] = [];
  // What lies with a person waits for that one; what lies with a province, for another night.
  const isPersons = handedOver.entries > 0 && !target.collector;
  if (target.collector && handedOver.entries + backlog > 0) codes.push(EXIT.windowEnded);
  if (needPerson(outcomes) > 0 || (end?.stats.refused ?? 0) > 0 || isPersons) codes.push(EXIT.needsPerson);
  const signal = context.stop.signal();
  if (signal) codes.push(signal === 'SIGTERM' ? EXIT.terminated : EXIT.interrupted);
  switch (end?.why) {
    case 'stopped':
      codes.push(end.stop?.error?.exitCode ?? EXIT.serverRefuses);
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
      if (unfinished.length > 0) codes.push(EXIT.needsPerson);
  }
  return codes;
}

/** `resume` reads no rows; it accounts for the entries that were open, and for all rows that still need a person. */
function outcomesOfLedger(counts: Counts, forPerson: RowsForPerson, stats: DeliveryStats): RunOutcomes {
  const none = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  return {
    ...none,
    accepted: stats.accepted,
    'already-there': stats.alreadyThere,
    ...forPerson,
    waiting: counts.pending + counts.sending,
    'in-doubt': counts['in-doubt'],
  };
}

function needPerson({ invalid, held, refused }: RowsForPerson): number {
  return invalid + held + refused;
}

function total(outcomes: RunOutcomes): number {
  return OUTCOMES.reduce((sum, outcome) => sum + outcomes[outcome], 0);
}
