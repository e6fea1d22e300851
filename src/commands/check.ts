/** `check FILE…`: the whole of reading and judging, without a ledger and without a server. */
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode, mostSerious } from '../exit-codes.ts';
import { type Checked, checkInThread } from '../intake/check-files.ts';
import { emptySummary } from '../report/empty-summary.ts';
import type { SummaryEvent } from '../report/events.ts';
import { addsUp } from '../report/summary.ts';
import { settleColumns } from './columns.ts';
import type { CommonOptions, Context, ReadingFlags } from './context.ts';
import { problemTable } from './problem-table.ts';
import { type Setup, setUp } from './setup.ts';
import { wireReading } from './wire.ts';

export interface CheckOptions extends CommonOptions, ReadingFlags {}

export async function check(files: readonly string[], options: CheckOptions, context: Context): Promise<ExitCode> {
  const started = context.clock.now();
  const setup = await setUp({ ...options, rows: options.rows ?? options.json ?? false }, context);
  const { reporter, json } = setup;
  /** For scripts the last line is a summary even where there is nothing to sum up. */
  const ended = (exitCode: ExitCode): ExitCode => {
    if (json) reporter.report(emptySummary('check', exitCode, context.clock.now() - started));
    return exitCode;
  };
  try {
    const { checked, codes } = await readAll(files, options, setup, context);
    const signal = context.stop.signal();
    if (signal) codes.push(signal === 'SIGTERM' ? EXIT.terminated : EXIT.interrupted);
    if (!checked) return ended(mostSerious(codes));
    const { tally, outcomes } = checked;
    if (outcomes.invalid + outcomes.held > 0) codes.push(EXIT.needsPerson);
    const summary: SummaryEvent = {
      event: 'summary',
      command: 'check',
      files: tally.files,
      rows: tally.rows,
      readings: tally.readings,
      outcomes,
      backlog: 0,
      problems: problemTable(tally),
      requests: 0,
      outages: 0,
      awayMs: 0,
      ms: context.clock.now() - started,
      exitCode: mostSerious(codes),
    };
    if (!addsUp(summary)) throw new RunError('INVARIANT', { readings: tally.readings });
    reporter.report(summary);
    return summary.exitCode;
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    reporter.report({ event: 'failed', error });
    return ended(error.exitCode);
  } finally {
    reporter.close();
  }
}

/** `checked` is undefined when it was asked to stop. */
async function readAll(
  files: readonly string[],
  options: CheckOptions,
  setup: Setup,
  context: Context,
): Promise<{ checked: Checked | undefined; codes: ExitCode[] }> {
  const codes: ExitCode[] = [];
  const columns = await settleColumns(files, setup, context);
  const report = columns.listen(setup.reporter.report.bind(setup.reporter));
  const file = await wireReading(setup, context, columns.forms);
  const rows = options.rows ?? setup.json;
  for await (const message of checkInThread({ files, file, cwd: context.cwd, rows }, context.stop.finish)) {
    if (context.stop.finish.aborted) break;
    if (message.kind === 'checked') {
      await columns.keep();
      return { checked: message.checked, codes };
    }
    if (message.kind === 'event') report(message.event);
    else {
      const error = new RunError(message.code, message.params);
      codes.push(error.exitCode);
      report({ event: 'failed', error, file: message.file });
    }
  }
  return { checked: undefined, codes };
}
