/** `runs` in words and as JSON. Pure. */
import type { ExitCode } from '../exit-codes.ts';
import type { PastRun } from '../ledger/history-side.ts';
import { awayIn, lengthOf } from '../night/nights.ts';
import type { Messages } from '../text/messages.ts';
import { stamp } from '../text/numbers.ts';
import { awayText, refusedFiles } from './nights.ts';
import { runJson } from './status.ts';
import { table } from './table.ts';

/** A line for each run, below it the files that it did not read. */
export function runsLines(
  runs: readonly PastRun[],
  running: boolean,
  messages: Messages,
  timeZone: string | undefined,
): string[] {
  const { nights: say, figures } = messages;
  const { heads } = say;
  if (runs.length === 0) return [say.noRuns];
  const [title = '', ...lines] = table(
    [
      { head: heads.run, right: true },
      { head: heads.began, right: false },
      { head: heads.command, right: false },
      { head: heads.lasted, right: true },
      { head: heads.landed, right: true },
      { head: heads.refused, right: true },
      { head: heads.left, right: true },
      { head: heads.away, right: true },
      { head: heads.end, right: false },
    ],
    runs.map((run, at) => [
      String(run.id),
      stamp(run.started, timeZone).slice(0, -3),
      run.command,
      run.ended === undefined ? '' : figures.duration(run.ended - run.started),
      figures.number(run.landed.accepted + run.landed.alreadyThere),
      figures.number(run.landed.refused),
      run.summary ? figures.number(run.summary.backlog) : '?',
      awayText(run.outages.length, lengthOf(awayIn(run)), messages),
      running && at === 0 ? say.running : say.ended(run.exitCode as ExitCode | undefined),
    ]),
  );
  const below = runs.map(({ files }) =>
    files.flatMap(({ name, why, about }) => (why === undefined ? [] : { name, why, ...(about ? { about } : {}) })),
  );
  return [title, ...lines.flatMap((line, at) => [line, ...refusedFiles(below[at] ?? [], messages)])];
}

/** One run for scripts. */
export function pastRunJson(run: PastRun): Record<string, unknown> {
  const { id, who, version, target, landed, outages, files, summary } = run;
  return {
    run: id,
    ...runJson(run),
    ...(who === undefined ? {} : { who, version, target }),
    ...landed,
    outages: outages.map(({ since, until, ...rest }) => ({
      since: new Date(since).toISOString(),
      ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
      ...rest,
    })),
    files: files.map(({ name, rows, why }) => ({ file: name, rows, ...(why === undefined ? {} : { error: why }) })),
    ...(summary ? { summary } : {}),
  };
}
