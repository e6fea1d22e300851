/** What `status`, `runs` and `audit` say of nights and deeds, apart from the other sentences: only they say it. */
import type { ExitCode } from '../exit-codes.ts';
import type { AuditEntry, Deed } from '../ledger/history-side.ts';
import type { NextDeed } from '../night/next-deed.ts';

export interface NightTexts {
  /** A day as people say it, `Sun 29 Nov`. `day`: `2026-11-29`. */
  day(day: string): string;
  /** What the last night has brought; `left`: records that still waited, if that is known. */
  lastNight(day: string, landed: number, left: number | undefined): string;
  /** How often, how long in all, and how long at most (milliseconds). */
  away(times: number, ms: number, longest: number): string;
  /** A run is at work, and the server has been away since then. */
  awayNow(since: string): string;
  /** One worker asks for all of them: this run just now, or at that moment, by that run where one stands in line. */
  gateAsked(run: number): string;
  gateTries(at: string, run: number | undefined): string;
  /** Requests under way of at most so many, of how many runs, and how many runs wait for their turn. */
  gateWorks(used: number, width: number, runs: number, waiting: number): string;
  /** Runs that are at work on one ledger, several machines perhaps. */
  workers(n: number): string;
  worker(run: number, command: string, since: string): string;
  moreWorkers(n: number): string;
  readonly neverAway: string;
  /** A file was not read: the sentence of its error. */
  refusedFile(what: string): string;
  moreRefused(files: number): string;
  estimate(tonight: number, nights: number): string;
  /** Without the command itself; `` ` `` marks what to type. */
  next(deed: NextDeed): string;
  /** Why a run ended; without a code it was broken off. */
  ended(exitCode: ExitCode | undefined): string;
  readonly running: string;
  /** Above the columns of nights and of runs. */
  readonly heads: Readonly<
    Record<'night' | 'run' | 'began' | 'command' | 'lasted' | 'landed' | 'refused' | 'left' | 'away' | 'end', string>
  >;
  readonly noRuns: string;
  readonly deeds: Readonly<Record<Deed, (detail: AuditEntry['detail']) => string>>;
  /** Below the audit: how many entries, and that the chain is whole up to this hash. */
  auditWhole(entries: number, hash: string): string;
  readonly auditEmpty: string;
}
