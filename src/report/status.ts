/** `status` in words and as JSON (design 6.3). Pure. */
import type { LedgerRun } from '../ledger/history-side.ts';
import type { RowsForPerson } from '../ledger/report-side.ts';
import type { Counts } from '../ledger/states.ts';
import type { Estimate } from '../night/estimate.ts';
import type { NextDeed } from '../night/next-deed.ts';
import { arrived, type Night } from '../night/nights.ts';
import type { Messages } from '../text/messages.ts';
import { stamp } from '../text/numbers.ts';
import { earlierNights, lastNight } from './nights.ts';

/** What the ledger knows. */
export interface LedgerNow {
  readonly entries: Counts;
  readonly forPerson: RowsForPerson;
  /** Rows that a person has taken off the list. */
  readonly dismissed: number;
  /** Records that lie in files of the target, without a word of what became of them. */
  readonly handedOver: number;
  readonly run: LedgerRun | undefined;
  /** Runs that are at work, newest first. */
  readonly atWork: readonly LedgerRun[];
  /** Since when they have found the server away (epoch ms); absent while it answers. */
  readonly awaySince?: number;
  /** What all workers of a ledger for many machines have learnt of the server; absent where none is at work. */
  readonly gate?: GateNow;
  /** Oldest first. */
  readonly nights: readonly Night[];
  readonly estimate: Estimate | undefined;
  readonly next: NextDeed;
}

/** As delivery/gate-view.ts tells it; moments in epoch milliseconds. */
export interface GateNow {
  readonly weather: 'fair' | 'careful' | 'trouble';
  readonly isDown: boolean;
  readonly since?: number;
  readonly last?: { readonly cause: string } | undefined;
  readonly nextTry?: number;
  readonly nextBy?: string;
  readonly probing?: string;
  readonly silentUntil?: number;
  readonly used: number;
  readonly width: number;
  readonly workers: number;
  readonly waiting: number;
}

/** Nights before the last one that are listed; with all the rest it fits 24 lines. */
const EARLIER = 3;

export function statusJson(now: LedgerNow): Record<string, unknown> {
  const { entries, forPerson, dismissed, handedOver, run, atWork, awaySince, gate, nights, estimate, next } = now;
  return {
    entries,
    forPerson,
    dismissed,
    ...(handedOver > 0 ? { handedOver } : {}),
    ...(run ? { lastRun: runJson(run), running: atWork.length > 0 } : {}),
    ...(isAlone(atWork, run) ? {} : { atWork: atWork.map((each) => ({ run: each.id, ...runJson(each) })) }),
    ...(awaySince === undefined ? {} : { awaySince: new Date(awaySince).toISOString() }),
    ...(gate ? { gate: gateJson(gate) } : {}),
    nights: nights.map(nightJson),
    ...(estimate ? { estimate } : {}),
    next,
  };
}

/** At most the last run is at work, as in a ledger on one computer. */
function isAlone(atWork: readonly LedgerRun[], run: LedgerRun | undefined): boolean {
  return atWork.every(({ id }) => id === run?.id);
}

function gateJson({ weather, isDown, since, last, nextTry, nextBy, probing, ...gate }: GateNow): object {
  const { silentUntil, used, width, workers, waiting } = gate;
  const moment = (at: number): string => new Date(at).toISOString();
  return {
    weather,
    down: isDown,
    ...(since === undefined ? {} : { since: moment(since) }),
    ...(last === undefined ? {} : { cause: last.cause }),
    ...(nextTry === undefined ? {} : { nextTry: moment(nextTry) }),
    ...(nextBy === undefined ? {} : { nextBy: Number(nextBy) }),
    ...(probing === undefined ? {} : { askedBy: Number(probing) }),
    ...(silentUntil === undefined ? {} : { silentUntil: moment(silentUntil) }),
    requests: used,
    width,
    workers,
    waiting,
  };
}

/** A run as scripts see it. */
export function runJson({ command, started, ended, exitCode }: LedgerRun): Record<string, unknown> {
  return {
    command,
    started: new Date(started).toISOString(),
    ...(ended === undefined ? {} : { ended: new Date(ended).toISOString() }),
    ...(exitCode === undefined ? {} : { exitCode }),
  };
}

function nightJson(night: Night): Record<string, unknown> {
  const { day, landed, outages, awayMs, files, rows, refused, backlog, exitCode } = night;
  return {
    night: day,
    runs: night.runs.length,
    ...landed,
    outages: outages.length,
    awayMs,
    files,
    rows,
    refusedFiles: refused.map(({ name, why }) => ({ file: name, error: why })),
    ...(backlog === undefined ? {} : { backlog }),
    ...(exitCode === undefined ? {} : { exitCode }),
  };
}

/**
 * What is well or on its way is counted by entries; what needs a person by rows, since that is what `rejects` lists.
 */
function figures(
  { entries, forPerson, dismissed, handedOver }: LedgerNow,
  messages: Messages,
): [label: string, n: number][] {
  const { outcomes, status } = messages;
  return [
    [outcomes.waiting, entries.pending + entries.sending],
    [outcomes['in-doubt'], entries['in-doubt'] - handedOver],
    ...(handedOver > 0 ? [[messages.handedOver.label, handedOver] as [string, number]] : []),
    [outcomes.accepted, entries.accepted],
    [outcomes.refused, forPerson.refused],
    [status.needCorrection, forPerson.invalid],
    [outcomes.held, forPerson.held],
    ...(dismissed > 0 ? [[outcomes.dismissed, dismissed] as [string, number]] : []),
  ];
}

/** What stands there now, what the last nights were like, how far tonight will get, and what to do next. */
export function statusLines(
  { path, target }: { readonly path: string; readonly target: string },
  ledger: LedgerNow,
  messages: Messages,
  timeZone: string | undefined,
): string[] {
  const rows = figures(ledger, messages).map(([label, n]) => [label, messages.figures.number(n)] as const);
  const labelWidth = Math.max(...rows.map(([label]) => label.length));
  const figureWidth = Math.max(...rows.map(([, figure]) => figure.length));
  const { status, nights: say } = messages;
  const { run, atWork, nights, estimate, next } = ledger;
  const last = nights.at(-1);
  return [
    status.title(path, target),
    ...rows.map(([label, figure]) => `  ${label.padEnd(labelWidth)}  ${figure.padStart(figureWidth)}`),
    run
      ? status.lastRun(
          run.command,
          stamp(run.started, timeZone),
          run.ended === undefined ? undefined : stamp(run.ended, timeZone),
          run.exitCode,
          atWork.some(({ id }) => id === run.id),
        )
      : status.neverRun,
    ...(isAlone(atWork, run) ? [] : workers(atWork, messages, timeZone)),
    ...weatherNow(ledger, messages, timeZone),
    ...(last && tells(last) ? lastNight(last, messages) : []),
    ...earlierNights(nights.slice(0, -1).filter(tells).slice(-EARLIER), messages),
    ...(estimate ? [say.estimate(estimate.tonight, estimate.nights)] : []),
    ...(run ? [say.next(next)] : []),
  ];
}

/** That the server is away; where all workers share a gate, when and by whom it is asked next, and what goes to it. */
function weatherNow({ awaySince, gate }: LedgerNow, { nights: say }: Messages, timeZone: string | undefined): string[] {
  if (!gate) return awaySince === undefined ? [] : [say.awayNow(stamp(awaySince, timeZone))];
  const { since, nextTry = 0, nextBy, probing, used, width, workers: senders, waiting } = gate;
  if (since === undefined) return used + waiting > 0 ? [say.gateWorks(used, width, senders, waiting)] : [];
  const isAsked = probing !== undefined;
  return [
    say.awayNow(stamp(since, timeZone)),
    `  ${isAsked ? say.gateAsked(Number(probing)) : say.gateTries(stamp(nextTry, timeZone), numberOf(nextBy))}`,
  ];
}

function numberOf(worker: string | undefined): number | undefined {
  return worker === undefined ? undefined : Number(worker);
}

/** So many workers are named. */
const WORKERS = 5;

function workers(atWork: readonly LedgerRun[], { nights: say }: Messages, timeZone: string | undefined): string[] {
  const more = atWork.length - WORKERS;
  return [
    say.workers(atWork.length),
    ...atWork
      .slice(0, WORKERS)
      .map(({ id, command, started }) => `  ${say.worker(id, command, stamp(started, timeZone))}`),
    ...(more > 0 ? [`  ${say.moreWorkers(more)}`] : []),
  ];
}

/** Ledgers of earlier versions have nights of which nothing is known. */
function tells(night: Night): boolean {
  return night.backlog !== undefined || arrived(night) > 0 || night.outages.length > 0 || night.refused.length > 0;
}
