/** From what the ledger remembers to what a report says. Pure. */
import type { MinuteOfRun, OpenProblem, PastRun, SiteCounts } from '../ledger/history-side.ts';
import type { RowsForPerson } from '../ledger/report-side.ts';
import type { Counts } from '../ledger/states.ts';
import { estimateOf } from '../night/estimate.ts';
import { arrived, type Night } from '../night/nights.ts';
import type { Outcome } from '../record/record.ts';
import {
  type Estimate,
  type FacilityTotal,
  type LedgerNow,
  type Minute,
  type NightInShort,
  openRecords,
  type PageFacts,
  type PageFile,
  type PageNight,
  type PageRun,
} from './facts.ts';
import { baseName } from './file-names.ts';

const MINUTE = 60_000;
const DAY = 24 * 3_600_000;
const HALF_A_DAY = DAY / 2;
/** Nights that are looked back on. */
const NIGHTS = 14;

/** What the ledger remembers, and what it holds now. */
export interface Remembered {
  /** Oldest first. */
  readonly nights: readonly Night[];
  /** Which of them is told; the last where it is absent. */
  readonly told?: Night | undefined;
  /** From the begin of that night on. */
  readonly minutes: readonly MinuteOfRun[];
  /** A run is at work. */
  readonly running: boolean;
  readonly counts: Counts;
  readonly forPerson: RowsForPerson;
  readonly handedOver: number;
  readonly sites: readonly SiteCounts[];
  readonly problems: readonly OpenProblem[];
  readonly unfinished: readonly string[];
}

/** `about`: the moment, the version of the program, and the server as it may be shown. */
export function factsOf(all: Remembered, about: Pick<PageFacts, 'madeAt' | 'version' | 'target'>): PageFacts {
  const now = ledgerNow(all.counts, all.forPerson, all.handedOver);
  const open = openRecords(now);
  const told = all.told ?? all.nights.at(-1);
  const at = all.nights.findIndex(({ day }) => day === told?.day);
  const isLast = at === all.nights.length - 1;
  const estimate = untilWhen(estimateOf(all.nights, open), all.nights.at(-1), about.madeAt);
  return {
    ...about,
    running: all.running && isLast,
    ...(told
      ? {
          night: nightOf(told, all.minutes, { open, running: all.running && isLast, before: all.nights[at + 1]?.from }),
        }
      : {}),
    nights: all.nights.slice(Math.max(0, at + 1 - NIGHTS), at + 1).map((night) => inShort(night, open)),
    now,
    ...(estimate ? { estimate } : {}),
    problems: all.problems.filter(({ rows }) => rows > 0),
    facilities: facilitiesOf(all.sites),
    unfinished: all.unfinished,
  };
}

/** The day on whose morning nothing waits any more; nights are called by theirs. */
function untilWhen(
  estimate: { readonly nights: number } | undefined,
  last: Night | undefined,
  now: number,
): Estimate | undefined {
  if (!estimate) return undefined;
  // A night that still waits for this evening begins a day after the last one; that of yesterday may have been missed.
  const next = Math.max(now, (last?.from ?? now) + DAY);
  return { nights: estimate.nights, until: next + (estimate.nights - 1) * DAY + HALF_A_DAY };
}

interface Around {
  /** Records that wait now, for a night whose runs have left no last word. */
  readonly open: number;
  /** It still goes on. */
  readonly running: boolean;
  /** Where the next night begins. */
  readonly before?: number | undefined;
}

function nightOf(night: Night, minutes: readonly MinuteOfRun[], { open, running, before }: Around): PageNight {
  const { to, ...short } = inShort(night, open);
  const landed = landedIn(minutes, night.from, before);
  // Of a run that was killed, the minute in which something landed last may be all that is known.
  const known = Math.max(
    to ?? night.to,
    ...landed.slice(-1).map(({ at }) => at + (night.exitCode === undefined ? MINUTE : 0)),
  );
  return {
    ...short,
    ...(running ? {} : { to: known }),
    runs: night.runs.map((run, at) => runOf(run, night.runs[at + 1], running ? undefined : known)),
    minutes: landed,
    away: night.outages.map(({ since, until }) => ({ from: since, to: until })),
    outcomes: outcomesOf(night.runs),
    files: filesOf(night.runs),
    requests: night.landed.requests,
  };
}

function inShort(night: Night, open: number): NightInShort {
  return {
    day: night.day,
    from: night.from,
    to: night.to,
    landed: arrived(night),
    backlog: night.backlog ?? open,
    outages: night.outages.length,
    awayMs: night.awayMs,
    ...(night.exitCode === undefined ? {} : { exitCode: night.exitCode }),
  };
}

/** A run that was killed ends, at the latest, where the next one begins: two never hold the ledger. */
function runOf({ started, ended, command, exitCode }: PastRun, next: PastRun | undefined, known?: number): PageRun {
  const to = ended ?? next?.started ?? known;
  return {
    from: started,
    ...(to === undefined ? {} : { to }),
    command,
    ...(exitCode === undefined ? {} : { exitCode }),
  };
}

function landedIn(all: readonly MinuteOfRun[], from: number, before = Number.POSITIVE_INFINITY): Minute[] {
  return all
    .map(({ minute, accepted, alreadyThere }) => ({ at: minute * MINUTE, landed: accepted + alreadyThere }))
    .filter(({ at, landed }) => landed > 0 && at + MINUTE > from && at < before);
}

/**
 * Imports account for the rows that they have read; what only sends accounts for what was open, so of these the last
 * one speaks, where nothing was read. A run without a last word has at least what had landed.
 */
function outcomesOf(runs: readonly PastRun[]): Partial<Record<Outcome, number>> {
  const imports = runs.filter(({ command }) => command === 'import');
  const speaking = imports.length > 0 ? imports : runs.slice(-1);
  const sum: Partial<Record<Outcome, number>> = {};
  for (const { summary, landed } of speaking) {
    const { accepted, alreadyThere, refused } = landed;
    const counts = summary?.outcomes ?? { accepted, 'already-there': alreadyThere, refused };
    for (const [outcome, n] of Object.entries(counts) as [Outcome, number][]) sum[outcome] = (sum[outcome] ?? 0) + n;
  }
  return sum;
}

/** Of a file that came twice the last time counts. */
function filesOf(runs: readonly PastRun[]): PageFile[] {
  const files = new Map<string, PageFile>();
  for (const run of runs)
    for (const { name, rows, why, about } of run.files)
      files.set(name, {
        name: baseName(name),
        typed: name,
        rows,
        ...(why === undefined ? {} : { refusedBy: why, about: { ...about } }),
      });
  return [...files.values()];
}

/** What the ledger holds now. `handedOver` are among those in doubt. */
function ledgerNow(counts: Counts, forPerson: RowsForPerson, handedOver: number): LedgerNow {
  return {
    waiting: counts.pending + counts.sending,
    inDoubt: counts['in-doubt'] - handedOver,
    handedOver,
    ...forPerson,
    landed: counts.accepted,
  };
}

/** Those with most records first; what no facility is named for comes last. */
function facilitiesOf(sites: readonly SiteCounts[]): FacilityTotal[] {
  const size = ({ landed, waiting, forPerson }: FacilityTotal): number => landed + waiting + forPerson;
  return sites
    .map(
      ({ name, accepted, waiting, inDoubt, refused, invalid, held }): FacilityTotal => ({
        ...(name === undefined ? {} : { name }),
        landed: accepted,
        waiting: waiting + inDoubt,
        forPerson: refused + invalid + held,
      }),
    )
    .filter((one) => size(one) > 0)
    .toSorted((a, b) => Number(a.name === undefined) - Number(b.name === undefined) || size(b) - size(a));
}
