/** `check FILE…`: the whole of reading and judging, without a ledger and without a server. */
import { RunError } from '../errors.ts';
import type { SummaryEvent } from '../events.ts';
import { EXIT, type ExitCode, mostSerious } from '../exit-codes.ts';
import { type Checked, CutShort, checkInThread, rowsForPerson } from '../intake/check-files.ts';
import { addsUp } from '../report/summary.ts';
import type { ServerCheck } from '../run/check-server.ts';
import { wireReading } from '../run/compose-reading.ts';
import type { CommonOptions, Context, ReadingFlags } from '../run/context.ts';
import type { RowsToCorrect, Wanted } from '../run/corrections.ts';
import { type SettledColumns, settleColumns } from '../run/headings/columns.ts';
import { inCommand } from '../run/in-command.ts';
import { problemTable } from '../run/problem-table.ts';
import { refuseTaken } from '../run/refuse-taken.ts';
import type { Setup } from '../run/setup.ts';

export interface CheckOptions extends CommonOptions, ReadingFlags {
  /** Workbook to write with the rows that need a person, or a folder for one of each file. */
  readonly output?: string;
  /** Every row in that workbook. */
  readonly all?: boolean;
  /** Ask the server too. */
  readonly server?: boolean;
}

export async function check(files: readonly string[], options: CheckOptions, context: Context): Promise<ExitCode> {
  const flags = { ...options, rows: options.rows ?? options.json ?? false };
  return inCommand(
    flags,
    context,
    async ({ setup, started, ended }) => {
      const server = options.server ? await askedServer(setup, context) : undefined;
      const { checked, codes, columns } = await readAll(files, options, setup, context);
      const signal = context.stop.signal();
      if (signal) codes.push(signal === 'SIGTERM' ? EXIT.terminated : EXIT.interrupted);
      if (!checked) return ended(mostSerious(codes));
      const { tally, outcomes, aboutOthers } = checked;
      if (outcomes.invalid + outcomes.held > 0) codes.push(EXIT.needsPerson);
      if (server) codes.push(await server.ask(files, columns, flags.rows).finally(() => server.close()));
      const summary: SummaryEvent = {
        event: 'summary',
        command: 'check',
        files: tally.files,
        rows: tally.rows,
        readings: tally.readings,
        outcomes,
        backlog: 0,
        problems: problemTable(tally, aboutOthers),
        requests: 0,
        outages: 0,
        awayMs: 0,
        ms: context.clock.now() - started,
        exitCode: mostSerious(codes),
      };
      if (!addsUp(summary)) throw new RunError('INVARIANT', { readings: tally.readings });
      setup.reporter.report(summary);
      return summary.exitCode;
    },
    'check',
  );
}

/** Loaded only when it is wanted: `check` alone knows no server. */
async function askedServer(setup: Setup, context: Context): Promise<ServerCheck> {
  return (await import('../run/check-server.ts')).openServerCheck(setup, context);
}

/** `checked` is undefined when it was asked to stop. */
async function readAll(
  files: readonly string[],
  options: CheckOptions,
  setup: Setup,
  context: Context,
): Promise<{ checked: Checked | undefined; codes: ExitCode[]; columns: SettledColumns }> {
  const { output } = options;
  if (output === undefined && options.all)
    throw new RunError('OPTION_MISSING', { command: 'check', option: '-o, --output <file>' });
  if (output !== undefined) refuseTaken(output, context);
  const codes: ExitCode[] = [];
  const columns = await settleColumns(files, setup, context);
  const report = setup.reporter.report.bind(setup.reporter);
  const data = {
    files,
    file: await wireReading(setup, context, columns.forms),
    cwd: context.cwd,
    rows: options.rows ?? setup.json,
    correct: output !== undefined,
  };
  const messages = checkInThread(data, context.stop.finish);
  try {
    for (let next = await messages.next(); !next.done && !context.stop.finish.aborted; next = await messages.next()) {
      const message = next.value;
      switch (message.kind) {
        case 'checked':
          await columns.keep(message.checked.forms);
          if (output !== undefined) {
            const source = { rows: () => rowsForPerson(messages), notes: message.checked.tally.notes, takenIn: false };
            await writeRows(source, { path: output, all: options.all ?? false }, setup, context, codes);
          }
          return { checked: message.checked, codes, columns };
        case 'event':
          report(message.event);
          break;
        case 'failed': {
          const error = new RunError(message.code, message.params);
          codes.push(error.exitCode);
          report({ event: 'failed', error, file: message.file });
        }
      }
    }
    return { checked: undefined, codes, columns };
  } finally {
    await messages.return(undefined);
  }
}

/** What was found is told even where it cannot be written. */
async function writeRows(
  source: RowsToCorrect,
  wanted: Wanted,
  setup: Setup,
  context: Context,
  codes: ExitCode[],
): Promise<void> {
  try {
    // Loaded only when a sheet is to be written: marking workbooks is forty modules.
    const { writeWanted } = await import('../run/corrections.ts');
    await writeWanted(source, wanted, setup, context);
  } catch (error) {
    if (error instanceof CutShort) return;
    if (!(error instanceof RunError)) throw error;
    setup.reporter.report({ event: 'failed', error });
    codes.push(error.exitCode);
  }
}
