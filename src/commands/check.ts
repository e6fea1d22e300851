/** `check FILE…`: the whole of reading and judging, without a ledger and without a server. */
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode, mostSerious } from '../exit-codes.ts';
import { readFile } from '../intake/read-file.ts';
import { createRoll } from '../intake/roll.ts';
import { listRows, type RowList } from '../intake/row-list.ts';
import { addsUp } from '../report/summary.ts';
import type { CommonOptions, Context, ReadingFlags } from './context.ts';
import { problemTable } from './problem-table.ts';
import { setUp } from './setup.ts';
import { takeInAll } from './take-in-all.ts';
import { wireReading } from './wire.ts';

export interface CheckOptions extends CommonOptions, ReadingFlags {}

export async function check(files: readonly string[], options: CheckOptions, context: Context): Promise<ExitCode> {
  const started = context.clock.now();
  const setup = await setUp({ ...options, rows: options.rows ?? options.json ?? false }, context);
  const { reporter } = setup;
  try {
    const roll = createRoll();
    const list: RowList | undefined = options.rows || options.json ? listRows(roll) : undefined;
    const { tally, failures } = await takeInAll(files, {
      door: list ?? roll,
      read: readFile,
      file: await wireReading(setup, context, options.map),
      cwd: context.cwd,
      report: reporter.report.bind(reporter),
      stop: context.stop.finish,
    });
    for (const event of list?.events() ?? []) reporter.report(event);
    const outcomes = roll.outcomes();
    const signal = context.stop.signal();
    const exitCode = mostSerious([
      ...failures.map((failure) => failure.exitCode),
      ...(outcomes.invalid + outcomes.held > 0 ? [EXIT.needsPerson] : []),
      ...(signal ? [signal === 'SIGTERM' ? EXIT.terminated : EXIT.interrupted] : []),
    ]);
    const summary = {
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
      exitCode,
    } as const;
    if (!addsUp(summary)) throw new RunError('INVARIANT', { readings: tally.readings });
    reporter.report(summary);
    return exitCode;
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    reporter.report({ event: 'failed', error });
    return error.exitCode;
  } finally {
    reporter.close();
  }
}
