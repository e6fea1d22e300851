/** `runs` in words and as JSON. Pure. */
import type { ExitCode } from '../exit-codes.ts';
import type { PastRun } from '../ledger/history-side.ts';
import { awayIn, lengthOf, untilNow } from '../night/nights.ts';
import type { Messages } from '../text/messages.ts';
import { stamp } from '../text/numbers.ts';
import { awayText, refusedFiles } from './nights.ts';
import { width } from './screen/bar-line.ts';
import { runJson } from './status.ts';
import { table } from './table.ts';

/** Where and when runs are shown. */
export interface RunsOnScreen {
  /** Of the screen; undefined where lines may be of any width. */
  readonly columns: number | undefined;
  readonly timeZone: string | undefined;
  /** Epoch milliseconds: until then a run at work has come. */
  readonly now: number;
}

/** A line for each run, two where the screen is too narrow; below it the files that it did not read. */
export function runsLines(
  past: readonly PastRun[],
  atWork: readonly Pick<PastRun, 'id'>[],
  messages: Messages,
  { columns = Infinity, timeZone, now }: RunsOnScreen,
): string[] {
  const { nights: say, figures } = messages;
  const { heads } = say;
  if (past.length === 0) return [say.noRuns];
  const runs = untilNow(past, atWork, now);
  const columnsOfRuns = [
    { head: heads.run, right: true },
    { head: heads.began, right: false },
    { head: heads.command, right: false },
    { head: heads.lasted, right: true },
    { head: heads.landed, right: true },
    { head: heads.refused, right: true },
    { head: heads.left, right: true },
    { head: heads.away, right: true },
    { head: heads.end, right: false },
  ];
  const rows = runs.map((run) => [
    String(run.id),
    stamp(run.started, timeZone).slice(0, -3),
    run.command,
    run.ended === undefined ? '' : figures.duration(run.ended - run.started),
    figures.number(run.landed.accepted + run.landed.alreadyThere),
    figures.number(run.landed.refused),
    run.summary ? figures.number(run.summary.backlog) : '?',
    awayText(run.outages.length, lengthOf(awayIn(run)), messages),
    atWork.some(({ id }) => id === run.id) ? say.running : say.ended(run.exitCode as ExitCode | undefined),
  ]);
  const below = runs.map(({ files }) =>
    files.flatMap(({ name, why, about }) => (why === undefined ? [] : { name, why, ...(about ? { about } : {}) })),
  );
  const wide = table(columnsOfRuns, rows);
  const fits = wide.every((line) => width(line) <= columns);
  const [title = '', ...lines] = fits
    ? wide
    : table(
        pick(columnsOfRuns, KEPT),
        rows.map((row) => pick(row, KEPT)),
      );
  const details = (at: number): string[] =>
    fits
      ? []
      : [`    ${BELOW.map((part) => `${columnsOfRuns[part]?.head.toLowerCase()} ${rows[at]?.[part]}`).join(', ')}`];
  return [title, ...lines.flatMap((line, at) => [line, ...details(at), ...refusedFiles(below[at] ?? [], messages)])];
}

/** On a narrow screen: what stays in the line, and what is told below it. */
const KEPT = [0, 1, 2, 3, 8] as const;
const BELOW = [4, 5, 6, 7] as const;

function pick<T>(parts: readonly T[], places: readonly number[]): T[] {
  return places.flatMap((place) => parts[place] ?? []);
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
