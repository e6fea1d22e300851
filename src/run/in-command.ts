/**
 * What every command has around it: it is set up, does its work, tells what of the run went wrong, and closes the
 * screen in any case.
 */
import { RunError } from '../errors.ts';
import type { Reporter, SummaryEvent } from '../events.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { type RunLog, startRunLog } from '../logs/run-log.ts';
import { emptySummary } from '../report/empty-summary.ts';
import { positionOf, START, track } from '../report/position.ts';
import { teeReporter } from '../report/tee.ts';
import type { Context } from './context.ts';
import { type Flags, type Setup, setUp } from './setup.ts';

export interface Command {
  readonly setup: Setup;
  /** Epoch milliseconds. */
  readonly started: number;
  /** The end of a command that has nothing to sum up: for scripts its last line is a summary even then. */
  ended(exitCode: ExitCode): ExitCode;
  /** The end by an error: told, and its exit code. Throws what is no RunError again: a bug. */
  failed(error: unknown): ExitCode;
  /** Of a run; `check` sends nothing and leaves none. */
  readonly log?: RunLog | undefined;
}

/**
 * A RunError of the set-up is the caller's to tell: there is no reporter yet. `summed`: the name of a command that ends
 * with a summary.
 */
export async function inCommand(
  options: Flags,
  context: Context,
  work: (command: Command) => Promise<ExitCode>,
  summed?: SummaryEvent['command'],
): Promise<ExitCode> {
  const started = context.clock.now();
  const made = await setUp(options, context);
  const { json } = made;
  const log = summed && summed !== 'check' ? logOf(summed, options, made, context) : undefined;
  const heard = log ? teeReporter(made.reporter, log) : made.reporter;
  const reporter = summed ? answering(heard, context) : heard;
  const setup = { ...made, reporter };
  const ended = (exitCode: ExitCode): ExitCode => {
    if (json && summed) reporter.report(emptySummary(summed, exitCode, context.clock.now() - started));
    return exitCode;
  };
  const failed = (error: unknown): ExitCode => {
    if (!(error instanceof RunError)) throw error;
    reporter.report({ event: 'failed', error });
    return ended(error.exitCode);
  };
  const last = (exitCode: ExitCode): ExitCode => {
    log?.end(exitCode);
    return exitCode;
  };
  try {
    return last(await work({ setup, started, ended, failed, log }));
  } catch (error) {
    if (!(error instanceof RunError)) log?.end(EXIT.bug, error);
    return last(failed(error));
  } finally {
    reporter.close();
  }
}

function logOf(
  command: SummaryEvent['command'],
  { rows = false }: Flags,
  { place, config, reporter }: Setup,
  { version, node, worker, clock }: Context,
): RunLog {
  const { keep, runs, megabytes } = config.options.log;
  return startRunLog({
    ...{ folder: place.folder, command, version, node, pid: worker.pid, rows },
    limits: { keepMs: keep, runs, bytes: megabytes * 1_000_000 },
    now: () => clock.now(),
    lost: (path, code) => reporter.report({ event: 'log-lost', path, code }),
  });
}

/** The same reporter, which also says where the run is whenever somebody asks (SIGUSR1). */
function answering(reporter: Reporter, { onInquiry, clock }: Context): Reporter {
  let at = START;
  let isOpen = true;
  onInquiry?.(() => {
    if (isOpen) reporter.report(positionOf(at));
  });
  return {
    report(event) {
      at = track(at, event, clock.now());
      reporter.report(event);
    },
    close() {
      isOpen = false;
      reporter.close();
    },
  };
}
