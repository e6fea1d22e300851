/**
 * What a report says, as figures: counts, times, and names of files and facilities. Nothing of a person. All times are
 * epoch milliseconds.
 */
import type { ErrorParams } from '../errors.ts';
import type { Problem } from '../record/problems.ts';
import type { Outcome } from '../record/record.ts';

/** An interval; without `to` it goes on, or a kill has left its end unsaid. */
export interface Span {
  readonly from: number;
  readonly to?: number;
}

/** What landed in one minute, in records. Minutes without any are missing. */
export interface Minute {
  /** Where the minute begins. */
  readonly at: number;
  readonly landed: number;
}

/** A problem, and in how many rows it stands. */
export interface ProblemCount {
  readonly code: Problem['code'];
  readonly severity: Problem['severity'];
  readonly rows: number;
}

/** One run of a night. */
export interface PageRun extends Span {
  readonly command: string;
  /** Absent where it goes on, or was killed. */
  readonly exitCode?: number;
}

/** A file that was read in a night. */
export interface PageFile {
  /** Without its folder. */
  readonly name: string;
  /** The path, as it was typed; it may say who works there, so it is not shown. */
  readonly typed: string;
  readonly rows: number;
  /** Code of the error that refused it as a whole, and what its sentence is filled with. */
  readonly refusedBy?: string;
  readonly about?: ErrorParams;
}

/** The figures of a night that stand in a row of nights. `to` is absent while it goes on. */
export interface NightInShort extends Span {
  /** The day of its morning, `2026-11-28`: nights are called by it. */
  readonly day: string;
  /** Records that the server has taken, those that it had before among them. */
  readonly landed: number;
  /** Records that waited or were in doubt when it ended. */
  readonly backlog: number;
  readonly outages: number;
  /** How long the server was away in all, in milliseconds. */
  readonly awayMs: number;
  /** Of its last run; absent where that goes on, or was killed. */
  readonly exitCode?: number;
}

/** All that is known of one night. */
export interface PageNight extends NightInShort {
  readonly runs: readonly PageRun[];
  readonly minutes: readonly Minute[];
  readonly away: readonly Span[];
  /** Where its readings ended; absent outcomes are 0. */
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  readonly files: readonly PageFile[];
  readonly requests: number;
}

/** Records of one facility in the whole ledger. */
export interface FacilityTotal {
  /** Absent where the sheet names none, or none that may be shown. */
  readonly name?: string;
  readonly landed: number;
  readonly waiting: number;
  /** Invalid, held or refused. */
  readonly forPerson: number;
}

/** When all that waits will have landed, if the nights to come are as the last ones were. */
export interface Estimate {
  readonly nights: number;
  /** A moment of the day on which it is done. */
  readonly until: number;
}

/** What the ledger holds at the moment of the report. */
export interface LedgerNow {
  /** To be sent. */
  readonly waiting: number;
  readonly inDoubt: number;
  /** In files of the target, without a word of what became of them. */
  readonly handedOver: number;
  readonly invalid: number;
  readonly held: number;
  readonly refused: number;
  /** Landed in all. */
  readonly landed: number;
}

/** All figures of a report. */
export interface PageFacts {
  readonly madeAt: number;
  readonly version: string;
  /** The server, as it may be shown. */
  readonly target: string;
  /** The night that is told; absent where nothing has run yet. */
  readonly night?: PageNight;
  /** A run is at work while the report is made. */
  readonly running: boolean;
  /** The nights up to that one, oldest first; the last is `night` in short. */
  readonly nights: readonly NightInShort[];
  readonly now: LedgerNow;
  /** Absent where nothing waits, or nothing has landed lately. */
  readonly estimate?: Estimate;
  /** Most frequent first. */
  readonly problems: readonly ProblemCount[];
  /** With most records first. */
  readonly facilities: readonly FacilityTotal[];
  /** Files whose reading was cut short, as they were typed. */
  readonly unfinished: readonly string[];
}

/** Records that the program has still to settle. */
export function openRecords({ waiting, inDoubt }: LedgerNow): number {
  return waiting + inDoubt;
}

/** Rows that wait for a person. */
export function rowsForPerson({ invalid, held, refused }: LedgerNow): number {
  return invalid + held + refused;
}
