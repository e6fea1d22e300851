/** Runs put together to nights, as people count them. Pure. */
import type { FileOfRun, MinuteOfRun, OutageOfRun, PastRun } from '../ledger/history-side.ts';

/** From noon to noon: what is begun in an afternoon belongs to the next morning. */
export interface Night {
  /** The day of its morning in the zone, `2026-11-29`. */
  readonly day: string;
  /** When its first run began and its last one ended, as far as that is known (epoch ms). */
  readonly from: number;
  readonly to: number;
  /** Oldest first. */
  readonly runs: readonly PastRun[];
  /** Over all of its runs. */
  readonly landed: Omit<MinuteOfRun, 'minute'>;
  /** In the order of time, none within another; all of them have ended by `to`. */
  readonly outages: readonly Required<Pick<OutageOfRun, 'since' | 'until'>>[];
  /** How long the server was away, in milliseconds. */
  readonly awayMs: number;
  /** Files that were read, and rows in them. */
  readonly files: number;
  readonly rows: number;
  /** Files that were not read, each once, with the last reason. */
  readonly refused: readonly RefusedFile[];
  /** Records that still waited when the last one that told of it ended; absent where none did. */
  readonly backlog?: number;
  /** Of the run that ended last; absent while one goes on, and where that was killed. */
  readonly exitCode?: number;
}

/** A file that was not read, and why. */
export type RefusedFile = Required<Pick<FileOfRun, 'name' | 'why'>> & Pick<FileOfRun, 'about'>;

const HALF_A_DAY_MS = 12 * 3_600_000;

/**
 * Whoever is `atWork` is so until now. Newest first, as the ledger has them; `now`: epoch milliseconds.
 */
export function untilNow(
  runs: readonly PastRun[],
  atWork: readonly Pick<PastRun, 'id'>[],
  now: number,
): readonly PastRun[] {
  const working = new Set(atWork.map(({ id }) => id));
  return runs.map((run) => (working.has(run.id) ? { ...run, seen: now } : run));
}

/**
 * The run that ended last, or of those that are at work the one that began last; with many machines that need not be
 * the one that began last of all. `runs`: newest first, as `untilNow` returns them.
 */
export function lastOf<Run extends PastRun>(runs: readonly Run[]): Run | undefined {
  return runs.reduce<Run | undefined>((last, run) => (last && endOf(last) >= endOf(run) ? last : run), undefined);
}

/** While runs are `atWork`, what is `left` of the last night is what waits now. */
export function leftNow(nights: readonly Night[], atWork: readonly unknown[], left: number): readonly Night[] {
  const last = nights.at(-1);
  return last && atWork.length > 0 ? nights.with(-1, { ...last, backlog: left }) : nights;
}

/** Oldest first. `runs` in any order; `timeZone`: an IANA name. */
export function nightsOf(runs: readonly PastRun[], timeZone: string): readonly Night[] {
  const days = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const byDay = Map.groupBy(
    runs.toSorted((a, b) => a.started - b.started || a.id - b.id),
    ({ started }) => days.format(started + HALF_A_DAY_MS),
  );
  return Array.from(byDay, ([day, ofNight]) => night(day, ofNight));
}

function night(day: string, runs: readonly PastRun[]): Night {
  const [first] = runs;
  const last = lastOf(runs.toReversed());
  const told = lastOf(runs.filter(({ summary }) => summary !== undefined).toReversed())?.summary;
  const outages = asOne(runs.flatMap(awayIn).toSorted((a, b) => a.since - b.since));
  const read = new Map(runs.flatMap(({ files }) => files).map((file) => [file.name, file]));
  const files = Array.from(read.values());
  return {
    day,
    from: first?.started ?? 0,
    to: Math.max(...runs.map(endOf)),
    runs,
    landed: sum(runs.map(({ landed }) => landed)),
    outages,
    awayMs: lengthOf(outages),
    files: files.filter(({ why }) => why === undefined).length,
    rows: runs.reduce((rows, { summary }) => rows + (summary?.rows ?? 0), 0),
    refused: files.flatMap(({ name, why, about }) =>
      why === undefined ? [] : { name, why, ...(about === undefined ? {} : { about }) },
    ),
    ...(told ? { backlog: told.backlog } : {}),
    ...(last?.exitCode === undefined ? {} : { exitCode: last.exitCode }),
  };
}

/** Of a run that was killed, the last that it told of. */
function endOf({ started, ended, seen = 0, outages }: PastRun): number {
  return ended ?? Math.max(started, seen, ...outages.map(({ since, until }) => until ?? since));
}

/** An outage that was not over when the run ended is known until then. */
export function awayIn(run: PastRun): Night['outages'] {
  return run.outages.map(({ since, until }) => ({ since, until: Math.max(since, until ?? endOf(run)) }));
}

/** What several runs have seen at the same time is one outage. `outages`: in the order of time. */
function asOne(outages: Night['outages']): Night['outages'] {
  const all: { since: number; until: number }[] = [];
  for (const { since, until } of outages) {
    const before = all.at(-1);
    if (before && since < before.until) before.until = Math.max(before.until, until);
    else all.push({ since, until });
  }
  return all;
}

/** What two runs have seen at the same time counts once. */
export function lengthOf(outages: Night['outages']): number {
  let covered = 0;
  let length = 0;
  for (const { since, until } of outages) {
    length += Math.max(0, until - Math.max(since, covered));
    covered = Math.max(covered, until);
  }
  return length;
}

function sum(counts: readonly Night['landed'][]): Night['landed'] {
  const all = { accepted: 0, alreadyThere: 0, refused: 0, requests: 0 };
  for (const { accepted, alreadyThere, refused, requests } of counts) {
    all.accepted += accepted;
    all.alreadyThere += alreadyThere;
    all.refused += refused;
    all.requests += requests;
  }
  return all;
}

/** Records that are on the server since that night. */
export function arrived({ landed }: Pick<Night, 'landed'>): number {
  return landed.accepted + landed.alreadyThere;
}
